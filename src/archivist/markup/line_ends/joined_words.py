"""Where the rules apply in a text: between which of its words no line may end.

A rule looks at the word before white space and at the word after it. Texts repeat their words, so each is compared with
the rules of a language once, and its answers are kept as bits: a rule applies where both words have its bit. On one
side most rules take almost any word; few words are named on the other, and only beside these are rules asked.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, compress, count, islice
from operator import add
from typing import NamedTuple

from archivist.markup.line_ends.rules import BLOCK, SPACE, Rule, rules_of

_WHITE_SPACE = re.compile(rf"[\t\r\n{BLOCK}]")
_WORDS_KEPT = 1 << 14  # of each language, for each side


class Joined(NamedTuple):
    """White space in a text that must not end a line."""

    start: int
    end: int
    space: str  # what is put there


class _NamedWords(dict[str, bool]):
    """Whether a rule of a language names a word."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        before = [rule.before for rule in rules if rule.is_named_before]
        after = [rule.after for rule in rules if not rule.is_named_before]
        self._before = re.compile(rf"(?:{_any(before)})\Z").search
        self._after = re.compile(_any(after)).match

    def __missing__(self, word: str) -> bool:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        named = bool(self._after(f"{word} ") or self._before(word))
        self[word] = named
        return named


class _Language(NamedTuple):
    """The rules of a language, ready for use."""

    named: _NamedWords
    before: Callable[[str], int]  # the bits of a word before white space
    after: Callable[[str], int]  # and of one after it, with white space behind it
    after_at_the_end: Callable[[str], int]  # of the last word of a text
    spaces: tuple[str, ...]  # by number of the rule
    wide: tuple[tuple[re.Pattern[str], str], ...]  # rules whose words have spaces in them, and the space of each


class DividedText:
    """A text divided into words, at its white space and at the ends of its blocks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = _WHITE_SPACE.sub(" ", text).split(" ")  # an empty one between two characters of white space
        self._ends = [*map(add, accumulate(map(len, self._words)), count())]

    def joined(self, language: str, start: int, end: int) -> Iterator[Joined]:
        """White space that begins in a passage and must not end a line by the rules of a language, in no order."""
        rules = _rules(language)
        for before, after in self._beside_named(rules.named, start, end):
            bits = rules.after if after + 1 < len(self._words) else rules.after_at_the_end
            both = rules.before(self._words[before]) & bits(self._words[after])
            if both:
                place = Joined(
                    self._ends[before],
                    self._ends[after] - len(self._words[after]),
                    rules.spaces[both.bit_length() - 1],
                )
                if BLOCK not in self._text[place.start : place.end]:
                    yield place
        for pattern, space in rules.wide:
            for match in pattern.finditer(self._text):
                if start <= match.start(1) < end:
                    yield Joined(*match.span(1), space)

    def _beside_named(self, named: _NamedWords, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The words on both sides of white space that begins in a passage, where one of them is named."""
        words = self._words
        first, last = bisect_left(self._ends, start), len(words) - 1
        beyond = min(bisect_left(self._ends, end), last)  # the first word that ends after the passage
        until = _skip_empty(words, range(beyond, last))
        named_words = map(named.__getitem__, islice(words, first, until + 1))
        found = [*compress(range(first, until + 1), named_words)]
        if until == last:  # at the end of a text, other words are named
            found.append(last)
        passed = first - 1  # the last word before white space that was given
        for at in found:
            before, after = at - 1, at + 1  # nearly always there is one character of white space on either side
            while before >= first and not words[before]:
                before -= 1
            while after < last and not words[after]:
                after += 1
            for left, right in ((before, at), (at, min(after, last))):
                if passed < left < beyond and left < right and words[left] and words[right]:
                    passed = left
                    yield left, right


def _skip_empty(words: Sequence[str], places: range) -> int:
    """The first of some places where a word is not empty; else the one after them."""
    return next((at for at in places if words[at]), places.stop)


def join_words(text: str, language: str) -> str:
    """A short text, such as a label, with its no-break spaces."""
    found = {each.start: each for each in DividedText(text).joined(language, 0, len(text))}
    for _, each in sorted(found.items(), reverse=True):
        text = text[: each.start] + each.space + text[each.end :]
    return text


@lru_cache(maxsize=64)
def _rules(language: str) -> _Language:
    rules = rules_of(language)
    of_words = [rule for rule in rules if rule.is_of_words]
    before = [re.compile(rf"(?:{rule.before})\Z") for rule in of_words]
    after = [re.compile(rule.after) for rule in of_words]

    def bits_after(word: str) -> int:
        return sum(1 << number for number, pattern in enumerate(after) if pattern.match(word))

    return _Language(
        _NamedWords(of_words),
        lru_cache(_WORDS_KEPT)(
            lambda word: sum(1 << number for number, pattern in enumerate(before) if pattern.search(word))
        ),
        lru_cache(_WORDS_KEPT)(lambda word: bits_after(f"{word} ")),
        bits_after,
        tuple(rule.space for rule in of_words),
        tuple(
            (re.compile(rf"{rule.before}({SPACE})(?={rule.after})"), rule.space)
            for rule in rules
            if not rule.is_of_words
        ),
    )


def _any(patterns: Iterable[str]) -> str:
    """A pattern for any of some patterns; for nothing if there are none."""
    return "|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)"
