"""People, their roles and identifiers, the DOI and the archived copy of an article."""

import datetime
from pathlib import Path

import pytest

from archivist.article_facts import ArchivedCopy, Person
from archivist.articles import read_folder
from archivist.findings import Finding
from archivist.model.articles import Article
from tests.articles.making import HEAD

EINSTEIN = "0000 0001 2281 955X"  # a number in use, with the check digit X


def read(folder: Path, lines: str) -> tuple[Article, tuple[Finding, ...]]:
    """The article with these lines in its front matter; they begin on line 5."""
    (folder / "a.md").write_text(HEAD.removesuffix("---\n") + lines + "\n---\nText.\n", encoding="utf-8")
    (article,), findings = read_folder(folder)
    return article, findings


def said(findings: tuple[Finding, ...]) -> list[tuple[str, str, int]]:
    return [(each.code, each.message, each.line) for each in findings]


def test_authors_may_have_identifiers_and_roles(tmp_path: Path) -> None:
    article, findings = read(
        tmp_path,
        "authors:\n- Nino Example\n- { name: Gela Example, orcid: 0000-0002-1825-0097 }\n"
        "- { name: Ana Example, role: photographer }",
    )
    assert not findings
    assert article.authors == ("Nino Example", "Gela Example")
    assert article.people == (
        Person("Nino Example"),
        Person("Gela Example", orcid="0000-0002-1825-0097"),
        Person("Ana Example", "pht"),
    )


@pytest.mark.parametrize("key", ["translator", "translators"])
def test_translators_are_named_by_themselves(tmp_path: Path, key: str) -> None:
    article, findings = read(tmp_path, f"{key}: [Ana Example, {{ name: B, isni: '{EINSTEIN.replace(' ', '')}' }}]")
    assert (article.translators, findings) == ((Person("Ana Example", "trl"), Person("B", "trl", isni=EINSTEIN)), ())


@pytest.mark.parametrize(
    "lines",
    [
        "contributors: { editors: [A, B], pht: C }",
        "contributors:\n  editor:\n  - A\n  - name: B\n  Photographer: C",
        "contributors:\n- { name: A, role: editor }\n- { name: C, role: photographer }\n- { name: B, role: edt }",
    ],
)
def test_contributors_are_read_by_role(tmp_path: Path, lines: str) -> None:
    article, findings = read(tmp_path, lines)
    assert [(each.name, each.role) for each in article.contributors] == [("A", "edt"), ("B", "edt"), ("C", "pht")]
    assert not findings


def test_an_author_named_among_the_contributors_is_an_author(tmp_path: Path) -> None:
    article, _ = read(tmp_path, "author: A\ncontributors: { author: { name: B, orcid: 0000-0001-5109-3700 } }")
    assert article.authors == ("A", "B")
    assert article.people == (Person("A"), Person("B", orcid="0000-0001-5109-3700"))


@pytest.mark.parametrize(
    ("lines", "code", "message", "line"),
    [
        (
            "authors: { name: A, orcid: 0000-0002-1825-0098 }",
            "bad-identifier",
            "'0000-0002-1825-0098' is not an ORCID: the check digit should be 7",
            5,
        ),
        (
            "translator:\n  name: A\n  isni: 0000 0001 2281 9550",
            "bad-identifier",
            "'0000 0001 2281 9550' is not an ISNI: the check digit should be X",
            7,
        ),
        (
            "authors:\n- name: A\n  orcid: twelve",
            "bad-identifier",
            "'twelve' is not an ORCID: sixteen digits, the last of which may be X",
            7,
        ),
        ("doi: 11.1/x", "bad-identifier", "'11.1/x' is not a DOI such as 10.1234/abc", 5),
        (
            "contributors: { conjurer: A }",
            "unknown-role",
            "'conjurer' is not a known role: author, translator, editor, compiler, interviewer, photographer, "
            "illustrator, annotator, contributor",
            5,
        ),
        ("archived: somewhere", "bad-value", "`archived` is 'somewhere', not a web address", 5),
        ("archived: { date: 2022-02-04 }", "bad-value", "`archived` is a table without `url`, not a web address", 5),
        (
            "archived: { url: 'https://e.org/a', date: soon }",
            "bad-value",
            "`date` is 'soon', not a date as YYYY-MM-DD",
            5,
        ),
    ],
)
def test_what_is_wrong_is_reported_once(tmp_path: Path, lines: str, code: str, message: str, line: int) -> None:
    article, findings = read(tmp_path, lines)
    assert said(findings) == [(code, message, line)]
    assert not article.doi
    assert not any(person.orcid or person.isni for person in article.people)


def test_a_contributor_of_an_unknown_role_is_kept_without_it(tmp_path: Path) -> None:
    article, _ = read(tmp_path, "contributors: { conjurer: A }")
    assert article.contributors == (Person("A", "ctb"),)


@pytest.mark.parametrize("lines", ["contributors: { editor: [[A]] }", "contributors: { editor: { orcid: x } }"])
def test_what_is_not_a_name_is_an_error(tmp_path: Path, lines: str) -> None:
    article, findings = read(tmp_path, lines)
    assert [each.code for each in findings] == ["bad-value"]
    assert not article.people


@pytest.mark.parametrize("written", ["10.1234/ab-c", "doi:10.1234/ab-c", "https://doi.org/10.1234/ab-c"])
def test_a_doi_is_read_in_each_of_its_forms(tmp_path: Path, written: str) -> None:
    assert read(tmp_path, f"doi: {written}")[0].doi == "10.1234/ab-c"


@pytest.mark.parametrize(
    ("written", "copy"),
    [
        (
            "https://web.archive.org/web/20220204101112/https://e.org/a",
            ArchivedCopy("https://web.archive.org/web/20220204101112/https://e.org/a", datetime.date(2022, 2, 4)),
        ),
        ("{ url: 'https://e.org/a', date: 2022-02-05 }", ArchivedCopy("https://e.org/a", datetime.date(2022, 2, 5))),
        ("https://archive.org/a", ArchivedCopy("https://archive.org/a")),
    ],
)
def test_an_archived_copy_has_an_address_and_a_day(tmp_path: Path, written: str, copy: ArchivedCopy) -> None:
    article, findings = read(tmp_path, f"archived: {written}")
    assert (article.archived, findings) == (copy, ())


def test_marks_in_the_name_of_a_contributor_are_reported(tmp_path: Path) -> None:
    _, findings = read(tmp_path, "contributors:\n  editor: '*A*'")
    assert said(findings) == [("marks-in-plain-text", "`contributors` is printed as written: *A*", 6)]
