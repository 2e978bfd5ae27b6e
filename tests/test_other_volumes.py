"""References to other volumes: the right number, date and page in the finished files, and links that lead there."""

import datetime
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from archivist.archive import open_archive
from archivist.findings import Finding
from archivist.ledger import EMPTY, PublishedFile
from archivist.ledger.entering import entry_of
from archivist.ledger.writing import with_entries
from archivist.model.results import Format
from archivist.record.reading import read_record
from archivist.verify.other_files import OtherFiles
from tests.archives import PROSE, Compiled, compiled, made_files, write_archive
from tests.cli.test_verify import verified_in

pytestmark = pytest.mark.slow  # whole compiles

X = "{http://www.w3.org/1999/xhtml}"
SETTINGS = """\
[archive]
title = "Reader"

[editions]
languages = ["en", "ka"]
"""


def article(title: str, day: str, text: str, language: str = "en", related: str = "") -> str:
    head = f"related: [{related}]\n" if related else ""
    return f"---\ntitle: {title}\ndate: {day}\nlang: {language}\n{head}---\n{text}\n"


LONG = "\n\n".join([PROSE * 6] * 2)  # more than a page
ARTICLES = {
    "2024-01-02-alpha.en.md": article(
        "Alpha",
        "2024-01-02",
        "See [later](2024-02-06-delta.en.md#the-end), [that](2024-02-06-delta.en.md), [beta](2024-01-03-beta.en.md#far)"
        ", [georgian](2024-02-05-gamma.ka.md#tail) and [mine](2024-01-02-alpha.ka.md).",
        related="gamma",
    ),
    "2024-01-02-alpha.ka.md": article("ალფა", "2024-01-02", "ტექსტი.", "ka"),
    "2024-01-03-beta.en.md": article("Beta", "2024-01-03", f'{LONG}\n\n<a id="far"></a>Far.'),
    "2024-02-05-gamma.ka.md": article("გამა", "2024-02-05", "ტექსტი.\n\n## ბოლო {#tail}\n\nტექსტი.", "ka", "alpha"),
    "2024-02-06-delta.en.md": article("Delta", "2024-02-06", f"{LONG}\n\n## The end\n\nText.", related="alpha"),
}


@pytest.fixture(scope="module")
def volumes(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    return compiled(write_archive(tmp_path_factory.mktemp("others") / "archive", SETTINGS, ARTICLES))


@pytest.fixture
def copy(volumes: Compiled, tmp_path: Path) -> Path:
    return volumes.copy(tmp_path / "copy")


def pdf(build: Path, edition: str) -> Path:
    return build / edition.partition(".")[0] / f"reader-{edition}.pdf"


def pages(path: Path) -> list[tuple[str, str]]:
    """Label and text of each page, read by PDFium."""
    with closing(pypdfium2.PdfDocument(path)) as read:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in read]
        return [(read.get_page_label(index), text) for index, text in enumerate(texts)]


def appendix(path: Path) -> str:
    return next(text for _, text in reversed(pages(path)) if text.startswith(("Related reading", "იხილეთ აგრეთვე")))


def label_of(path: Path, words: str) -> str:
    """The label of the first page numbered in arabic that has these words."""
    return next(label for label, text in pages(path) if label.isdecimal() and words in text)


def unnamed(made: Compiled) -> list[Finding]:
    return [each for each in made.compilation.findings if each.code == "reference-without-page"]


def links(path: Path) -> Iterator[tuple[str, str]]:
    """File and destination of each link to another file."""
    with pikepdf.open(path) as read:
        for page in read.pages:
            for link in page.obj.get("/Annots", []):
                if "/A" in link and link.A.S == "/GoToR":
                    yield str(link.A.F), str(link.A.D)


