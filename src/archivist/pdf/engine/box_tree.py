"""WeasyPrint's boxes as this program reads them: text and formulas in order, notes, what is only printed again.

The box tree is not public (`Page._page_box`), which is why WeasyPrint is pinned; it is read here and in tagging.py.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from archivist.fidelity.printed_words import STREAM, TEXT, Piece
from archivist.pdf.engine.boxes import Box, Document, Page, TextBox
from archivist.pdf.engine.formula_drawings import holds_formula, is_formula, source_drawn

POINTS_PER_PIXEL = 0.75  # CSS pixels are 1/96 inch, PDF points 1/72


def unwrapped(box: Box) -> Box:
    """The box itself, where the tree contains a place for one that is set absolutely."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def is_generated(box: Box) -> bool:
    """Whether a style sheet made the box (`li::marker`, `hr::before`)."""
    return "::" in (box.element_tag or "")


def text_boxes(box: Box) -> Iterator[TextBox]:
    """The boxes of text and formulas below a box in order; not what style sheets generate. A formula has no `text`."""
    return (piece.box for piece in pieces(box))


def pieces(box: Box, skipped: Collection[Box] = (), block: object = None, stream: str = TEXT) -> Iterator[Piece]:
    """The text below a box in order; not what style sheets generate, not what is in one of `skipped`.

    `block` is the element in whose line the box is, `stream` the stream of what is around it.
    """
    waiting = [(box, block, stream)]  # not recursive, as `descendants`
    while waiting:
        box, block, stream = waiting.pop()
        box = unwrapped(box)
        if isinstance(box, boxes.TextBox):
            if not is_generated(box):
                yield Piece(box.text, box.style["hyphenate_character"], box, block, stream)
        elif is_formula(box):
            yield Piece(source_drawn(box), "", box, block, stream)
        elif not isinstance(box, boxes.MarginBox) and box not in skipped:
            block = box.element if isinstance(box, boxes.LineBox) else block
            stream = stream if box.element is None else box.element.get(STREAM, stream)
            for child in reversed(getattr(box, "children", ())):
                # A displayed formula divides a paragraph, but is in it.
                around = box.element if block is None and holds_formula(child) else block
                waiting.append((child, around, stream))


def note_boxes(page: Page) -> Iterator[Box]:
    """The notes at the foot of a page."""
    for area in page._page_box.children:
        if isinstance(area, boxes.FootnoteAreaBox):
            yield from area.children


def flow_boxes(page: Page) -> Iterator[Box]:
    """What is on a page apart from notes and margins."""
    aside = boxes.FootnoteAreaBox | boxes.MarginBox
    return (child for child in page._page_box.children if not isinstance(child, aside))


def laid_out(document: Document, floated: frozenset[str]) -> dict[str, list[Piece]]:
    """The laid-out text by stream."""
    found: dict[str, list[Piece]] = defaultdict(list)
    repeated = repeated_heads(document)
    for page in document.pages:
        for child in flow_boxes(page):
            for piece in pieces(child, repeated):
                found[piece.stream].append(piece)
        for note in note_boxes(page):
            name = note.element.get("id")
            found[name if name in floated else TEXT] += pieces(note)
    return found


def repeated_heads(document: Document) -> frozenset[Box]:
    """The heads that a table repeats on each further page: they are printed again, not written again."""
    seen: set[int] = set()
    again: set[Box] = set()
    for page in document.pages:
        for box in descendants(page._page_box):
            if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
                if id(box.element) in seen:
                    again.add(box)
                seen.add(id(box.element))
    return frozenset(again)


def descendants(box: Box) -> Iterator[Box]:
    """A box and all below it."""
    waiting = [box]  # not recursive: each step would go through all generators above it
    while waiting:
        box = unwrapped(waiting.pop())
        yield box
        waiting += reversed(getattr(box, "children", ()))
