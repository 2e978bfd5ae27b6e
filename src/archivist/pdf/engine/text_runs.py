"""On which page every letter of a document is: what page numbers of mentions are looked up in.

A page start (page_starts.py) says where a page begins in the running text alone. Here all text is counted, each stream
by itself: the running text, each column of a pair, each note at the foot of a page, and the words of each figure with
a picture. A stream goes on over several pages, and the cells of a divided row go back and forth between two.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from itertools import chain
from xml.etree.ElementTree import Element

from archivist.fidelity.printed_words import Piece
from archivist.model.pages import TextRun
from archivist.pdf.engine.box_tree import flow_boxes, note_boxes, pieces, repeated_heads
from archivist.pdf.engine.boxes import Box, Document, Page
from archivist.pdf.engine.page_starts import Around, floating_figures, letters_of
from archivist.pdf.figure_streams import stream_of_figure
from archivist.text.visible_text import visible


def text_runs(root: Element, document: Document, floated: Collection[str]) -> tuple[TextRun, ...]:
    """The runs of each stream in order; each ends where the next one of its stream begins.

    Line ends have to be marked already. `floated` are the ids of the notes at the foot of pages.
    """
    figures = {
        element: stream_of_figure(number)
        for number, figure in enumerate(floating_figures(root), 1)
        for element in figure.iter()
    }
    around, repeated = Around(root), repeated_heads(document)
    counted: Counter[str] = Counter()
    begun: dict[str, dict[int, int]] = defaultdict(dict)  # by stream: the page by the letters before a piece
    for number, page in enumerate(document.pages):
        for stream, piece in _texts(page, figures, floated, repeated):
            outer, letters = around.place(stream, counted[stream])
            begun[outer][letters] = number
            counted[stream] += letters_of(piece)
    return tuple(chain.from_iterable(_runs(stream, begun[stream]) for stream in sorted(begun)))


def _texts(
    page: Page, figures: dict[Element, str], floated: Collection[str], repeated: frozenset[Box]
) -> Iterator[tuple[str, Piece]]:
    """The pieces of a page, each with the stream that its letters are counted in."""
    for flow in flow_boxes(page):
        for piece in pieces(flow, repeated):
            if visible(piece.text):
                yield figures.get(piece.box.element, piece.stream), piece
    for note in note_boxes(page):
        name = note.element.get("id", "")
        for piece in pieces(note) if name in floated else ():
            if visible(piece.text):
                yield str(name), piece


def _runs(stream: str, begun: dict[int, int]) -> Iterator[TextRun]:
    before = None
    for letters, page in sorted(begun.items()):
        if page != before:
            yield TextRun(stream, letters, page)
        before = page
