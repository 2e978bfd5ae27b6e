"""The versions of the C libraries that decide how text is set: they come with the system, not with WeasyPrint."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from cffi import FFI

from archivist.errors import LayoutError
from archivist.pdf.engine.c_declarations import declare

# What each library calls the function that says its version, and its type in C; and what patches call.
DECLARATIONS = """
    const char * pango_version_string (void);
    const char * hb_version_string (void);
    int FcGetVersion (void);
    int FT_Init_FreeType (void **library);
    int FT_Done_FreeType (void *library);
    void FT_Library_Version (void *library, int *major, int *minor, int *patch);
    void * pango_layout_copy (void *layout);
    void * FcConfigCreate (void);
"""
_NAMES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
    "FreeType": ("libfreetype.so.6", "libfreetype.6.dylib", "libfreetype-6.dll"),
    "Pango for FreeType": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "HarfBuzz subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
}
_OPTIONAL = frozenset({"HarfBuzz subset"})  # the engine can do without


@cache
def library_versions() -> tuple[str, ...]:
    """Name and version of each. Raises LayoutError if one of them cannot be loaded."""
    own, found = libraries()
    pango, harfbuzz = found["Pango"], found["HarfBuzz"]
    fontconfig, freetype = found["Fontconfig"], found["FreeType"]
    number = int(fontconfig.FcGetVersion())
    return (
        f"pango {_text(own, pango.pango_version_string())}",
        f"harfbuzz {_text(own, harfbuzz.hb_version_string())}",
        f"fontconfig {number // 10000}.{number // 100 % 100}.{number % 100}",
        f"freetype {_freetype_version(own, freetype)}",
    )


@cache
def libraries() -> tuple[FFI, Mapping[str, Any]]:
    """What declares the functions, and each library by name. Raises LayoutError if one cannot be loaded.

    They stay loaded: the stamp of an edition names what this process has loaded (stamps/inputs.py), and workers may
    have laid out all of its pages.
    """
    own = declare(DECLARATIONS)
    found = {name: _load(own, name) for name in _NAMES if name not in _OPTIONAL}
    for name in _OPTIONAL:
        with suppress(LayoutError):
            found[name] = _load(own, name)
    return own, found


def _text(own: FFI, characters: Any) -> str:
    said = own.string(characters)
    assert isinstance(said, bytes)
    return said.decode()


def _load(own: FFI, name: str) -> Any:
    """A library by its name in `_NAMES`, for what `own` declares. Raises LayoutError if it cannot be loaded."""
    for file in _NAMES[name]:
        try:
            return own.dlopen(file)
        except OSError:
            continue
    raise LayoutError(f"the library {name} cannot be loaded", f"Install it, or make {_NAMES[name][0]} loadable.")


def _freetype_version(own: FFI, freetype: Any) -> str:
    library = own.new("void **")
    if freetype.FT_Init_FreeType(library):
        raise LayoutError("the library FreeType cannot be started")
    parts = own.new("int[3]")
    freetype.FT_Library_Version(library[0], parts, parts + 1, parts + 2)
    freetype.FT_Done_FreeType(library[0])
    return ".".join(str(part) for part in parts)
