"""Notes under text in two columns: the notes of both columns are counted before the page ends.

Changes: `table_layout` and `block_container_layout` as `weasyprint.layout.block` has them, wrapped.
Why: a pair of a parallel text (`div.pair`) is laid out as a table of one row. WeasyPrint lays out the first cell down
to the foot of the page, then the second; if the second calls notes, these take room that the first has already filled,
and notes are printed over text. So the first cell is laid out again with that much less room, until nothing is covered.
The same is done for the rows of a table that may be divided between pages (table_settings.py).
Upstream: a bug report, since notes are printed over text; `table_layout` could lay out a row again if notes that are
called in a later cell shorten the page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial, wraps

from weasyprint.formatting_structure.boxes import TableCellBox
from weasyprint.layout import block

from archivist.pdf.engine.boxes import Box, LayoutContext, LayoutResult
from archivist.pdf.engine.patches.replacing import replace
from archivist.pdf.engine.table_settings import SET
from archivist.pdf.print_tree import has_class

_MOST_TRIES = 40  # each gives away a line at least; a page has no more of them
_TRIES_OF_TABLES = 3  # of an author's table, whose notes may still be printed after the article (document_layout.py)
_LEAST_STEP = 1.0  # CSS pixels


@dataclass(slots=True)
class _Pair:
    """What is known of the pair being laid out. Lengths are CSS pixels."""

    spare: dict[int, float] = field(default_factory=dict)  # room to leave below a cell, by id of its element
    bottoms: dict[int, float] = field(default_factory=dict)  # where the content of each cell ends
    level: bool = True  # whether all cells must begin on the same page
    empty: bool = False  # whether a cell that has text got none of it onto the page
    limit: float = 0.0  # where the text of the page ends, now that every note has its place


def install() -> None:
    """Wrap the layout of tables and their cells. Raises LayoutError if the engine has no such functions."""
    pairs: list[_Pair] = []  # those being laid out: none, or one
    replace(block, "block_container_layout", partial(_measured, pairs))
    replace(block, "table_layout", partial(_repeated, pairs))


def _measured(pairs: list[_Pair], lay_out: Callable[..., LayoutResult]) -> Callable[..., LayoutResult]:
    """Cells of a pair leave the room they are asked to leave, and note down how far they reach."""

    @wraps(lay_out)
    def container(
        context: LayoutContext, box: Box, bottom_space: float, skip_stack: object, *arguments: object, **named: object
    ) -> LayoutResult:
        if not (pairs and isinstance(box, TableCellBox) and id(box.element) in pairs[-1].spare):
            return lay_out(context, box, bottom_space, skip_stack, *arguments, **named)
        pair, name = pairs[-1], id(box.element)
        result = lay_out(context, box, bottom_space + pair.spare[name], skip_stack, *arguments, **named)
        cell = result[0]
        if cell is None or (box.children and not cell.children):
            pair.empty = pair.empty or (pair.level and skip_stack is None)
        else:
            pair.bottoms[name] = cell.content_box_y() + cell.height
        pair.limit = context.page_bottom - bottom_space
        return result

    return container


def _repeated(pairs: list[_Pair], lay_out: Callable[..., LayoutResult]) -> Callable[..., LayoutResult]:
    """A pair is laid out until no cell reaches under the notes of the other."""

    @wraps(lay_out)
    def table(
        context: LayoutContext, box: Box, bottom_space: float, skip_stack: object, *arguments: object
    ) -> LayoutResult:
        cells = _cells(box)
        if not cells:
            return lay_out(context, box, bottom_space, skip_stack, *arguments)
        pair = _Pair(dict.fromkeys(cells, 0.0), level=_is_pair(box))
        page_is_empty = arguments[1]
        notes = _notes(context)
        pairs.append(pair)
        try:
            for _ in range(_MOST_TRIES if pair.level else _TRIES_OF_TABLES):
                pair.bottoms, pair.empty = {}, False
                result = lay_out(context, box, bottom_space, skip_stack, *arguments)
                covered = {name: bottom - pair.limit for name, bottom in pair.bottoms.items() if bottom > pair.limit}
                begins_uneven = pair.empty and not page_is_empty
                if not begins_uneven and not any(depth > _LEAST_STEP / 100 for depth in covered.values()):
                    return result
                _undo(context, result[0], notes, arguments)
                if begins_uneven:  # one column would begin on this page, the other on the next
                    return _nothing_placed()
                for name, depth in covered.items():
                    pair.spare[name] += max(depth, _LEAST_STEP)
            if not pair.level:
                pair.spare = dict.fromkeys(cells, 0.0)
                return lay_out(context, box, bottom_space, skip_stack, *arguments)
            # A pair that finds no rest on this page begins on the next; on an empty page the proof has the last word.
            return lay_out(context, box, bottom_space, skip_stack, *arguments) if page_is_empty else _nothing_placed()
        finally:
            pairs.pop()

    return table


def _nothing_placed() -> LayoutResult:
    """As the engine says that a table begins on the next page."""
    return None, None, {"break": "any", "page": None}, [], False


def _cells(box: Box) -> list[int]:
    """The cells that must leave room for one another's notes, by id of their elements; none if the table has no notes.

    These are the cells of a pair, and of an author's table those of rows that may be divided.
    """
    if box.element is None:
        return []
    rows = [row for group in box.children for row in group.children]
    if not _is_pair(box):
        if not any(has_class(element, "note") for element in box.element.iter("div")):
            return []
        rows = [row for row in rows if row.element is not None and "divided" in row.element.get(SET, "").split()]
    return [id(cell.element) for row in rows for cell in row.children]


def _is_pair(box: Box) -> bool:
    return box.element is not None and has_class(box.element, "pair")


def _notes(context: LayoutContext) -> tuple[list[Box], ...]:
    return list(context.footnotes), list(context.current_page_footnotes), list(context.reported_footnotes)


def _undo(
    context: LayoutContext, laid_out: Box | None, notes: tuple[list[Box], ...], arguments: tuple[object, ...]
) -> None:
    """Take a pair from the page again, with its notes."""
    *_, absolute_boxes, fixed_boxes = arguments
    if laid_out is not None:
        block.remove_placeholders(context, [laid_out], absolute_boxes, fixed_boxes)
    context.footnotes, context.current_page_footnotes, context.reported_footnotes = (list(each) for each in notes)
    context._update_footnote_area()
