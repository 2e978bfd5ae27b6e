"""Where in the text each page begins: what the page marks of the EPUB are made from.

Places are counted in letters, so that they can be found in the document again, whatever lines and pages it fell into:
spaces, joiners and the hyphens of divided words are not counted. Nor are figures with a picture, because they may move
(pdf/figures.py); a page that begins with one says so.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from archivist.letters import visible
from archivist.model import PageStart
from archivist.pdf.box_tree import descendants, flow_boxes, is_generated, pieces, repeated_heads
from archivist.pdf.completeness import Piece
from archivist.pdf.line_ends import LineEnd
from archivist.pdf.marking import mark_of


def page_starts(root: Element, document: Any) -> tuple[PageStart, ...]:
    """The place of each page's first letter. Line ends have to be marked already.

    A page without text of its own begins where the next one does.
    """
    floating = (figure for figure in root.iter("figure") if next(figure.iter("img"), None) is not None)
    outer = {element: figure for figure in floating for element in figure.iter()}
    figures = frozenset(outer)
    repeated = repeated_heads(document)
    counted: Counter[str] = Counter()
    found: list[tuple[str, int] | None] = []
    for page in document.pages:
        start = None
        for piece in _pieces(page, figures, repeated):
            start = start or (piece.stream, counted[piece.stream])
            counted[piece.stream] += _letters(piece)
        found.append(start)
    places = list(_filled(found, ("", counted[""])))
    first = [_figures_first(page, figures, outer) for page in document.pages]
    return tuple(PageStart(*place, count) for place, count in zip(places, first, strict=True))


def _pieces(page: Any, figures: frozenset[Element], repeated: frozenset[Any]) -> Iterator[Piece]:
    for box in flow_boxes(page):
        for piece in pieces(box, repeated):
            if piece.box.element not in figures and visible(piece.text):
                yield piece


def _letters(piece: Piece) -> int:
    text = piece.text
    if mark_of(piece.box).line_end is LineEnd.HYPHEN:
        text = text.removesuffix(piece.hyphen)
    return len(visible(text))


def _filled(found: list[tuple[str, int] | None], end: tuple[str, int]) -> Iterator[tuple[str, int]]:
    for number, place in enumerate(found):
        yield place or next((later for later in found[number:] if later), end)


def _figures_first(page: Any, figures: frozenset[Element], outer: Mapping[Element, Element]) -> int:
    """How many figures come before the first letter that is not of a figure."""
    seen: dict[Element, None] = {}
    for box in (box for flow in flow_boxes(page) for box in descendants(flow)):
        if isinstance(box, boxes.ReplacedBox) or (isinstance(box, boxes.TextBox) and not is_generated(box)):
            if box.element not in figures:
                if isinstance(box, boxes.TextBox) and not visible(box.text):
                    continue
                break
            seen[outer[box.element]] = None
    return len(seen)
