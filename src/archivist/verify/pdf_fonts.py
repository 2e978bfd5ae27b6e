"""The fonts of a PDF: embedded, whole, and with a glyph for each letter that is drawn.

A font program in the form of a TrueType or OpenType file has a checksum for each of its tables, so a single changed
byte is found (ISO/IEC 14496-22, 5.2). Bare CFF programs have none; they are read, and that is all.
"""

import io
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTReader, calcChecksum
from pikepdf import Array, Dictionary

from archivist.verdict import Message
from archivist.verify.internal_check import error

CHECK = "fonts"
_SFNT = (b"\x00\x01\x00\x00", b"true", b"OTTO")
_HEAD_ADJUSTMENT = slice(8, 12)  # checkSumAdjustment: counts as zero in the checksum of its own table


@dataclass(frozen=True, slots=True)
class _Font:
    name: str  # as in the file: ABCDEF+Noto-Serif
    number: int  # object number
    font: pikepdf.Object  # of a composite font, its descendant
    composite: bool


def messages(pdf: pikepdf.Pdf, glyphs: Mapping[int, Mapping[int, str]]) -> Iterator[Message]:
    """Everything wrong with the fonts. `glyphs` are the codes drawn with each font object, and their letters."""
    programs: dict[tuple[int, int], bytes | None] = {}
    for font in _fonts(pdf):
        stream = _program(font.font)
        if stream is None:
            yield error("font-not-embedded", f"the font {font.name} is not embedded")
            continue
        if stream.objgen not in programs:
            faults = list(_faults(stream, font.name))
            programs[stream.objgen] = None if faults else stream.read_bytes()
            yield from faults
        data = programs[stream.objgen]
        if data is not None and font.composite:
            yield from _missing_glyphs(font, data, glyphs.get(font.number, {}))


def _fonts(pdf: pikepdf.Pdf) -> Iterator[_Font]:
    """Every font that a page or something drawn on it names, each once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[pikepdf.Object] = [page.resources for page in pdf.pages]
    while waiting:
        resources = waiting.pop()
        for font in _values(resources, "/Font"):
            if font.objgen not in seen:
                seen.add(font.objgen)
                yield _font(font)
        for form in _values(resources, "/XObject"):
            if form.objgen not in seen and "/Resources" in form:
                seen.add(form.objgen)
                waiting.append(form.Resources)


def _values(resources: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    for _, value in resources.get(kind, Dictionary()).items():
        yield value


def _font(font: pikepdf.Object) -> _Font:
    name = str(font.get("/BaseFont", "/unnamed"))[1:]
    descendants = font.get("/DescendantFonts", Array())
    composite = len(descendants) > 0
    return _Font(name, font.objgen[0], descendants[0] if composite else font, composite)


def _program(font: pikepdf.Object) -> pikepdf.Object | None:
    descriptor = font.get("/FontDescriptor", Dictionary())
    return next((descriptor[key] for key in ("/FontFile2", "/FontFile3", "/FontFile") if key in descriptor), None)


def _faults(stream: pikepdf.Object, name: str) -> Iterator[Message]:
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError as damage:
        yield error("font-damaged", f"the font {name} cannot be unpacked: {str(damage)[:120]}")
        return
    if data[:4] not in _SFNT:
        return
    try:
        tables = SFNTReader(io.BytesIO(data)).tables
    except Exception as damage:  # fontTools meets damage with exceptions of many kinds
        yield error("font-damaged", f"the font {name} cannot be read: {type(damage).__name__}: {str(damage)[:120]}")
        return
    for tag, entry in tables.items():
        table = data[entry.offset : entry.offset + entry.length]
        if len(table) < entry.length:
            yield error("font-damaged", f"the font {name} is cut off in its table {tag.strip()}")
        elif _checksum(tag, table) != entry.checkSum:
            yield error("font-damaged", f"the table {tag.strip()} of the font {name} is damaged: its checksum is wrong")


def _checksum(tag: str, table: bytes) -> int:
    if tag == "head":
        changed = bytearray(table)
        changed[_HEAD_ADJUSTMENT] = bytes(4)
        table = bytes(changed)
    return int(calcChecksum(table))


def _missing_glyphs(font: _Font, data: bytes, used: Mapping[int, str]) -> Iterator[Message]:
    """Letters drawn with a glyph that the font program does not have, or that draws nothing."""
    if data[:4] not in _SFNT or not used:
        return
    program = TTFont(io.BytesIO(data), lazy=True)
    count = program["maxp"].numGlyphs
    outlines = program.get("glyf", None)
    to_glyph = _glyph_of(font.font)
    for code, letter in sorted(used.items()):
        glyph = to_glyph(code)
        if not 0 < glyph < count:
            yield error("glyph-missing", f"the font {font.name} has no glyph {glyph}, drawn for {_named(letter)}")
        # Of several letters that became several glyphs, one glyph is named for all: it may well be an empty one.
        elif (
            len(letter) == 1
            and outlines is not None
            and _is_seen(letter)
            and not outlines[program.getGlyphName(glyph)].numberOfContours
        ):
            yield error("glyph-missing", f"the font {font.name} draws nothing for {_named(letter)} (glyph {glyph})")


def _glyph_of(font: pikepdf.Object) -> Callable[[int], int]:
    """Codes to glyph numbers (CIDToGIDMap, ISO 32000-1, 9.7.4.2)."""
    mapping = font.get("/CIDToGIDMap")
    if not isinstance(mapping, pikepdf.Stream):
        return lambda code: code
    table = mapping.read_bytes()
    return lambda code: int.from_bytes(table[2 * code : 2 * code + 2], "big")


def _is_seen(letter: str) -> bool:
    return any(unicodedata.category(each)[0] in "LNPS" for each in letter)


def _named(letter: str) -> str:
    return f"“{letter}” ({' '.join(f'U+{ord(each):04X}' for each in letter)})"
