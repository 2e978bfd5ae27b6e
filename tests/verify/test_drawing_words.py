"""The words of a figure are those of a drawing of its article, set where the drawing likes."""

import pytest

from archivist.record.expected_text import ExpectedText
from archivist.verify.drawing_words import is_made_of, messages
from archivist.verify.marked_text import MarkedText
from archivist.verify.pdf_structure import Element, Marked
from archivist.verify.reading_text import spoken

FIGURE = Element("Figure", kids=[Marked(0, 7)])


def told(found: str, *drawn: str) -> list[str]:
    text = MarkedText(pages=1, sequences={(0, 7): found})
    expected = ExpectedText("a", "a.md", ("",), drawn=drawn)
    return [message.code for message in messages(FIGURE, text, expected)]


@pytest.mark.parametrize("found", ["", "seen", "SEEN here", "hereseenseen", " s e e n "])
def test_words_of_the_drawing(found: str) -> None:
    assert told(found, "seen", "here") == []


@pytest.mark.parametrize("found", ["see", "seen there", "seenx", "other"])
def test_words_that_no_drawing_has(found: str) -> None:
    assert told(found, "seen", "here") == ["text-extra"]


def test_words_without_a_drawing() -> None:
    assert told("seen") == ["text-extra"]
    assert is_made_of("", set())


def test_words_of_a_figure_are_no_running_text() -> None:
    text = MarkedText(pages=1, sequences={(0, 7): "seen", (0, 8): "read"})
    document = Element("Sect", kids=[FIGURE, Element("P", kids=[Marked(0, 8)])])
    assert "".join(piece.text for piece in spoken(document, text)).strip("\x1e") == "read"
