"""The identifiers of planned editions: made, given, as published, and never of two things."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from archivist.archive import open_archive
from archivist.files import sha256
from archivist.findings import Finding
from archivist.identifiers import ArticleIdentifiers, EditionIdentifiers
from archivist.model.volumes import Edition
from archivist.planning import Plan, plan
from archivist.settings.config import FILE_NAME
from tests.ledger.making import ARCHIVE, entry, published_article, written

HEAD = f"""\
[archive]
title = "Mill Notes"
id = "{ARCHIVE}"
issn = {{ en = {{ print = "2049-3630", online = "0317-8471" }} }}
issn_l = "2049-3630"

[editions]
languages = ["en", "ka"]
"""
PATTERNS = """
[identifiers]
doi = "10.1234/{slug}.{volume}.{language}[.v{version}]"
ark = "12345/mn{number}{language}v{version}{check}"

[identifiers.articles]
doi = "10.1234/{volume}.{language}[.v{version}].{key}"
"""
GIVEN = """
[identifiers.editions."2022-01.en"]
isbn = { pdf = "9783161484100" }
doi = "10.1234/special"
"""


def article(folder: Path, name: str, date: str = "2022-01-12", key: str = "river", doi: str = "") -> Path:
    file = folder / "articles" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    said = f"doi: {doi}\n" if doi else ""
    file.write_text(f"---\ntitle: T\ndate: {date}\nkey: {key}\n{said}---\nText.\n", "utf-8")
    return file


def planned(folder: Path, settings: str, *new_versions: str) -> Plan:
    (folder / FILE_NAME).write_text(HEAD + settings, "utf-8")
    if not (folder / "articles").exists():
        article(folder, "river.en.md")
    return plan(open_archive(folder), new_versions=new_versions)


def publish(folder: Path, file: Path, of_edition: Mapping[str, str] | None, **of_article: Any) -> None:
    """A ledger with 2022-01.en, which has one article."""
    members: dict[str, Any] = {} if of_edition is None else {"identifiers": dict(of_edition)}
    known = published_article("river", file=file.name, sha256=sha256(file), title="T", **of_article)
    first = entry(articles=[known], **members)
    (folder / "ledger.json").write_bytes(written(("2022-01", "en", first), languages=("en", "ka")))


def only(found: Plan) -> Edition:
    (edition,) = found.editions
    return edition


def reported(found: Plan, code: str) -> Finding:
    (finding,) = (each for each in found.findings if each.code == code)
    return finding


def test_patterns_make_them(tmp_path: Path) -> None:
    edition = only(planned(tmp_path, PATTERNS))
    assert edition.identifiers == EditionIdentifiers(
        issn_pdf="2049-3630",
        issn_epub="0317-8471",
        issn_l="2049-3630",
        doi="10.1234/mill-notes.2022-01.en",
        ark="ark:12345/mn1env1s",
    )
    assert edition.article_identifiers == {"river": ArticleIdentifiers(doi="10.1234/2022-01.en.river")}


def test_what_is_given_goes_first(tmp_path: Path) -> None:
    article(tmp_path, "river.en.md", doi="10.1234/own")
    edition = only(planned(tmp_path, PATTERNS + GIVEN))
    assert (edition.identifiers.doi, edition.identifiers.isbn_pdf) == ("10.1234/special", "978-3-16-148410-0")
    assert edition.article_identifiers["river"].doi == "10.1234/own"


def test_without_settings_an_article_has_its_own_doi(tmp_path: Path) -> None:
    article(tmp_path, "river.en.md", doi="10.1234/own")
    edition = only(planned(tmp_path, ""))
    assert edition.identifiers.doi == ""
    assert edition.article_identifiers["river"] == ArticleIdentifiers(doi="10.1234/own")


# ---------------------------------------------------------------- published editions


def test_a_published_edition_keeps_what_it_was_published_with(tmp_path: Path) -> None:
    publish(tmp_path, article(tmp_path, "river.en.md"), {"issn_pdf": "1050-124X", "doi": "10.1234/old"})
    found = planned(tmp_path, PATTERNS)
    edition = only(found)
    assert edition.identifiers == EditionIdentifiers(issn_pdf="1050-124X", doi="10.1234/old")
    assert edition.article_identifiers == {"river": ArticleIdentifiers()}
    said = [(each.line, each.message) for each in found.findings if each.code == "published-identifiers"]
    assert said == [
        (
            4,
            "2022-01.en was published with the ISSN of the PDF 1050-124X; the settings say 2049-3630 today, and 1 more",
        ),
        (5, "2022-01.en was published without ISSN-L; the settings say 2049-3630 today"),
        (11, "2022-01.en was published with the DOI 10.1234/old; the settings say 10.1234/mill-notes.2022-01.en today"),
        (12, "2022-01.en was published without ARK; the settings say ark:12345/mn1env1s today"),
        (
            15,
            "the article river of 2022-01.en was published without DOI; the settings say 10.1234/2022-01.en.river "
            "today",
        ),
    ]


def test_an_entry_of_an_older_program_has_the_issn_of_today(tmp_path: Path) -> None:
    publish(tmp_path, article(tmp_path, "river.en.md"), None)
    found = planned(tmp_path, PATTERNS)
    assert only(found).identifiers == EditionIdentifiers("2049-3630", "0317-8471", "2049-3630")
    assert not [each for each in found.findings if each.code == "published-identifiers"]


def test_a_new_version_has_identifiers_of_its_own(tmp_path: Path) -> None:
    settings = PATTERNS + GIVEN
    file = article(tmp_path, "river.en.md", doi="10.1234/own")
    publish(
        tmp_path,
        file,
        {"doi": "10.1234/special", "isbn_pdf": "978-3-16-148410-0"},
        identifiers={"doi": "10.1234/own"},
    )
    file.write_text(file.read_text("utf-8").replace("Text.", "Other text."), "utf-8")
    found = planned(tmp_path, settings, "2022-01.en")
    edition = only(found)
    assert (edition.version, edition.identifiers.doi) == (2, "10.1234/mill-notes.2022-01.en.v2")
    assert (edition.identifiers.isbn_pdf, edition.identifiers.ark) == ("", "ark:12345/mn1env27")
    isbn = reported(found, "isbn-missing")
    assert (isbn.file, isbn.line) == (FILE_NAME, 18)
    assert isbn.message == ("version 2 of 2022-01.en has no ISBN for the PDF; 978-3-16-148410-0 is that of version 1")
    doi = reported(found, "doi-of-changed-text")
    assert (doi.file, doi.message) == (
        "articles/river.en.md",
        "the DOI 10.1234/own is that of the text in version 1 of 2022-01.en",
    )


# ---------------------------------------------------------------- what is wrong


def test_two_editions_never_have_the_same_identifier(tmp_path: Path) -> None:
    article(tmp_path, "river.en.md")
    article(tmp_path, "road.en.md", "2022-02-12", "road")
    found = planned(tmp_path, PATTERNS + GIVEN + GIVEN.replace("2022-01", "2022-02").replace("978316", "978-316"))
    twice = [each for each in found.findings if each.code == "identifier-twice"]
    assert [(each.file, each.line, each.message) for each in twice] == [
        (
            FILE_NAME,
            22,
            "2022-02.en would have the ISBN of the PDF 978-3-16-148410-0, which is that of 2022-01.en",
        ),
        (FILE_NAME, 23, "2022-02.en would have the DOI 10.1234/special, which is that of 2022-01.en"),
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ('doi = "10.1234/OLD"', "2022-01.en.2 would have the DOI 10.1234/OLD, which is that of 2022-01.en"),
        ('ark = "ark:/12345/o-l-d"', "2022-01.en.2 would have the ARK ark:12345/o-l-d, which is that of 2022-01.en"),
        ('doi = "10.1234/of-article"', "2022-01.en.2 would have the DOI 10.1234/of-article, which is that of the "),
    ],
)
def test_a_new_version_never_has_the_identifier_of_the_one_before(tmp_path: Path, given: str, said: str) -> None:
    file = article(tmp_path, "river.en.md")
    old = {"doi": "10.1234/old", "ark": "ark:12345/old"}
    publish(tmp_path, file, old, identifiers={"doi": "10.1234/of-article"})
    found = planned(tmp_path, f'[identifiers.editions."2022-01.en.2"]\n{given}\n', "2022-01.en")
    finding = reported(found, "identifier-twice")
    assert finding.message.startswith(said)
    assert (finding.file, finding.line) == (FILE_NAME, 10)


def test_the_next_version_can_be_prepared(tmp_path: Path) -> None:
    publish(tmp_path, article(tmp_path, "river.en.md"), {})
    found = planned(tmp_path, '[identifiers.editions."2022-01.en.2"]\ndoi = "10.1234/next"\n')
    assert not [each for each in found.findings if each.code.startswith("identifier")]


def test_what_is_given_to_no_edition_is_reported(tmp_path: Path) -> None:
    found = planned(tmp_path, '[identifiers.editions."2022-13.en"]\ndoi = "10.1234/x"\n')
    finding = reported(found, "identifier-unused")
    assert (finding.line, finding.message) == (9, "identifiers are given to 2022-13.en, and there is no such edition")


def test_two_works_with_one_doi_are_an_error(tmp_path: Path) -> None:
    article(tmp_path, "river.en.md", doi="10.1234/x")
    article(tmp_path, "road.en.md", key="road", doi="10.1234/X")
    finding = reported(planned(tmp_path, ""), "identifier-twice")
    assert finding.file == "articles/road.en.md"
    assert finding.message == "the article road would have the DOI 10.1234/X, which is that of the article river"


def test_a_translation_with_the_same_doi_is_reported(tmp_path: Path) -> None:
    article(tmp_path, "river.en.md", doi="10.1234/x")
    article(tmp_path, "river.ka.md", doi="10.1234/x")
    finding = reported(planned(tmp_path, ""), "doi-shared")
    assert (finding.file, finding.message) == (
        "articles/river.ka.md",
        "the DOI 10.1234/x is also that of river.en.md",
    )


def test_a_key_that_makes_no_identifier_is_reported(tmp_path: Path) -> None:
    article(tmp_path, "river.en.md", key='"—"')
    finding = reported(planned(tmp_path, PATTERNS), "identifier-not-made")
    assert finding.file == "articles/river.en.md"
    assert finding.message == "the article has no DOI in 2022-01.en: its key '—' has no letter or digit"
