"""All changes that this program makes to WeasyPrint, one module each; `docs/upstream.md` lists them.

Each module says what it changes, why, and how WeasyPrint could take it over, and has an `install()`. Nothing else in
the program writes to a name of WeasyPrint. `chosen_fonts` is a subclass and needs no installation.
"""

from threading import Lock
from typing import Protocol

import weasyprint

from archivist.errors import LayoutError
from archivist.pdf.engine.patches import (
    balanced_titles,
    baseline_grid,
    column_widths,
    divided_notes,
    drawings,
    even_ideographs,
    georgian_hyphenation,
    glyph_arrays,
    glyph_numbers,
    hanging_spaces,
    kept_layouts,
    kept_lines,
    known_glyphs,
    marked_content,
    notes_in_place,
    parallel_columns,
    patterns_on_demand,
    plain_boxes,
    plain_lengths,
    pseudo_elements,
    room_on_pages,
    selector_tests,
    short_notes,
    tall_rows,
    total_fit,
    undeclared_values,
    white_space_in_notes,
)
from archivist.pdf.engine.patches.replacing import replacements, restore

VERSION = "70.0"  # of WeasyPrint, which the patches were written for


class Patch(Protocol):
    """A module of this package."""

    def install(self) -> None:
        """Change the engine in this process. Raises LayoutError if what is to be changed is not there."""


PATCHES: tuple[Patch, ...] = (
    glyph_numbers,  # edits the source of `draw_first_line`, which marked_content and total_fit wrap
    marked_content,
    drawings,
    tall_rows,  # edits the source of `table_layout`, which parallel_columns wraps
    room_on_pages,  # likewise of `block_container_layout`
    baseline_grid,
    notes_in_place,
    divided_notes,
    short_notes,
    parallel_columns,
    glyph_arrays,
    white_space_in_notes,
    hanging_spaces,
    georgian_hyphenation,
    total_fit,
    even_ideographs,
    balanced_titles,
    undeclared_values,
    pseudo_elements,
    plain_boxes,
    plain_lengths,
    kept_layouts,
    kept_lines,
    column_widths,
    patterns_on_demand,
    selector_tests,
    known_glyphs,
)

_installing = Lock()


def install() -> None:
    """Change the engine in this process; further calls do nothing.

    Raises LayoutError if this is another version of the engine, or if a patch does not fit it.
    """
    with _installing:
        if replacements:
            return
        if weasyprint.__version__ != VERSION:
            raise LayoutError(
                f"WeasyPrint {weasyprint.__version__} is installed, and archivist requires {VERSION}",
                f"Run: pip install weasyprint=={VERSION}",
            )
        try:
            for patch in PATCHES:
                patch.install()
        except BaseException:  # half a change is none: the next call must not take the engine for changed
            restore()
            raise
