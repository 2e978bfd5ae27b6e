"""Arrays of glyph numbers for HarfBuzz share one C type, whatever their length.

Changes: `weasyprint.pdf.fonts.ffi`, replaced by an object that passes everything on.
Why: for `hb_codepoint_t[57]` cffi parses C and makes a type, again for each length: a twentieth of the time of a
layout. `hb_codepoint_t[]` is one type, and takes its length from what it is filled with.
Upstream: writing `ffi.new('hb_codepoint_t[]', …)` in `pdf/fonts.py` is all that is needed.
"""

import re

from cffi import FFI
from weasyprint.pdf import fonts

from archivist.pdf.engine.patches.replacing import replace

_SIZED = re.compile(r"hb_codepoint_t\[\d+\]")


class _AnyLength:
    """The cffi interface of WeasyPrint's font module, with one type for arrays of any length."""

    def __init__(self, interface: FFI) -> None:
        self._interface = interface

    def new(self, declaration: str, content: object = None) -> object:
        """Allocate what is declared (cffi's `FFI.new`)."""
        if content is not None and _SIZED.fullmatch(declaration):
            declaration = "hb_codepoint_t[]"
        return self._interface.new(declaration, content)

    def __getattr__(self, name: str) -> object:
        return getattr(self._interface, name)


def install() -> None:
    """Replace the interface. Raises LayoutError if the engine has no such interface."""
    replace(fonts, "ffi", _AnyLength)
