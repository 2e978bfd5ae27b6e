"""Versions of the C libraries of the layout engine that no Python package tells."""

from functools import cache
from typing import Any

from cffi import FFI

from archivist.errors import LayoutError

_NAMES = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")


@cache
def harfbuzz_version() -> str:
    """The version of HarfBuzz that Pango shapes with: 6.0.0. Raises LayoutError if it cannot be loaded."""
    own = FFI()
    own.cdef("const char * hb_version_string(void);")
    for name in _NAMES:
        try:
            library: Any = own.dlopen(name)
        except OSError:
            continue
        version: Any = own.string(library.hb_version_string())
        return str(version.decode())
    raise LayoutError("the HarfBuzz library cannot be loaded", "Install libharfbuzz0b.")
