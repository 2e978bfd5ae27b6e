"""The lines of a paragraph, chosen by total fit from the widths of its words.

First without dividing a word; if then a space is wider than it should be, also with the divisions that the patterns of
the language allow.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from archivist.pdf.engine.boxes import Style
from archivist.pdf.engine.paragraph_text import Leaf, ParagraphText, line_breaks
from archivist.pdf.engine.paragraph_widths import ParagraphWidths
from archivist.pdf.engine.word_divisions import divisions
from archivist.pdf.total_fit import Places, Setting, fit

_SOFT_HYPHEN = "\u00ad"
_DASHES = ("-", "\u2010", "\u2013", "\u2014", _SOFT_HYPHEN)

_ANYWHERE = 100.0  # penalty for a line end within an address
_AT_A_HYPHEN = 30.0
_AFTER_A_SHORT_WORD = 300.0
_SHORT_WORD = re.compile(r"(?<![\w-])[^\W\d_A-Z]{2,3}(\u00a0)(?=[^\W\d_]{3})")
_SENTENCE_END = re.compile(r"[.!?…:]['’”“»)\]]*[ \u00a0]['‘“„«(\[]*$|^['‘“„«(\[—– \u00a0]*$")


@dataclass(frozen=True, slots=True)
class _Try:
    """What spaces may be, of the type size, and how many lines in a row may end in a hyphen."""

    shrink: float  # by which a space is narrower than it is in the font
    widest: float
    ladder: int = 2
    ends_short: bool = True  # whether a last line of less than two em is better than wider spaces


# One after the other, until there are lines: without a divided word; with divided words; with wider spaces, and lines
# that end in a short word; with any spaces; with any hyphens.
_TRIES = (
    _Try(0.06, 0.345, ends_short=False),
    _Try(0.06, 0.45, ends_short=False),
    _Try(0.06, 0.6),
    _Try(0.08, inf),
    _Try(0.08, inf, 1_000_000),
)
_DIVIDING = 1  # the first one with divided words


@dataclass(frozen=True, slots=True)
class Segment:
    """What one line has of a text box."""

    text: str
    width: float
    resume: int | None  # bytes of the box before the next line; None if the line goes on behind the box


# What a line has of each leaf, by the number of the leaf.
Line = dict[int, Segment]
# By the place in the text where they begin.
Lines = dict[int, Line]


@dataclass(slots=True)
class _Place:
    """A place where a line may end."""

    end: int  # in the text of the paragraph: behind the last character of the line
    start: int  # where the next line begins
    hyphen: str  # what is added to the line
    penalty: float


def _order(place: _Place) -> tuple[int, int]:
    return place.start, place.end


def choose_lines(text: ParagraphText, style: Style, measure: float, indent: float) -> Lines | None:
    """The lines of a paragraph in the style of its box; None if the engine has to set it."""
    breaks = _Breaks(text, style)
    fixed = breaks.without_divisions()
    for number, each in enumerate(_TRIES):
        places = fixed
        if number >= _DIVIDING:
            places = breaks.with_divisions(places, each, measure, indent)
        if number > _DIVIDING:
            places = breaks.with_short_words(places)
        ends = breaks.fit(places, each, measure, indent)
        if ends is not None:
            return breaks.lines([places[index] for index in ends])
    return None


class _Breaks:
    """The places where the lines of a paragraph may end, with the widths between them."""

    def __init__(self, text: ParagraphText, style: Style) -> None:
        self._text, self._language, self._size = text, style["lang"], float(style["font_size"])
        self._fixed = sorted({*line_breaks(text.text, self._language), *self._anywhere()})
        self._widths = ParagraphWidths(text, self._fixed)
        self._tokens = self._widths.tokens

    def _anywhere(self) -> Iterator[int]:
        """The places in text that may be divided anywhere, such as a long address."""
        for leaf in self._text.leaves:
            if leaf.box.style["word_break"] == "break-all" and leaf.box.text.isascii():
                yield from range(leaf.start + 1, leaf.end)

    # ------------------------------------------------------------ places

    def without_divisions(self) -> list[_Place]:
        """The places where a line may end without dividing a word, and the end of the paragraph."""
        text, found = self._text.text, []
        unbroken = [leaf for leaf in self._text.leaves if leaf.box.style["white_space"] == "nowrap"]
        anywhere = frozenset(self._anywhere())
        for place in self._fixed:
            if any(leaf.start < place < leaf.end for leaf in unbroken):
                continue
            end = place
            while end > 0 and text[end - 1] == " ":
                end -= 1
            if end == 0:
                continue
            before = text[end - 1]
            hyphen = self._hyphen_at(end) if before == _SOFT_HYPHEN else ""
            penalty = _ANYWHERE if place in anywhere else _AT_A_HYPHEN if end == place and before in _DASHES else 0.0
            found.append(_Place(end, place, hyphen, penalty))
        end = len(text.rstrip(" "))
        return [*found, _Place(end, len(text), "", 0.0)]

    def _hyphen_at(self, end: int) -> str:
        leaf = next(leaf for leaf in self._text.leaves if leaf.start < end <= leaf.end)
        return str(leaf.box.style["hyphenate_character"])

    def with_divisions(self, places: Sequence[_Place], limits: _Try, measure: float, indent: float) -> list[_Place]:
        """The same places, and those within the words that a line may end in."""
        found, parts = list(places), defaultdict[int, list[str]](list)
        setting = self._setting(limits, measure, indent)
        for token in self._widths.within_reach(setting, limits.shrink * self._size):
            if len(token.text) < 4:
                continue
            style = token.leaf.box.style
            if style["hyphens"] != "auto" or style["white_space"] == "nowrap":
                continue
            limits, hyphen = style["hyphenate_limit_chars"], str(style["hyphenate_character"])
            begins = token.text[:1].isupper() and self._begins_sentence(token.start)
            divided = divisions(token.text, style["lang"] or "", limits, begins)
            for offset, penalty in divided:
                place = token.start + offset
                found.append(_Place(place, place, hyphen, penalty))
            parts[id(token.widths)] += (token.text[:offset] for offset, _ in divided)
        for widths in self._widths.styles:
            widths.learn(parts[id(widths)])
        return sorted(found, key=_order)

    def with_short_words(self, places: Sequence[_Place]) -> list[_Place]:
        """The same places, and those after a short word that should stay with the next one, but has two letters."""
        found = [_Place(m.start(1), m.end(1), "", _AFTER_A_SHORT_WORD) for m in _SHORT_WORD.finditer(self._text.text)]
        return sorted([*places, *found], key=_order)

    def _begins_sentence(self, place: int) -> bool:
        return _SENTENCE_END.search(self._text.text[max(0, place - 6) : place]) is not None

    # ------------------------------------------------------------ widths

    def fit(self, places: Sequence[_Place], limits: _Try, measure: float, indent: float) -> list[int] | None:
        """The places where lines end within limits; None if there are no such lines."""
        setting = self._setting(limits, measure, indent)
        return fit(self._measured(places, limits.shrink * self._size), setting)

    def _setting(self, limits: _Try, measure: float, indent: float) -> Setting:
        least = max(self._tokens[0].widths.space / self._size - limits.shrink, 0.01)
        return Setting(measure, indent, self._size, least, limits.widest, limits.ladder, limits.ends_short)

    def _measured(self, places: Sequence[_Place], shrink: float) -> Places:
        """The widths of the paragraph up to each place, every space narrower by `shrink`."""
        measured, text, widths = Places(), self._text.text, self._widths
        ends = widths.up_to([place.end for place in places], shrink)
        starts = widths.up_to([place.start for place in places], shrink)
        for place, (end, spaces), (start, after) in zip(places, ends, starts, strict=True):
            hyphen = widths.widths_at(place.end).hyphen if place.hyphen else None
            if hyphen is None and place.penalty and text[place.end - 1] in _DASHES:
                hyphen = 0.0  # it looks like a divided word
            measured.add(end, start, (spaces, after), place.penalty, hyphen)
        return measured

    def lines(self, places: Sequence[_Place]) -> Lines:
        """The lines that end at these places."""
        lines: Lines = {}
        begin, last = 0, _Place(len(self._text.text.rstrip(" ")), len(self._text.text), "", 0.0)
        for place in (*places, last):
            line: Line = {}
            for number, leaf in enumerate(self._text.leaves):
                if leaf.end <= begin:
                    continue
                if leaf.start >= place.start and place is not last:
                    break
                line[number] = self._segment(leaf, begin, place, is_last=place is last)
            lines[begin] = line
            begin = place.start
        return lines

    def _segment(self, leaf: Leaf, begin: int, place: _Place, *, is_last: bool) -> Segment:
        """What the line from `begin` to `place` has of a leaf."""
        start, end = max(begin, leaf.start), min(place.end, leaf.end)
        ends_here = not is_last and place.start <= leaf.end
        text = leaf.box.text[start - leaf.start : end - leaf.start] if end > start else ""
        width = 0.0
        if text:
            (before, _), (after, _) = self._widths.up_to((start, end))
            width = after - before
            width -= (leaf.before if start == leaf.start else 0.0) + (leaf.after if end == leaf.end else 0.0)
        if ends_here and place.hyphen and text:
            text += place.hyphen
            width += self._widths.widths_at(end).hyphen
        resume = len(leaf.box.text[: place.start - leaf.start].encode()) if ends_here else None
        return Segment(text, width, resume)
