"""One font file a face in the joined PDF.

Every fragment brings a subset of its own of each face; a volume of forty articles would hold eighty font files. All
subsets keep the glyph numbers of the font they were cut from, so text stays as it is when they are exchanged for one
subset with the glyphs of all (ISO 32000-1, 9.7.4: with Identity-H a character code is a glyph number).
"""

import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTCollection, TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from archivist.publication import GlyphsOfFace

_TEXT = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_BATCH = 100  # entries a bfchar section may hold (CMap format)
_DROPPED = ("BASE", "DSIG", "GPOS", "GSUB", "GDEF", "JSTF", "LTSH", "PCLT", "SVG ", "STAT", "MATH", "vhea", "vmtx")


@dataclass(frozen=True, slots=True)
class _Subset:
    """A font of the PDF, as far as merging needs it."""

    font: Object  # the Type 0 font dictionary
    face: str  # PostScript name
    texts: Mapping[int, bytes]  # glyph number -> UTF-16BE in hexadecimal
    widths: Mapping[int, float]  # glyph number -> thousandths of an em


def merge_fonts(pdf: Pdf, files: Iterable[Path]) -> None:
    """Exchange the subsets of each face for one. `files` are the fonts they were cut from.

    A subset whose glyphs stand for other text than in the rest of its face, or whose font is not among the files,
    stays as it is.
    """
    known = {name: (path, index) for path in files for name, index in _faces_in(path).items()}
    merged: dict[tuple[int, int], Object] = {}
    for face, group in _by_face(pdf).items():
        alike = list(_alike(group))
        if len(alike) < 2 or face not in known:
            continue
        first = alike[0]
        _widen(pdf, first.font, alike, *known[face])
        merged |= {subset.font.objgen: first.font for subset in alike[1:]}
    for fonts in _font_resources(pdf):
        for name in list(fonts.keys()):
            if fonts[name].objgen in merged:
                fonts[name] = merged[fonts[name].objgen]


# ---------------------------------------------------------------- finding


def _by_face(pdf: Pdf) -> dict[str, list[_Subset]]:
    """The fonts of the file by face, in the order of first use."""
    seen: dict[tuple[int, int], None] = {}
    groups: dict[str, list[_Subset]] = {}
    for fonts in _font_resources(pdf):
        for font in fonts.values():
            if font.objgen in seen or font.get("/Subtype") != Name.Type0:
                continue
            seen[font.objgen] = None
            subset = _read(font)
            groups.setdefault(subset.face, []).append(subset)
    return groups


