"""Arrays of glyph numbers that WeasyPrint hands to HarfBuzz, without a C type of their own for each length.

For `hb_codepoint_t[57]` cffi parses C and makes a type, for each length again: a twentieth of the time of a layout.
`hb_codepoint_t[]` is one type, and takes its length from what it is filled with.
"""

import re
from typing import Any

from weasyprint.pdf import fonts

from archivist.errors import LayoutError

_SIZED = re.compile(r"hb_codepoint_t\[\d+\]")


class _AnyLength:
    """The cffi interface of WeasyPrint's font module, with arrays of any length as one type."""

    def __init__(self, interface: Any) -> None:
        self._interface = interface

    def new(self, declaration: str, content: object = None) -> Any:
        """Allocate what is declared (cffi's `FFI.new`)."""
        if content is not None and _SIZED.fullmatch(declaration):
            declaration = "hb_codepoint_t[]"
        return self._interface.new(declaration, content)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._interface, name)


def install() -> None:
    """Change WeasyPrint in this process. Raises LayoutError if it is not the version this was written for."""
    if not hasattr(fonts, "ffi"):
        raise LayoutError("this version of WeasyPrint hands glyphs to HarfBuzz in another way")
    if not isinstance(fonts.ffi, _AnyLength):
        fonts.ffi = _AnyLength(fonts.ffi)
