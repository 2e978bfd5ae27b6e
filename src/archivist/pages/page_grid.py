"""The page: its margins, and the sizes of what is printed on it, derived from its width and height.

This is the one place for a designer to change proportions. Three pages are made by hand, each with a style sheet in
`styles/`: A5, A4 and that of an e-reader. Every other page has the proportions of the nearest of them: the same share
of white at its edges, and type that is larger or smaller with the width, within limits that readability sets. The
height of the text is a whole number of lines.
"""

import math
import re
from dataclasses import dataclass

POINTS = 72 / 25.4  # in a millimetre


@dataclass(frozen=True, slots=True)
class _HandMade:
    """A page made by hand. Lengths are millimetres, sizes points."""

    width: float
    height: float
    measure: float  # width of the text
    top: float
    bottom: float
    size: float
    line: float
    lines: tuple[int, int, int]  # on a page: Latin; Georgian and Hindi; Chinese, Japanese, Korean
    title: tuple[float, float]  # size and line
    note: tuple[float, float]
    column: tuple[float, float]  # of parallel texts
    picture: float  # the tallest picture
    narrowest: float  # width of the narrowest page that is like this one


_THEMES = {
    "ereader": _HandMade(
        *(90.6, 122.4, 79.6, 6, 11, 9.4, 13, (22, 21, 17), (16.5, 20), (7.6, 9.8), (9.3, 12.8), 62, 0),
    ),
    "a5": _HandMade(
        *(148, 210, 112, 20, 22.07, 9.9, 14, (34, 32, 28), (20, 24), (7.8, 10.2), (8.9, 12.6), 74, 120),
    ),
    "a4": _HandMade(
        *(210, 297, 130, 29, 32.87, 11, 15.5, (43, 41, 36), (23, 28), (8.6, 11.2), (10, 14), 150, 185),
    ),
}
_LEAST_SCALE, _MOST_SCALE = 0.92, 1.12  # of type, beside that of the theme
_LONGEST_LINE = 36.0  # em: about 72 characters of Latin
_NOTE_OF_IDEOGRAPHS = 1.22  # the line of a note in Chinese, Japanese or Korean beside that in Latin
_PAGES = {  # by name in small letters: as it is written, width and height
    "a5": ("A5", 148.0, 210.0),
    "a4": ("A4", 210.0, 297.0),
    "ereader": ("ereader", 90.6, 122.4),
    "b5": ("B5", 176.0, 250.0),  # ISO 216
    "letter": ("Letter", 215.9, 279.4),  # ANSI A
    "6x9in": ("6x9in", 152.4, 228.6),
}
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4}
_LENGTHS = re.compile(r"(\d+(?:\.\d+)?) ?(mm|cm|in)?(?: x | |x)(\d+(?:\.\d+)?) ?(mm|cm|in)")
_WIDTHS, _HEIGHTS, _LEAST_RATIO = (85, 300), (110, 430), 1.15  # millimetres of a page; height to width
PAGE_FORMS = 'A5, A4, B5, Letter, 6x9in, ereader, or width and height: "150mm 220mm"'


@dataclass(frozen=True, slots=True)
class PageGrid:
    """A page. Lengths are millimetres, sizes points."""

    name: str
    theme: str  # name of the style sheet that it is like
    width: float
    height: float
    measure: float
    top: float
    scale: float  # of type, beside that of the theme

    @property
    def is_hand_made(self) -> bool:
        """Whether the style sheet says all of it."""
        hand = _THEMES[self.theme]
        return (self.width, self.height) == (hand.width, hand.height)

    @property
    def is_screen(self) -> bool:
        """Whether it is that of an e-reader, which has no back."""
        return self.theme == "ereader"

    @property
    def size(self) -> float:
        """That of the text."""
        return round(_THEMES[self.theme].size * self.scale, 2)

    @property
    def line(self) -> float:
        """Height of a line of the text."""
        return round(_THEMES[self.theme].line * self.scale, 2)

    @property
    def lines(self) -> int:
        """How many lines a page holds in Latin."""
        hand = _THEMES[self.theme]
        if self.is_hand_made:
            return hand.lines[0]
        return int((self.height * (1 - hand.bottom / hand.height) - self.top) * POINTS / self.line)

    @property
    def em(self) -> float:
        """Width of a line in the size of the text, rounded down to a half."""
        return math.floor(self.measure * POINTS / self.size * 2) / 2


