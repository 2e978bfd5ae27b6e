"""A cumulative volume: what it lists, read from its files and from those of the volumes; when it is not made."""

import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from archivist.archive import open_archive
from archivist.build_folder.stale_files import find_stale_files
from archivist.cumulation import cumulate
from archivist.errors import UsageError
from archivist.executors import open_executor
from archivist.findings import Finding
from archivist.model.results import Compilation
from archivist.planning import plan
from archivist.volumes import cumulative_editions
from archivist.workflows.build_cleanup import stale
from archivist.workflows.cumulative_volume import compile_cumulative
from archivist.workflows.volume_compilation import compile_volumes
from tests.archives import PROSE, Compiled, Watch, compiled, made_files, write_archive
from tests.cli.test_verify import own_checks, verified_in
from tests.ledger.test_publishing import enter

pytestmark = pytest.mark.slow  # whole compiles

SETTINGS = """\
[archive]
title = { en = "The River Reader", ka = "მდინარის საკითხავი" }

[editions]
languages = ["en", "ka"]

[glossary]
notes = false
"""
GLOSSARY = """\
[[term]]
id = "kura"
kind = "place"
name = { en = "Kura", ka = "მტკვარი" }

[[term]]
id = "gori"
kind = "place"
name = { en = "Gori", ka = "გორი" }
see_also = ["kura"]
"""


def article(title: str, day: str, text: str, language: str = "en", **more: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in more.items())
    return f"---\ntitle: {title}\ndate: {day}\nlang: {language}\n{lines}---\n{text}\n"


LONG = "\n\n".join([PROSE * 6] * 2)
MILL = article(
    "A mill",
    "2023-12-20",
    f"At Gori.\n\n{LONG}\n\nOn the Kura.",
    authors="[Nino Example, Ivan Sample]",
    section="Works",
)
ARTICLES = {
    "2023-12-20-mill.en.md": MILL,
    "2023-12-21-ford.en.md": article("A ford", "2023-12-21", "Across the Kura.", tags="[Water]"),
    "2024-01-03-bridge.en.md": article(
        "The bridge",
        "2024-01-03",
        f"{LONG}\n\nThe Kura.",
        authors="[Nino Example]",
        tags="[water, Stone]",
        section="Ways",
    ),
    "2024-01-03-bridge.ka.md": article("ხიდი", "2024-01-03", "მტკვარი.", "ka"),
}  # fmt: skip


def compile_all(root: Path, period: str = "all", *languages: str) -> tuple[Compilation, Watch]:
    watch = Watch()
    with open_executor(1) as workers:
        return compile_cumulative(
            open_archive(root), period, languages=languages, workers=workers, progress=watch
        ), watch


