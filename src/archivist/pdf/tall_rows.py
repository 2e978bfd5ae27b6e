"""A row that is taller than a page goes on over the page, below the head of its table.

Where nothing of a table fits on an empty page below its head, the engine leaves out the head and tries again: its words
would be printed nowhere. That happens with a row that must not be divided and is taller than the page. Here the row is
divided anyway, and the head is kept.

The engine has no switch for this: the decision is one statement in the middle of a function of the pinned version. It
is exchanged, here and nowhere else.
"""

import inspect

import weasyprint.layout.block
import weasyprint.layout.table as engine

from archivist.errors import LayoutError

_FUNCTION = "table_layout"
_DECISION = """\
            else:
                # We could not fit any content, drop the header.
                header = None
"""
_REPLACEMENT = """\
            else:
                new_table_children, resume_at, next_page, end_position_y = (
                    body_groups_layout(skip_stack, position_y + header_height, bottom_space, page_is_empty=True))
                if new_table_children:
                    return header, new_table_children, footer, end_position_y, resume_at, next_page
                header = None
"""
_MARK = "_archivist_tall_rows"


def install() -> None:
    """Exchange the statement. Done once; asking again changes nothing. To be called before the function is wrapped.

    Raises LayoutError if the engine has no such statement: then it is not the version this program is made for.
    """
    if hasattr(engine, _MARK):
        return
    function = getattr(engine, _FUNCTION, None)
    source = inspect.getsource(function) if function else ""
    if source.count(_DECISION) != 1:
        raise LayoutError(
            "this WeasyPrint divides tables in another way", "Install the version that archivist asks for."
        )
    exec(compile(source.replace(_DECISION, _REPLACEMENT), engine.__file__, "exec"), vars(engine))
    weasyprint.layout.block.table_layout = getattr(engine, _FUNCTION)
    setattr(engine, _MARK, True)
