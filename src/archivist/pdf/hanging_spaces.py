"""A space at the end of a line needs no room.

Text that fills its line to the end, but for the space behind its last word, was measured with that space and found too
wide. The engine then looked for the first place where such a line can be divided and left a single word on it; what
followed, an emphasis or a link, began on the next line. CSS Text 3, 4.1.2: a collapsible space at the end of a line is
removed, so it is not measured here either.

The engine has no switch for this: the decision is one line in the middle of a function of the pinned version. That line
is exchanged, here and nowhere else.
"""

import inspect
import sys
from typing import Any

import weasyprint.text.line_break as engine

from archivist.errors import LayoutError

_FUNCTION = "split_first_line"
_DECISION = "if resume_index is None and first_line_width <= max_width:"
_REPLACEMENT = "if resume_index is None and _fits_without_space(text, style, first_line_width, max_width):"
_TEST = "_fits_without_space"


def install() -> None:
    """Exchange the line, wherever the function was imported. Done once; asking again changes nothing.

    Raises LayoutError if the engine has no such line: then it is not the version this program is made for.
    """
    if hasattr(engine, _TEST):
        return
    original = getattr(engine, _FUNCTION, None)
    source = inspect.getsource(original) if original else ""
    if source.count(_DECISION) != 1:
        raise LayoutError(
            "this WeasyPrint divides lines in another way", "Install the version that archivist asks for."
        )
    setattr(engine, _TEST, _fits)
    exec(compile(source.replace(_DECISION, _REPLACEMENT), engine.__file__, "exec"), vars(engine))
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.") and getattr(module, _FUNCTION, None) is original:
            setattr(module, _FUNCTION, getattr(engine, _FUNCTION))


def _fits(text: str, style: Any, width: float, limit: float) -> bool:
    """Whether a text that Pango set on one line of `width` pixels fits into `limit` without its last space.

    It is measured in a layout of its own: the engine goes on with the one it has.
    """
    if width <= limit:
        return True
    words = text.rstrip(" ")
    if not words or words == text or style["white_space"] not in ("normal", "pre-line"):
        return False
    layout = engine.Layout(style)
    layout.set_text(words)
    line, _ = layout.get_first_line()
    return bool(engine.line_size(line, style)[0] <= limit)
