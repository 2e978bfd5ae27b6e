"""Markdown that would lose words, repaired block by block: only the blocks concerned become plain paragraphs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from archivist.dialect.link_syntax import in_markdown
from archivist.dialect.plain_lines import as_markdown
from archivist.dialect.source_blocks import SourceBlock, blocks_of
from archivist.fidelity.imported_words import difference_of_letters, letters_of_notes, letters_without_notes
from archivist.findings import Severity
from archivist.model.articles import Body

_ANCHOR = 8  # letters by which a block is found again in the source
_SHOWN = 40  # characters of a block in a message
_WORD = re.compile(r"[^\W_]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")

Read = Callable[[str], Body]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text whose words are those of its source, unless the blocks cannot be distinguished."""

    text: str
    messages: tuple[str, ...]  # one for each passage that became plain: how it begins, and what was lost


@dataclass(frozen=True, slots=True)
class _Read:
    """What is read of a block."""

    letters: str
    error: str  # what would stop its volume; "" if nothing would
    is_silent: bool  # whether nothing is read of it, though it is written with words


@dataclass(frozen=True, slots=True)
class _Passage:
    """Blocks, by their places, that differ from the letters of the source between two places."""

    first: int
    last: int  # the place after the last block
    start: int
    end: int


def repair_blocks(text: str, plain: str, read: Read) -> Repaired:
    """Replace the blocks of `text` that lack words of `plain`, or that would stop a volume, by their words in `plain`.

    `read` gives the body of an article with another text. Paragraphs of `plain` are separated by empty lines; they are
    never joined. Calls of notes and pictures of a replaced block are kept behind its words.
    """
    blocks = sorted(blocks_of(text), key=lambda block: bool(block.label))
    stubs = "".join(f"\n\n[^{block.label}]: x" for block in blocks if block.label)
    found = [_read(block, stubs, read) for block in blocks]
    places = [place for place, character in enumerate(plain) if not character.isspace()]
    wanted = "".join(plain.split())
    parts: dict[float, str] = {place: block.text for place, block in enumerate(blocks)}
    messages: list[str] = []
    beginnings = (0, *(bisect_left(places, match.end()) for match in _BLANK_LINE.finditer(plain)))
    for passage in _Comparison(wanted, beginnings, found).passages():
        own = blocks[passage.first : passage.last]
        start = places[passage.start] if passage.start < len(places) else len(plain)
        words = plain[start : places[passage.end - 1] + 1] if passage.end > passage.start else ""
        messages.append(_message(wanted, found, own, passage))
        for place in range(passage.first, passage.last):
            parts.pop(place)
        parts[passage.first if own else passage.first - 0.5] = _plain(words, own)
    whole = "\n\n".join(parts[place] for place in sorted(parts) if parts[place])
    return Repaired(f"{whole}\n", tuple(messages))


def _read(block: SourceBlock, stubs: str, read: Read) -> _Read:
    if block.label:
        body = read(f"[^{block.label}]\n\n{block.text}")
        letters = letters_of_notes(body)
    else:
        body = read(block.text + stubs)
        letters = letters_without_notes(body)
    errors = (finding.message for finding in body.findings if finding.severity is Severity.ERROR)
    is_silent = not letters and not block.pictures and _WORD.search(block.text) is not None
    return _Read(letters, next(errors, ""), is_silent)


# ---------------------------------------------------------------- where they differ


