"""The words of the book against the words of a file: all of them, in order, and the spaces between them.

What a reader cannot see makes no difference: how many spaces are in a row, soft hyphens, word joiners, capitals
(styles may change them). Text is given in pieces, each with its place in the file: whatever a message is to name.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from archivist.record.document_text import BREAK
from archivist.record.expected_text import ExpectedText
from archivist.verdict import Message
from archivist.verify.internal_check import error

_REACH = 600  # letters looked at to say what differs
_CONTEXT = 5  # words shown before a difference
_SHOWN = 80  # letters of a text shown in a message

_GAPS = re.compile(r"(\s+)")  # BREAK is a space for Python

Place_co = TypeVar("Place_co", covariant=True)


class Letter(NamedTuple, Generic[Place_co]):
    """A letter, what is before it (nothing, a space or BREAK), and its place."""

    letter: str
    gap: str
    place: Place_co


Pieces = Sequence[tuple[str, Place_co]]


# ---------------------------------------------------------------- documents


def order(found: Sequence[str], wanted: Sequence[str], within: str) -> Iterator[Message]:
    """Whether a file has the documents of the book and no others; `within` is what holds them."""
    for name in wanted:
        if name not in found:
            yield error("document-missing", f"{within} lacks the document {name}")
    for name in found:
        if name not in wanted:
            yield error("document-unknown", f"{within} holds {name!r}, which is not a document of the book")
    if sorted(found) == sorted(wanted) and list(found) != list(wanted):
        yield error("documents-out-of-order", "the documents are in a different order from the book")


def differences(
    expected: ExpectedText, found: Mapping[str, Pieces[Place_co]], shown: Callable[[Place_co], str]
) -> Iterator[Message]:
    """The first difference of each stream: the running text, "" in `found`, and each note, there by its id.

    `shown` says a place in words.
    """
    running = [_difference(f"{expected.name}: the text", each, found.get("", ()), shown) for each in expected.running]
    if None not in running:
        yield running[0]  # type: ignore[misc]  # mypy does not see that none is None
    for note, words in expected.notes.items():
        number = note.rpartition(".")[2]
        if note not in found:
            yield error("note-missing", f"{expected.name}: note {number} is not in the file: “{short(words)}”")
            continue
        difference = _difference(f"{expected.name}: note {number}", words, found[note], shown)
        if difference is not None:
            yield difference
    for note in sorted(found.keys() - expected.notes.keys() - {""}):
        words = "".join(piece for piece, _ in found[note])
        said = f"{expected.name}: a note {note!r} that the article does not have: “{short(words)}”"
        yield error("note-unknown", said)


def _difference(what: str, expected: str, found: Pieces[Place_co], shown: Callable[[Place_co], str]) -> Message | None:
    if do_agree([expected], (piece for piece, _ in found)):
        return None
    wanted, have = list(letters([(expected, None)])), list(letters(found))
    at = first_difference(wanted, have)
    if at is None:
        return None
    place = shown(have[min(at, len(have) - 1)].place) if have else ""
    return error(*_told(what, wanted, have, at), place)


# ---------------------------------------------------------------- letters


def letters(pieces: Iterable[tuple[str, Place_co]]) -> Iterator[Letter[Place_co]]:
    """Every letter that can be seen."""
    gap = ""
    for piece, place in pieces:
        for letter in unicodedata.normalize("NFD", piece):
            if letter == BREAK or letter.isspace():
                gap = BREAK if BREAK in {gap, letter} else " "
            else:
                for folded in _folded(letter):
                    yield Letter(folded, gap, place)
                    gap = ""


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    """A letter without case; "" for soft hyphens and joiners, of which nothing is seen."""
    return "" if unicodedata.category(letter) in {"Cc", "Cf"} else letter.casefold()


def do_agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two texts have no first difference. Most have none, and this is found without a look at each letter."""
    first, second = _shape(one), _shape(other)
    return (
        first.letters == second.letters
        and first.spaces <= second.spaces | second.breaks
        and second.spaces <= first.spaces | first.breaks
    )


class _Shape(NamedTuple):
    """The letters of a text, and before which of them there are gaps; never before the first."""

    letters: str
    spaces: set[int]
    breaks: set[int]


class _Seen(dict[int, str]):
    """What is seen of a character, by its number, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = letter if letter.isspace() else _folded(letter)
        return self[code]


_SEEN = _Seen()


def _shape(texts: Iterable[str]) -> _Shape:
    seen = "".join(unicodedata.normalize("NFD", text) for text in texts).translate(_SEEN)
    parts = _GAPS.split(seen.strip())  # words and gaps in turn
    spaces: set[int] = set()
    breaks: set[int] = set()
    at = 0
    for word, gap in zip(parts[::2], parts[1::2], strict=False):
        at += len(word)
        (breaks if BREAK in gap else spaces).add(at)
    return _Shape("".join(parts[::2]), spaces, breaks)


def first_difference(wanted: Sequence[Letter[object]], have: Sequence[Letter[object]]) -> int | None:
    """The first letter that differs, or None. What is before the first letter of all makes no difference."""
    at = next(
        (index for index, (one, other) in enumerate(zip(wanted, have, strict=False)) if not _alike(one, other, index)),
        min(len(wanted), len(have)),
    )
    return None if at == len(wanted) == len(have) else at


def _alike(one: Letter[object], other: Letter[object], index: int) -> bool:
    return one.letter == other.letter and (not index or one.gap == other.gap or BREAK in {one.gap, other.gap})


def words_of(shown: Sequence[Letter[Place_co]]) -> list[str]:
    """Letters as words."""
    return "".join((" " if each.gap else "") + each.letter for each in shown).split()


# ---------------------------------------------------------------- telling


def _told(what: str, wanted: Sequence[Letter[None]], have: Sequence[Letter[Place_co]], at: int) -> tuple[str, str]:
    """Code and text for a difference at this letter."""
    start = _word_start(wanted, have, at)
    missing, extra, agreed = _first_change(
        words_of(wanted[start : start + _REACH]), words_of(have[start : start + _REACH])
    )
    before = " ".join([*words_of(wanted[max(0, start - _REACH) : start]), *agreed][-_CONTEXT:])
    place = f"after “{before}”" if before else "at the beginning"
    if not extra:
        return "text-missing", f"{what}: “{short(missing)}” is missing {place}"
    if not missing:
        return "text-extra", f"{what}: “{short(extra)}” is in the file {place}, and not in the book"
    return "text-differs", f"{what}: {place} the book has “{short(missing)}”, the file “{short(extra)}”"


def _word_start(wanted: Sequence[Letter[None]], have: Sequence[Letter[Place_co]], at: int) -> int:
    """The beginning of the word that contains this letter, in both."""
    start = min(at, len(wanted) - 1, len(have) - 1)
    while start > 0 and not (wanted[start].gap and have[start].gap):
        start -= 1
    return max(start, 0)


def _first_change(wanted: Sequence[str], have: Sequence[str]) -> tuple[str, str, Sequence[str]]:
    """What is missing, what is too much, and the words before it that agree."""
    for kind, from_, to, other_from, other_to in difflib.SequenceMatcher(None, wanted, have, False).get_opcodes():
        if kind != "equal":
            return " ".join(wanted[from_:to]), " ".join(have[other_from:other_to]), wanted[:from_]
    return "", "", ()


def short(text: str) -> str:
    """A text as a message shows it."""
    words = re.sub(r"\s+", " ", text.replace(BREAK, " ")).strip()
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
