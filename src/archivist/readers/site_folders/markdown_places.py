"""Where things are in a Markdown text: code, pictures, raw tags. Reported by the parser, character for character."""

import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archivist.dialect.observing_parser import Mark, destination_at, observe
from archivist.dialect.parser import Token
from archivist.dialect.task_lists import DONE, OPEN
from archivist.readers.site_folders.image_tags import sources

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a picture in the text."""

    start: int
    end: int
    written: str  # without escapes
    is_html: bool  # whether it is the value of an attribute


@dataclass(frozen=True, slots=True)
class Places:
    """What was found in one text. All spans are in order and do not overlap within their kind."""

    code: tuple[Span, ...]
    pictures: tuple[Address, ...]
    lost: tuple[tuple[int, str], ...]  # pictures whose place in the text cannot be determined: line from 0, address

    def in_code(self, position: int) -> bool:
        """Whether the character is in code."""
        return self.code_around(position) is not None

    def code_around(self, position: int) -> Span | None:
        """The code the character is in, if any."""
        index = bisect.bisect_right(self.code, (position, len(self.code) and self.code[-1][1])) - 1
        inside = index >= 0 and self.code[index][0] <= position < self.code[index][1]
        return self.code[index] if inside else None


def places(text: str) -> Places:
    """Where code and pictures are in a text. `\\n` is its one line ending."""
    observed = observe(text)
    tokens = observed.tokens
    found = _Finder(text)
    code = [found.lines(token) for token in tokens if _is_code(token)]
    labels: dict[str, int] = {}
    for mark in observed.marks:
        if mark.kind == "image" and mark.label:
            labels.setdefault(mark.label, mark.token.map[0] if mark.token and mark.token.map else 0)
        elif mark.kind == "backticks":
            code += filter(None, [found.span(mark)])
        else:
            found.take(mark)
    for token in tokens:
        if token.type == "html_block" and token.map:
            found.tags(*found.lines(token))
    found.definitions(labels, observed.references)
    pictures = sorted(found.pictures.values(), key=lambda picture: picture.start)
    return Places(tuple(sorted(code)), tuple(pictures), tuple(found.lost))


def _is_code(token: Token) -> bool:
    """Whether a token is a block of code; tables drawn with characters are set as such and are not."""
    return token.type in ("fence", "code_block") and token.map is not None and "foreign" not in token.meta


class _Finder:
    """Finds in the text what the parser saw of it: lines without the marks of quotes and lists."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.pictures: dict[int, Address] = {}
        self.lost: list[tuple[int, str]] = []
        self._content: dict[int, list[Span] | None] = {}  # by paragraph: its lines, offset there and in the text
        self._cells: dict[int, int] = {}  # by line: where the next cell of a table may begin

    def lines(self, token: Token) -> Span:
        first, last = token.map or (0, 0)
        return self.starts[min(first, len(self.starts) - 1)], min(
            self.starts[min(last, len(self.starts) - 1)], len(self.text)
        )

    def span(self, mark: Mark) -> Span | None:
        """Where in the text the mark is; None if it cannot be determined."""
        if mark.token is None or mark.token.map is None:
            return None
        shift = 0
        if mark.source != mark.token.content:  # a note written in place is parsed by itself
            shift = mark.token.content.find(mark.source)
            if shift < 0 or mark.token.content.find(mark.source, shift + 1) >= 0:
                return None
        lines = self._lines_of(mark.token)
        if lines is None:
            return None
        return self._place(lines, shift + mark.start), self._place(lines, shift + mark.end - 1) + 1

    @staticmethod
    def _place(lines: list[Span], position: int) -> int:
        offset, start = lines[max(bisect.bisect_right(lines, (position, 1 << 62)) - 1, 0)]
        return start + position - offset

    def _lines_of(self, token: Token) -> list[Span] | None:
        if id(token) not in self._content:
            self._content[id(token)] = self._find_lines(token)
        return self._content[id(token)]

    def _find_lines(self, token: Token) -> list[Span] | None:
        found: list[Span] = []
        offset, number = 0, (token.map or [0])[0]
        for line in token.content.split("\n"):
            if number + 1 >= len(self.starts):
                return found or None
            begin, end = self.starts[number], self.starts[number + 1] - 1
            if not found and line.startswith((f"{DONE} ", f"{OPEN} ")):  # instead of `[x] `
                offset, line = offset + 2, line[2:]  # noqa: PLW2901
            words = line.lstrip(" \t")  # the parser may have made spaces of a tab
            start = self.text.find(words, max(begin, self._cells.get(number, 0)), end)
            if start < 0:
                return None
            found.append((offset + len(line) - len(words), start))
            self._cells[number] = start + len(words)
            offset, number = offset + len(line) + 1, number + 1
        return found

    def take(self, mark: Mark) -> None:
        """Note the address of a picture, or those in tags."""
        span = self.span(mark)
        if span is None:
            self.lose(mark)
        elif mark.kind == "image":
            self.picture(span[0], span[1], mark.written)
        else:
            self.tags(*span)

    def lose(self, mark: Mark) -> None:
        """Note a picture whose place cannot be determined."""
        if mark.kind == "image" or "<img" in mark.source[mark.start : mark.end].lower():
            line = mark.token.map[0] if mark.token and mark.token.map else 0
            self.lost.append((line, mark.written))

    def picture(self, start: int, end: int, written: str, is_html: bool = False) -> None:
        """Note the address of a picture."""
        self.pictures.setdefault(start, Address(start, end, written, is_html))

    def tags(self, start: int, end: int) -> None:
        """Note the addresses of the `<img>` between two places."""
        for begin, stop, address in sources(self.text, start, end):
            self.picture(begin, stop, address, is_html=True)

    def definitions(self, labels: dict[str, int], references: Mapping[str, Mapping[str, Any]]) -> None:
        """Note the addresses of the definitions that pictures refer to."""
        for label, line in labels.items():
            known = references.get(label)
            if known is None:
                continue
            span = self._destination(known)
            if span is None:
                self.lost.append((line, str(known["href"])))
            else:
                self.pictures.setdefault(span.start, span)

    def _destination(self, known: Mapping[str, Any]) -> Address | None:
        first, last = known["map"]
        begin, end = self.starts[first], min(self.starts[last], len(self.text))
        start = self.text.find("]:", begin, end) + 2
        while start >= 2 and start < end:
            while start < end and self.text[start] in " \t\n>":
                start += 1
            found = destination_at(self.text, start, end, known["href"])
            if found is not None:
                return Address(start, *found, is_html=False)
            start = self.text.find("]:", start, end) + 2
        return None
