"""How the columns of a table share a width that is too small for all of them in one line.

First each column gets the width of its longest word, so that no word is divided while another column has air; if there
is no room for that, of its longest word below the head. What is left goes, step by step, to the column in which a
little width saves most lines; a word that is divided counts as another line. A row is as tall as its tallest cell, so
only what makes rows lower counts; the rows of the head count more, because they are read first and repeated on each
page. Lengths are CSS pixels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

_HEAD_ROW = 1.5  # lines of text that a line of the head is worth
_OTHER_CELL = 0.05  # the same of a line that makes no row lower, but may together with the next step
_EXACT = 0.25  # to which a width for fewer lines is found
_ROUNDING = 0.1  # the engine counts in units of Pango: text needs a little more than the sum of its words
_MOST_STEPS = 60
_MOST_TRIED = 6  # widths of one column in each step
_MOST_PIECES = 40  # of a paragraph whose lines are counted one by one


@dataclass(frozen=True, slots=True)
class Piece:
    """What stays together on a line, and the space after it."""

    width: float
    space: float


class Paragraph:
    """A paragraph of a cell."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.longest = max((piece.width for piece in pieces), default=0.0)
        self.length = sum(piece.width + piece.space for piece in pieces) - (pieces[-1].space if pieces else 0.0)
        self._loss = self.length / len(pieces) / 2 if pieces else 0.0  # what a line lacks at its end, as a rule
        self._pieces = pieces

    def lines(self, room: float) -> int:
        """How many lines it has, each filled as far as it goes; about so many, if it is long."""
        if self.length <= room:
            return 1
        if len(self._pieces) > _MOST_PIECES:
            return max(2, ceil(self.length / max(room - self._loss, 1.0)))
        lines, at = 1, 0.0
        for piece in self._pieces:
            if at and at + piece.width > room:
                lines, at = lines + 1, 0.0
            if piece.width > room:  # it is divided, which is worth another line
                lines += ceil(piece.width / max(room, 1.0))
            at += piece.width + piece.space
        return lines


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell in one column."""

    column: int
    edge: float  # padding and borders at both sides
    paragraphs: tuple[Paragraph, ...]

    @property
    def whole(self) -> float:
        """The width in which no word is divided."""
        return self.edge + max((paragraph.longest for paragraph in self.paragraphs), default=0.0) + _ROUNDING

    @property
    def natural(self) -> float:
        """The width in which each paragraph has one line."""
        return self.edge + max((paragraph.length for paragraph in self.paragraphs), default=0.0) + _ROUNDING


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that are in one column and one row each."""

    cells: tuple[Cell, ...]
    is_head: bool


def undivided_widths(least: Sequence[float], rows: Sequence[Row]) -> list[float]:
    """The width of each column in which no word is divided; `least` is what the engine gives a column at least."""
    whole = list(least)
    for cell in (cell for row in rows for cell in row.cells):
        whole[cell.column] = max(whole[cell.column], cell.whole)
    return whole


def share_width(width: float, least: Sequence[float], most: Sequence[float], rows: Sequence[Row]) -> list[float]:
    """The width of each column; all together have `width`, which is more than all of `least` and less than `most`."""
    widths = undivided_widths(least, rows)
    if sum(widths) > width:
        widths = _with_whole_words(width, least, undivided_widths(least, [row for row in rows if not row.is_head]))
    for _ in range(_MOST_STEPS):
        step = _best_step(widths, width - sum(widths), rows)
        if step is None:
            break
        widths[step[0]] = step[1]
    return _with_the_rest(widths, width - sum(widths), most)


def _with_whole_words(width: float, least: Sequence[float], whole: Sequence[float]) -> list[float]:
    """The least widths; those columns that need least for it get the width in which no word is divided."""
    widths = list(least)
    for column in sorted(range(len(least)), key=lambda column: whole[column] - least[column]):
        if whole[column] - least[column] <= width - sum(widths):
            widths[column] = whole[column]
    return widths


def _best_step(widths: Sequence[float], air: float, rows: Sequence[Row]) -> tuple[int, float] | None:
    """A column and a larger width, which saves the most lines for its price; None if nothing saves any."""
    best, found = 0.0, None
    heights = [[_lines(cell, widths[cell.column]) for cell in row.cells] for row in rows]
    for column in range(len(widths)):
        for wider in _wider(column, widths[column], air, rows, heights):
            gain = _gain(column, wider, rows, heights) / max(wider - widths[column], _EXACT)
            if gain > best:
                best, found = gain, (column, wider)
    return found


def _wider(
    column: int, width: float, air: float, rows: Sequence[Row], heights: Sequence[Sequence[int]]
) -> Iterator[float]:
    """Widths in which a cell of a column has a line less, from the narrowest on."""
    found = {
        _narrowest(cell, lines - 1, width)
        for row, counts in zip(rows, heights, strict=True)
        for cell, lines in zip(row.cells, counts, strict=True)
        if cell.column == column and len(cell.paragraphs) < lines
    }
    affordable = sorted(each for each in found if each <= width + air)
    step = max(1, ceil(len(affordable) / _MOST_TRIED))
    yield from affordable[step - 1 :: step]


def _gain(column: int, wider: float, rows: Sequence[Row], heights: Sequence[Sequence[int]]) -> float:
    gain = 0.0
    for row, counts in zip(rows, heights, strict=True):
        after = [
            _lines(cell, wider) if cell.column == column else lines
            for cell, lines in zip(row.cells, counts, strict=True)
        ]
        lower = max(counts, default=0) - max(after, default=0)
        gain += lower * (_HEAD_ROW if row.is_head else 1.0) + (sum(counts) - sum(after)) * _OTHER_CELL
    return gain


def _with_the_rest(widths: list[float], rest: float, most: Sequence[float]) -> list[float]:
    """What is left over, for those columns that are not as wide as they would be alone."""
    lacking = [max(0.0, wanted - width) for width, wanted in zip(widths, most, strict=True)]
    total = sum(lacking)
    if total <= 0:
        return [width + rest / len(widths) for width in widths]
    return [width + rest * lack / total for width, lack in zip(widths, lacking, strict=True)]


@lru_cache(maxsize=20_000)
def _lines(cell: Cell, width: float) -> int:
    """How many lines a cell has in a width, each filled as far as it goes."""
    return sum(paragraph.lines(width - cell.edge) for paragraph in cell.paragraphs)


@lru_cache(maxsize=20_000)
def _narrowest(cell: Cell, lines: int, low: float) -> float:
    """The least width above `low` in which a cell has no more than so many lines."""
    high = max(cell.natural, low)
    while high - low > _EXACT:
        middle = (low + high) / 2
        low, high = (low, middle) if _lines(cell, middle) <= lines else (middle, high)
    return high
