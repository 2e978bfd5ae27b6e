"""The page list of an EPUB against its PDF: right as made by hand, and found out where it is broken on purpose."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pikepdf import Dictionary, Name, Pdf, String

from archivist.record.volume_record import RecordedFile
from archivist.verdict import Verdict
from archivist.verify import epub, pdf
from archivist.verify.epub import Pages
from archivist.verify.file_text import FileText
from archivist.verify.page_beginnings import PageBeginning
from tests.verify import making
from tests.verify.making_epub import PAGES, PDF, Change, both, mark, members, page, put, put_files, replaced

pytest.importorskip("pdfminer", reason="pdfminer.six is missing; pip install pdfminer.six")

SPRING = "a/spring.xhtml"


def pages_of(folder: Path, change: Callable[[Pdf], None] | None = None) -> tuple[PageBeginning, ...]:
    file, edition = making.put(folder, making.changed(change) if change else making.good())
    beginnings = pdf.check(file, edition, FileText(making.EXPECTED)).beginnings
    assert not isinstance(beginnings, str)
    return beginnings


def listed(folder: Path, change: Change | None = None, *, pdf_change: Callable[[Pdf], None] | None = None) -> Verdict:
    """The verdict on the page list."""
    pages = Pages(PDF, pages_of(folder, pdf_change))
    file = put(folder, change)
    (verdicts,) = epub.check([file], {file.path: making.unknown()}, pages)
    (verdict,) = (verdict for verdict in verdicts if verdict.name == "page list")
    return verdict


def codes(verdict: Verdict) -> list[str]:
    return [message.code for message in verdict.messages]


def words(beginning: PageBeginning) -> str:
    return "".join(("_" if letter.gap else "") + letter.letter for letter in beginning.letters)


def test_a_page_begins_with_its_running_text(tmp_path: Path) -> None:
    cover, contents, first, second = pages_of(tmp_path)
    assert [(each.label, each.document) for each in (cover, contents, first, second)] == [
        ("Cover", "cover"),
        ("i", "contents"),
        ("1", "spring"),
        ("2", "spring"),
    ]
    assert words(first) == "_the_spring_it_rises_in_the_snow.1_it"  # the note at its foot is not read between
    assert words(second) == "ther_river._one_item"  # within a word, and without the bullet of the list


def test_a_page_with_nothing_but_notes_or_nothing_at_all_has_no_words(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        file.add_blank_page(page_size=(300, 400))
        article = file.Root.StructTreeRoot.K.K[2]
        del article.K[0]
        note = next(kid for kid in article.K[0].K if kid.get("/S") == "/Note")
        article.K[0].K = [note]

    _, _, first, second, blank = pages_of(tmp_path, change)
    assert (first.document, first.letters) == ("spring", ())
    assert words(second) == "_one_item"
    assert (blank.document, blank.letters) == ("", ())


def test_a_figure_that_moved_on_paper_is_passed_over(tmp_path: Path) -> None:
    """Its caption stands on the second page, and in the tree before the text of the first."""

    def change(file: Pdf) -> None:
        article = file.Root.StructTreeRoot.K.K[2]
        items, (heading, paragraph) = article.K[2], (article.K[0], article.K[1])
        items.S, items.K[0].S = Name.Div, Name.Caption
        items.K.append(
            file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, P=items, Alt=String("A field")))
        )
        article.K = [items, heading, paragraph]

    _, _, first, second = pages_of(tmp_path, change)
    assert words(first) == "_the_spring_it_rises_in_the_snow.1_it"
    assert words(second) == "ther_river."
    figure = both(
        replaced(SPRING, "<ol><li>One item</li></ol>", ""),
        replaced(
            SPRING,
            "<h1>",
            "<figure><img src='../images/blue.png' alt='A field'/><figcaption>One item</figcaption></figure><h1>",
        ),
    )
    assert listed(tmp_path, figure, pdf_change=change).messages == ()


def test_a_right_page_list_passes(tmp_path: Path) -> None:
    verdict = listed(tmp_path)
    assert (verdict.passed, verdict.messages) == (True, ())


def test_no_page_list_at_all(tmp_path: Path) -> None:
    verdict = listed(tmp_path, replaced("nav.xhtml", 'epub:type="page-list"', 'epub:type="landmarks"'))
    assert codes(verdict) == ["no-page-list"]
    assert "no list of the pages of volume.pdf" in verdict.messages[0].text


RELATED_ITEM = 'id="related" href="a/related.xhtml" media-type="application/xhtml+xml"'
ENTRY = f'<li><a href="{PAGES["1"]}">1</a></li>'
OTHER = f'<li><a href="{PAGES["2"]}">2</a></li>'


@pytest.mark.parametrize(
    ("expected", "member", "old", "new"),
    [
        (["page-not-listed", "page-mark-unlisted", "page-list-of-ncx"], "nav.xhtml", ENTRY, ""),
        (["page-listed-twice", "page-list-of-ncx"], "nav.xhtml", ENTRY, ENTRY * 2),
        (
            ["pages-out-of-order", "page-marks-out-of-order", "page-list-of-ncx"],
            "nav.xhtml",
            ENTRY + OTHER,
            OTHER + ENTRY,
        ),
        (
            ["page-not-listed", "page-unknown", "page-mark-wrong", "page-list-of-ncx"],
            "nav.xhtml",
            ENTRY,
            ENTRY.replace(">1<", ">7<"),
        ),
        (["page-mark-wrong"], SPRING, 'aria-label="1"', 'aria-label="7"'),
        (["page-mark-missing", "page-mark-unlisted"], SPRING, 'id="page.1"', 'id="page.7"'),
        (["page-mark-missing"], SPRING, mark("1"), ""),
        (["page-list-of-ncx"], "toc.ncx", f'<content src="{PAGES["2"]}"/>', f'<content src="{PAGES["1"]}"/>'),
        (["page-list-of-ncx"], "toc.ncx", "<text>2</text>", "<text>3</text>"),
        (["page-source"], "content.opf", PDF, "other.pdf"),
    ],
)
def test_a_list_that_is_broken(tmp_path: Path, expected: list[str], member: str, old: str, new: str) -> None:
    verdict = listed(tmp_path, replaced(member, old, new))
    assert verdict.passed is False
    assert codes(verdict) == expected


def moved(label: str, old: str, new: str) -> Change:
    """The mark of a page taken away and put where `new` has a bar."""
    return both(replaced(SPRING, mark(label), ""), replaced(SPRING, old, new.replace("|", mark(label))))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            moved("2", "meets another", "meets |another"),
            "begins with “ther river. one item”; after its mark comes “ano",
        ),
        (moved("2", "another river", "another| river"), "after its mark comes “river."),
        (moved("2", "another river", "anoth|er river"), "after its mark comes “er river."),
        (moved("2", "another river", "an|other river"), "after its mark comes “other river."),
        (moved("1", "<h1>The spring", "<h1>The |spring"), "begins with “the spring it rises in the snow.1 it”; after"),
        (moved("2", "</section>", "</section><p>|</p>"), "after its mark comes “first published"),
        (moved("2", " in <a href", " in <a>|</a><a href"), "after its mark comes “2022.”"),
        (moved("2", "</a>.</p>", "</a>.</p>|"), "after its mark comes “nothing”"),
    ],
)
def test_a_mark_at_another_letter(tmp_path: Path, change: Change, said: str) -> None:
    verdict = listed(tmp_path, change)
    assert codes(verdict) == ["page-mark-misplaced"]
    assert said in verdict.messages[0].text
    assert verdict.messages[0].place == "EPUB/a/spring.xhtml"


@pytest.mark.parametrize(
    "change",
    [
        moved("2", "ano", "ano<b>|</b>"),
        moved("1", "<h1>", "<h1>|"),
        moved("2", "another river", 'ano|ther river <span class="where epub-only">(in part 2)</span>'),
    ],
)
def test_the_same_place_in_other_words_of_markup(tmp_path: Path, change: Change) -> None:
    assert listed(tmp_path, change).passed is True


def test_a_mark_in_another_document(tmp_path: Path) -> None:
    there = both(replaced(SPRING, mark("1"), ""), replaced("nav.xhtml", mark("i"), mark("i") + mark("1")))
    leads = both(
        replaced("nav.xhtml", PAGES["1"], "nav.xhtml#page.1"), replaced("toc.ncx", PAGES["1"], "nav.xhtml#page.1")
    )
    verdict = listed(tmp_path, both(there, leads))
    assert codes(verdict) == ["page-mark-misplaced"]
    assert verdict.messages[0].text == "page 1 of the PDF begins in EPUB/a/spring.xhtml, and is marked here"


def test_every_page_of_the_pdf_is_expected(tmp_path: Path) -> None:
    def change(file: Pdf) -> None:
        file.add_blank_page(page_size=(300, 400))

    verdict = listed(tmp_path, pdf_change=change)
    assert codes(verdict) == ["page-not-listed"]
    assert "page 3 of the PDF" in verdict.messages[0].text


def test_without_a_pdf_no_list_is_expected_and_of_one_that_is_gone_nothing_is_known(tmp_path: Path) -> None:
    file = put(tmp_path)
    text = {file.path: making.unknown()}
    (alone,) = epub.check([file], text, None)
    assert "page list" not in [verdict.name for verdict in alone]
    (verdicts,) = epub.check([file], text, Pages(PDF, "the PDF is gone"))
    assert [(each.passed, each.messages[0].text) for each in verdicts if each.name == "page list"] == [
        (None, "the PDF is gone")
    ]


# ---------------------------------------------------------------- parts


RELATED = {
    "3": f"<p>{mark('3')}Ther words of this part</p>",
    "4": f"<p>{mark('4')}Ther <span class='where epub-only'>(part 1)</span> river. One</p>",
}


def part(folder: Path, label: str, *, article: bool) -> RecordedFile:
    """A part of the edition: the article or not, and of the appendix what begins the page `label`."""
    files = members()
    entry = f'<li><a href="a/related.xhtml#page.{label}">{label}</a></li>'
    replaced("nav.xhtml", ENTRY + OTHER, (ENTRY + OTHER if article else "") + entry)(files)
    del files["EPUB/toc.ncx"]
    replaced(SPRING, "The spring", "The spring<span class='where epub-only'> (in part 2)</span>", count=2)(files)
    if not article:
        del files["EPUB/a/spring.xhtml"]
        replaced("content.opf", '<itemref idref="spring"/>', "")(files)
    replaced("content.opf", 'id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"', RELATED_ITEM)(files)
    replaced("content.opf", "</spine>", '<itemref idref="related"/></spine>')(files)
    files["EPUB/a/related.xhtml"] = page("Related", RELATED[label], "../style.css").encode()
    return put_files(folder / f"{label}.epub", files)


def in_parts(folder: Path, *labels: str) -> list[list[str]]:
    """What is found of two parts, of a PDF with two pages more than the article: the appendix."""
    beginnings = pages_of(folder)
    further = [replace(beginnings[3], label=label, document="related") for label in labels]
    files = [part(folder, "3", article=True), part(folder, "4", article=False)]
    told = epub.check(files, {file.path: making.unknown() for file in files}, Pages(PDF, (*beginnings, *further)))
    return [codes(each) for verdicts in told for each in verdicts if each.name == "page list"]


def test_each_part_lists_the_pages_of_what_it_has(tmp_path: Path) -> None:
    assert in_parts(tmp_path, "3", "4") == [[], []]


def test_a_page_that_no_part_lists(tmp_path: Path) -> None:
    assert in_parts(tmp_path, "3", "4", "5") == [["page-not-listed"], ["page-not-listed"]]
