"""What is at the end of each line in the text, though not on paper, or the other way round.

The engine takes the space at the end of a line away and puts a hyphen where it divides a word. A reader of the PDF
must get the words as written anyway: a space is a space (ISO 32000-1, 14.8.2.5), and the hyphen of a divided
word is a soft hyphen (14.8.2.2.3). Which of them a line ends with is known from the text it was laid out from.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from itertools import zip_longest

from archivist.fidelity.printed_words import Piece, readings
from archivist.text.visible_text import visible


class LineEnd(StrEnum):
    """What the text has where a line ends; the value is what a reader of the PDF is given."""

    SPACE = " "
    HYPHEN = "\N{SOFT HYPHEN}"


def line_ends(expected: Mapping[str, str], laid_out: Mapping[str, Sequence[Piece]]) -> Iterator[tuple[Piece, LineEnd]]:
    """The pieces after which something was taken away or added, with what it is, stream by stream.

    Both mappings are by stream, as printed_words.py has them. A stream whose words differ is given up where they do.
    """
    for stream, pieces in laid_out.items():
        yield from _ends(expected.get(stream, ""), pieces)


def _ends(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[Piece, LineEnd]]:
    letters, places = _letters(text)
    at = 0
    for piece, following in zip_longest(pieces, pieces[1:]):
        reading = next((each for each in readings(piece) if letters.startswith(each, at)), None)
        if reading is None:
            return
        at += len(reading)
        if reading != visible(piece.text):
            yield piece, LineEnd.HYPHEN
        elif reading and following is not None and _is_space_lost(piece, following, text, places, at):
            yield piece, LineEnd.SPACE


def _letters(text: str) -> tuple[str, list[int]]:
    """What can be seen of a text, and where in the text each of it is."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        seen = _seen(character)
        letters.append(seen)
        places += [place] * len(seen)
    return "".join(letters), places


@cache
def _seen(character: str) -> str:
    return visible(character)


def _is_space_lost(piece: Piece, following: Piece, text: str, places: Sequence[int], at: int) -> bool:
    """Whether the text has a space between two pieces of a block that neither of them has."""
    if piece.block is not following.block or piece.text[-1:].isspace() or following.text[:1].isspace():
        return False
    between = text[places[at - 1] + 1 : places[at] if at < len(places) else len(text)]
    return any(character.isspace() for character in between)