@dataclass(frozen=True)
class _Comparison:
    """The letters of a source, the places where its paragraphs begin, and what is read of each block."""

    wanted: str
    beginnings: tuple[int, ...]
    found: Sequence[_Read]

    @cached_property
    def first_silent(self) -> int:
        """The place of the first block of which nothing is read; that after the last if there is none."""
        return next((place for place, block in enumerate(self.found) if block.is_silent), len(self.found))

    def passages(self) -> Iterator[_Passage]:
        """The passages that differ, in order. Between them each block has the letters of the source."""
        place = at = done = 0
        while place < len(self.found) or at < len(self.wanted):
            if place < len(self.found) and self._is_alike(place, at):
                place, at = place + 1, at + len(self.found[place].letters)
                continue
            passage = self._from(*self._beginning(place, at, done), place, at)
            yield passage
            place, at, done = passage.last, passage.end, passage.last

    def _is_alike(self, place: int, at: int) -> bool:
        """Whether a block has the letters of the source that begin at this one.

        After blocks of which nothing is read these may be the letters of two paragraphs, and its own follow.
        """
        block = self.found[place]
        if block.error or not self.wanted.startswith(block.letters, at):
            return False
        is_doubtful = place > self.first_silent and self._divides(at, at + len(block.letters))
        return not is_doubtful or self._as_paragraph(block.letters, at) < 0

    def _divides(self, start: int, end: int) -> bool:
        """Whether a paragraph of the source begins between two letters."""
        return bisect_right(self.beginnings, start) < bisect_left(self.beginnings, end)

    def _as_paragraph(self, letters: str, at: int) -> int:
        """Where these letters begin a paragraph of the source in which no other begins, from `at`; -1 if nowhere."""
        for beginning in self.beginnings[bisect_left(self.beginnings, at) :]:
            if self.wanted.startswith(letters, beginning) and not self._divides(beginning, beginning + len(letters)):
                return beginning
        return -1

    def _beginning(self, place: int, at: int, done: int) -> tuple[int, int]:
        """Block and letter with which a passage begins that differs at this one.

        The blocks before may have been alike only because nothing is read of them, or only the beginning of their
        paragraph.
        """
        while place > done and self.found[place - 1].is_silent:
            place -= 1
        if place > done and at not in self.beginnings:
            before = at - len(self.found[place - 1].letters)
            if before in self.beginnings:
                return place - 1, before
        return place, at

    def _from(self, first: int, start: int, place: int, at: int) -> _Passage:
        """The passage that begins so, up to the next block that is found again in the source."""
        for later in range(place, len(self.found)):
            again = self._again(later, at) if not self.found[later].error else -1
            if again < 0:
                continue
            if later == place and again not in self.beginnings and first == place:  # words within this block
                return _Passage(first, later + 1, start, again + len(self.found[later].letters))
            return _Passage(first, later, start, again)
        return _Passage(first, len(self.found), start, len(self.wanted))

    def _again(self, place: int, at: int) -> int:
        """Where the letters of a block are in the source, best at the beginning of a paragraph; -1 if nowhere."""
        letters = self.found[place].letters
        if not letters:
            return -1
        whole = self._as_paragraph(letters, at) if place > self.first_silent else -1
        if whole >= 0:
            return whole
        for beginning in self.beginnings[bisect_left(self.beginnings, at) :]:
            if self.wanted.startswith(letters, beginning):
                return beginning
        return self.wanted.find(letters, at) if len(letters) >= _ANCHOR else -1


def _message(wanted: str, found: Sequence[_Read], own: Sequence[SourceBlock], passage: _Passage) -> str:
    error = next((each.error for each in found[passage.first : passage.last] if each.error), "")
    letters = "".join(each.letters for each in found[passage.first : passage.last])
    lost = error or difference_of_letters(wanted[passage.start : passage.end], letters)
    begin = " ".join("".join(block.text for block in own).split())
    shown = begin if len(begin) <= _SHOWN else f"{begin[:_SHOWN]}…"
    return f"“{shown}” became plain: {lost}" if own else f"a paragraph was missing: {lost}"


# ---------------------------------------------------------------- what takes their place


def _plain(words: str, own: Sequence[SourceBlock]) -> str:
    """Paragraphs of the words, of a note's text if it was one; what else the blocks had comes behind them."""
    paragraphs = plain_paragraphs(words)
    calls = "".join(f"[^{label}]" for block in own for label in block.calls)
    if calls:
        paragraphs[-1:] = [f"{paragraphs[-1]}{calls}" if paragraphs else calls]
    paragraphs += [f"![{alt}]({in_markdown(address)})" for block in own for alt, address in block.pictures]
    labels = [block.label for block in own if block.label]
    if len(labels) > 1 and len(labels) != len(paragraphs):  # whose words are whose is not known: no longer notes
        return "\n\n".join(paragraphs)
    if len(labels) > 1:
        return "\n\n".join(map(_note, labels, ([paragraph] for paragraph in paragraphs)))
    return _note(labels[0], paragraphs) if labels else "\n\n".join(paragraphs)


def _note(label: str, paragraphs: Sequence[str]) -> str:
    """The definition of a note; its further paragraphs are indented."""
    indented = "\n\n".join(paragraphs).replace("\n", "\n    ").replace("\n    \n", "\n\n")
    return f"[^{label}]: {indented}"


def plain_paragraphs(plain: str) -> list[str]:
    """The paragraphs of plain text as Markdown. Empty lines separate them; other line ends are kept."""
    parts = (part.split("\n") for part in _BLANK_LINE.split(plain) if part.strip())
    return [as_markdown(lines) for lines in parts]
