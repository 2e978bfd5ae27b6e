"""The structure of a document: what its parts are, in order, and the text that a reader gets of them."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from archivist.fidelity.printed_words import Piece
from archivist.pdf.engine import LaidOut
from archivist.pdf.line_breaks import line_ends
from archivist.pdf.structure import Content, Element, LinkArea, as_data
from archivist.verify.pdf_text_extraction import read_marked_text
from tests.pdf.making import document, job, laid, lay_out

pytestmark = pytest.mark.slow  # lays out pages

LONG = "Incomprehensibilities notwithstanding, the extraordinarily well-known river-bank electrification continued. "


def tree(made: LaidOut) -> Element:
    assert made.structure is not None
    assert made.losses == ()
    return made.structure


def all_of(made: LaidOut, kind: str) -> list[Element]:
    return [element for element in tree(made).elements() if element.type == kind]


def kinds(element: Element) -> list[str]:
    """The types of the elements straight within an element."""
    return [kid.type for kid in element.kids if isinstance(kid, Element)]


def text(made: LaidOut, element: Element) -> str:
    """What an extractor of other make gets of an element: soft hyphens join, notes are apart."""
    found = read_marked_text(made.pdf).sequences

    def parts(each: Element) -> Iterator[str]:
        for kid in each.kids:
            if isinstance(kid, Content):
                yield found[kid.page, kid.mark]
            elif isinstance(kid, Element) and kid.type != "Note":
                yield from parts(kid)

    return "".join(parts(element)).replace("\xad", "")


# ---------------------------------------------------------------- what is one stays one


def test_a_paragraph_over_pages_is_one_element() -> None:
    made = laid(LONG * 60)
    (paragraph,) = [each for each in all_of(made, "P") if len(each.kids) > 10]
    pages = {kid.page for kid in paragraph.kids if isinstance(kid, Content)}
    assert pages == set(range(made.pages))
    assert len(pages) > 1
    assert text(made, paragraph) == (LONG * 60).strip()


def test_a_list_over_pages_is_one_list() -> None:
    made = laid("\n".join(f"{n}. {LONG}" for n in range(1, 60)))
    (items,) = all_of(made, "L")
    assert len(items.kids) == 59
    assert all(kinds(item) == ["Lbl", "LBody"] for item in all_of(made, "LI"))
    assert items.attributes == {"List": {"ListNumbering": "Decimal"}}


def test_the_head_of_a_table_is_read_once_however_often_it_is_printed() -> None:
    rows = "\n".join(f"| cell {n} | {LONG} |" for n in range(80))
    made = laid(f"| head | words |\n|---|---|\n{rows}")
    (table,) = all_of(made, "Table")
    assert made.pages > 2
    assert len(all_of(made, "TH")) == 2
    assert text(made, table).count("head") == 1


# ---------------------------------------------------------------- notes


def test_a_note_stands_behind_its_call_and_both_lead_to_each_other() -> None:
    made = laid("Before[^n] and after.\n\n[^n]: English.\n\n[^n@ka]: ქართული.")
    (note,) = all_of(made, "Note")
    (paragraph,) = [each for each in all_of(made, "P") if note in each.kids]
    at = paragraph.kids.index(note)
    reference = next(kid for kid in reversed(paragraph.kids[:at]) if isinstance(kid, Element))
    assert reference.type == "Reference"
    assert note.ids == ["note.1"]
    assert kinds(note) == ["Lbl", "P", "P"]
    targets = [kid.target for each in all_of(made, "Link") for kid in each.kids if isinstance(kid, LinkArea)]
    assert targets == ["#note.1", "#call.1"]
    assert [each.language for each in note.kids if isinstance(each, Element)] == ["", "", "ka"]


def test_a_note_called_in_a_heading_is_no_part_of_the_heading() -> None:
    made = laid("## A heading[^n]\n\nText.\n\n[^n]: The note.")
    (heading,) = all_of(made, "H2")
    assert kinds(heading) == ["Reference"]
    assert kinds(tree(made))[kinds(tree(made)).index("H2") + 1] == "Note"


def test_what_a_link_is_stands_with_it() -> None:
    made = laid("See [the river](https://example.org/r)[^n].\n\n[^n]: Where it *rises*.")
    said = {kid.target: kid.contents for each in all_of(made, "Link") for kid in each.kids if isinstance(kid, LinkArea)}
    assert said["https://example.org/r"] == "the river (https://example.org/r)"
    assert said["#note.1"] == "1 Where it rises."
    assert said["#call.1"]


def test_a_link_is_one_area_a_page_however_many_lines_it_takes() -> None:
    made = laid(f"[{LONG * 3}*emphasis* {LONG}](https://example.org/)")
    (link,) = all_of(made, "Link")
    areas = [kid for kid in link.kids if isinstance(kid, LinkArea)]
    assert len(areas) == 1
    assert len(areas[0].boxes) > 3
    assert all(left < right and bottom < top for left, bottom, right, top in areas[0].boxes)


# ---------------------------------------------------------------- kinds


def test_every_kind_of_block_is_what_it_is() -> None:
    made = laid(
        "## Head\n\n> quoted\n\n- one\n- two\n\n  further\n\n```\ncode\n```\n\n"
        'A `word` of *code* and **more**.\n\n<abbr title="United Nations">UN</abbr>.\n'
    )
    assert [kind for kind in kinds(tree(made)) if kind != "P"] == ["H1", "H2", "BlockQuote", "L"]
    (quote,) = all_of(made, "BlockQuote")
    assert kinds(quote) == ["P"]
    assert {"Code", "Em", "Strong"} <= {each.type for each in tree(made).elements()}
    assert [each.expansion for each in all_of(made, "Span")] == ["United Nations"]


def test_a_change_of_language_is_marked_and_nothing_else() -> None:
    made = laid('A <span lang="ka">სიტყვა</span> and <em lang="ru">слово</em>, <span>plain</span>.')
    assert [(each.type, each.language) for each in tree(made).elements() if each.language] == [
        ("Art", "en"),
        ("Span", "ka"),
        ("Em", "ru"),
    ]


def test_cells_say_what_they_head_and_rows_are_as_wide_as_each_other() -> None:
    made = laid(
        "<table><thead><tr><th>a</th><th>b</th><th>c</th></tr></thead>"
        '<tbody><tr><th>1</th><td rowspan="9">2</td><td>3</td></tr><tr><td>4</td></tr></tbody></table>'
    )
    rows = [len(row.kids) for row in all_of(made, "TR")]
    assert rows == [3, 3, 2]  # the tall cell takes one place of the last row
    assert [cell.attributes["Table"]["Scope"] for cell in all_of(made, "TH")] == ["Column"] * 3 + ["Row"]
    tall = [cell.attributes["Table"].get("RowSpan") for cell in all_of(made, "TD") if cell.attributes]
    assert tall == [2]


def test_a_picture_has_its_text_and_its_place(tmp_path: Path) -> None:
    folder = tmp_path
    Image.new("RGB", (200, 100), "red").save(folder / "red.png")
    made = laid('![A red field](red.png "The caption")\n\nText ![](red.png) more.', folder=folder)
    (figure,) = all_of(made, "Figure")  # the other says nothing, and is an artifact
    assert figure.alt == "A red field"
    box = figure.attributes["Layout"]["BBox"]
    assert isinstance(box, tuple)
    left, bottom, right, top = box
    assert 0 < left < right < 420
    assert 0 < bottom < top < 596
    assert round((right - left) / (top - bottom), 1) == 2.0
    (block,) = [each for each in all_of(made, "Div") if figure in each.kids]
    assert kinds(block) == ["Figure", "Caption"]


def test_a_picture_in_the_colours_of_a_press_is_shown_in_those_of_the_file(tmp_path: Path) -> None:
    Image.new("CMYK", (40, 40), (0, 255, 255, 0)).save(tmp_path / "press.jpg")
    made = laid("![Red](press.jpg)", folder=tmp_path)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        (image,) = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and "/Width" in thing)
        assert str(image.ColorSpace) == "/DeviceRGB"
        shown = Image.open(io.BytesIO(image.read_raw_bytes())).resize((1, 1)).tobytes()
    assert shown[0] > 200
    assert max(shown[1:]) < 80


# ---------------------------------------------------------------- text as it was written


def test_spaces_and_hyphens_at_the_ends_of_lines_are_those_of_the_text() -> None:
    made = laid(LONG * 20)
    (paragraph,) = [each for each in all_of(made, "P") if len(each.kids) > 10]
    assert text(made, paragraph) == (LONG * 20).strip()
    with_hyphens = "".join(read_marked_text(made.pdf).sequences.values())
    assert "\xad" in with_hyphens  # words were divided, and it can be seen
    assert "well-known" in with_hyphens.replace("\xad", "")


@pytest.mark.parametrize(
    "words",
    [
        "हिन्दी में लिखा गया पाठ कि यह पंक्ति के अंत तक पहुँचे ",
        "a\u0301 decomposed and a plain a, e\u0301 and e ",
        "a hyphen\u2010of its own in extraordinarily incomprehensible electrification ",
        "ქართული ტექსტი გადატანებით გრძელდება რამდენიმე სტრიქონზე ",
        "中文没有空格也要换行这里是一段比较长的文字",
        "soft\xadly hy\xadphen\xadated by the au\xadthor ",
    ],
)
def test_every_script_can_be_copied_as_it_was_written(words: str) -> None:
    made = laid(words * 12)
    body = max(all_of(made, "P"), key=lambda each: len(each.kids))
    assert text(made, body) == (words * 12).strip().replace("\xad", "")


def test_no_string_is_shown_that_has_no_glyph() -> None:
    """PDFium forgets a space where there is one; Georgian lines, whose spaces are of another font, came out short."""
    made = laid("ქართული ტექსტი, რომელიც რამდენიმე სტრიქონზე გრძელდება და სწორდება ორივე მხარეს. " * 6)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        shown = [
            operand
            for instruction in pikepdf.parse_content_stream(pdf.pages[0])
            if str(instruction.operator) == "TJ"
            for operand in list(instruction.operands[0])
        ]
    strings = [bytes(each) for each in shown if isinstance(each, pikepdf.String)]
    assert len(strings) > 100
    assert b"" not in strings


def test_hanging_numbers_are_painted_with_their_lines() -> None:
    made = laid("1. one[^n]\n2. two\n\n[^n]: The note.")
    order = list(read_marked_text(made.pdf).sequences.values())
    assert [each.strip() for each in order if each.strip() in {"1.", "one", "2.", "two"}] == ["1.", "one", "2.", "two"]
    assert order.index("1", order.index("two")) < order.index("The note.")


@given(st.text("ab \n-\xad", max_size=60), st.data())
def test_a_line_end_is_a_space_only_where_the_text_has_one(words: str, data: st.DataObject) -> None:
    """Any way of cutting a text into lines: what the ends say gives the text back."""
    lines, rest = [], words
    block = object()
    while rest:
        cut = data.draw(st.integers(1, len(rest)))
        lines.append(rest[:cut].strip())
        rest = rest[cut:].lstrip() if data.draw(st.booleans()) else rest[cut:]
    pieces = [Piece(line, "\u2010", None, block) for line in lines if line]
    ends = {id(piece): str(end) for piece, end in line_ends({"": words}, {"": pieces})}
    read = "".join(piece.text + ends.get(id(piece), "") for piece in pieces)
    assert " ".join(read.replace("\xad", "").split()) == " ".join(words.replace("\xad", "").split())


# ---------------------------------------------------------------- kept as data

ELEMENTS = st.recursive(
    st.builds(Element, st.sampled_from(["P", "Span"]), st.sampled_from(["", "ka"])),
    lambda kids: st.builds(
        Element,
        st.sampled_from(["Sect", "Note"]),
        ids=st.lists(st.text(max_size=5), max_size=2),
        alt=st.text(max_size=5),
        kids=st.lists(
            kids
            | st.builds(Content, st.integers(0, 9), st.integers(0, 9))
            | st.builds(
                LinkArea,
                st.integers(0, 9),
                st.lists(st.tuples(*[st.floats(0, 500)] * 4), max_size=2).map(tuple),
                st.text(max_size=5),
                st.text(max_size=5),
            ),
            max_size=4,
        ),
    ),
    max_leaves=10,
)


@settings(deadline=None)
@given(ELEMENTS)
def test_structure_is_kept_as_it_is(element: Element) -> None:
    assert read_back(json.loads(json.dumps(as_data(element)))) == element


def read_back(data: Any) -> Element | Content | LinkArea:
    """What plain data says of a structure, as its types."""
    match data:
        case [page, mark]:
            return Content(page, mark)
        case [page, boxes, target, contents]:
            return LinkArea(page, tuple(tuple(box) for box in boxes), target, contents)
    fields = {name: value for name, value in data.items() if name not in {"s", "k"}}
    return Element(data["s"], **fields, kids=[read_back(kid) for kid in data.get("k", ())])


def test_pages_drawn_over_others_have_no_structure() -> None:
    made = lay_out(replace(job(document("Text.")), prove=False))
    assert made.structure is None
    assert b"StructTreeRoot" not in made.pdf
