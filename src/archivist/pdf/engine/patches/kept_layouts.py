"""What Pango needs to know of a style is prepared once for each style, and not for each piece of text.

Changes: `weasyprint.text.line_break.Layout.setup`, and `_font_style_cache_key` and `strut` of that module, wrapped.
Why: each piece of text is given a layout of Pango when its lines are chosen and another one when it is drawn. Each has
a new context with the same fonts, the same language and the same features. And what the height of a line is kept by is
written from fifteen properties for each piece of text.
Here the first layout in a style is kept empty, and the others are copies of it (`pango_layout_copy`).
Upstream: these could be kept with the style in the same way.
"""

from collections.abc import Callable
from functools import cache, wraps
from typing import Protocol, cast

from cffi import FFI
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, gobject

from archivist.pdf.engine.boxes import Style
from archivist.pdf.engine.c_libraries import libraries
from archivist.pdf.engine.patches.replacing import replace, replace_everywhere

_LAYOUT = "_archivist_empty_layout"
_KEY = "_archivist_font_key"
_STRUT = "_archivist_strut"

Setup = Callable[["_Layout", Style], None]
Key = Callable[[Style, bool], object]
Strut = Callable[[Style], tuple[float, float]]


class _Layout(Protocol):
    """A piece of text, `weasyprint.text.line_break.Layout`."""

    layout: object  # of Pango


class _Pango(Protocol):
    """What is called of Pango."""

    def pango_layout_copy(self, layout: object) -> "FFI.CData":
        """Another layout with the same context, font and attributes."""


def install() -> None:
    """Wrap these. Raises LayoutError if the engine lacks one of them, or if Pango cannot be loaded."""
    _pango()
    replace(line_break.Layout, "setup", _copied)
    replace(line_break, "_font_style_cache_key", _named_once)
    replace_everywhere(line_break, "strut", _measured_once)


@cache
def _pango() -> tuple[FFI, _Pango]:
    own, found = libraries()
    return own, cast(_Pango, found["Pango"])


def _copied(original: Setup) -> Setup:
    @wraps(original)
    def setup(self: _Layout, style: Style) -> None:
        kept = style.__dict__.get(_LAYOUT)
        if kept is None:
            kept = style.__dict__[_LAYOUT] = line_break.Layout.__new__(line_break.Layout)
            original(kept, style)
        self.__dict__.update(kept.__dict__)
        own, pango = _pango()
        copy = pango.pango_layout_copy(own.cast("void *", int(ffi.cast("uintptr_t", kept.layout))))
        self.layout = ffi.gc(ffi.cast("PangoLayout *", int(own.cast("uintptr_t", copy))), gobject.g_object_unref)

    return setup


def _named_once(original: Key) -> Callable[..., object]:
    @wraps(original)
    def key(style: Style, include_size: bool = False) -> object:
        kept: dict[bool, object] = style.__dict__.setdefault(_KEY, {})
        if include_size not in kept:
            kept[include_size] = original(style, include_size)
        return kept[include_size]

    return key


def _measured_once(original: Strut) -> Strut:
    @wraps(original)
    def strut(style: Style) -> tuple[float, float]:
        kept: tuple[float, float] | None = style.__dict__.get(_STRUT)
        if kept is None:
            kept = style.__dict__[_STRUT] = original(style)
        return kept

    return strut
