"""Numbers of lists and notes on the page: printed as the document has them, or the layout says what is wrong."""

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest

from archivist.pdf.engine import LaidOut
from archivist.pdf.structure import Content, Element
from tests.pdf.making import document, job, laid, lay_out, whole

pytestmark = pytest.mark.slow  # lays out pages

LISTS = """\
7. qseven
8. qeight

Text.

9. qnine[^n]

<ol start="5" type="a"><li>qfive</li><li value="9">qninth<ol type="I"><li>qone</li><li>qtwo</li></ol></li></ol>

<ol reversed><li>qback</li><li>qend</li></ol>

<ol start="-1"><li>qminus</li><li>qzero</li></ol>

98. qlong
99. qlonger
100. qlongest

<ol start="2147483000"><li>qlarge</li></ol>

<table><tr><td><ol start="1948"><li>qcell</li></ol></td><td>other</td></tr></table>

> 4. qquote

<div class="callout" markdown="1">

4. qcallout

</div>

[^n]: Note

    4. qnote
    5. qnoted
"""
PRINTED = [
    *("7. qseven", "8. qeight", "9. qnine1", "e. qfive", "i. qninth", "I. qone", "II. qtwo", "2. qback", "1. qend"),
    *("-1. qminus", "0. qzero", "98. qlong", "99. qlonger", "100. qlongest", "2147483000. qlarge", "1948. qcell"),
    *("4. qquote", "4. qcallout", "4. qnote", "5. qnoted"),
]


def lines(pdf: bytes) -> list[str]:
    """The text of a file line by line."""
    with pypdfium2.PdfDocument(pdf) as opened:
        texts = [page.get_textpage().get_text_range() for page in opened]
    return [" ".join(line.split()) for text in texts for line in text.splitlines()]


@pytest.fixture(scope="module")
def made() -> LaidOut:
    """Many lists laid out."""
    return laid(LISTS)


def test_the_numbers_of_the_source_are_on_the_page(made: LaidOut) -> None:
    assert whole(made)
    printed = "\n".join(lines(made.pdf))
    for line in PRINTED:
        assert line in printed, printed


def test_they_are_labels_in_the_tags(made: LaidOut) -> None:
    assert made.structure is not None
    labelled = [element for element in made.structure.elements() if element.type == "LI"]
    assert len(labelled) == len(PRINTED)
    assert all(isinstance(item.kids[0], Element) and item.kids[0].type == "Lbl" for item in labelled)
    numberings = [each.attributes["List"]["ListNumbering"] for each in made.structure.elements() if each.type == "L"]
    assert numberings.count("LowerAlpha") == numberings.count("UpperRoman") == 1
    assert set(numberings) == {"Decimal", "LowerAlpha", "UpperRoman"}


def test_long_numbers_have_room(made: LaidOut) -> None:
    with pypdfium2.PdfDocument(made.pdf) as opened:
        left = opened[0].get_textpage().get_charbox(0)[0]  # of the date over the article
        for page in opened:
            text = page.get_textpage()
            for index in range(text.count_chars()):
                assert text.get_charbox(index)[0] > left - 3


PLAIN = "7. one\n8. two\n\n<ol type=a><li>sub</li></ol>\n"


@pytest.mark.parametrize(
    "style",
    [
        "ol { list-style-type: lower-roman }",
        "ol { list-style-type: georgian } ol[type] { list-style-type: lower-alpha }",
        "ol { list-style-position: inside }",
        "ol { list-style: none } li::before { content: counters(list-item, '.') ') ' }"
        "ol[type] li::before { content: counter(list-item, lower-alpha) ') ' }",
        "ul { list-style: none }",
    ],
)
def test_a_style_that_prints_them_otherwise_is_proved(style: str) -> None:
    styled = lay_out(job(document(f"{PLAIN}\n\n- point\n"), style))
    assert whole(styled)


@pytest.mark.parametrize(
    ("style", "wrong"),
    [
        ("ol { list-style: none }", {"7.": "", "8.": ""}),
        ("ol { list-style-type: disc }", {"7.": "•", "8.": "•"}),
        ("li { display: block }", {"7.": "", "8.": "", "a.": ""}),
        ("ol { counter-reset: list-item 3 !important }", {"7.": "4.", "8.": "5.", "a.": "d."}),
        ("ol[type] { list-style-type: decimal }", {"a.": "1."}),
        ("li::marker { content: '' }", {"7.": "", "8.": "", "a.": ""}),
        ("li::marker { color: transparent }", {"7.": "", "8.": "", "a.": ""}),
        ("li::marker { visibility: hidden }", {"7.": "", "8.": "", "a.": ""}),
        (
            "ol { list-style: none; counter-reset: n } li { counter-increment: n } li::before { content: counter(n) }",
            {"7.": "1", "8.": "2"},
        ),
    ],
)
def test_a_style_that_changes_or_hides_them_is_noticed(style: str, wrong: dict[str, str]) -> None:
    styled = lay_out(job(document(PLAIN.replace("<li>sub", "<li>")), style))
    assert {number.expected: number.found for number in styled.list_numbers if number.expected in wrong} == wrong


