"""Titles in lines of about the same length.

Changes: `weasyprint.layout.block.block_container_layout`, wrapped.
Why: a title of several lines that is set like a paragraph may leave a single word on its last line. It gets the
least width in which it has no more lines (CSS Text 4, `text-wrap-style: balance`, which the engine does not know).
Titles with notes or pictures are left as they are: laying those out has effects on the page.
Upstream: `text-wrap-style` could be implemented at the same place.
"""

from collections.abc import Callable
from functools import wraps
from math import inf

import weasyprint.layout.block
from weasyprint.formatting_structure import boxes
from weasyprint.layout.inline import iter_line_boxes

from archivist.pdf.engine.box_tree import descendants
from archivist.pdf.engine.boxes import Box, LayoutContext, LayoutResult
from archivist.pdf.engine.patches.replacing import replace
from archivist.pdf.print_tree import has_class

_TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MOST_LINES = 6  # of a title; a longer one is read as a paragraph
_EXACT = 2.0  # pixels to which the width is found
_LEAST = 0.4  # of the width; a title of few words in many languages is not made a column

Layout = Callable[..., LayoutResult]


def install() -> None:
    """Wrap the layout of blocks. Raises LayoutError if the engine has no such function."""
    replace(weasyprint.layout.block, "block_container_layout", _balanced)


def _balanced(layout: Layout) -> Layout:
    @wraps(layout)
    def laid_out(
        context: LayoutContext, box: Box, bottom_space: float, skip_stack: object, *rest: object, **named: object
    ) -> LayoutResult:
        if skip_stack is None and _is_title(box):
            _narrow(context, box)
        return layout(context, box, bottom_space, skip_stack, *rest, **named)

    return laid_out


def _narrow(context: LayoutContext, box: Box) -> None:
    """Give a title the least width in which it has no more lines."""
    whole = box.width
    lines = _lines(context, box, whole)
    if not 1 < lines <= _MOST_LINES:
        return
    low, high = whole * _LEAST, whole
    while high - low > _EXACT:
        middle = (low + high) / 2
        low, high = (low, middle) if _lines(context, box, middle) == lines else (middle, high)
    box.width = high
    if box.style["direction"] == "rtl":
        box.position_x += whole - high


def _is_title(box: Box) -> bool:
    """Whether a block is a title of words alone."""
    if not isinstance(box, boxes.BlockContainerBox) or isinstance(box, boxes.TableCellBox) or box.element is None:
        return False
    if box.element_tag not in _TITLES and not has_class(box.element, "serial-title"):
        return False
    if len(box.children) != 1 or not isinstance(box.children[0], boxes.LineBox):
        return False
    if box.style["text_align_all"] not in ("start", "left"):
        return False
    inline = boxes.LineBox | boxes.InlineBox | boxes.TextBox
    below = (child for child in descendants(box) if child is not box)
    return all(isinstance(child, inline) and child.is_in_normal_flow() for child in below)


def _lines(context: LayoutContext, box: Box, width: float) -> int:
    """How many lines a title has in a width of so many pixels."""
    before, box.width = box.width, width
    lines = iter_line_boxes(context, box.children[0], box.position_y, -inf, None, box, [], [], None, None)
    count = sum(1 for _ in lines)
    box.width = before
    return count
