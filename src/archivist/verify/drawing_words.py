"""The words that a drawing has on the page: those of the drawing, and no others.

They belong to the figure, are searched and copied there, and are not part of the running text.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from archivist.record.expected_text import ExpectedText
from archivist.verdict import Message
from archivist.verify.internal_check import error, on_page
from archivist.verify.marked_text import MarkedText
from archivist.verify.pdf_structure import Element, Marked
from archivist.verify.text_differences import short


def messages(figure: Element, text: MarkedText, expected: ExpectedText) -> Iterator[Message]:
    """The words of a figure that no drawing of its document has."""
    for leaf in figure.leaves():
        if not isinstance(leaf, Marked):
            continue
        found = text.sequences.get((leaf.page, leaf.number), "")
        if not is_made_of(_bare(found), {bare for each in expected.drawn if (bare := _bare(each))}):
            said = f"{expected.name}: “{short(found)}” is in a figure, and in no drawing of the article"
            yield error("text-extra", said, on_page(leaf.page) if leaf.page >= 0 else "")


def is_made_of(text: str, pieces: set[str]) -> bool:
    """Whether a text is a row of these pieces: a drawing sets each where it likes, and some more than once."""
    lengths: Sequence[int] = sorted({len(piece) for piece in pieces})
    reached = [True] + [False] * len(text)
    for end in range(1, len(text) + 1):
        reached[end] = any(
            length <= end and reached[end - length] and text[end - length : end] in pieces for length in lengths
        )
    return reached[-1]


def _bare(text: str) -> str:
    """Letters alone: where spaces are is the drawing's affair."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if not letter.isspace() and unicodedata.category(letter) != "Cf")
