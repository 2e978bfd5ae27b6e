"""What of a laid-out document does not fit: notes that are cut, lines that are too wide, text off the paper."""

from collections.abc import Iterator
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from archivist.pages.paper import off_paper
from archivist.pdf.engine.box_tree import flow_boxes, note_boxes, text_boxes
from archivist.pdf.engine.boxes import Document, Page, TextBox
from archivist.pdf.engine.formula_drawings import is_formula, source_drawn
from archivist.pdf.print_tree import WHOLE_NOTES, has_class
from archivist.text.visible_text import visible

_TOLERANCE = 1.0  # pixels a box may reach over an edge before its text counts as cut
_WIDEST_SPACE = 0.6  # of the type size; that of a typewriter face
_TALLEST_NOTE = 0.5  # of the text's height; a taller note would leave a page with hardly any text


def floated_notes(root: Element) -> frozenset[str]:
    """The ids of the notes that are to be printed at the foot of a page."""
    return frozenset(
        element.get("id", "") for element in root.iter("div") if has_class(element, "note") and element.get("id")
    )


def keep_notes_whole(root: Element) -> None:
    """Let no note of a tree go on at the foot of the next page."""
    for element in root.iter("div"):
        if has_class(element, "note"):
            element.set(WHOLE_NOTES, "yes")


def has_notes_alone(document: Document) -> bool:
    """Whether a page has notes and nothing else."""
    return any(
        any(note_boxes(page)) and not any(chain.from_iterable(map(text_boxes, flow_boxes(page))))
        for page in document.pages
    )


def cut_notes(document: Document, floated: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Notes that are not whole at the foot of a page: too tall, or over its edge or its text; and not there at all."""
    found: set[Any] = set()  # ids; None for what only a style sheet makes a note
    tall: set[Any] = set()
    for page in document.pages:
        sheet = page._page_box
        top, bottom = sheet.content_box_y() - _TOLERANCE, sheet.content_box_y() + sheet.height + _TOLERANCE
        notes = list(note_boxes(page))
        covered = _reaches_below(page, min((note.position_y for note in notes), default=bottom))
        for note in notes:
            name = note.element.get("id")
            found.add(name)
            inside = all(top <= box.position_y and box.position_y + box.height <= bottom for box in text_boxes(note))
            if covered or not inside or note.margin_height() > _TALLEST_NOTE * sheet.height:
                tall.add(name)
    return frozenset(tall), floated - found


def _reaches_below(page: Page, top: float) -> bool:
    """Whether text of a page reaches into its notes, which begin at `top`."""
    return any(
        box.position_y + box.height / 2 > top and (is_formula(box) or visible(box.text))
        for flow in flow_boxes(page)
        for box in text_boxes(flow)
    )


def wide_elements(document: Document) -> list[Element]:
    """The elements whose text runs over the right edge of the text area: a word without a break, a wide table."""
    found: dict[Element, None] = {}
    for page in document.pages:
        sheet = page._page_box
        edge = sheet.content_box_x() + sheet.width + _TOLERANCE
        for box in text_boxes(sheet):
            if box.position_x + _width_of_words(box) > edge and (is_formula(box) or visible(box.text)):
                found[box.element] = None
    return list(found)


def _width_of_words(box: TextBox) -> float:
    """The width of a text box without the spaces that end it: those of a line of code hang over its edge unseen."""
    if is_formula(box):
        return float(box.width)
    spaces = len(box.text) - len(box.text.rstrip(" "))
    return float(box.width - spaces * _WIDEST_SPACE * box.style["font_size"])


def text_off_page(document: Document, pdf: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The text that is off the paper, by the engine's boxes or by the glyphs in the file; and the words of drawings.

    A drawing may have words outside its view: they are not seen on any screen either, and cost nobody a word.
    """
    found = dict.fromkeys(text_in_boxes_off_page(document))
    of_drawings: dict[str, None] = {}
    for each in off_paper(pdf):
        if each.in_figure:
            of_drawings[" ".join(each.text.split())] = None
        elif not any(visible(each.text) in visible(text) for text in found):
            found[each.text] = None
    return tuple(found), tuple(of_drawings)


def text_in_boxes_off_page(document: Document) -> Iterator[str]:
    """The text of the boxes that reach over an edge of the paper."""
    for page in document.pages:
        width, height = page._page_box.margin_width(), page._page_box.margin_height()  # before the page is turned
        for box in text_boxes(page._page_box):
            right, bottom = box.position_x + _width_of_words(box), box.position_y + box.height
            inside = box.position_x >= -_TOLERANCE and right <= width + _TOLERANCE
            if not (inside and box.position_y >= -_TOLERANCE and bottom <= height + _TOLERANCE):
                yield source_drawn(box) if is_formula(box) else box.text