def test_tasks_in_an_ordered_list_keep_their_numbers() -> None:
    made = laid("7. [x] qdone\n8. [ ] qopen\n\n- [ ] qfree\n")
    assert whole(made)
    assert [line[:2] for line in lines(made.pdf) if "qdone" in line or "qopen" in line] == ["7.", "8."]


def test_numbers_a_style_sheet_makes_are_labels_too() -> None:
    style = "ol { list-style: none } ol > li::before { content: counter(list-item) ') ' }"
    styled = lay_out(job(document("7. one\n8. two\n"), style))
    assert whole(styled)
    assert styled.structure is not None
    lists = [each for each in styled.structure.elements() if each.type == "L"]
    assert [each.attributes["List"]["ListNumbering"] for each in lists] == ["Ordered"]
    labels = [each for each in styled.structure.elements() if each.type == "Lbl"]
    assert len(labels) == 2
    assert all(isinstance(kid, Content) for label in labels for kid in label.kids)


# ---------------------------------------------------------------- calls of notes


def test_calls_side_by_side_are_apart_on_the_page() -> None:
    made = laid("Two.[^a][^b] Inline.[^a]^[c] *x[^a]*[^b] m<sup>2</sup>[^a] m²[^b]\n\n[^a]: A\n[^b]: B\n")
    assert whole(made)
    printed = " ".join(lines(made.pdf))
    assert "Two.1,2Inline.1,3x1,2m21m²2" in printed.replace(" ", "")
    assert "Two.1, 2" in printed
    assert "m2 1 m² 2" in printed  # no number of a note reads like one of the text


@pytest.mark.parametrize(
    "style",
    [
        "div.note::footnote-call { content: counter(footnote) }",
        "div.note::footnote-marker { content: counter(footnote) }",
        ".note-call { display: none }",
    ],
)
def test_a_wrong_number_of_a_note_is_noticed(style: str) -> None:
    styled = lay_out(job(document("Text.[^a]\n\n[^a]: A\n"), style))
    assert styled.note_numbers


def test_a_call_with_the_number_of_another_note_is_noticed() -> None:
    xhtml = document("Text.[^a] More.[^b]\n\n[^a]: A\n[^b]: B\n").xhtml
    right = b'href="#note.2" role="doc-noteref" epub:type="noteref">2<'
    assert xhtml.count(right) == 1
    wrong = lay_out(job(xhtml.replace(right, right.replace(b">2<", b">1<"))))
    assert wrong.losses == ()
    assert [(number.of, number.expected, number.found) for number in wrong.note_numbers] == [("note 2", "2", "1")]


# ---------------------------------------------------------------- notes in columns


def test_a_long_note_in_three_languages_keeps_the_rule_of_its_second_text() -> None:
    texts = "".join(
        f'<div class="note-text" lang="{language}"><p>{f"word{language} " * 500}</p></div>'
        for language in ("en", "de", "fr")
    )
    xhtml = document("Text.[^a]\n\n[^a]: A\n", layout="columns").xhtml.decode()
    start, end = xhtml.index('<div class="note-text"'), xhtml.index("</div></aside>")
    long = xhtml[:start].replace("texts-1", "texts-3") + texts + xhtml[end:]
    made = lay_out(job(long.encode()))
    assert whole(made)
    assert made.long_notes == ("note.1",)
    assert [edge(made.pdf, f"word{language}") for language in ("de", "fr")] == [edge(made.pdf, "wordde")] * 2
    assert edge(made.pdf, "wordde") > edge(made.pdf, "worden") + 3


def edge(pdf: bytes, word: str) -> int:
    """The least distance of a word from the left edge of a page, in points."""
    found: list[float] = []
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            text: Any = page.get_textpage()
            search = text.search(word)
            while at := search.get_next():
                found.append(text.get_charbox(at[0])[0])
    return round(min(found))


def test_the_file_is_sound(made: LaidOut) -> None:
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        assert opened.check_pdf_syntax() == []
