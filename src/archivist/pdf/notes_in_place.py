"""A note stands on the page of its call, always.

Where a paragraph could not be divided before its last lines, the engine carries the last note of the page over to the
next one to make room, whatever `footnote-policy` says. Here it moves the lines instead: a few white lines at the foot
of a page are better than a number without its note.

The engine has no switch for this: the decision is one line in the middle of a function of the pinned version. That line
is exchanged, here and nowhere else.
"""

import inspect

import weasyprint.layout.block as engine

from archivist.errors import LayoutError

_FUNCTION = "_linebox_layout"
_DECISION = "report = not context.in_column and can_break_now and not could_break_before"
_MARK = "notes_in_place"


def install() -> None:
    """Exchange the line. Done once; asking again changes nothing.

    Raises LayoutError if the engine has no such line: then it is not the version this program is made for.
    """
    if getattr(engine, _FUNCTION, None) is not None and hasattr(getattr(engine, _FUNCTION), _MARK):
        return
    function = getattr(engine, _FUNCTION, None)
    source = inspect.getsource(function) if function else ""
    if source.count(_DECISION) != 1:
        raise LayoutError("this WeasyPrint places notes in another way", "Install the version that archivist asks for.")
    code = compile(source.replace(_DECISION, "report = False"), engine.__file__, "exec")
    exec(code, vars(engine))  # the engine's own source, one line apart
    setattr(getattr(engine, _FUNCTION), _MARK, True)