@pytest.fixture(scope="module")
def volumes(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    root = write_archive(tmp_path_factory.mktemp("cumulative") / "archive", SETTINGS, ARTICLES)
    (root / "glossary.toml").write_text(GLOSSARY, "utf-8")
    made = compiled(root)
    done, _ = compile_all(root)
    assert [each.edition for each in done.results] == ["cumulative.en", "cumulative.ka"], done.findings
    return made


@pytest.fixture
def copy(volumes: Compiled, tmp_path: Path) -> Path:
    return volumes.copy(tmp_path / "copy")


def pdf(root: Path, edition: str) -> Path:
    return root / "build" / edition.partition(".")[0] / f"the-river-reader-{edition}.pdf"


def pages(path: Path) -> dict[str, str]:
    """The text of each page by its label, read by PDFium."""
    with closing(pypdfium2.PdfDocument(path)) as read:
        return {
            read.get_page_label(index): " ".join(page.get_textpage().get_text_range().split())
            for index, page in enumerate(read)
        }


def document(root: Path, edition: str, name: str) -> etree._Element:
    with zipfile.ZipFile(pdf(root, edition).with_suffix(".epub")) as book:
        return etree.fromstring(book.read(f"EPUB/{name}.xhtml"))


def text_of(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def lines(root: Path, name: str, edition: str = "cumulative.en") -> list[str]:
    """Headings and entries of a document of the EPUB."""
    return [text_of(each) for each in document(root, edition, name).iter("{*}h1", "{*}h2", "{*}li")]


def errors(found: Compilation) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in found.findings if str(each.severity) == "error"]


# ---------------------------------------------------------------- what it lists


def test_volumes_are_listed_with_their_pages_and_files(volumes: Compiled) -> None:
    last = max(int(label) for label in pages(pdf(volumes.root, "2023-12.en")) if label.isdecimal())
    name = "the-river-reader-2023-12.en"
    assert lines(volumes.root, "volumes")[:2] == [
        "Volumes",
        f"No. 1, December 2023 pp. 1–{last} · {name}.pdf · {name}.epub",
    ]


def label_of(root: Path, edition: str, words: str) -> str:
    """The label of the first page with these words."""
    return next(label for label, text in pages(pdf(root, edition)).items() if words in text)


def test_contents_are_by_date_author_and_section(volumes: Compiled) -> None:
    mill, ford = "A mill 20 December 2023", "A ford 21 December 2023"
    first = f"No. 1, December 2023, p. {label_of(volumes.root, '2023-12.en', 'At Gori.')}"
    second = f"No. 1, December 2023, p. {label_of(volumes.root, '2023-12.en', 'Across the Kura.')}"
    third = f"No. 2, January 2024, p. {label_of(volumes.root, '2024-01.en', PROSE[:40])}"
    assert len({first, second, third}) == 3
    assert lines(volumes.root, "by-date") == [
        "Contents by date",
        "December 2023",
        f"{mill} · Nino Example, Ivan Sample · {first}",
        f"{ford} · {second}",
        "January 2024",
        f"The bridge 3 January 2024 · Nino Example · {third}",
    ]
    assert lines(volumes.root, "by-author") == [
        "Contents by author",
        "Example, Nino",
        f"{mill} · {first}",
        f"The bridge 3 January 2024 · {third}",
        "Sample, Ivan",
        f"{mill} · {first}",
        "Without a named author",
        f"{ford} · {second}",
    ]
    assert lines(volumes.root, "by-section") == [
        "Contents by section",
        "Ways",
        f"The bridge 3 January 2024 · Nino Example · {third}",
        "Works",
        f"{mill} · Nino Example, Ivan Sample · {first}",
        "Without a section",
        f"{ford} · {second}",
    ]


def test_the_index_has_the_entries_and_pages_of_the_indexes_of_all_volumes(volumes: Compiled) -> None:
    def entries(edition: str, name: str) -> dict[str, str]:
        items = document(volumes.root, edition, name).iter("{*}li")
        return {
            text_of(item[0]): " ".join(text_of(each) for each in item if each.get("class") == "locators")
            for item in items
        }

    one, two = entries("2023-12.en", "index"), entries("2024-01.en", "index")
    merged = entries("cumulative.en", "cumulative-index")
    # The second volume has one article, so its own index names no keywords and no authors.
    end = max(int(label) for label, text in pages(pdf(volumes.root, "2024-01.en")).items() if "The Kura." in text)
    assert merged["Kura"] == f"1: {one['Kura']}; 2: {two['Kura']}" == f"1: {one['Kura']}; 2: {end}"
    assert merged["Gori"] == f"1: {one['Gori']}"
    assert merged["Water"] == f"1: {one['Water']}; 2: 1–{end}"
    assert merged["Stone"] == f"2: 1–{end}"
    assert merged["Example, Nino"] == f"1: {one['Example, Nino']}; 2: 1–{end}"
    assert set(merged) == {"Kura", "Gori", "Water", "Stone", "Example, Nino", "Sample, Ivan"}


def test_links_lead_to_places_that_the_files_of_the_volumes_have(volumes: Compiled) -> None:
    found = set(links(pdf(volumes.root, "cumulative.en")))
    assert ("../2023-12/the-river-reader-2023-12.en.pdf", "mill#page.1") in found
    assert ("../2024-01/the-river-reader-2024-01.en.pdf", "cover#") in found
    for name, place in found:
        with pikepdf.open(volumes.root / "build" / "cumulative" / name) as other:
            assert place in pikepdf.NameTree(other.Root.Names.Dests)
    for name in ("volumes", "by-date", "by-author", "by-section", "cumulative-index"):
        assert not [
            link
            for link in document(volumes.root, "cumulative.en", name).iter("{*}a")
            if "#entry" not in link.get("href")
        ]


def links(path: Path) -> Iterator[tuple[str, str]]:
    """File and destination of each link to another file."""
    with pikepdf.open(path) as read:
        for page in read.pages:
            for link in page.obj.get("/Annots", []):
                if "/A" in link and link.A.S == "/GoToR":
                    yield str(link.A.F), str(link.A.D)


def test_title_numbers_and_what_is_left_out_are_in_the_front_matter(volumes: Compiled) -> None:
    front = pages(pdf(volumes.root, "cumulative.en"))
    assert "Cumulative index 2023–2024" in front["Cover"]
    assert "No. " not in front["Cover"] + front["i"]
    assert "No. 1 – No. 2" in front["ii"]
    assert "A ford (ინგლისური, 21 დეკემბერი, 2023)" in pages(pdf(volumes.root, "cumulative.ka"))["ii"]


def test_every_check_of_its_own_passes(volumes: Compiled, no_tools: None) -> None:
    done = verified_in("cumulative", volumes.root)
    for ending in (".pdf", ".epub", ".json"):
        assert set(own_checks(done, ending).values()) == {True}, own_checks(done, ending)
    assert "sources" in own_checks(done, ".json")


# ---------------------------------------------------------------- when it is made, and when not


def test_made_again_it_has_the_same_bytes_and_nothing_is_laid_out(copy: Path) -> None:
    before = made_files(copy / "build")
    _, watch = compile_all(copy, "all")
    assert (watch.made_now, made_files(copy / "build")) == (set(), before)


def test_the_volume_of_a_year_lists_the_volumes_of_that_year(copy: Path) -> None:
    done, _ = compile_all(copy, "2023")
    assert [each.edition for each in done.results] == ["cumulative-2023.en"]
    assert "Cumulative index 2023" in pages(pdf(copy, "cumulative-2023.en"))["i"]
    assert len(lines(copy, "volumes", "cumulative-2023.en")) == 2
    assert stale(open_archive(copy)) == ()


def test_it_is_not_made_if_a_volume_is_not_compiled_or_was_compiled_from_other_articles(copy: Path) -> None:
    before = made_files(copy / "build" / "cumulative")
    (copy / "articles" / "2023-12-20-mill.en.md").write_text(MILL + "\nMore.\n", "utf-8")
    (copy / "build" / "2024-01" / "volume.en.json").unlink()
    done, _ = compile_all(copy, "all", "en")
    assert errors(done) == [
        (
            "cumulative-volume-lacking",
            "cumulative.en cannot list 2023-12.en: its articles have changed since it was compiled",
        ),
        ("cumulative-volume-lacking", "cumulative.en cannot list 2024-01.en: it is not compiled"),
    ]
    assert not done.results
    assert made_files(copy / "build" / "cumulative") == before


def test_a_published_volume_is_listed_as_published_whatever_its_articles_are_today(copy: Path) -> None:
    enter(copy, "2023-12")
    before = made_files(copy / "build" / "cumulative")
    (copy / "articles" / "2023-12-20-mill.en.md").write_text(MILL.replace("Nino Example", "Other"), "utf-8")
    done, _ = compile_all(copy, "all", "en")
    assert not errors(done)
    assert made_files(copy / "build" / "cumulative") == before
    record = copy / "build" / "2023-12" / "volume.en.json"
    record.write_bytes(record.read_bytes().replace(b"A mill", b"A mile"))
    assert "its record is not the published one" in errors(compile_all(copy, "all", "en")[0])[0][1]


def test_verify_reports_that_pages_it_names_are_no_longer_those_of_the_volumes(copy: Path, no_tools: None) -> None:
    record = copy / "build" / "2023-12" / "volume.en.json"
    data = json.loads(record.read_bytes())
    for each in (data["articles"][1], next(each for each in data["documents"] if each["id"] == "ford")["pages"]):
        for name in [name for name in each if name in ("first_page", "first")]:
            each[name] = "9"
    record.write_text(json.dumps(data), "utf-8")
    found = check_sources_of(copy, "cumulative.en")
    assert [code for code, _ in found if code == "cumulative-outdated"]
    assert any("would write “9 " in message for _, message in found), found


def check_sources_of(root: Path, edition: str) -> list[tuple[str, str]]:
    done = verified_in(edition.partition(".")[0], root)
    files = (file for each in done.editions for file in each.files)
    verdict = next(each for file in files for each in file.verdicts if each.check == "sources")
    return [(message.code, message.text) for message in verdict.messages]


def listed_from(root: Path, record: str, *, with_articles: bool = True) -> tuple[list[tuple[str, ...]], list[Finding]]:
    """Authors as a cumulative volume lists them from a changed record, and what is reported."""
    archive = open_archive(root)
    planned = plan(archive)
    edition = next(each for each in cumulative_editions(planned.editions) if each.id == record)
    known = planned if with_articles else replace(planned, articles=())
    annotated, findings = cumulate(archive, known, edition)
    return [article.authors for article in annotated.listed], list(findings)


def test_what_an_earlier_record_does_not_say_is_taken_from_the_same_article_or_reported(copy: Path) -> None:
    path = copy / "build" / "2023-12" / "volume.en.json"
    data = json.loads(path.read_bytes())
    for each in data["articles"]:
        del each["authors"]
    path.write_text(json.dumps(data), "utf-8")
    assert listed_from(copy, "cumulative-2023.en") == ([("Nino Example", "Ivan Sample"), ()], [])
    authors, findings = listed_from(copy, "cumulative-2023.en", with_articles=False)
    assert authors == [(), ()]
    assert [(each.code, each.file) for each in findings] == [
        ("cumulative-facts-unknown", "2023-12-20-mill.en.md"),
        ("cumulative-facts-unknown", "2023-12-21-ford.en.md"),
    ]


def test_a_term_that_the_glossary_no_longer_has_is_reported(copy: Path, no_tools: None) -> None:
    (copy / "glossary.toml").write_text(GLOSSARY.partition("\n\n")[0], "utf-8")
    _, findings = listed_from(copy, "cumulative-2023.en")
    assert [(each.code, each.message) for each in findings] == [
        ("cumulative-term-unknown", "2023-12.en mentions the term gori, which is no longer in the glossary")
    ]
    # It is only a warning: the volume can still be compared with its sources.
    assert not [text for _, text in check_sources_of(copy, "cumulative.en") if "no longer in the glossary" in text]


@pytest.mark.parametrize("date", ["2023-13-45", "soon"])
def test_a_damaged_record_is_an_error_that_names_the_volume(copy: Path, date: str) -> None:
    path = copy / "build" / "2023-12" / "volume.en.json"
    path.write_text(path.read_text("utf-8").replace('"date": "2023-12-20"', f'"date": "{date}"'), "utf-8")
    _, findings = listed_from(copy, "cumulative-2023.en")
    assert [each.code for each in findings] == ["cumulative-volume-lacking"]
    assert re.match("cumulative-2023.en cannot list 2023-12.en: its record is damaged: ", findings[0].message)


def test_clean_keeps_it_as_long_as_it_could_be_made(copy: Path) -> None:
    archive = open_archive(copy)
    assert stale(archive) == ()
    english = [each for each in plan(archive).editions if each.language == "en"]
    found = find_stale_files(archive.build_of(english))
    assert {(each.volume, each.language) for each in found} == {("2024-01", "ka"), ("cumulative", "ka")}


def test_where_it_cannot_be_named_the_command_that_makes_it_is(volumes: Compiled) -> None:
    with open_executor(1) as workers:
        with pytest.raises(UsageError, match=r"^cumulative-2023 is a cumulative volume$") as refused:
            compile_volumes(open_archive(volumes.root), volumes=["cumulative-2023"], workers=workers, progress=Watch())
        assert "`archivist compile --cumulative 2023`" in refused.value.hint
    with pytest.raises(UsageError, match="not entered in the ledger"):
        enter(volumes.root, "cumulative")
    with pytest.raises(UsageError, match="there is no volume of the year 1999"):
        compile_all(volumes.root, "1999")