def test_the_appendix_names_number_date_and_page(volumes: Compiled) -> None:
    first, second = (pdf(volumes.root / "build", f"2024-0{month}.en") for month in (1, 2))
    georgian = pdf(volumes.root / "build", "2024-02.ka")
    start, end = label_of(second, "Delta"), label_of(second, "The end")
    assert (start, int(end) > 1) == ("1", True)
    far = label_of(first, "Far.")
    gamma = label_of(georgian, "გამა")
    mine = label_of(pdf(volumes.root / "build", "2024-01.ka"), "ალფა")
    text = appendix(first)
    assert f"გამა (No. 2, February 2024 [Georgian], p. {gamma}) · ბოლო p. {gamma}" in text
    assert f"Delta (No. 2, February 2024, p. {start}) · The end p. {end}" in text
    assert f"ალფა (No. 1, January 2024 [Georgian], p. {mine})" in text
    assert f"Beta p. {label_of(first, 'Beta')} · p. {far}" in text
    assert "Alpha (No. 1, January 2024, p. 1)" in appendix(second)
    assert "ალფა (№ 1, 2024 წლის იანვარი, გვ. 1)" in appendix(georgian)


def translations(path: Path, heading: str) -> str:
    return next(text[text.index(heading) :] for _, text in reversed(pages(path)) if heading in text)


def test_the_table_of_translations_names_pages_of_the_other_edition(volumes: Compiled) -> None:
    english, georgian = (pdf(volumes.root / "build", f"2024-01.{language}") for language in ("en", "ka"))
    assert f"Georgian ალფა p. {label_of(georgian, 'ალფა')}" in translations(english, "Translations")
    assert f"Alpha გვ. {label_of(english, 'Alpha')}" in translations(georgian, "თარგმანები")


def test_links_of_the_pdf_lead_to_destinations_of_the_other_file(volumes: Compiled) -> None:
    found = set(links(pdf(volumes.root / "build", "2024-01.en")))
    delta, gamma = "../2024-02/reader-2024-02.en.pdf", "../2024-02/reader-2024-02.ka.pdf"
    assert found == {
        (delta, "delta#"),
        (delta, "delta#the-end"),
        (gamma, "gamma#"),
        (gamma, "gamma#tail"),
        ("reader-2024-01.ka.pdf", "alpha#"),
    }
    for name, place in found:
        with pikepdf.open(volumes.root / "build" / "2024-01" / name) as other:
            assert place in pikepdf.NameTree(other.Root.Names.Dests)


def test_the_epub_names_the_other_files_and_has_no_link_that_leaves_it(volumes: Compiled) -> None:
    with zipfile.ZipFile(volumes.file("2024-01.en", ".epub")) as book:
        root = etree.fromstring(book.read("EPUB/related.xhtml"))
    assert {link.get("href") for link in root.iter(f"{X}a")} == {"alpha.xhtml", "beta.xhtml"}
    lines = [" ".join("".join(item.itertext()).split()) for item in root.iter(f"{X}li")]
    assert "Delta (No. 2, February 2024, p. 1)" in " ".join(lines)
    assert lines[-3:] == [
        "No. 1, January 2024 [Georgian] reader-2024-01.ka.epub",
        "No. 2, February 2024 reader-2024-02.en.epub",
        "No. 2, February 2024 [Georgian] reader-2024-02.ka.epub",
    ]


def test_made_again_or_in_another_order_the_bytes_are_the_same_and_nothing_is_laid_out(
    volumes: Compiled, copy: Path, tmp_path: Path
) -> None:
    again = compiled(copy)
    assert not again.watch.made_now
    assert again.files == volumes.files
    archive = write_archive(tmp_path / "reversed", SETTINGS, ARTICLES)
    shutil.copytree(volumes.root / "build" / ".cache", archive / "build" / ".cache")
    for volume in ("2024-02", "2024-01", "2024-02"):  # the first knows no page of the other, the last does
        alone = compiled(archive, volume)
    assert not unnamed(alone)
    assert made_files(archive / "build") == volumes.files


def test_each_document_is_counted_once_although_articles_are_set_before_their_turn(volumes: Compiled) -> None:
    results = {result.edition: result for result in volumes.compilation.results}
    assert sum(result.laid_out for result in results.values()) == len(volumes.watch.documents)
    assert all(result.reused == 0 for result in results.values())
    assert not [name for name, reused in volumes.watch.documents.items() if reused]


