"""One font file a face in the joined PDF.

Every fragment brings a subset of its own of each face; a volume of forty articles would hold eighty font files. All
subsets keep the glyph numbers of the font they were cut from, so text stays as it is when they are exchanged for one
subset with the glyphs of all (ISO 32000-1, 9.7.4: with Identity-H a character code is a glyph number). The numbers of
these fonts are given out while fragments are copied, and the fonts written at the end.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTCollection, TTFont

from archivist.pdf.fragment_parts import FontPart
from archivist.pdf.pdf_file import PdfFile
from archivist.pdf.pdf_syntax import array, name, number
from archivist.publication import GlyphsOfFace

_BATCH = 100  # entries a bfchar section may hold (CMap format)
_DROPPED = ("BASE", "DSIG", "GPOS", "GSUB", "GDEF", "JSTF", "LTSH", "PCLT", "SVG ", "STAT", "MATH", "vhea", "vmtx")


@dataclass(slots=True)
class _Font:
    """A font of the volume while glyphs are added to it."""

    number: int  # of the object
    part: FontPart | None  # the first of its subsets; None for one that only the margins use
    program: bytes  # the file of this subset; b"" if the font is cut from its face
    texts: dict[int, str] = field(default_factory=dict)  # by glyph: UTF-16BE in hexadecimal
    widths: dict[int, float] = field(default_factory=dict)  # by glyph, in thousandths of an em
    in_margins: dict[int, str] = field(default_factory=dict)  # texts of glyphs; those of fragments prevail

    def takes(self, texts: Mapping[int, str]) -> bool:
        """Whether none of these glyphs stands for other text here."""
        return all(self.texts.get(glyph, text) == text for glyph, text in texts.items())


class VolumeFonts:
    """The fonts of a volume, from the subsets of its fragments and what its margins use."""

    def __init__(self, pdf: PdfFile, files: Iterable[Path]) -> None:
        """`files` are the fonts that subsets were cut from."""
        self._pdf = pdf
        self._known = {face: (path, index) for path in files for face, index in _faces_in(path).items()}
        self._fonts: dict[str, list[_Font]] = {}  # by face, in the order of first use

    def number_of(self, part: FontPart, pdf: bytes) -> int:
        """The font that holds the glyphs of a subset. `pdf` is the file of its fragment.

        A subset whose glyphs stand for other text than in the rest of its face gets another font, and one whose face is
        not among the files stays as it is.
        """
        texts = {int(glyph): text for glyph, text in part.texts.items()}
        fonts = self._fonts.setdefault(part.face, [])
        known = part.face in self._known
        font = next((each for each in fonts if known and each.takes(texts)), None)
        if font is None:
            start, length = part.place
            font = _Font(self._pdf.reserve(), part, b"" if known else pdf[start : start + length])
            fonts.append(font)
        font.part = font.part or part
        font.texts |= texts
        font.widths |= {int(glyph): width for glyph, width in part.widths.items()}
        return font.number

    def number_in_margins(self, glyphs: GlyphsOfFace) -> int:
        """The font that holds glyphs of the margins. What they stand for does not matter: margins are artifacts."""
        path, index = glyphs.face.path, glyphs.face.index
        face = next((each for each, place in _faces_in(path).items() if place == index), "")
        self._known.setdefault(face, (path, index))
        fonts = self._fonts.setdefault(face, [])
        font = next((each for each in fonts if not each.program), None)
        if font is None:
            font = _Font(self._pdf.reserve(), None, b"")
            fonts.append(font)
        for glyph, text in glyphs.texts.items():
            font.in_margins.setdefault(glyph, text.encode("utf-16-be").hex())
        font.widths |= glyphs.widths
        return font.number

    def write(self) -> None:
        """Write all fonts."""
        for face, fonts in self._fonts.items():
            for font in fonts:
                self._write(face, font)

    def _write(self, face: str, font: _Font) -> None:
        program, texts = font.program, font.in_margins | font.texts
        if not program:
            path, index = self._known[face]
            program = _cut(path, index, font.widths.keys() | texts.keys())
        part = font.part or _description(face, *self._known[face])
        file = self._pdf.reserve()
        if font.program:
            self._pdf.put_raw(file, f"<<{part.file}>>".encode(), program)
        else:
            kind = {"Length1": b"%d" % len(program)} if part.is_truetype else {"Subtype": b"/OpenType"}
            self._pdf.put_stream(file, program, kind)
        key = b"FontFile2" if part.is_truetype else b"FontFile3"
        descriptor = self._pdf.add(b"<<%s/%s %d 0 R>>" % (part.descriptor.encode(), key, file))
        widths = array(b"%d [%s]" % (glyph, number(_whole(font.widths[glyph]))) for glyph in sorted(font.widths))
        descendant = self._pdf.add(
            b"<<%s/FontDescriptor %d 0 R/W %s>>" % (part.descendant.encode(), descriptor, widths)
        )
        characters = self._pdf.add_stream(_character_map(texts))
        below = b"/DescendantFonts [%d 0 R]/ToUnicode %d 0 R" % (descendant, characters)
        self._pdf.put(font.number, b"<<%s%s>>" % (part.font.encode(), below))


def _whole(width: float) -> float:
    return int(width) if width == int(width) else width


# ---------------------------------------------------------------- faces


@cache
def _faces_in(path: Path) -> dict[str, int]:
    """PostScript names of the faces in a font file, with their index."""
    if path.suffix in {".ttc", ".otc"}:
        with TTCollection(path, lazy=True) as collection:
            return {font["name"].getDebugName(6): index for index, font in enumerate(collection.fonts)}
    with TTFont(path, lazy=True) as font:
        return {font["name"].getDebugName(6): 0}


@lru_cache(maxsize=64)
def _description(face: str, path: Path, index: int) -> FontPart:
    """A face that no fragment uses, as the layout engine describes fonts."""
    with TTFont(path, lazy=True, fontNumber=index) as font:
        scale = 1000 / font["head"].unitsPerEm
        bounds = [round(getattr(font["head"], key) * scale) for key in ("xMin", "yMin", "xMax", "yMax")]
        ascent, descent = (round(getattr(font["hhea"], key) * scale) for key in ("ascent", "descent"))
        is_truetype, angle = "glyf" in font, int(font["post"].italicAngle)
    tag = "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(face.encode()).digest()[:6])
    named = name(f"{tag}+{face}").decode()
    kind = "/CIDFontType2/CIDToGIDMap /Identity" if is_truetype else "/CIDFontType0"
    return FontPart(
        number=0,
        face=face,
        texts={},
        widths={},
        font=f"/Type /Font/Subtype /Type0/BaseFont {named}/Encoding /Identity-H",
        descendant=f"/Type /Font/Subtype {kind}/BaseFont {named}"
        "/CIDSystemInfo <</Registry (Adobe)/Ordering (Identity)/Supplement 0>>",
        descriptor=f"/Type /FontDescriptor/FontName {named}/FontBBox [{' '.join(map(str, bounds))}]/Flags 4"
        f"/Ascent {ascent}/CapHeight {ascent}/Descent {descent}/ItalicAngle {angle}/StemV 80",
        is_truetype=is_truetype,
        file="",
        place=(0, 0),
    )


@lru_cache(maxsize=64)
def _face(path: Path, index: int) -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index)


def _cut(path: Path, index: int, glyphs: Iterable[int]) -> bytes:
    """The font cut down to these glyphs, which keep their numbers; none is kept after the last of them."""
    wanted = set(glyphs)
    face = _subset(_face(path, index), wanted, retain=True)
    whole = set(range(max(wanted) + 1))
    return bytes(_subset(face, whole, retain=False).blob.data)


def _subset(face: uharfbuzz.Face, glyphs: set[int], *, retain: bool) -> uharfbuzz.Face:
    plan = uharfbuzz.SubsetInput()
    plan.glyph_set.update(glyphs)
    flags = uharfbuzz.SubsetFlags.DESUBROUTINIZE | uharfbuzz.SubsetFlags.NO_HINTING
    plan.flags = flags | uharfbuzz.SubsetFlags.RETAIN_GIDS if retain else flags
    plan.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    return uharfbuzz.subset(face, plan)


def _character_map(texts: Mapping[int, str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    lines = [
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
        b"/CIDSystemInfo\n<< /Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0\n>> def",
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def",
        b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange",
        *_sections(texts),
        b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend",
    ]
    return b"\n".join(lines)


def _sections(texts: Mapping[int, str]) -> Iterator[bytes]:
    glyphs = sorted(texts)
    for start in range(0, len(glyphs), _BATCH):
        batch = glyphs[start : start + _BATCH]
        yield b"%d beginbfchar" % len(batch)
        yield from (b"<%04x> <%s>" % (glyph, texts[glyph].encode()) for glyph in batch)
        yield b"endbfchar"
