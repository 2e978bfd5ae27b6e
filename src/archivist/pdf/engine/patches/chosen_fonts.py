"""A Fontconfig configuration that contains the chosen font files and nothing else.

Changes: a subclass of `weasyprint.text.fonts.FontConfiguration` that does not call its `__init__`.
Why: WeasyPrint's own configuration begins with every font of the system, and where a chosen font lacks a character,
one of those is used without a message. Fontconfig can begin empty, which WeasyPrint does not offer: the empty
configuration is made here through the same C library.
Upstream: a parameter, `FontConfiguration(empty=True)` with the font files to add.
"""

from collections.abc import Iterable
from pathlib import Path

from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

from archivist.errors import LayoutError
from archivist.pdf.engine.c_libraries import libraries

# Without any rule Fontconfig knows no defaults; these are the ones that change how text looks.
_RULES = b"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <match target="pattern">
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
  </match>
</fontconfig>"""


class ChosenFonts(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no types
    """A font configuration with these files only.

    Raises LayoutError when a file is not a font.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self.files = tuple(files)
        own, found = libraries()
        address = int(own.cast("uintptr_t", found["Fontconfig"].FcConfigCreate()))
        self._config = ffi.cast("FcConfig *", address)
        fontconfig.FcConfigParseAndLoadFromMemory(self._config, _RULES, True)
        for file in self.files:
            if not fontconfig.FcConfigAppFontAddFile(self._config, str(file).encode()):
                raise LayoutError(f"{file} is not a font file")
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        fontconfig.FcConfigDestroy(self._config)  # the font map keeps a reference
        self._folder = None
        self.strut_layouts: dict[object, object] = {}
        self.font_features: dict[object, object] = {}