def test_an_edit_that_moves_pages_lays_out_only_the_appendices_that_quote_them(copy: Path) -> None:
    name = "2024-02-05-zero.en.md"
    (copy / "articles" / name).write_text(article("Zero", "2024-02-05", "A page before all others. " * 70))
    made = compiled(copy)
    own = {f"2024-02.en/{each}" for each in ("zero", "delta", "contents", "imprint", "related", "sources", "colophon")}
    quoting = {f"2024-01.en/{each}" for each in ("related", "translations", "sources", "colophon")}  # on the same pages
    assert made.watch.made_now - own == quoting | {"2024-02.ka/imprint"}  # the imprint says what is omitted
    assert "Delta (No. 2, February 2024, p. 2)" in appendix(pdf(copy / "build", "2024-01.en"))


def test_pages_are_those_of_the_record_while_its_articles_are_the_same(copy: Path, volumes: Compiled) -> None:
    assert not unnamed(compiled(copy, "2024-01"))
    assert made_files(copy / "build") == volumes.files
    with (copy / "articles" / "2024-02-06-delta.en.md").open("a") as file:
        file.write("\nOne more.\n")
    made = compiled(copy, "2024-01", languages=("en",))
    assert [(each.code, each.message, each.remedy) for each in unnamed(made)] == [
        (
            "reference-without-page",
            "2024-01.en names no page of 2024-02.en: its articles have changed since it was compiled",
            "Run `archivist compile 2024-01 2024-02`.",
        )
    ]
    text = appendix(pdf(copy / "build", "2024-01.en"))
    assert "Delta (No. 2, February 2024) · The end" in text
    assert "[Georgian], p. 1)" in text  # that edition has not changed
    assert ("../2024-02/reader-2024-02.en.pdf", "delta#the-end") not in set(links(pdf(copy / "build", "2024-01.en")))


def test_without_the_other_volume_no_page_is_named_and_the_reason_is_reported(tmp_path: Path) -> None:
    root = write_archive(tmp_path / "alone", SETTINGS, ARTICLES)
    made = compiled(root, "2024-02", languages=("en",))
    (finding,) = unnamed(made)
    assert finding.message == "2024-02.en names no page of 2024-01.en: it is not compiled"
    assert "Alpha (No. 1, January 2024)" in appendix(pdf(root / "build", "2024-02.en"))
    only = compiled(root, "2024-01", languages=("en",), only=Format.EPUB)
    assert not unnamed(only)
    again = compiled(root, "2024-02", languages=("en",))
    assert [each.message for each in unnamed(again)] == [
        "2024-02.en names no page of 2024-01.en: it was compiled without a PDF"
    ]


def publish_volume(root: Path, volume: str, language: str, moved: Mapping[str, object] | None = None) -> None:
    """Enter an edition in the ledger; `moved` are fields of its articles that differ from its record."""
    record = read_record(root / "build" / volume / f"volume.{language}.json")
    file = PublishedFile(file=f"volume.{language}.json", bytes=1, sha256="0" * 64)
    entry = entry_of(record, file, datetime.date(2024, 3, 1))
    articles = tuple(each.model_copy(update=moved or {}) for each in entry.articles)
    entry = entry.model_copy(update={"articles": articles})
    archive = open_archive(root).config.archive.id
    (root / "ledger.json").write_bytes(with_entries(EMPTY, archive, [(volume, language, entry)], [volume], [language]))


def test_pages_of_a_published_volume_are_those_of_the_ledger_whatever_is_made_now(copy: Path) -> None:
    publish_volume(copy, "2024-02", "en", {"first_page": "31", "anchors": {"the-end": "32"}})
    assert not unnamed(compiled(copy, "2024-01", languages=("en",)))
    text = appendix(pdf(copy / "build", "2024-01.en"))
    assert "Delta (No. 2, February 2024, p. 31) · The end p. 32" in text


