"""The glyphs of a line are read from Pango all at once, and what is known of them is not asked for again.

Changes: statements of `weasyprint.draw.text.draw_first_line`, edited in its source.
Why: for each glyph the engine reads four numbers from structures of C one by one, and looks whether it is an emoji, is
raised or is missing. Nearly all are in the font, were drawn before and are where they are expected.
Upstream: the statements could be taken over as they are.
"""

from collections.abc import Iterator
from struct import iter_unpack

import weasyprint.draw.text
from weasyprint.text.ffi import ffi

from archivist.pdf.engine.patches.replacing import edit, provide

_READ = "_archivist_glyphs"
_GLYPH = "Iiiii"  # PangoGlyphInfo: glyph, width, offsets to the right and up, attributes

_BEFORE_LOOP = """\
        for i, glyph_info in enumerate(glyphs_info[0:num_glyphs]):
            glyph_id = glyph_info.glyph
            width = glyph_info.geometry.width

"""
_LOOP = f"""\
        is_plain = not (font.bitmap or font.svg or font.png or font.colr)
        for i, (glyph_id, width, x_offset, y_offset, _) in enumerate({_READ}(glyphs_info, num_glyphs)):
            if is_plain and not (x_offset or y_offset) and glyph_id in font.widths and glyph_id in font.to_unicode:
                logical_width = font.widths[glyph_id]
                kerning = logical_width - width * 1000 * FROM_UNITS / font_size
                string += f'{{glyph_id:04x}}>{{int(kerning)}}<' if kerning else f'{{glyph_id:04x}}'
                x_advance += (logical_width - kerning) / 1000
                continue

"""
_BEFORE_OFFSETS = """\
            offset = glyph_info.geometry.x_offset / font_size
            rise = glyph_info.geometry.y_offset / 1000
"""
_OFFSETS = """\
            offset = x_offset / font_size
            rise = y_offset / 1000
"""


def install() -> None:
    """Edit the statements. Raises LayoutError if the engine has no such statements."""
    provide(weasyprint.draw.text, _READ, _glyphs)
    edit(weasyprint.draw.text, "draw_first_line", _BEFORE_LOOP, _LOOP)
    edit(weasyprint.draw.text, "draw_first_line", _BEFORE_OFFSETS, _OFFSETS)


def _glyphs(glyphs: object, count: int) -> Iterator[tuple[int, ...]]:
    """The numbers of the glyphs of a string of Pango."""
    return iter_unpack(_GLYPH, ffi.buffer(glyphs, count * ffi.sizeof("PangoGlyphInfo")))
