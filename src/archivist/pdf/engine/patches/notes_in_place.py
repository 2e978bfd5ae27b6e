"""Notes on the page of their call.

Changes: one line of `weasyprint.layout.block._linebox_layout`, edited in its source.
Why: where a paragraph cannot be divided before its last lines, WeasyPrint makes room by carrying the last note of the
page over to the next one, whatever `footnote-policy` says. Here it moves the lines instead: a few empty lines at the
foot of a page are better than a number without its note.
Upstream: a bug report, since `footnote-policy: line` should hold for the last lines of a paragraph also; the change is
this one line.
"""

import weasyprint.layout.block

from archivist.pdf.engine.patches.replacing import edit


def install() -> None:
    """Edit the line. Raises LayoutError if the engine has no such line."""
    decision = "report = not context.in_column and can_break_now and not could_break_before"
    edit(weasyprint.layout.block, "_linebox_layout", decision, "report = False")
