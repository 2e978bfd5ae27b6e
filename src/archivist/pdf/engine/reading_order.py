"""Numbers that hang beside a line are painted with it.

The engine paints what is set absolutely, list numbers and the numbers of notes, after all else on the page. Readers of
the PDF that do not know its structure take the order of painting for the order of the text; so these are moved into the
line they hang on. Nothing moves on paper: every box knows its place already.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from archivist.pdf.engine.boxes import Box, Document


def paint_with_their_lines(document: Document) -> None:
    """Move the hanging numbers of a laid-out document, before it is written."""
    for page in document.pages:
        found = list(_lines_and_numbers(page._page_box))
        for number, (parent, box) in enumerate(found):
            if parent is not None:
                beside = next((line for above, line in found[number + 1 :] if above is None), None)
                _move(parent, box, beside)


def _lines_and_numbers(box: Box) -> Iterator[tuple[Box | None, Any]]:
    """In order: each line, and what hangs, with the box it hangs in (None for a line)."""
    if isinstance(box, boxes.LineBox):
        yield None, box
    for child in getattr(box, "children", ()):
        if isinstance(child, AbsolutePlaceholder):
            yield box, child
        else:
            yield from _lines_and_numbers(child)


def _move(parent: Box, placeholder: Any, beside: Box | None) -> None:
    """Move what hangs, if it is text in one line, into the line beside it, if there is one."""
    lines = [line for above, line in _lines_and_numbers(placeholder._box) if above is None]
    if len(lines) == 1 and beside is not None and _overlap(lines[0], beside):
        beside.children = (*lines[0].children, *beside.children)
        parent.children = [child for child in parent.children if child is not placeholder]


def _overlap(one: Box, other: Box) -> bool:
    """Whether two lines are beside each other."""
    return bool(one.position_y < other.position_y + other.height and other.position_y < one.position_y + one.height)
