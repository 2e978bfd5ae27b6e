"""White space in notes at the foot of a page: collapsed, as everywhere else.

Changes: `weasyprint.document.build_formatting_structure`, wrapped.
Why: WeasyPrint takes such notes out of the tree before it collapses white space, and so sets the line breaks of a note
wrapped by hand as its author typed them. Here the notes are treated as the rest of the document is.
Upstream: `build_formatting_structure` could process the white space and the text transformation of `footnotes` itself.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import weasyprint.document

from archivist.pdf.engine.boxes import Box
from archivist.pdf.engine.patches.replacing import replace


def install() -> None:
    """Wrap the function. Raises LayoutError if the engine has no such function."""
    replace(weasyprint.document, "build_formatting_structure", _with_collapsed_notes)


def _with_collapsed_notes(original: Callable[..., Box]) -> Callable[..., Box]:
    @wraps(original)
    def build(*arguments: Any) -> Box:
        box = original(*arguments)
        for note in arguments[-1]:
            note.process_whitespace()
            note.process_text_transform()
        return box

    return build
