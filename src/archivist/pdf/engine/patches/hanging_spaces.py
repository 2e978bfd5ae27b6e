"""Spaces at the end of a line take no room.

Changes: one line of `weasyprint.text.line_break.split_first_line`, edited in its source.
Why: WeasyPrint measures text that fills its line, except for the space after its last word, with that space, and finds
it too wide. It then looks for the first place where such a line can be divided and leaves a single word on it; what
follows, an emphasis or a link, begins on the next line. CSS Text 3, 4.1.2: a collapsible space at the end of a line is
removed, so it is not measured here either.
Upstream: `first_line_width` could be measured without trailing collapsible spaces; a bug fix with a test of one line.
"""

from weasyprint.text import line_break

from archivist.pdf.engine.boxes import Style
from archivist.pdf.engine.patches.replacing import edit, provide

_DECISION = "if resume_index is None and first_line_width <= max_width:"
_REPLACEMENT = "if resume_index is None and _fits_without_space(text, style, first_line_width, max_width):"
_TEST = "_fits_without_space"


def install() -> None:
    """Edit the line. Raises LayoutError if the engine has no such line."""
    provide(line_break, _TEST, _fits)
    edit(line_break, "split_first_line", _DECISION, _REPLACEMENT)


def _fits(text: str, style: Style, width: float, limit: float) -> bool:
    """Whether a text that Pango set on one line of `width` pixels fits into `limit` pixels without its last space.

    It is measured in a layout of its own: the engine continues to use the one it has.
    """
    if width <= limit:
        return True
    words = text.rstrip(" ")
    if not words or words == text or style["white_space"] not in ("normal", "pre-line"):
        return False
    layout = line_break.Layout(style)
    layout.set_text(words)
    line, _ = layout.get_first_line()
    return bool(line_break.line_size(line, style)[0] <= limit)
