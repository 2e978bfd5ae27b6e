"""Pages without holes above notes."""

import io
import re
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest

from archivist.pdf.engine import LaidOut
from archivist.pdf.engine.page_filling import Filling
from archivist.pdf.structure import Content, Element
from tests.archives import PROSE
from tests.pdf.making import document, job, laid, lay_out, page_of, pages, whole

LINE, FOOT = 14.0, 62.5  # points: of the text; the lower edge of the text area


def white_lines(made: LaidOut, page: int) -> float:
    """The lines that stay empty at the foot of a page without notes."""
    with pypdfium2.PdfDocument(made.pdf) as opened:
        lowest = min(item.get_bounds()[1] for item in opened[page].get_objects())
    return float((lowest - FOOT) / LINE)


def facts_below(lines: int) -> bytes:
    """The document of an apparatus: a list of so many lines, and facts in two columns below it."""
    items = "<li>Line</li>" * lines
    rows = "<dt>Chinese (Simplified)</dt><dd>2022-02.zh-Hans</dd>" * 8
    section = f'<section class="reference"><ul>{items}</ul><dl class="reference-facts">{rows}</dl></section>'
    body = re.compile("<body(.*?)>.*</body>", re.DOTALL)
    return body.sub(rf"<body\1>{section}</body>", document("Text.").xhtml.decode()).encode()


def lines_on_last_page(text: str) -> int:
    """The lines of the text on the second of two pages."""
    made = laid(text)
    assert whole(made)
    assert made.pages == 2
    with pypdfium2.PdfDocument(made.pdf) as opened:
        return len(opened[1].get_textpage().get_text_range().splitlines())


@pytest.mark.parametrize("sentences", [12, 13, 14])
def test_the_last_page_has_five_lines_of_a_paragraph(sentences: int) -> None:
    words = "Water goes down to the town and past the mill, and nobody asked where it came from. "
    above = "\n\n".join(["Line."] * 17)
    assert lines_on_last_page(f"{above}\n\n{words * sentences}") == 5


def test_a_short_last_paragraph_is_not_alone_on_the_last_page() -> None:
    above = "\n\n".join(["Line."] * 27)
    assert lines_on_last_page(f"{above}\n\n{PROSE}\n\nThe end.") == 5


@pytest.mark.slow
def test_facts_in_columns_are_not_divided_between_pages() -> None:
    made = [lay_out(job(facts_below(lines))) for lines in (24, 28)]
    assert [whole(each) for each in made] == [True, True]
    undivided = [[page.count("zhHans") for page in pages(each.pdf)] for each in made]
    assert all(sorted(counts)[-1] == 8 for counts in undivided)


@pytest.mark.parametrize("call", ["## Next\n\nCalls cq1z[^1].", "## Calls cq1z[^1]\n\nText."])
def test_a_long_note_leaves_no_hole(call: str) -> None:
    made = laid(f"{PROSE * 6}\n\n{call} {PROSE * 6}\n\n[^1]: nq1z {PROSE * 6} nq2z")
    assert whole(made)
    assert page_of(made, "cq1z") == page_of(made, "nq1z") == 0
    assert page_of(made, "nq2z") == 1
    assert white_lines(made, 0) < 1


def test_a_note_is_not_divided_to_save_two_lines() -> None:
    made = laid(f"{PROSE * 9}\n\nCalls cq1z[^1]. {PROSE * 6}\n\n[^1]: nq1z {PROSE * 2} nq2z")
    assert page_of(made, "cq1z") == page_of(made, "nq1z") == page_of(made, "nq2z")


def test_the_rest_of_a_note_has_no_page_of_its_own() -> None:
    for lines in range(6, 10):
        made = laid(f"{PROSE * lines} Calls cq1z[^1].\n\n[^1]: nq1z {PROSE * 4} nq2z")
        assert whole(made)
        assert page_of(made, "cq1z") == page_of(made, "nq2z") == made.pages - 1


def test_the_text_of_a_note_begins_beside_its_number() -> None:
    notes = f"[^1]: One.\n\n[^2]: nq1z {PROSE * 3}"
    for words in range(0, 140, 20):
        made = laid(f"{PROSE * 8} {'word ' * words}\n\nCalls cq1z[^1].[^2] {PROSE * 6}\n\n{notes}")
        assert whole(made)
        assert page_of(made, "nq1z") == page_of(made, "cq1z")


def test_a_divided_note_is_one_note() -> None:
    made = laid(f"{PROSE * 6}\n\nCalls cq1z[^1]. {PROSE * 6}\n\n[^1]: nq1z {PROSE * 6} nq2z")
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        assert len(opened.pages) == 2
    assert made.structure is not None
    (note,) = (each for each in elements(made.structure) if each.type == "Note")
    on = {each.page for part in elements(note) for each in part.kids if isinstance(each, Content)}
    assert on == {0, 1}
    assert {run.page for run in made.runs if run.stream == "note.1"} == {0, 1}


def elements(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from elements(kid)


def test_a_note_with_room_stays_with_its_call() -> None:
    made = laid(f"{PROSE * 4}\n\nCalls cq1z[^1]. {PROSE * 20}\n\n[^1]: nq1z {PROSE * 2}")
    assert page_of(made, "cq1z") == page_of(made, "nq1z") == 0


def test_a_filling_is_a_style_sheet() -> None:
    assert Filling().style == ""
    style = Filling(frozenset({"note.2", "note.1"})).style
    assert re.findall(r'id="(note\.\d)"', style) == ["note.1", "note.2"]