def _font_resources(pdf: Pdf) -> Iterator[Object]:
    """Every /Font resource dictionary of pages and of what they draw, each once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Object] = [page.obj for page in pdf.pages]
    while waiting:
        holder = waiting.pop(0)
        if holder.is_indirect:
            if holder.objgen in seen:
                continue
            seen.add(holder.objgen)
        resources = holder.get("/Resources")
        if resources is None:
            continue
        if "/Font" in resources:
            yield resources["/Font"]
        for kind in ("/XObject", "/Pattern"):
            waiting += [drawn for drawn in resources.get(kind, Dictionary()).values() if isinstance(drawn, Stream)]


def _read(font: Object) -> _Subset:
    descendant = font["/DescendantFonts"][0]
    descriptor = descendant["/FontDescriptor"]
    file = descriptor["/FontFile2" if "/FontFile2" in descriptor else "/FontFile3"]
    with TTFont(io.BytesIO(file.read_bytes()), lazy=True) as program:
        face = program["name"].getDebugName(6) or ""
    texts = {int(glyph, 16): text for glyph, text in _TEXT.findall(font["/ToUnicode"].read_bytes())}
    return _Subset(font, face, texts, _widths(descendant["/W"]))


def _widths(array: Object) -> dict[int, float]:
    """Widths by glyph (ISO 32000-1, 9.7.4.3: `c [w1 w2 …]` or `first last w`)."""
    widths: dict[int, float] = {}
    items = list(array)
    at = 0
    while at < len(items):
        if isinstance(items[at + 1], Array):
            for offset, width in enumerate(items[at + 1]):
                widths[int(items[at]) + offset] = float(width)
            at += 2
        else:
            for glyph in range(int(items[at]), int(items[at + 1]) + 1):
                widths[glyph] = float(items[at + 2])
            at += 3
    return widths


@cache
def _faces_in(path: Path) -> dict[str, int]:
    """PostScript names of the faces in a font file, with their index."""
    if path.suffix in {".ttc", ".otc"}:
        with TTCollection(path, lazy=True) as collection:
            return {font["name"].getDebugName(6): index for index, font in enumerate(collection.fonts)}
    with TTFont(path, lazy=True) as font:
        return {font["name"].getDebugName(6): 0}


def _alike(group: Iterable[_Subset]) -> Iterator[_Subset]:
    """Those of a face in which no glyph stands for two texts."""
    texts: dict[int, bytes] = {}
    for subset in group:
        if all(texts.get(glyph, text) == text for glyph, text in subset.texts.items()):
            texts.update(subset.texts)
            yield subset


# ---------------------------------------------------------------- merging


def _widen(pdf: Pdf, font: Object, subsets: list[_Subset], path: Path, index: int) -> None:
    """Make the first font of a face hold the glyphs of all."""
    texts = {glyph: text for subset in subsets for glyph, text in subset.texts.items()}
    widths = {glyph: width for subset in subsets for glyph, width in subset.widths.items()}
    descendant = font["/DescendantFonts"][0]
    descriptor = descendant["/FontDescriptor"]
    program = _cut(path, index, widths.keys() | texts.keys())
    if "/FontFile2" in descriptor:
        descriptor["/FontFile2"] = Stream(pdf, program, Length1=len(program))
    else:
        descriptor["/FontFile3"] = Stream(pdf, program, Subtype=Name.OpenType)
    if "/CIDSet" in descriptor:
        del descriptor["/CIDSet"]
    descendant["/W"] = _width_array(widths)
    font["/ToUnicode"] = Stream(pdf, _character_map(texts))


def embedded_font(pdf: Pdf, glyphs: GlyphsOfFace) -> Object:
    """A font of the file with these glyphs, as the layout engine writes fonts."""
    path, index = glyphs.face.path, glyphs.face.index
    program = _cut(path, index, glyphs.widths)
    with TTFont(path, lazy=True, fontNumber=index) as font:
        scale = 1000 / font["head"].unitsPerEm
        bounds = [round(getattr(font["head"], name) * scale) for name in ("xMin", "yMin", "xMax", "yMax")]
        ascent, descent = (round(getattr(font["hhea"], name) * scale) for name in ("ascent", "descent"))
        name = Name(f"/{_tag(program)}+{font['name'].getDebugName(6)}")
        is_truetype, angle = "glyf" in font, font["post"].italicAngle
    fields = {"Ascent": ascent, "CapHeight": ascent, "Descent": descent, "ItalicAngle": angle, "StemV": 80, "Flags": 4}
    file = Stream(pdf, program, Length1=len(program)) if is_truetype else Stream(pdf, program, Subtype=Name.OpenType)
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=name, FontBBox=Array(bounds))
    for key, value in {**fields, "FontFile2" if is_truetype else "FontFile3": pdf.make_indirect(file)}.items():
        descriptor[f"/{key}"] = value
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2 if is_truetype else Name.CIDFontType0,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=_width_array(glyphs.widths),
    )
    if is_truetype:
        descendant.CIDToGIDMap = Name.Identity
    texts = {glyph: text.encode("utf-16-be").hex().encode() for glyph, text in glyphs.texts.items()}
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=Stream(pdf, _character_map(texts)),
    )
    return pdf.make_indirect(font)


def _tag(program: bytes) -> str:
    """Six letters that distinguish subsets of a face (ISO 32000-1, 9.6.4)."""
    return "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(program).digest()[:6])


def _width_array(widths: Mapping[int, float]) -> Array:
    return Array(item for glyph in sorted(widths) for item in (glyph, Array([_number(widths[glyph])])))


def _cut(path: Path, index: int, glyphs: Iterable[int]) -> bytes:
    """The font cut down to these glyphs, which keep their numbers; none is kept after the last of them."""
    wanted = set(glyphs)
    face = _subset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index), wanted, retain=True)
    whole = set(range(max(wanted) + 1))
    return bytes(_subset(face, whole, retain=False).blob.data)


def _subset(face: uharfbuzz.Face, glyphs: set[int], *, retain: bool) -> uharfbuzz.Face:
    plan = uharfbuzz.SubsetInput()
    plan.glyph_set.update(glyphs)
    flags = uharfbuzz.SubsetFlags.DESUBROUTINIZE | uharfbuzz.SubsetFlags.NO_HINTING
    plan.flags = flags | uharfbuzz.SubsetFlags.RETAIN_GIDS if retain else flags
    plan.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    return uharfbuzz.subset(face, plan)


def _character_map(texts: Mapping[int, bytes]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    lines = [
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
        b"/CIDSystemInfo\n<< /Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0\n>> def",
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def",
        b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange",
    ]
    glyphs = sorted(texts)
    for start in range(0, len(glyphs), _BATCH):
        batch = glyphs[start : start + _BATCH]
        lines.append(b"%d beginbfchar" % len(batch))
        lines += [b"<%04x> <%s>" % (glyph, texts[glyph]) for glyph in batch]
        lines.append(b"endbfchar")
    lines.append(b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
    return b"\n".join(lines)


def _number(width: float) -> float | int:
    return int(width) if width == int(width) else width
