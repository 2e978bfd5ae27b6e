"""The cover of an EPUB drawn without the layout engine, which takes as long to load as many articles to be made.

It looks as styles/cover.css says: places and sizes are those of that sheet, lines are shaped by HarfBuzz and end where
the engine ends them. What is not certain to look the same is left to the engine: pictures, scripts that need other
faces, places in a text for a division that are not spaces, words that do not fit.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from archivist.fonts import FontFace, FontLibrary
from archivist.model.book import Document
from archivist.pdf.cover_words import CoverWords, Words, read_cover
from archivist.pdf.margin_texts import TextStyle
from archivist.pdf.page_of_glyphs import PageOfGlyphs
from archivist.pdf.text_shaping import Line, height_of, shape_line
from archivist.pdf.theme import SCREEN_COVER, cover_unit

_PIXELS = 96 / 25.4  # of CSS in a millimetre
_STEPS = 1024  # in which the layout engine measures type, of a pixel
_SANS = ("Noto Sans", "Noto Sans Georgian")
_DISPLAY = ("Noto Serif Display", "Noto Serif Georgian")
_OTHER_FACES = re.compile(r"(?:ar|fa|he|hi|hy|ja|ko|ur|zh)\b")  # languages to which the style sheets give others
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
# A word that can be divided nowhere, and beside which a line can end.
_WORD = re.compile(r"[“„«’]?[^\W_]+(?:['’.,&\xa0\u202f][^\W_]+)*[.,:;’”“»]*|[·&]")


@dataclass(frozen=True, slots=True)
class _Look:
    """How words are set. Lengths are units of styles/cover.css."""

    families: tuple[str, ...]
    size: float
    line: float
    colour: str  # "" for the hue of the volume


_LOOKS = {
    "serial-title size-1": _Look(_DISPLAY, 12.2, 14.4, "#ffffff"),
    "serial-title size-2": _Look(_DISPLAY, 10.4, 12.6, "#ffffff"),
    "serial-title size-3": _Look(_DISPLAY, 8.8, 10.8, "#ffffff"),
    "serial-title size-4": _Look(_DISPLAY, 7.2, 9.2, "#ffffff"),
    "serial-title size-5": _Look(_DISPLAY, 5.9, 7.6, "#ffffff"),
    "serial-title size-6": _Look(_DISPLAY, 4.6, 6.1, "#ffffff"),
    "serial-title size-7": _Look(_DISPLAY, 3.4, 4.5, "#ffffff"),
    "serial-subtitle": _Look(_SANS, 3.7, 5.4, "#ffffff"),
    "cover-language": _Look(_SANS, 3.9, 5.4, "#ffffff"),
    "volume-number digits-2": _Look(_DISPLAY, 58, 58, ""),
    "volume-number digits-4": _Look(_DISPLAY, 42, 58, ""),
    "volume-number digits-6": _Look(_DISPLAY, 28, 58, ""),
    "volume-number digits-9": _Look(_DISPLAY, 19, 58, ""),
    "volume-title": _Look(_DISPLAY, 8.4, 10.4, "#1a1a1a"),
    "cover-foot": _Look(_SANS, 3.1, 4.6, "#4d4a45"),
}
_AROUND_NUMBER = _Look(_SANS, 4.2, 58, "")
_CELLS = {"cells-wide": (8.6, 1.4), "cells-middle": (3.4, 1.3), "cells-narrow": (1.7, 0.55), "cells-whole": (57, 0)}
_CELL_HEIGHT, _CELL_LINE = 3.4, 0.22
_LEFT = 14
_PAPER = "#f4efe4"
# Titles are balanced as the engine does it (engine/patches/balanced_titles.py).
_MOST_BALANCED, _NARROWEST, _EXACT = 6, 0.4, 2.0  # lines; a share of the measure; pixels


class _NotCertainError(Exception):
    """The engine may set something in another way."""


def draw_cover(document: Document, fonts: FontLibrary) -> bytes | None:
    """The cover for a screen as a PDF of one page; None if the engine has to lay it out."""
    cover = read_cover(document)
    if cover is None or _OTHER_FACES.match(cover.language):
        return None
    texts = "\n".join(text for words in cover.words for text in (words.before, words.text, words.after))
    if not fonts.in_text_faces(texts) or _INVISIBLE.search(texts.replace("\n", "")):
        return None
    try:
        return _Artist(cover, fonts.text_faces()).draw()
    except _NotCertainError:
        return None


class _Artist:
    """Draws a cover, from the back to the front. Lengths are pixels of CSS."""

    def __init__(self, cover: CoverWords, faces: Sequence[FontFace]) -> None:
        width, height = (length * _PIXELS for length in SCREEN_COVER)
        self._cover, self._faces = cover, faces
        self._unit = cover_unit(*SCREEN_COVER) * _PIXELS
        self._measure = width - 2 * _LEFT * self._unit
        self._frame = height - 0.1 * _PIXELS
        self._field = 0.44 * self._frame  # where that of the serial ends
        self._page = PageOfGlyphs(width, height)

    def draw(self) -> bytes:
        """The cover as a PDF. Raises _NotCertainError."""
        unit = self._unit
        self._page.fill(_PAPER, 0, 0, self._page.width, self._page.height)
        self._page.fill(self._cover.hue, 0, 0, self._page.width, self._field)
        title = self._write("serial-title", 17 * unit)
        self._write("serial-subtitle", title + 3.4 * unit)
        self._write("cover-language", self._field - 7.5 * unit, upwards=True)
        self._write_number(self._field + 2 * unit)
        self._draw_strip(self._field + 62 * unit)
        self._write("volume-title", self._field + 69 * unit)
        self._write("cover-foot", self._frame - 9 * unit, upwards=True)
        return self._page.as_pdf()

    def _words(self, place: str) -> list[Words]:
        return [words for words in self._cover.words if words.place == place]

    def _write(self, place: str, y: float, *, upwards: bool = False) -> float:
        """Write what is at a place, from a height or up to it; return where it ends."""
        lines = []
        for words in self._words(place):
            look = _look(words)
            lines += [(look, line) for line in self._lines(words.text, look, is_balanced=place == "serial-title")]
        at = y - sum(look.line for look, _ in lines) * self._unit if upwards else y
        for look, line in lines:
            self._draw(line, look, _LEFT * self._unit, at + self._above(line, look))
            at += look.line * self._unit
        if at > self._frame:
            raise _NotCertainError
        return at

    def _write_number(self, y: float) -> None:
        """Write the number of the volume, at the right, with its label in small type."""
        for words in self._words("volume-number"):
            parts = ((words.before, _AROUND_NUMBER), (words.text, _look(words)), (words.after, _AROUND_NUMBER))
            lines = [(self._line(text, look), look) for text, look in parts if text]
            width = sum(line.width for line, _ in lines)
            if width > self._measure:
                raise _NotCertainError
            baseline = y + max(self._above(line, look) for line, look in lines)
            at = _LEFT * self._unit + self._measure - width
            for line, look in lines:
                self._draw(line, look, at, baseline)
                at += line.width

    def _draw_strip(self, y: float) -> None:
        """Draw the cells of the period, of which one is filled."""
        hue, unit = self._cover.hue, self._unit
        sizes = [size for name, size in _CELLS.items() if name in self._cover.strip.split()]
        if len(sizes) != 1:
            raise _NotCertainError
        width, between = sizes[0]
        for number, is_filled in enumerate(self._cover.filled):
            x = (_LEFT + number * (width + between)) * unit
            if is_filled:
                self._page.fill(hue, x, y, width * unit, _CELL_HEIGHT * unit)
            self._page.outline(hue, x, y, (width * unit, _CELL_HEIGHT * unit), _CELL_LINE * unit)

    def _draw(self, line: Line, look: _Look, x: float, baseline: float) -> None:
        self._page.write(line, self._style(look).size, look.colour or self._cover.hue, x, baseline)

    def _style(self, look: _Look) -> TextStyle:
        size = math.floor(look.size * self._unit * _STEPS) / _STEPS
        features = (("kern", 1), ("lnum", 1))
        return TextStyle(look.families, size, 400, False, (0, 0, 0), 0, features, self._cover.language, False)

    def _line(self, text: str, look: _Look) -> Line:
        line = shape_line(text, self._style(look), self._faces, _STEPS)
        if any(glyph.y for run in line.runs for glyph in run.glyphs):
            raise _NotCertainError
        return line

    def _lines(self, text: str, look: _Look, *, is_balanced: bool) -> list[Line]:
        """A text in the lines that it fills; those of a title are as long as one another.

        Raises _NotCertainError if it has several, and may be divided within a word, too.
        """
        whole = self._line(text, look)
        if whole.width <= self._measure:
            return [whole] if text else []
        words = text.split(" ")
        if not all(map(_WORD.fullmatch, words)):
            raise _NotCertainError
        lines = self._divide(words, look, self._measure)
        if is_balanced and len(lines) <= _MOST_BALANCED:
            low, high = _NARROWEST * self._measure, self._measure
            while high - low > _EXACT:
                middle = (low + high) / 2
                divided = self._divide(words, look, middle)
                low, high = (low, middle) if len(divided) == len(lines) else (middle, high)
            lines = self._divide(words, look, high)
        if any(self._line(line, look).width > self._measure for line in lines):
            raise _NotCertainError
        return [self._line(line, look) for line in lines]

    def _divide(self, words: Sequence[str], look: _Look, measure: float) -> list[str]:
        """Words in lines, each as long as it can be."""
        lines = [words[0]]
        for word in words[1:]:
            longer = f"{lines[-1]} {word}"
            if self._line(longer, look).width <= measure:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _above(self, line: Line, look: _Look) -> float:
        """How far a line reaches above its baseline: half of what its type does not fill is there (CSS 2.2, 10.8.1)."""
        size, height = self._style(look).size, look.line * self._unit
        first = next(face for face in self._faces if face.family == look.families[0])
        reaches = [height_of(run.face, size, _STEPS) for run in line.runs]
        of_line = max(above for above, _ in reaches), max(below for _, below in reaches)
        return max((height + above - below) / 2 for above, below in (of_line, height_of(first, size, _STEPS)))


def _look(words: Words) -> _Look:
    """Raises _NotCertainError if the style sheet has another."""
    look = _LOOKS.get(f"{words.place} {words.size}".strip())
    if look is None:
        raise _NotCertainError
    return look
