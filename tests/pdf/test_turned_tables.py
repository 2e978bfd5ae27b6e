"""Tables of many columns are on pages of their own, turned by 90 degrees; the text goes on around them."""

import math

import pypdfium2
import pytest
from pypdfium2 import raw

from archivist.fidelity.printed_words import TEXT
from archivist.pdf.engine import LaidOut
from archivist.pdf.structure import Element
from tests.archives import PROSE
from tests.pdf.making import laid, page_of, pages, squeezed, whole

pytestmark = pytest.mark.slow  # lays out pages

A5 = (419.53, 595.28)


def table(columns: int, rows: int, name: str = "v") -> str:
    """A table of so many rows below its head, with words such as `v3q7value`."""
    lines = ["|" + "|".join(f"{name}{row}q{column}value" for column in range(columns)) + "|" for row in range(rows + 1)]
    return "\n".join([lines[0], "|---" * columns + "|", *lines[1:]])


ARTICLE = f"""Beginq. {PROSE}

{table(12, 8).replace("v2q3value", "v2q3value[^1]").replace("v4q4value", '<b id="place">v4q4value</b>')}

Afterq. {PROSE * 9}

Endq. See [there](#place).

[^1]: Noteq of a cell.
"""


def turned_pages(made: LaidOut) -> list[int]:
    """The pages on which all words are read from the foot of the page to its head."""
    found = []
    with pypdfium2.PdfDocument(made.pdf) as opened:
        for number, page in enumerate(opened):
            text = page.get_textpage()
            angles = {round(raw.FPDFText_GetCharAngle(text, at), 2) for at in range(text.count_chars())}
            if round(math.pi * 3 / 2, 2) in angles or round(math.pi / 2, 2) in angles:
                found.append(number)
            assert [round(length, 2) for length in page.get_size()] == list(A5)
    return found


@pytest.fixture(scope="module")
def made() -> LaidOut:
    return laid(ARTICLE)


def test_the_table_is_on_a_page_of_its_own_and_what_follows_it_fills_the_page_before(made: LaidOut) -> None:
    assert whole(made)
    assert [remark.code for remark in made.remarks] == ["table-turned"]
    assert "12 columns" in made.remarks[0].text
    assert turned_pages(made) == [1]
    assert page_of(made, "v0q0value") == page_of(made, "v8q11value") == page_of(made, "Noteq") == 1
    text = pages(made.pdf)
    assert "Beginq" in text[0]
    assert "Afterq" in text[0]
    assert squeezed(PROSE)[:20] not in text[1]


def test_the_table_keeps_its_place_for_readers_of_the_structure(made: LaidOut) -> None:
    assert made.structure is not None
    body = next(element for element in made.structure.elements() if any(_is(kid, "Table") for kid in element.kids))
    kinds = [kid.type for kid in body.kids if isinstance(kid, Element)]
    at = kinds.index("Table")
    assert kinds[at - 1] == kinds[at + 1] == "P"
    assert kinds.count("P") >= 3


def _is(kid: object, kind: str) -> bool:
    return isinstance(kid, Element) and kid.type == kind


def test_pages_and_letters_are_counted_in_the_order_of_the_document(made: LaidOut) -> None:
    places = [start.letters for start in made.starts]
    assert {start.stream for start in made.starts} == {TEXT}
    assert places == sorted(places)
    runs = [run.page for run in made.runs if run.stream == TEXT]
    assert runs == [0, 1, *range(made.pages)[:1], *range(2, made.pages)]


def test_what_is_linked_to_in_a_turned_table_is_on_the_paper(made: LaidOut) -> None:
    place = next(anchor for anchor in made.anchors if anchor.name == "place")
    assert place.page == 1
    with pypdfium2.PdfDocument(made.pdf) as opened:
        near = opened[1].get_textpage().get_text_bounded(place.x - 1, place.y - 45, place.x + 13, place.y + 45)
    assert "v4q4" in squeezed(near)


def test_rows_go_on_over_further_turned_pages_below_the_head() -> None:
    long = laid(f"{PROSE}\n\n{table(12, 30)}\n\nAfterq.")
    assert whole(long)
    assert turned_pages(long) == list(range(1, long.pages))
    assert long.pages > 2
    assert [text.count("v0q0value") for text in pages(long.pdf)] == [0, *[1] * (long.pages - 1)]
    assert page_of(long, "Afterq") == 0


def test_a_heading_with_nothing_but_the_table_and_a_caption_go_with_it() -> None:
    rows = "".join(f"<tr>{''.join(f'<td>w{row}q{column}value</td>' for column in range(12))}</tr>" for row in range(6))
    figure = f"<figure><table>{rows}</table><figcaption>Captionq</figcaption></figure>"
    other = laid(f"## Keptq\n\n{PROSE}\n\n## Movedq\n\n{figure}\n\n## Nextq\n\n{PROSE}")
    assert whole(other)
    assert [page_of(other, word) for word in ("Keptq", "Movedq", "Captionq", "Nextq")] == [0, 1, 1, 0]
    assert turned_pages(other) == [1]


@pytest.mark.parametrize(
    ("text", "page"),
    [
        pytest.param(table(12, 8), "ereader", id="a small page"),
        pytest.param(table(12, 2), "A5", id="few rows"),
        pytest.param(table(40, 4), "A5", id="too wide even so"),
    ],
)
def test_tables_that_would_gain_nothing_stay_upright(text: str, page: str) -> None:
    other = laid(f"{PROSE}\n\n{text}\n\nAfterq.", page=page)
    assert whole(other)
    assert "wide-table" in [remark.code for remark in other.remarks]
    assert "table-turned" not in [remark.code for remark in other.remarks]


def test_a_table_in_the_midst_of_a_text_stays_in_it() -> None:
    rows = "".join(f"<tr>{''.join(f'<td>w{row}q{column}value</td>' for column in range(12))}</tr>" for row in range(6))
    other = laid(f"{PROSE}\n\n<div>Beforeq <table>{rows}</table> behindq.</div>\n\nAfterq.")
    assert whole(other)
    assert "table-turned" not in [remark.code for remark in other.remarks]
