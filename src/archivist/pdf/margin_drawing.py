"""The running head and the number of each page as operators of PDF, without the layout engine.

A page that moves costs its number and nothing else. What is drawn is an artifact: it is not content (ISO 14289-1, 7.8).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archivist.fonts import FontFace
from archivist.pdf.margin_texts import HEAD, SHORT, MarginText, MarginTexts, TextStyle
from archivist.pdf.text_shaping import Glyph, Line, fit_line, shape_line
from archivist.publication import GlyphsOfFace, RunningHeads

_TOLERANCE = 0.05  # points by which a text may be wider or narrower than the engine sets it
_BEGIN, _END = b"/Artifact <</Type /Pagination>> BDC\nq\n", b"Q\nEMC\n"


@dataclass(frozen=True, slots=True)
class Margins:
    """What a page prints in its margins."""

    kind: str  # of page: recto, verso, opening; "" for a page with bare margins
    head: str
    folio: str


def is_set_alike(texts: MarginTexts, faces: Sequence[FontFace]) -> bool:
    """Whether the specimens get the width here that they had with the engine."""
    for text in (text for placed in texts.values() for text in placed):
        for sample, width in zip(SHORT, text.samples, strict=True):
            words = sample[0] if text.of == HEAD else sample[1]
            if abs(shape_line(words, text.style, faces).width - width) > _TOLERANCE:
                return False
    return True


def draw_margins(pages: Iterable[Margins], texts: MarginTexts, faces: Sequence[FontFace]) -> RunningHeads | None:
    """The margins of pages as operators, and the glyphs they use.

    None if a text is too wide for its place, and the style sheet does not say that it is cut.
    """
    artist = _Artist(faces)
    drawn: list[bytes] = []
    for page in pages:
        lines = [(text, artist.line(text, page)) for text in texts.get(page.kind, ())]
        if any(line.width > text.width for text, line in lines):
            return None
        operators = b"".join(artist.draw(text, line) for text, line in lines if line.runs)
        drawn.append(_BEGIN + operators + _END if operators else b"")
    return RunningHeads(tuple(drawn), tuple(artist.fonts.values()))


@dataclass(slots=True)
class _Artist:
    """Draws lines; each text is shaped once."""

    faces: Sequence[FontFace]
    fonts: dict[FontFace, GlyphsOfFace] = field(default_factory=dict)
    _lines: dict[tuple[str, TextStyle, float], Line] = field(default_factory=dict)

    def line(self, text: MarginText, page: Margins) -> Line:
        """What a page prints at a place, as glyphs."""
        words = page.head if text.of == HEAD else page.folio
        key = (words, text.style, text.width if text.is_cut else 0)
        if key not in self._lines:
            fitted = fit_line(words, text.style, self.faces, text.width) if text.is_cut else None
            self._lines[key] = fitted or shape_line(words, text.style, self.faces)
        return self._lines[key]

    def draw(self, text: MarginText, line: Line) -> bytes:
        """The operators of a line at its place."""
        style = text.style
        x = text.x - text.aligned * line.width
        parts = [
            b"%s rg\nBT\n" % b" ".join(map(number, style.colour)),
            b"1 0 0 1 %s %s Tm\n" % (number(x), number(text.baseline)),
        ]
        at = 0.0
        for run in line.runs:
            font = self._font(run.face)
            for glyph in run.glyphs:
                font.texts.setdefault(glyph.number, glyph.text)
                font.widths[glyph.number] = glyph.width
            parts.append(b"/%s %s Tf\n" % (font.name.encode(), number(style.size)))
            shown, at = _show(run.glyphs, at, style.size)
            parts.append(shown)
        return b"".join((*parts, b"ET\n"))

    def _font(self, face: FontFace) -> GlyphsOfFace:
        return self.fonts.setdefault(face, GlyphsOfFace(f"Margin{len(self.fonts)}", face, {}, {}))


def _show(glyphs: Sequence[Glyph], at: float, size: float) -> tuple[bytes, float]:
    """The operators that show glyphs, and where they end, in thousandths of the size; `at` is where they begin."""
    shown: list[bytes] = []
    for height, group in _by_height(glyphs):
        array: list[bytes] = []
        for glyph in group:
            if back := round(at - glyph.x):
                array.append(b"%d" % back)
                at -= back
            array.append(b"<%04x>" % glyph.number)
            at += glyph.width
        rise = number(height * size / 1000)
        joined = b"[%s] TJ\n" % b"".join(array).replace(b"><", b"")
        shown.append(b"%s Ts\n%s0 Ts\n" % (rise, joined) if height else joined)
    return b"".join(shown), at


def _by_height(glyphs: Sequence[Glyph]) -> Iterator[tuple[float, Sequence[Glyph]]]:
    """Neighbouring glyphs of the same height above the line."""
    begin = 0
    for end in range(1, len(glyphs) + 1):
        if end == len(glyphs) or glyphs[end].y != glyphs[begin].y:
            yield glyphs[begin].y, glyphs[begin:end]
            begin = end


def number(value: float) -> bytes:
    """A number as PDF writes it."""
    return (f"{value:.4f}".rstrip("0").rstrip(".") or "0").encode()
