"""Where the lines of a paragraph end, chosen for all of them together.

After Knuth and Plass, “Breaking Paragraphs into Lines” (Software: Practice and Experience 11, 1981): of all ways to
divide the paragraph the one with the least sum of demerits is taken. A line has demerits for spaces that are wider or
narrower than natural, for a divided word, and for a hyphen below another one. Glyphs may be slightly wider or narrower,
after Hàn Thế Thành, “Micro-typographic extensions to the TeX typesetting system” (2000). Lengths are in any unit;
nothing here knows of fonts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import copysign, inf
from operator import itemgetter

# Of the type size, except where it is said.
NATURAL = 0.26  # the space of Noto Serif
# How much wider or narrower than natural a space is at a badness of 100.
_STRETCH = 0.14
_TIGHTEN = 0.08
_SHORTEST = 2.0  # length of a last line
_TOLERANCE = 0.004  # by which a line may be too long
_GLYPHS = 0.01  # of their width, by which the glyphs of a line may be wider or narrower
_NO_SPACE = 0.3  # what the words of a line without a space count as

_HYPHEN_AGAIN = 10_000.0  # demerits of a second hyphen in a row
_HYPHEN_BEFORE_LAST = 10_000.0
_SHORT_END = 1e6
_PER_LINE = 10.0


@dataclass(slots=True)
class Places:
    """Where lines may end, in order; the last one is the end of the paragraph. A list for each fact.

    Widths are those of the paragraph up to a place, with every space as narrow as it may be.
    """

    ends: list[float] = field(default_factory=list)  # width before it, without the space there, with the hyphen
    starts: list[float] = field(default_factory=list)  # width before the next line
    hyphens: list[float] = field(default_factory=list)  # width of the hyphen that is in `ends`
    spaces: list[int] = field(default_factory=list)  # spaces before it
    spaces_after: list[int] = field(default_factory=list)  # spaces before the next line
    penalties: list[float] = field(default_factory=list)
    is_hyphen: list[bool] = field(default_factory=list)

    def add(
        self, end: float, start: float, spaces: tuple[int, int], penalty: float = 0.0, hyphen: float | None = None
    ) -> None:
        """Add a place; `spaces` are those before it and before the next line, `hyphen` is the width of a hyphen."""
        self.ends.append(end + (hyphen or 0.0))
        self.starts.append(start)
        self.hyphens.append(hyphen or 0.0)
        self.spaces.append(spaces[0])
        self.spaces_after.append(spaces[1])
        self.penalties.append(penalty)
        self.is_hyphen.append(hyphen is not None)


# A way to divide the paragraph up to a place: width and spaces before its next line, demerits, hyphens in a row at its
# end, the index of the place, and the way to the line before.
_Way = tuple[float, int, float, int, int, object]


@dataclass(frozen=True, slots=True)
class Setting:
    """What lines are chosen for. Lengths are in the unit of the widths, spaces are of the type size."""

    measure: float
    indent: float  # of the first line
    size: float  # of the type
    least: float  # the space that is in the widths of the places
    widest: float = inf  # space that a line may have
    ladder: int = 2  # hyphens in a row that lines may have
    ends_short: bool = True  # whether the last line may be shorter than is good, if no other one is possible


def widen_glyphs(surplus: float, glyphs: float) -> float:
    """How much wider the glyphs of a line become, which may be less than nothing.

    `surplus` is what is left if all spaces are natural, `glyphs` the width of the glyphs. They take half of it.
    """
    most = _GLYPHS * glyphs
    return max(-most, min(most, surplus / 2))


def longest_line(setting: Setting) -> float:
    """The width of a line with the narrowest spaces, if its glyphs are as narrow as they may be."""
    return (setting.measure + _TOLERANCE * setting.size) / (1 - _GLYPHS)


def shortest_line(setting: Setting) -> float:
    """The least width of a line with the widest spaces, if its glyphs are as wide as they may be."""
    return setting.measure - _GLYPHS * longest_line(setting) - _NO_SPACE * setting.widest * setting.size


def fit(places: Places, setting: Setting) -> list[int] | None:
    """The places at which the lines end, the end of the paragraph left out; None if there are no such lines."""
    ways: list[_Way] = [(-setting.indent, 0, 0.0, 0, -1, None)]
    longest = longest_line(setting)
    for index in range(len(places.ends) - 1):
        room = places.ends[index] - places.hyphens[index] - longest
        too_long = 0
        while too_long < len(ways) and ways[too_long][0] < room:
            too_long += 1
        if too_long:
            del ways[:too_long]
        if not ways:
            return None
        ways += _ways_to(places, index, ways, setting)
    return _end(places, ways, setting)


def _ways_to(places: Places, index: int, ways: Sequence[_Way], setting: Setting) -> Iterable[_Way]:
    """The best ways to end a line at a place: one for each count of hyphens in a row.

    The ways are in order of the places where they end, so that each line is looser than the one before.
    """
    end, spaces, penalty = places.ends[index], places.spaces[index], places.penalties[index]
    hyphen, widest = places.is_hyphen[index], setting.widest
    best: dict[int, _Way] = {}
    for way in ways:
        space = _space_of(end - way[0], spaces - way[1], setting)
        if space is None:
            continue
        if space > widest:
            break
        run = way[3] + 1 if hyphen else 0
        if run > setting.ladder:
            continue
        demerits = way[2] + _demerits_of(space, penalty, run)
        known = best.get(run)
        if known is None or demerits < known[2]:
            best[run] = (places.starts[index], places.spaces_after[index], demerits, run, index, way)
    return best.values()


def _space_of(length: float, spaces: int, setting: Setting) -> float | None:
    """The spaces of a line whose words and narrowest spaces have a length; None if it does not fit into the measure."""
    count, size, least = spaces or _NO_SPACE, setting.size, setting.least
    words = length - spaces * least * size
    surplus = setting.measure - words - count * NATURAL * size
    most, wider = _GLYPHS * words, surplus / 2  # as `widen_glyphs`, but this is asked for each pair of places
    if not -most <= wider <= most:
        wider = copysign(most, wider)
    space = NATURAL + (surplus - wider) / (count * size)
    return space if (space - least) * count >= -_TOLERANCE else None


def _demerits_of(space: float, penalty: float, run: int) -> float:
    off = space - NATURAL
    ratio = off / _STRETCH if off > 0 else off / _TIGHTEN
    badness = 100.0 * abs(ratio) ** 3
    demerits = (_PER_LINE + badness) ** 2 + penalty * penalty
    if run >= 2:
        demerits += _HYPHEN_AGAIN
    return demerits


def _end(places: Places, ways: Sequence[_Way], setting: Setting) -> list[int] | None:
    """The best way to the end of the paragraph."""
    ends: list[tuple[float, _Way]] = []
    size = setting.size
    for way in ways:
        length = places.ends[-1] - way[0]
        space = _space_of(length, places.spaces[-1] - way[1], setting)
        if space is None:
            continue
        demerits = way[2] + _demerits_of(min(NATURAL, space), 0.0, 0)
        if length < _SHORTEST * size and way[4] >= 0:
            if not setting.ends_short:
                continue
            demerits += _SHORT_END
        if way[3]:
            demerits += _HYPHEN_BEFORE_LAST
        ends.append((demerits, way))
    return _places_of(min(ends, key=itemgetter(0))[1]) if ends else None


def _places_of(way: _Way) -> list[int]:
    found: list[int] = []
    at: object = way
    while isinstance(at, tuple):
        if at[4] >= 0:
            found.append(at[4])
        at = at[5]
    return found[::-1]
