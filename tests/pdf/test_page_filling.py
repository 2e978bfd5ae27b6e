"""Pages without holes above notes."""

import re

import pypdfium2
import pytest

from archivist.pdf.engine import LaidOut
from archivist.pdf.engine.page_filling import Filling
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


@pytest.mark.slow
def test_facts_in_columns_are_not_divided_between_pages() -> None:
    made = [lay_out(job(facts_below(lines))) for lines in (24, 28)]
    assert [whole(each) for each in made] == [True, True]
    undivided = [[page.count("zhHans") for page in pages(each.pdf)] for each in made]
    assert all(sorted(counts)[-1] == 8 for counts in undivided)


def test_a_long_note_leaves_no_hole() -> None:
    text = f"{PROSE * 6}\n\n## Next\n\nCalls cq1z[^1]. {PROSE * 6}\n\n[^1]: nq1z {PROSE * 6}"
    made = laid(text)
    assert whole(made)
    assert page_of(made, "cq1z") == 0
    assert page_of(made, "nq1z") == 1
    assert white_lines(made, 0) < 3


def test_a_note_with_room_stays_with_its_call() -> None:
    made = laid(f"{PROSE * 4}\n\nCalls cq1z[^1]. {PROSE * 20}\n\n[^1]: nq1z {PROSE * 2}")
    assert page_of(made, "cq1z") == page_of(made, "nq1z") == 0


def test_a_filling_is_a_style_sheet() -> None:
    assert Filling().style == ""
    style = Filling(frozenset({"note.2", "note.1"})).style
    assert re.findall(r'id="(note\.\d)"', style) == ["note.1", "note.2"]
