"""Table rows taller than a page continue on the next page, below the head of their table.

Changes: one statement of `weasyprint.layout.table.table_layout`, edited in its source.
Why: where nothing of a table fits on an empty page below its head, WeasyPrint leaves out the head and tries again, and
the words of the head are printed nowhere. That happens with a row that must not be divided and is taller than the page.
Here the row is divided anyway, and the head is kept.
Upstream: a bug fix, since a head is dropped although the row could be divided below it; the statement could be taken
over as it is.
"""

import weasyprint.layout.table

from archivist.pdf.engine.patches.replacing import edit

_BEFORE = """\
            else:
                # We could not fit any content, drop the header.
                header = None
"""
_AFTER = """\
            else:
                new_table_children, resume_at, next_page, end_position_y = (
                    body_groups_layout(skip_stack, position_y + header_height, bottom_space, page_is_empty=True))
                if new_table_children:
                    return header, new_table_children, footer, end_position_y, resume_at, next_page
                header = None
"""


def install() -> None:
    """Edit the statement. Raises LayoutError if the engine has no such statement."""
    edit(weasyprint.layout.table, "table_layout", _BEFORE, _AFTER)
