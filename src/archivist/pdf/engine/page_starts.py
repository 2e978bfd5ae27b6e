"""Where in the text each page begins: what the page marks of the EPUB are made from.

Places are counted in letters, so that they can be found in the document again, whatever lines and pages it fell into:
spaces, joiners and the hyphens of divided words are not counted. Nor are figures with a picture, because they may move
(pdf/figure_placement.py); a page that begins with one says so. The cells of a row that goes on over a page are laid out
as streams of their own, but are running text: their places are counted in what is around the table.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from archivist.fidelity.printed_words import STREAM, UNPRINTED, Piece
from archivist.model.pages import PageStart
from archivist.pdf.engine.box_tree import descendants, flow_boxes, is_generated, pieces, repeated_heads
from archivist.pdf.engine.boxes import Box, Document, Page
from archivist.pdf.engine.marks import mark_of
from archivist.pdf.engine.table_settings import CELL_STREAM
from archivist.pdf.line_breaks import LineEnd
from archivist.pdf.print_tree import has_class
from archivist.text.visible_text import visible


def page_starts(root: Element, document: Document) -> tuple[PageStart, ...]:
    """The place of each page's first letter. Line ends have to be marked already.

    A page without text of its own begins where the next one does.
    """
    outer = {element: figure for figure in floating_figures(root) for element in figure.iter()}
    figures = frozenset(outer)
    repeated = repeated_heads(document)
    counted: Counter[str] = Counter()
    found: list[tuple[str, int] | None] = []
    for page in document.pages:
        start = None
        for piece in _pieces(page, figures, repeated):
            start = start or (piece.stream, counted[piece.stream])
            counted[piece.stream] += letters_of(piece)
        found.append(start)
    around = Around(root)
    places = [around.place(*place) for place in _filled(found, ("", counted[""]))]
    first = [_figures_first(page, figures, outer) for page in document.pages]
    return tuple(PageStart(*place, count) for place, count in zip(places, first, strict=True))


def floating_figures(root: Element) -> Iterator[Element]:
    """The figures that may be in another place than the document has them: those with a picture, in order."""
    return (figure for figure in root.iter("figure") if next(figure.iter("img"), None) is not None)


def _pieces(page: Page, figures: frozenset[Element], repeated: frozenset[Box]) -> Iterator[Piece]:
    for box in flow_boxes(page):
        for piece in pieces(box, repeated):
            if piece.box.element not in figures and visible(piece.text):
                yield piece


def letters_of(piece: Piece) -> int:
    """The count of visible characters of a piece, without the hyphen of a divided word. Line ends must be marked."""
    text = piece.text
    if mark_of(piece.box).line_end is LineEnd.HYPHEN:
        text = text.removesuffix(piece.hyphen)
    return len(visible(text))


def _filled(found: list[tuple[str, int] | None], end: tuple[str, int]) -> Iterator[tuple[str, int]]:
    for number, place in enumerate(found):
        yield place or next((later for later in found[number:] if later), end)


def _figures_first(page: Page, figures: frozenset[Element], outer: Mapping[Element, Element]) -> int:
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


class Around:
    """Places in divided cells as places in the text around them, and the other way round: in the order of the document.

    Counts as the EPUB does: neither figures nor what is at the foot of pages.
    """

    def __init__(self, root: Element) -> None:
        self._plain: dict[str, list[int]] = defaultdict(list)  # by stream: the letters before each of its text nodes
        self._whole: dict[str, list[int]] = defaultdict(list)  # the same, with those of cells within
        self._outer: dict[str, str] = {}  # the stream around the cells, by stream of a cell
        self._letters: Counter[tuple[str, bool]] = Counter()
        if any(each.get(STREAM, "").startswith(CELL_STREAM) for each in root.iter()):
            self._walk(root, "", "")

    def place(self, stream: str, letters: int) -> tuple[str, int]:
        """A place by stream and letters, in a stream that is not a cell."""
        if not self._plain[stream]:
            return stream, letters
        node = max(bisect_right(self._plain[stream], letters) - 1, 0)
        within = letters - self._plain[stream][node]
        return self._outer.get(stream, stream), self._whole[stream][node] + within

    def _walk(self, element: Element, stream: str, outer: str) -> None:
        floats = element.tag == "figure" and next(element.iter("img"), None) is not None
        if element.tag in UNPRINTED or floats or (element.tag == "div" and has_class(element, "note")):
            return
        stream = element.get(STREAM, stream)
        if stream.startswith(CELL_STREAM):
            self._outer[stream] = outer
        else:
            outer = stream
        self._count(element.text, stream, outer)
        for child in element:
            self._walk(child, stream, outer)
            self._count(child.tail, stream, outer)

    def _count(self, text: str | None, stream: str, outer: str) -> None:
        letters = len(visible(text or ""))
        if letters:
            self._plain[stream].append(self._letters[stream, False])
            self._whole[stream].append(self._letters[outer, True])
            self._letters[stream, False] += letters
            self._letters[outer, True] += letters
