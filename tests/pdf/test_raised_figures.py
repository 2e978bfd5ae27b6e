"""Raised and lowered figures: the glyphs that the fonts have for them."""

import pypdfium2
import pytest
from pypdfium2 import raw

from archivist.pdf.engine import LaidOut
from tests.pdf.making import laid, whole


def sizes(made: LaidOut, character: str) -> list[tuple[float, float]]:
    """The size of type and the height of each glyph of a character."""
    found = []
    with pypdfium2.PdfDocument(made.pdf) as opened:
        text = opened[0].get_textpage()
        for index in range(text.count_chars()):
            if text.get_text_range(index, 1) == character:
                _, bottom, _, top = text.get_charbox(index)
                found.append((round(raw.FPDFText_GetFontSize(text, index), 1), top - bottom))
    return found


@pytest.mark.parametrize("written", ["10^8^", "H~8~O"])
def test_figures_are_those_of_the_font(written: str) -> None:
    made = laid(f"One {written} and 8.")
    assert whole(made)
    (size, raised), (text_size, usual) = sizes(made, "8")
    assert size == text_size
    assert raised < 0.8 * usual


def test_letters_are_reduced() -> None:
    made = laid("The 8^th^ one, and x^2n^.")
    (text_size, _), *_, (size, _) = sizes(made, "n")
    assert size < text_size
    assert sizes(made, "2")[-1][0] == size


def test_figures_in_a_table_are_those_of_its_face() -> None:
    made = laid("| Area |\n| --- |\n| 8 km^8^ |")
    assert whole(made)
    (text_size, usual), (size, raised) = sizes(made, "8")
    assert size == text_size
    assert raised < 0.8 * usual


@pytest.mark.parametrize("written", ["10^8^", "H~8~O", "8^8^", "8^th^"])
def test_a_note_with_raised_figures_is_at_the_foot_of_its_page(written: str) -> None:
    made = laid(f"Calls.[^1]\n\n[^1]: {written}")
    assert whole(made)
    assert made.long_notes == ()
