"""A document that follows others begins on a new page if too little of the page is free.

Changes: a statement of `weasyprint.layout.block.block_container_layout`, edited in its source.
Why: CSS can say that a block begins on a new page, or that it may begin anywhere, but not that it needs half a page.
Whether there is room is only known when the block is reached; deciding it then costs no second layout.
Upstream: a hook that is called between two blocks, and decides whether a page ends there.
"""

import weasyprint.layout.block

from archivist.pdf.engine.boxes import Box, LayoutContext
from archivist.pdf.engine.patches.replacing import edit, provide
from archivist.pdf.print_tree import ROOM

_TEST = "_archivist_lacks_room"
_BEFORE = """\
                    next_page = {'break': page_break, 'page': page_name}
                    resume_at = {index: None}
                    stop = True
"""
_AFTER = f"""\
{_BEFORE}
                elif {_TEST}(context, child, position_y):
                    resume_at = {{index: None}}
                    stop = True
"""


def install() -> None:
    """Add to the lines. Raises LayoutError if the engine has no such lines."""
    provide(weasyprint.layout.block, _TEST, _lacks_room)
    edit(weasyprint.layout.block, "block_container_layout", _BEFORE, _AFTER)


def _lacks_room(context: LayoutContext, box: Box, top: float) -> bool:
    """Whether a block that would begin at a height of the page needs more of it than is free."""
    room = box.element.get(ROOM) if box.element is not None else None
    if room is None or context.in_column:
        return False
    sheet = context.current_footnote_area.page
    return bool(context.page_bottom - top < float(room) * sheet.height)
