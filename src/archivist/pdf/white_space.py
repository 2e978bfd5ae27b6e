"""White space in notes at the foot of a page: collapsed, as everywhere else.

The engine takes such notes out of the tree before it collapses white space, and so set the line ends of a note wrapped
by hand as its author wrote them. Here the notes are treated as the rest of the document is. The function of the pinned
version is exchanged, here and nowhere else.
"""

from functools import wraps
from typing import Any

import weasyprint.document as engine

from archivist.errors import LayoutError

_FUNCTION = "build_formatting_structure"
_MARK = "_archivist"


def install() -> None:
    """Exchange the function. Done once; asking again changes nothing.

    Raises LayoutError if the engine has no such function: then it is not the version this program is made for.
    """
    original = getattr(engine, _FUNCTION, None)
    if original is None:
        raise LayoutError(f"this WeasyPrint has no {_FUNCTION}", "Install the version that archivist asks for.")
    if hasattr(original, _MARK):
        return

    @wraps(original)
    def build(*arguments: Any) -> Any:
        box = original(*arguments)
        for note in arguments[-1]:
            note.process_whitespace()
            note.process_text_transform()
        return box

    setattr(build, _MARK, True)
    setattr(engine, _FUNCTION, build)