def test_links_name_published_files_as_they_were_published_whatever_the_serial_is_called_now(copy: Path) -> None:
    publish_volume(copy, "2024-02", "en")
    (copy / "archivist.toml").write_text(SETTINGS.replace("Reader", "Review"))
    made = compiled(copy, "2024-01", languages=("en",))
    found = set(links(copy / "build" / "2024-01" / "review-2024-01.en.pdf"))
    assert {name for name, _ in found} == {
        "../2024-02/reader-2024-02.en.pdf",  # published
        "../2024-02/review-2024-02.ka.pdf",  # to be made under the new title
        "review-2024-01.ka.pdf",
    }
    with zipfile.ZipFile(made.file("2024-01.en", ".epub")) as book:
        assert b"reader-2024-02.en.epub" in book.read("EPUB/related.xhtml").replace(b"<wbr/>", b"")


# ---------------------------------------------------------------- verified


def fault(folder: Path, file: str, place: str = "there#") -> str:
    """What is wrong with a link to this place in this file, in a file of the folder."""
    with pikepdf.new() as made:
        action = pikepdf.Dictionary(S=pikepdf.Name.GoToR, F=pikepdf.Dictionary(UF=pikepdf.String(file)))
        if place:
            action.D = pikepdf.String(place)
        made.Root.Action = action
        return OtherFiles(folder).fault(made.Root.Action)


def test_a_link_to_another_file_is_checked_if_that_file_is_there(tmp_path: Path) -> None:
    with pikepdf.new() as other:
        other.add_blank_page()
        names = pikepdf.Array([pikepdf.String("there#"), pikepdf.Array([other.pages[0].obj, pikepdf.Name.Fit])])
        other.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=names))
        other.save(tmp_path / "other.pdf")
    (tmp_path / "damaged.pdf").write_bytes(b"no PDF")
    assert fault(tmp_path, "other.pdf") == ""
    assert fault(tmp_path, "gone.pdf") == fault(tmp_path, "../2024-02/gone.pdf") == ""
    assert fault(tmp_path, "other.pdf", "elsewhere#") == (
        "leads to “elsewhere#” in other.pdf, a destination that this file does not have"
    )
    assert fault(tmp_path, "other.pdf", "") == "leads to other.pdf and names no place in it"
    assert fault(tmp_path, "damaged.pdf").startswith("leads to damaged.pdf, which cannot be read: ")
    for name in ("/etc/x.pdf", "../../x.pdf", "https://example.org/x.pdf", "", "x.txt"):
        assert "which is not a PDF beside it" in fault(tmp_path, name)


@pytest.mark.usefixtures("no_tools")
def test_the_links_of_a_volume_are_verified(copy: Path) -> None:
    assert not [each for each in verified_in("2024-01", copy).verdicts if each.passed is False]
    with pikepdf.open(pdf(copy / "build", "2024-02.en"), allow_overwriting_input=True) as other:
        tree = pikepdf.NameTree(other.Root.Names.Dests)
        del tree["delta#the-end"]
        other.save()
    (failed,) = (each for each in verified_in("2024-01", copy).verdicts if each.passed is False)
    assert [(each.code, "delta#the-end" in each.text) for each in failed.messages] == [("link-to-nowhere", True)]


@pytest.mark.usefixtures("no_tools")
def test_a_file_that_another_volume_should_have_is_reported(copy: Path) -> None:
    pdf(copy / "build", "2024-02.en").unlink()
    said = [each for verdict in verified_in("2024-01", copy).verdicts for each in verdict.messages]
    missing = [each for each in said if each.code == "link-file-missing"]
    assert {each.text for each in missing} == {"a link leads to ../2024-02/reader-2024-02.en.pdf, which does not exist"}
    shutil.rmtree(copy / "build" / "2024-02")  # the volume is kept by itself
    said = [each for verdict in verified_in("2024-01", copy).verdicts for each in verdict.messages]
    assert not [each for each in said if each.code == "link-file-missing"]
