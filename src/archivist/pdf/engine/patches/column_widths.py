"""The columns of a table share its width so that rows are low and no word is divided while another column has air.

Changes: `weasyprint.layout.table.auto_table_layout`, wrapped.
Why: WeasyPrint gives each column a width between its least, in which words are divided, and its greatest, all by the
same share (CSS 2.1, 17.5.2.2). A column of “10th century” breaks into two lines while a long text beside it would not
lose any by a few points; “Passengers” is divided although no column needs the room. Tables that fit without a line end,
and those with widths of their own, stay as they are.
Upstream: CSS leaves open how columns share a width; the function is where another way could be chosen.
"""

from collections.abc import Callable
from functools import wraps

import weasyprint.layout.table
from weasyprint.layout.preferred import table_and_columns_preferred_widths

from archivist.pdf.engine.boxes import LayoutContext
from archivist.pdf.engine.patches.replacing import replace
from archivist.pdf.engine.table_cells import TableBox, WrapperBox, rows_of
from archivist.pdf.engine.table_need import TableNeed, note_need
from archivist.pdf.table_columns import share_width, undivided_widths

_EXACT = 0.01  # pixels
_KEPT = "_archivist_columns"  # of a layout: what was found, since a table is asked for on each page that it is on

Layout = Callable[[LayoutContext, WrapperBox, object], None]


def install() -> None:
    """Wrap the function. Raises LayoutError if the engine has no such function."""
    replace(weasyprint.layout.table, "auto_table_layout", _shared)


def _shared(layout: Layout) -> Layout:
    @wraps(layout)
    def laid_out(context: LayoutContext, wrapper: WrapperBox, containing_block: object) -> None:
        layout(context, wrapper, containing_block)
        table = wrapper.get_wrapped_table()
        if table.element_tag == "table" and table.style["width"] == "auto" and table.column_widths:
            _share(context, wrapper, table)

    return laid_out


def _share(context: LayoutContext, wrapper: WrapperBox, table: TableBox) -> None:
    """Set the widths of the columns of a table that is narrower than it would be without any line end."""
    _, _, least, most, shares, constrained, _, grid = table_and_columns_preferred_widths(context, wrapper, outer=False)
    width = sum(table.column_widths)
    if any(shares) or any(constrained) or width > sum(most) - _EXACT:
        return
    kept: dict[object, tuple[list[float], TableNeed]] = context.__dict__.setdefault(_KEPT, {})
    key = (table.element, round(width, 2))
    if key not in kept:
        rows = rows_of(context, table, grid)
        widths = share_width(width, least, most, rows) if width > sum(least) + _EXACT else list(table.column_widths)
        kept[key] = widths, TableNeed(sum(undivided_widths(least, rows)), width)
    widths, need = kept[key]
    table.column_widths = list(widths)
    note_need(table, need)