def page_grid(name: str) -> PageGrid:
    """The page with a name, or of a size such as “150mm 220mm”. Raises ValueError that says which there are."""
    known, width, height = _read(name)
    theme = max((each for each, hand in _THEMES.items() if hand.narrowest <= width), key=lambda t: _THEMES[t].narrowest)
    hand = _THEMES[theme]
    scale = min(max(width / hand.width, _LEAST_SCALE), _MOST_SCALE)
    measure = min(width * hand.measure / hand.width, _LONGEST_LINE * hand.size * scale / POINTS)
    return PageGrid(known, theme, width, height, round(measure, 2), round(height * hand.top / hand.height, 2), scale)


def _read(name: str) -> tuple[str, float, float]:
    """A page as it is written, its width and its height in millimetres. Raises ValueError."""
    written = " ".join(name.lower().replace("×", "x").split())
    page = _PAGES.get({"6x9": "6x9in", "6 x 9 in": "6x9in", "6in 9in": "6x9in"}.get(written, written))
    if page:
        return page
    lengths = _LENGTHS.fullmatch(written)
    if lengths is None:
        raise ValueError(f"{name!r} is no page; write {PAGE_FORMS}")
    height_unit = lengths[4]
    width = round(float(lengths[1]) * _UNITS[lengths[2] or height_unit], 2)
    height = round(float(lengths[3]) * _UNITS[height_unit], 2)
    if not (_WIDTHS[0] <= width <= _WIDTHS[1] and _HEIGHTS[0] <= height <= _HEIGHTS[1]):
        raise ValueError(f"a page of {width:g} × {height:g} mm is too small or too large for a book")
    if height < _LEAST_RATIO * width:
        raise ValueError(
            f"a page of {width:g} × {height:g} mm is too wide for its height; the covers need a taller one"
        )
    same = next((page for page in _PAGES.values() if page[1:] == (width, height)), None)
    return same or (f"{width:g}mm {height:g}mm", width, height)


def points_of(length: str) -> float:
    """A length of the settings, `3mm`, in points."""
    return float(length.removesuffix("mm")) * POINTS


def has_length(length: str) -> bool:
    """Whether a length of the settings is not `0mm`."""
    return points_of(length) > 0


def variables(grid: PageGrid) -> str:
    """The style sheet of a page that is not made by hand, to be read after the one that it is like."""
    hand = _THEMES[grid.theme]
    text = grid.lines * grid.line
    side = (grid.width - grid.measure) / 2
    bottom = grid.height - grid.top - text / POINTS

    def of_type(pair: tuple[float, float], name: str) -> str:
        return f"--{name}-size: {pair[0] * grid.scale:.2f}pt; --{name}-line: {pair[1] * grid.scale:.2f}pt"

    georgian, ideographs = (text / round(grid.lines * count / hand.lines[0]) for count in hand.lines[1:])
    note_of_ideographs = hand.note[1] * grid.scale * _NOTE_OF_IDEOGRAPHS
    picture = hand.picture / (hand.height - hand.top - hand.bottom) * text / POINTS
    return f"""\
:root {{ --size: {grid.size:g}pt; --line: {grid.line:g}pt; {of_type(hand.title, "title")}; {of_type(hand.note, "note")};
  {of_type(hand.column, "column")}; --picture-height: {picture:.1f}mm; --text-height: {text:.2f}pt; }}
html:lang(ka), html:lang(hi) {{ --line: {georgian:.3f}pt; }}
html:lang(zh), html:lang(ja), html:lang(ko) {{ --line: {ideographs:.3f}pt; --note-line: {note_of_ideographs:.2f}pt; }}
body.titlepage {{ --unit: {grid.measure / 120:.4f}mm; }}
@page {{ size: {grid.width:g}mm {grid.height:g}mm; margin: {grid.top:g}mm {side:.2f}mm {bottom:.2f}mm; }}
"""
