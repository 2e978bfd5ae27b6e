"""A baseline grid: lines of text on facing pages, and on both sides of a leaf, are at the same heights.

Changes: `weasyprint.layout.block.block_level_layout_switch` and `weasyprint.layout.inline.line_box_verticality`,
wrapped.
Why: style sheets keep their distances in whole lines, but a picture or a table is as tall as it is, and a title has
lines of its own. So a block of the running text that ends between two lines is lengthened to the next one. A line that
characters of another font or a raised number would make a little taller keeps its height.
A block is on the grid if what it is in has the line height of the root; notes and tables have another line height and
are left unchanged. So are cover, contents and appendix, which are composed by themselves.
Upstream: this is a part of CSS Rhythmic Sizing 1 (`block-step-size` on the blocks, `line-height-step` on the root);
both functions are where it would be implemented.
"""

from collections.abc import Callable
from functools import wraps
from math import ceil

import weasyprint.layout.block
import weasyprint.layout.inline
from weasyprint.formatting_structure import boxes

from archivist.pdf.engine.box_tree import descendants
from archivist.pdf.engine.boxes import Box, LayoutContext, LayoutResult, Style
from archivist.pdf.engine.formula_drawings import BLOCK, is_formula
from archivist.pdf.engine.patches.replacing import replace
from archivist.pdf.print_tree import PICTURE_ROW, has_class

_EXACT = 0.1  # pixels that count as being on a line
_STRETCH = 0.5  # of a line: what letters may reach beyond it; anything taller is meant to be
_REACH = 0.15  # of a line: what a formula may reach beyond it, into the white between lines
_LISTS = frozenset({"ul", "ol"})
_HEAD = "article-header"
_CENTRED = frozenset({"figure", "table"})  # what is gained is shared between above and below


def install() -> None:
    """Wrap the layout of blocks and lines. Raises LayoutError if the engine has no such functions."""
    replace(weasyprint.layout.block, "block_level_layout_switch", _ending_on_a_line)
    replace(weasyprint.layout.inline, "line_box_verticality", _of_even_height)


# ---------------------------------------------------------------- blocks


def _ending_on_a_line(layout: Callable[..., LayoutResult]) -> Callable[..., LayoutResult]:
    @wraps(layout)
    def laid_out(
        context: LayoutContext,
        box: Box,
        bottom_space: float,
        skip_stack: object,
        parent: Box,
        *rest: object,
        **named: object,
    ) -> LayoutResult:
        if box.element_tag == "html":
            context.grid_top = box.position_y if _is_article(box) else None
        outside = getattr(context, "is_between_lines", False)
        context.is_between_lines = outside or _is_between_lines(box)
        result = layout(context, box, bottom_space, skip_stack, parent, *rest, **named)
        context.is_between_lines = outside
        done, resume_at, collapsed = result[0], result[1], result[4]
        if done is not None and resume_at is None and not collapsed and _is_on_grid(context, box, parent):
            _lengthen(done, context, bottom_space, whole=skip_stack is None)
        return result

    return laid_out


def _is_article(root: Box) -> bool:
    """Whether the page is one of running text: covers and contents are composed freely."""
    return any(child.element_tag == "body" and has_class(child.element, "article") for child in root.children)


def _is_on_grid(context: LayoutContext, box: Box, parent: Box) -> bool:
    line = _line_height(parent)
    return (
        line > 0
        and not isinstance(parent, boxes.FlexContainerBox | boxes.GridContainerBox | boxes.FootnoteAreaBox)
        and not isinstance(box, boxes.FootnoteAreaBox)  # it ends where the page does
        and not isinstance(box, boxes.TableBox | boxes.ReplacedBox)  # the wrapper is lengthened; a picture, never
        and line == _line_height_of(box.style.root_style)
        and getattr(context, "grid_top", None) is not None
        and not context.is_between_lines
    )


def _is_between_lines(box: Box) -> bool:
    """Whether what is in a box is between the lines, and only its end is on a line again.

    So are pictures beside one another, the items of a list with half a line above it, and a head with half a line below
    it: its title may have a height of its own.
    """
    if _is_picture_row(box):
        return True
    line = _line_height(box)
    if not line or not (box.element_tag in _LISTS or (box.element is not None and has_class(box.element, _HEAD))):
        return False
    side = box.style["padding_top" if box.element_tag in _LISTS else "padding_bottom"]
    return bool(side.unit == "px" and side.value % line > _EXACT)


def _is_picture_row(box: Box) -> bool:
    return box.element_tag == "div" and box.element is not None and has_class(box.element, PICTURE_ROW)


def _lengthen(box: Box, context: LayoutContext, bottom_space: float, *, whole: bool) -> None:
    """Let a block end on a line of the grid, if that line is still on the page."""
    line = _line_height_of(box.style.root_style)
    end = box.border_box_y() + box.border_height()
    gain = (context.grid_top - end) % line
    if min(gain, line - gain) < _EXACT or end + gain > context.page_bottom - bottom_space + _EXACT:
        return
    box.height += gain
    is_formula_alone = box.element is not None and has_class(box.element, BLOCK)
    centred = box.element_tag in _CENTRED or is_formula_alone or _is_picture_row(box)
    if whole and centred and box.position_y > context.grid_top + _EXACT:
        for child in box.children:
            child.translate(dy=gain / 2)


# ---------------------------------------------------------------- lines


def _of_even_height(place: Callable[[Box], tuple[float, float]]) -> Callable[[Box], tuple[float, float]]:
    @wraps(place)
    def placed(line: Box) -> tuple[float, float]:
        bottom, top = place(line)
        own_top = -line.baseline
        own_height = line.margin_height()
        excess = bottom - top - own_height
        if 0 < excess < _STRETCH * own_height and not _holds_a_block(line):
            return own_top + own_height, own_top
        if excess > 0 and _is_tall_by_formulas(line):
            return _whole_lines(bottom, top, own_height)
        return bottom, top

    return placed


def _holds_a_block(line: Box) -> bool:
    """Whether a picture or a box is in the line: it needs its room. A formula is text, if it is low enough."""
    return any(isinstance(box, boxes.AtomicInlineLevelBox) and not _is_low(box, line) for box in descendants(line))


def _is_low(box: Box, line: Box) -> bool:
    """Whether it is a formula that reaches no further beyond the line than a tall letter."""
    return is_formula(box) and bool(box.margin_height() <= (1 + _REACH) * line.margin_height())


def _is_tall_by_formulas(line: Box) -> bool:
    tall = [box for box in descendants(line) if isinstance(box, boxes.AtomicInlineLevelBox)]
    return bool(tall) and all(is_formula(box) for box in tall)


def _whole_lines(bottom: float, top: float, own_height: float) -> tuple[float, float]:
    """As many lines as the formula is tall, so that the lines below are on the grid again."""
    gain = own_height * ceil((bottom - top - _EXACT) / own_height) - (bottom - top)
    return bottom + gain / 2, top - gain / 2


def _line_height(box: Box) -> float:
    return _line_height_of(box.style)


def _line_height_of(style: Style) -> float:
    value = style["line_height"]
    return float(value.value) if getattr(value, "unit", "") == "px" else 0.0
