"""A passage of a file that looks wrong, and the finding made of it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from archivist.findings import Finding

# Lines of one file that are reported for one code; a file that is broken throughout is not reported line by line.
_MOST_LINES = 10
# What is reported once per file: it is harmless, and a file that has it has it everywhere.
_ONCE = frozenset({"decomposed-letters", "straight-quotes", "hyphens-as-dash"})


@dataclass(frozen=True, slots=True)
class Flaw:
    """A passage of a file's text, within one line."""

    code: str  # of the finding
    start: int  # in the text, in characters
    end: int
    says: str  # the message
    replacement: str | None = None  # the replacement, if it is certain


class Lines:
    """The numbers of lines in a text whose line ending is `\\n`."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        self._starts += (match.end() for match in re.finditer("\n", text))
        self._end = len(text)

    def number(self, offset: int) -> int:
        """The line of a character, from 1."""
        return bisect_right(self._starts, offset)

    def span(self, number: int) -> tuple[int, int]:
        """Where a line begins and ends, without its line ending."""
        last = number == len(self._starts)
        return self._starts[number - 1], self._end if last else self._starts[number] - 1


def as_findings(flaws: Iterable[Flaw], lines: Lines, path: str) -> Iterator[Finding]:
    """One finding per line and code; of many lines the last finding says how many more there are."""
    numbered = sorted((flaw.code, lines.number(flaw.start), flaw.start, flaw.says) for flaw in flaws)
    for code, of_code in groupby(numbered, key=lambda entry: entry[0]):
        by_line = [(line, [says for *_, says in group]) for line, group in groupby(of_code, key=lambda entry: entry[1])]
        most = 1 if code in _ONCE else _MOST_LINES
        for number, (line, messages) in enumerate(by_line[:most], start=1):
            more = _more(len(set(messages)) - 1, len(by_line) - number if number == most else 0)
            yield Finding(code, messages[0] + more, path, line)


def _more(on_line: int, lines: int) -> str:
    parts = [f"{on_line} more on this line"] if on_line else []
    if lines:
        parts.append(f"{lines} more {'line' if lines == 1 else 'lines'} in this file")
    return f" ({', '.join(parts)})" if parts else ""


def name_characters(characters: str) -> str:
    """Characters by number: `U+200B`."""
    return ", ".join(f"U+{ord(character):04X}" for character in characters)


def shorten(text: str, most: int = 40) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
