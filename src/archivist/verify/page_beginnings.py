"""The words with which each page of a PDF begins, in the order in which it is read aloud.

Notes are left out, since paper carries them to the foot of the page; figures with their captions, since they may move
to fill a page; and what is not text: artifacts, the numbers of lists.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archivist.verify.marked_text import MarkedText
from archivist.verify.pdf_structure import Element, Marked, documents
from archivist.verify.reading_text import spoken
from archivist.verify.text_differences import Letter, letters

_WORDS = 8
_LETTERS = 120  # for texts that are written without spaces


@dataclass(frozen=True, slots=True)
class PageBeginning:
    """A page and how its text begins."""

    label: str  # as readers of the PDF show it; "" for none
    document: str  # the id of the one it begins with, of a blank page the one after it; "" if there is none
    letters: tuple[Letter[int], ...] = ()  # of its first words, which may go on over the page; none without text


def page_beginnings(tree: Element | None, text: MarkedText, labels: Sequence[str]) -> tuple[PageBeginning, ...]:
    """Every page of the file."""
    holders: dict[int, str] = {}
    begun: dict[int, tuple[Letter[int], ...]] = {}
    for document in documents(tree) if tree else ():
        for leaf in document.leaves():
            if isinstance(leaf, Marked):
                holders.setdefault(leaf.page, document.id)
        running = tuple(_running(document, text))
        for index, letter in enumerate(running):
            if letter.place not in begun:
                holders[letter.place] = document.id  # and not a document of which only a note is left
                begun[letter.place] = first_words(running[index : index + _LETTERS], _WORDS)
    held = [
        next((holders[each] for each in range(page, len(labels)) if each in holders), "") for page in range(len(labels))
    ]
    return tuple(PageBeginning(label, held[page], begun.get(page, ())) for page, label in enumerate(labels))


def _running(document: Element, text: MarkedText) -> Iterator[Letter[int]]:
    pieces = (piece for piece in spoken(document, text) if not piece.stream and not piece.in_figure)
    return letters((piece.text, piece.page) for piece in pieces)


def first_words(text: Sequence[Letter[int]], words: int) -> tuple[Letter[int], ...]:
    """The letters of the first words."""
    begins = [index for index, letter in enumerate(text) if letter.gap and index]
    return tuple(text[: begins[words - 1]] if len(begins) >= words else text)
