"""A page of rectangles and glyphs as a PDF that is drawn at once: nothing in it is tagged or compressed.

Lengths are pixels of CSS, a 96th of an inch, from the upper left corner of the page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import uharfbuzz

from archivist.fonts import FontFace
from archivist.pdf.text_shaping import Line, Run

_POINTS = 0.75  # of a pixel


@dataclass(slots=True)
class PageOfGlyphs:
    """A page of one colour. What is drawn later is above what was drawn before."""

    width: float
    height: float
    _operators: list[str] = field(default_factory=list)
    _widths: dict[FontFace, dict[int, int]] = field(default_factory=dict)  # of its glyphs that are on the page

    def fill(self, colour: str, x: float, y: float, width: float, height: float) -> None:
        """Fill a rectangle. It is clipped to itself, as the layout engine does, so that its edges are the same."""
        box = f"{_numbers(x, y, width, height)} re"
        self._operators.append(f"q\n{_colour(colour)} rg\n{box}\nW\nn\n{box}\nf\nQ")

    def outline(self, colour: str, x: float, y: float, size: tuple[float, float], line: float) -> None:
        """Draw a line of this width inside the edges of a rectangle."""
        width, height = size
        inner = _numbers(x + line, y + line, width - 2 * line, height - 2 * line)
        self._operators.append(f"{_colour(colour)} rg\n{inner} re\n{_numbers(x, y, width, height)} re\nf*")

    def write(self, line: Line, size: float, colour: str, x: float, baseline: float) -> None:
        """Draw a line of text."""
        shown = "".join(self._show(run, line, size) for run in line.runs)
        self._operators.append(f"{_colour(colour)} rg\nBT\n1 0 0 -1 {_numbers(x, baseline)} Tm\n{shown}ET")

    def _show(self, run: Run, line: Line, size: float) -> str:
        widths = self._widths.setdefault(run.face, {})
        name = f"F{[*self._widths].index(run.face)}"
        ends = [glyph.x for glyph in run.glyphs[1:]]
        shown = []
        for glyph, end in zip(run.glyphs, [*ends, None], strict=True):
            widths[glyph.number] = glyph.width
            back = 0 if end is None else int(round(glyph.width - (end - glyph.x), 6))
            shown.append(f"<{glyph.number:04x}>{back or ''}")
        return f"/{name} {_numbers(size)} Tf\n[{''.join(shown)}] TJ\n"

    def as_pdf(self) -> bytes:
        """The file."""
        head = f"1 0 0 -1 0 {_numbers(self.height * _POINTS)} cm\n{_POINTS} 0 0 {_POINTS} 0 0 cm"
        size = _numbers(self.width * _POINTS, self.height * _POINTS)
        fonts = [part for number, face in enumerate(self._widths) for part in self._font(face, 5 + 4 * number)]
        names = " ".join(f"/F{number} {5 + 4 * number} 0 R" for number in range(len(self._widths)))
        return _file(
            [
                b"<</Type /Catalog /Pages 2 0 R>>",
                b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
                f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 {size}] /Contents 4 0 R"
                f" /Resources <</Font <<{names}>>>>>>".encode(),
                _stream("\n".join((head, *self._operators)).encode()),
                *fonts,
            ]
        )

    def _font(self, face: FontFace, number: int) -> Sequence[bytes]:
        """The four objects of a font, of which `number` is the first: its glyphs are named by their own numbers."""
        widths = " ".join(f"{glyph} [{width}]" for glyph, width in sorted(self._widths[face].items()))
        name = face.path.stem
        return (
            f"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
            f" /DescendantFonts [{number + 1} 0 R]>>".encode(),
            f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDToGIDMap /Identity /W [{widths}]"
            f" /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
            f" /FontDescriptor {number + 2} 0 R>>".encode(),
            f"<</Type /FontDescriptor /FontName /{name} /Flags 4 /FontFile2 {number + 3} 0 R>>".encode(),
            _stream(_unhinted(face, self._widths[face])),
        )


def _unhinted(face: FontFace, glyphs: Iterable[int]) -> bytes:
    """A font file with these glyphs under the same numbers, without hints, which would change them in small sizes."""
    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.RETAIN_GIDS | uharfbuzz.SubsetFlags.NO_HINTING
    wanted.glyph_set.update(glyphs)
    file = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(face.path), face.index)
    return bytes(uharfbuzz.subset(file, wanted).blob.data)


def _file(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, of which the first is its catalog (ISO 32000-2, 7.5)."""
    parts, offsets, at = [b"%PDF-1.7\n"], [], 9
    for number, content in enumerate(objects, 1):
        offsets.append(at)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        at += len(parts[-1])
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size} /Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n"
    return b"".join((*parts, end.encode()))


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content)


def _colour(colour: str) -> str:
    """#rrggbb as shares from 0 to 1."""
    return _numbers(*(part / 255 for part in bytes.fromhex(colour.removeprefix("#"))))


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in values)
