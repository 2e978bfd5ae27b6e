"""Plots with two logarithmic axes, as SVG: the same figures are the same bytes, since all numbers in it are whole."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 720, 380  # in units of the view box
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 210, 16, 44  # margins with numbers and key
_COLOURS = ("#7a2e1d", "#b8860b", "#c77d63", "#4d2d52", "#1f4e5f", "#3c7a3f", "#5b5b5b", "#8c8c8c")
_GREY = "#cccccc"

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class LogPlot:
    """What a plot shows."""

    title: str  # what a screen reader says
    across: str  # what the lower axis measures
    lines: Mapping[str, Points]  # by name; all numbers above 0


@dataclass(frozen=True, slots=True)
class _Axis:
    """Powers of ten from the one below the least number to the one above the largest."""

    first: int
    last: int

    def share(self, number: float) -> float:
        return (math.log10(number) - self.first) / (self.last - self.first)


def draw(plot: LogPlot) -> str:
    """The plot as a file."""
    points = [point for line in plot.lines.values() for point in line]
    across, up = (_axis([point[side] for point in points]) for side in (0, 1))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12" role="img"><title>{escape(plot.title)}</title>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        *_grid(plot, across, up),
        *_lines(plot, across, up),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _axis(numbers: Sequence[float]) -> _Axis:
    first, last = math.floor(math.log10(min(numbers))), math.ceil(math.log10(max(numbers)))
    return _Axis(first, max(last, first + 1))


def _x(axis: _Axis, number: float) -> int:
    return _LEFT + round((_WIDTH - _LEFT - _RIGHT) * axis.share(number))


def _y(axis: _Axis, number: float) -> int:
    return _HEIGHT - _BOTTOM - round((_HEIGHT - _TOP - _BOTTOM) * axis.share(number))


def _grid(plot: LogPlot, across: _Axis, up: _Axis) -> Iterator[str]:
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    for power in range(across.first, across.last + 1):
        x = _x(across, 10**power)
        yield f'<path d="M{x} {_TOP}V{bottom}" stroke="{_GREY}"/>'
        yield f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{_number(power)}</text>'
    for power in range(up.first, up.last + 1):
        y = _y(up, 10**power)
        yield f'<path d="M{_LEFT} {y}H{right}" stroke="{_GREY}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{_number(power)}</text>'
    yield f'<text x="{(_LEFT + right) // 2}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(plot.across)}</text>'


def _number(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:.{-power}f}"


def _lines(plot: LogPlot, across: _Axis, up: _Axis) -> Iterator[str]:
    ends = sorted((_y(up, line[-1][1]), name) for name, line in plot.lines.items())
    labels = dict(zip((name for _, name in ends), _apart([y for y, _ in ends]), strict=True))
    for (name, line), colour in zip(plot.lines.items(), _COLOURS * len(plot.lines), strict=False):
        places = [(_x(across, x), _y(up, y)) for x, y in line]
        drawn = " ".join(f"{x},{y}" for x, y in places)
        yield f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places)
        yield f'<text x="{_WIDTH - _RIGHT + 12}" y="{labels[name] + 4}" fill="{colour}">{escape(name)}</text>'


def _apart(places: Sequence[int]) -> list[int]:
    """Heights in ascending order, moved down where labels would overlap."""
    result: list[int] = []
    for place in places:
        result.append(max(place, result[-1] + 15) if result else place)
    return result
