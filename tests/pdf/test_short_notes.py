"""Short notes on one line at the foot of the page."""

import pypdfium2
import pytest

from archivist.pdf.engine import LaidOut
from tests.archives import PROSE
from tests.pdf.making import document, job, laid, lay_out, page_of, whole

LINE = 10.2  # points
SHORT = "Calls[^1], calls[^2], calls[^3].\n\n[^1]: nq1z.\n\n[^2]: nq2z.\n\n[^3]: nq3z."


def places(made: LaidOut, *words: str) -> list[tuple[float, float]]:
    """Where words are on the first page: x and y of their first characters in points."""
    found = []
    with pypdfium2.PdfDocument(made.pdf) as opened:
        text = opened[0].get_textpage()
        for word in words:
            place = text.search(word).get_next()
            assert place is not None, word
            left, bottom, *_ = text.get_charbox(place[0], loose=True)
            found.append((left, bottom))
    return found


def lines_between(made: LaidOut, first: str, second: str) -> float:
    """How many lines a word is below another."""
    (_, above), (_, below) = places(made, first, second)
    return round((above - below) / LINE, 1)


def test_three_short_notes_are_in_thirds_of_a_line() -> None:
    made = laid(SHORT)
    assert whole(made)
    (first, height), (second, other), (third, last) = places(made, "nq1z", "nq2z", "nq3z")
    assert height == other == last
    assert second - first == pytest.approx(third - second, abs=0.1)
    assert second - first == pytest.approx(112 / 25.4 * 72 / 3, abs=0.2)


def test_notes_too_long_for_thirds_are_in_halves() -> None:
    made = laid("Calls[^1], calls[^2], calls[^3].\n\n[^1]: nq1z.\n\n[^2]: nq2z of half a line or less.\n\n[^3]: nq3z.")
    assert lines_between(made, "nq1z", "nq2z") == 0
    assert lines_between(made, "nq2z", "nq3z") == 1


def test_a_note_of_more_than_half_a_line_is_alone_on_it() -> None:
    long = "nq2z is a note of more than half of a line, but not longer."
    made = laid(f"Calls[^1], calls[^2], calls[^3].\n\n[^1]: nq1z.\n\n[^2]: {long}\n\n[^3]: nq3z.")
    assert (lines_between(made, "nq1z", "nq2z"), lines_between(made, "nq2z", "nq3z")) == (1, 1)


def test_the_texts_of_a_short_note_are_on_one_line() -> None:
    made = laid("Calls[^1].\n\n[^1]: nq1z in English.\n[^1@ka]: nq2z ქართულად.")
    assert whole(made)
    assert lines_between(made, "nq1z", "nq2z") == 0
    longer = laid(f"Calls[^1].\n\n[^1]: nq1z in English.\n[^1@ka]: nq2z {'ქართულად ' * 9}")
    assert lines_between(longer, "nq1z", "nq2z") > 1


def test_a_note_of_several_paragraphs_has_lines_of_its_own() -> None:
    made = laid("Calls[^1], calls[^2].\n\n[^1]: nq1z.\n\n    nq2z.\n\n[^2]: nq3z.")
    assert lines_between(made, "nq1z", "nq2z") > 1
    assert lines_between(made, "nq2z", "nq3z") == 1


def test_a_style_sheet_can_put_each_note_on_a_line_of_its_own() -> None:
    made = lay_out(job(document(SHORT), "div.note { footnote-display: block }"))
    assert (lines_between(made, "nq1z", "nq2z"), lines_between(made, "nq2z", "nq3z")) == (1, 1)


def test_a_note_can_be_divided_below_short_ones() -> None:
    notes = f"[^1]: nq1z.\n\n[^2]: nq2z.\n\n[^3]: nq3z {PROSE * 6} nq4z"
    made = laid(f"{PROSE * 6}\n\nCalls[^1], calls[^2], calls[^3]. {PROSE * 6}\n\n{notes}")
    assert whole(made)
    assert lines_between(made, "nq1z", "nq2z") == 0
    assert lines_between(made, "nq2z", "nq3z") == 1
    assert (page_of(made, "nq3z"), page_of(made, "nq4z")) == (0, 1)


def test_short_notes_are_elements_in_their_order() -> None:
    made = laid(SHORT)
    assert made.structure is not None
    notes = [each for each in made.structure.elements() if each.type == "Note"]
    assert [each.ids for each in notes] == [["note.1"], ["note.2"], ["note.3"]]
