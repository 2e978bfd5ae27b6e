"""Plots as SVG: bars by month, stacked by language. The same figures are the same bytes: all numbers are whole.

A plot has no colours of its own: the style sheet of the shelf gives each series (class `series-1` …) one for light,
dark and print. Beside each plot is a table with the same figures, so the plot is one picture to a screen reader.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 720, 260  # of the whole plot, in units of its view box
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 8, 12, 28  # margins with the numbers
_LABEL = 56  # units that the label of a column needs
_WIDEST = 48  # of a bar
_STEPS = (1, 2, 5)  # of the scale, times a power of ten
SERIES = 8  # colours in the style sheet; further series share them


@dataclass(frozen=True, slots=True)
class Plot:
    """What a plot shows."""

    title: str  # what a screen reader says
    columns: Sequence[str]  # labels along the lower edge
    series: Mapping[str, Sequence[int]]  # by name: a number for each column


def draw(plot: Plot) -> str:
    """The plot as an SVG element."""
    totals = [sum(values) for values in zip(*plot.series.values(), strict=True)] if plot.series else []
    step = _step(max(totals, default=0))
    top = max(step, -(-max(totals, default=0) // step) * step)
    parts = [
        f'<svg class="plot" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(plot.title)}">',
        *_scale(step, top),
        *_bars(plot, top),
        "</svg>",
    ]
    return "\n".join(parts)


def _step(largest: int) -> int:
    """The distance of the lines of the scale: at most five of them."""
    power = 1
    while True:
        for step in _STEPS:
            if largest <= 5 * step * power:
                return step * power
        power *= 10


def _scale(step: int, top: int) -> list[str]:
    lines = []
    for value in range(0, top + 1, step):
        y = _y(value, top)
        lines.append(f'<line class="scale" x1="{_LEFT}" y1="{y}" x2="{_WIDTH - _RIGHT}" y2="{y}"/>')
        lines.append(f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{value:,}</text>')
    return lines


def _y(value: int, top: int) -> int:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * value // top


def _bars(plot: Plot, top: int) -> list[str]:
    count = max(len(plot.columns), 1)
    room = _WIDTH - _LEFT - _RIGHT
    wide = max(min(room * 7 // (10 * count), _WIDEST), 1)
    every = max(-(-_LABEL * count // room), 1)
    lines = []
    for at, label in enumerate(plot.columns):
        middle = _LEFT + room * (2 * at + 1) // (2 * count)
        below = 0
        for number, values in enumerate(plot.series.values()):
            upper, lower = _y(below + values[at], top), _y(below, top)
            below += values[at]
            if lower > upper:
                shape = f'x="{middle - wide // 2}" y="{upper}" width="{wide}" height="{lower - upper}"'
                lines.append(f'<rect class="series-{number % SERIES + 1}" {shape}/>')
        if at % every == 0:
            lines.append(f'<text x="{middle}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(label)}</text>')
    return lines
