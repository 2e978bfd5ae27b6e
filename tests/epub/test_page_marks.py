"""The pages of the PDF in the EPUB: each mark at the letter its page begins with."""

import re
import zipfile

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archivist.book_parts import Role
from archivist.epub.contents_pages import HEADING, pages_by_line
from archivist.epub.page_marks import MarkedPage, insert
from archivist.model.book import Document
from archivist.model.pages import DocumentMarks, PageMark, PageStart
from archivist.text.visible_text import visible
from tests.archives import Compiled

XHTML = "http://www.w3.org/1999/xhtml"


def page(body: str) -> etree._Element:
    return etree.fromstring(f'<html xmlns="{XHTML}"><head><title>No text</title></head><body>{body}</body></html>')


def mark(label: str, letters: int, *, figures: int = 0, stream: str = "") -> PageMark:
    return PageMark(label, PageStart(stream, letters, figures))


WORDS = st.text("ab é\u00adß\n", max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=5), st.data())
def test_a_mark_stands_where_so_many_letters_stand_before_it(
    blocks: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    root = page("".join(f"<p>{a}<em>{b}</em>{c}</p>" for a, b, c in blocks))
    text = visible("".join(part for block in blocks for part in block))
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    marks = tuple(mark(str(number), place) for number, place in enumerate(places))
    found = insert(root, DocumentMarks(marks))
    assert found == tuple(MarkedPage(str(number), f"page.{number}") for number in range(len(places)))
    body = root[1]
    assert visible("".join(body.itertext())) == text  # nothing is lost
    for number, place in enumerate(places):
        before = ""
        for event, element in etree.iterwalk(body, events=("start", "end")):
            if element.get("id") == f"page.{number}":
                break
            before += (element.text if event == "start" else element.tail) or ""
        assert len(visible(before)) - place in {0, 1}  # one letter may be seen as two: ß
        assert len(visible(before)) >= place or visible(before).endswith("ss")
    order = [element.get("id") for element in body.iter() if element.get("id")]
    assert order == [f"page.{number}" for number in range(len(places))]


def test_a_mark_can_stand_within_a_divided_word() -> None:
    root = page("<p>in<em>compre</em>hensible</p>")
    insert(root, DocumentMarks((mark("2", 4),)))
    (emphasis,) = root[1][0]
    assert (emphasis.text, emphasis[0].get("id"), emphasis[0].tail) == ("co", "page.2", "mpre")


def test_notes_at_the_foot_are_not_counted_and_others_are() -> None:
    body = (
        '<p>one<a class="note-call" href="#note.1">1</a> two</p><section class="notes"><h2>Notes</h2>'
        '<aside class="note" id="note.1">first</aside><aside class="note" id="note.2">second</aside></section>'
        "<p>end</p>"
    )
    root = page(body)
    insert(root, DocumentMarks((mark("5", len("one1twoNotes")),), ("note.1",)))
    (found,) = root.xpath("//*[@id='page.5']")
    assert found.getparent().get("id") == "note.2"
    root = page(body)
    insert(root, DocumentMarks((mark("5", len("one1two")),), ("note.1", "note.2")))
    (found,) = root.xpath("//*[@id='page.5']")
    assert found.tail == "end"


def test_a_page_that_begins_with_a_figure_is_marked_before_it() -> None:
    body = "<p>one</p><figure><img/><figcaption>long caption</figcaption></figure><figure><img/></figure><p>two</p>"
    for figures, behind in ((0, "p"), (1, "figure"), (2, "figure")):
        root = page(body)
        insert(root, DocumentMarks((mark("2", 3, figures=figures),)))
        (found,) = root.xpath("//*[@id='page.2']")
        if figures:
            assert found.getnext().tag.endswith(behind)
            assert len(found.getnext()) == (2 if figures == 2 else 1)
        else:
            assert found.tail == "two"


def test_columns_are_counted_by_themselves() -> None:
    root = page(
        '<div class="pair"><div class="first">abc</div><div class="second">xyz</div></div>'
        '<div class="pair"><div class="first">def</div><div class="second">uvw</div></div>'
    )
    insert(root, DocumentMarks((mark("2", 1, stream="pair 1, first"), mark("3", 2, stream="pair 2, second"))))
    assert "".join(root[1].itertext()) == "abcxyzdefuvw"
    assert [found.tail for found in root.iter(f"{{{XHTML}}}span")] == ["bc", "w"]


def test_pages_of_the_contents_are_reported_by_their_lines() -> None:
    lines = "".join(f'<li><p><a href="{n}.xhtml">Title {n}</a></p><p>by somebody</p></li>' for n in range(4))
    xhtml = f'<html xmlns="{XHTML}"><body><nav><h1>Contents</h1><ol>{lines}</ol></nav></body></html>'
    contents = Document("contents", Role.CONTENTS, "en", "Contents", xhtml.encode())
    letters = len("Contents") + 2 * len("Title0bysomebody")
    pages = DocumentMarks((mark("iii", 0), mark("iv", letters), mark("v", letters + len("Title2bysomebody"))))
    assert pages_by_line(contents, pages) == {HEADING: ("iii",), "2.xhtml": ("iv",), "3.xhtml": ("v",)}


def test_pages_of_contents_by_section_are_before_the_heading() -> None:
    line = '<li><p><a href="{0}.xhtml">Title {0}</a></p></li>'
    lists = "".join(f'<h2 class="section-name">Name</h2><ol>{line.format(n)}</ol>' for n in (1, 0))
    xhtml = f'<html xmlns="{XHTML}"><body><nav><h1>Contents</h1>{lists}</nav></body></html>'
    contents = Document("contents", Role.CONTENTS, "en", "Contents", xhtml.encode())
    pages = DocumentMarks((mark("iii", 0), mark("iv", len("ContentsNameTitle1Name"))))
    assert pages_by_line(contents, pages) == {HEADING: ("iii", "iv")}


@pytest.mark.slow
def test_every_page_of_the_pdf_is_in_the_list_in_order(made: Compiled) -> None:
    for edition in ("2022-03.en", "2022-03.ka", "2022-02.en"):
        with pikepdf.open(made.file(edition, ".pdf")) as pdf:
            labels = [str(each.label) for each in pdf.pages]
        with zipfile.ZipFile(made.file(edition, ".epub")) as archive:
            names = archive.namelist()
            files = {name.rpartition("/")[2]: archive.read(name).decode("utf-8", "replace") for name in names}
        listed = re.search(r'epub:type="page-list".*?</nav>', files["nav.xhtml"], re.DOTALL)
        assert listed is not None
        entries = re.findall(r'<a href="([^"#]+)#([^"]+)">([^<]+)</a>', listed[0])
        assert [label for _, _, label in entries] == labels
        for name, anchor, label in entries:
            assert len(re.findall(rf'id="{anchor}"[^>]*aria-label="{label}"', files[name])) == 1
        assert files["toc.ncx"].count("<pageTarget") == len(labels)
        package = next(text for name, text in files.items() if name.endswith(".opf"))
        assert f'<meta property="pageBreakSource">{made.file(edition, ".pdf").name}</meta>' in package


def order(root: etree._Element) -> list[str]:
    """Marks and other elements of the body, in order, each with what it is in."""
    return [
        f"{each.getparent().tag.removeprefix(f'{{{XHTML}}}')}>{each.get('id') or each.tag.removeprefix(f'{{{XHTML}}}')}"
        for each in root[1].iter()
        if each is not root[1]
    ]


def test_no_mark_is_within_a_heading() -> None:
    root = page("<section><p>ab</p><h2>cd<em>ef</em>gh</h2><p>ij</p></section>")
    insert(root, DocumentMarks((mark("1", 0), mark("2", 2), mark("3", 2), mark("4", 5), mark("5", 8))))
    assert order(root) == [
        "body>section",
        "section>p",
        "p>page.1",
        "section>page.2",
        "section>page.3",
        "section>page.4",
        "section>h2",
        "h2>em",
        "section>p",
        "p>page.5",
    ]
    assert "".join(root[1].itertext()) == "abcdefghij"


def test_before_a_summary_that_begins_with_a_heading() -> None:
    root = page("<p>ab</p>x<details><summary><h3>cd</h3></summary><p>ef</p></details>")
    insert(root, DocumentMarks((mark("1", 3), mark("2", 5))))
    assert order(root)[:4] == ["body>p", "body>page.1", "body>details", "details>summary"]
    assert "".join(root[1].itertext()) == "abxcdef"


def test_a_mark_at_the_beginning_of_a_link_is_before_it() -> None:
    root = page("<p>ab <a href='#x'><em>cd</em> ef</a> <strong>gh</strong></p>")
    insert(root, DocumentMarks((mark("1", 2), mark("2", 3), mark("3", 4), mark("4", 6))))
    assert order(root) == ["body>p", "p>page.1", "p>a", "a>em", "em>page.2", "a>page.3", "p>page.4", "p>strong"]
    assert "".join(root[1].itertext()) == "ab cd ef gh"


def test_a_figure_without_a_picture_is_text() -> None:
    root = page("<p>ab</p><figure><span>gone</span></figure><p>cd</p><figure><img alt='x'/></figure><p>ef</p>")
    insert(root, DocumentMarks((mark("1", 2), mark("2", 6), mark("3", 8, figures=1))))
    assert order(root) == [
        "body>p",
        "body>figure",
        "figure>page.1",
        "figure>span",
        "body>p",
        "p>page.2",
        "body>page.3",
        "body>figure",
        "figure>img",
        "body>p",
    ]
