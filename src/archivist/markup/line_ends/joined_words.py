"""Where the rules apply in a text: between which of its words no line may end.

A rule looks at the word before white space and at the word after it. Texts repeat their words, so each is compared with
the rules of a language once, and its answers are kept as bits: a rule applies where both words have its bit.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import and_

from archivist.markup.line_ends.rules import BLOCK, SPACE, rules_of

_BETWEEN_WORDS = re.compile(f"({SPACE}|{BLOCK}+)")
_WORDS_KEPT = 1 << 14  # of each language, for each side


@dataclass(frozen=True, slots=True)
class Joined:
    """White space in a text that must not end a line."""

    start: int
    end: int
    space: str  # what is put there


@dataclass(frozen=True, slots=True)
class _Language:
    """The rules of a language, ready for use."""

    before: Callable[[str], int]  # the bits of a word before white space
    after: Callable[[str], int]  # and of one after it, with white space behind it
    after_at_the_end: Callable[[str], int]  # of the last word of a text
    spaces: tuple[str, ...]  # by number of the rule
    wide: tuple[tuple[re.Pattern[str], str], ...]  # rules whose words have spaces in them, and the space of each


class DividedText:
    """A text divided into words, at its white space and at the ends of its blocks."""

    def __init__(self, text: str) -> None:
        self._text = text
        parts = _BETWEEN_WORDS.split(text)
        self._words = parts[::2]
        borders = [0, *accumulate(map(len, parts))]
        self._starts, self._ends = borders[1:-1:2], borders[2::2]  # of what is between them

    def joined(self, language: str, start: int, end: int) -> Iterator[Joined]:
        """White space that begins in a passage and must not end a line by the rules of a language, in no order."""
        rules = _rules(language)
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        after = [*map(rules.after, self._words[first + 1 : last + 1])]
        if after and last == len(self._starts):
            after[-1] = rules.after_at_the_end(self._words[-1])
        # All of it in C: a rule applies at few places.
        for place, both in enumerate(map(and_, map(rules.before, self._words[first:last]), after), first):
            if both and self._text[self._starts[place]] != BLOCK:
                yield Joined(self._starts[place], self._ends[place], rules.spaces[both.bit_length() - 1])
        for pattern, space in rules.wide:
            for match in pattern.finditer(self._text):
                if start <= match.start(1) < end:
                    yield Joined(*match.span(1), space)


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
