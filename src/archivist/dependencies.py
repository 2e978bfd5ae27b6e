"""What was asked while something was made, with the digests of the answers.

A build system that records what a step read knows when the step has to run again: when an answer is another one. Here a
question is a few words, such as ("at", "https://example.org/a", "en"), and the answers are the functions of one table.
What is asked goes through `Dependencies.ask`, so what is recorded and what was used are the same.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from archivist.cache import digest_of

Question = tuple[str, ...]  # its kind, and what it is about

T = TypeVar("T")

_PLAIN = (bool, int, float, datetime.date, datetime.time, datetime.timedelta, type(None))
_SHORT = 60  # characters of an answer that is its own digest


@dataclass(slots=True)
class Fingerprints:
    """Digests of values: of texts, numbers, days, and what is made of them."""

    shared: tuple[type, ...] = ()  # values of these types are in many others, each the same object
    _known: dict[int, tuple[object, str]] = field(default_factory=dict)  # by identity, with what has it

    def of(self, value: object) -> str:
        """The digest; a short text, or a few, are their own. Raises TypeError for a value of another type."""
        if isinstance(value, str | bool | None) or (isinstance(value, tuple) and all(type(x) is str for x in value)):
            written = repr(value)
            if len(written) <= _SHORT:
                return written
        return self._hashed(value)

    def _hashed(self, value: object) -> str:
        return digest_of(*self._parts(value))

    def _parts(self, value: object) -> Iterator[bytes | str]:
        """The parts of a value. Its text is text; types and lengths, which are before what they are of, are bytes."""
        if type(value) is str:
            yield value
        elif isinstance(value, self.shared):
            yield self._of_shared(value)
        elif isinstance(value, Enum):
            yield b"enum %s" % value.name.encode()
        elif isinstance(value, str):
            yield str(value)
        elif isinstance(value, bytes):
            yield from (b"bytes", value)
        elif isinstance(value, _PLAIN):
            yield f"{type(value).__name__} {value!r}".encode()
        elif isinstance(value, Path):
            yield from (b"path", str(value))
        else:
            yield from self._parts_within(value)

    def _of_shared(self, value: object) -> bytes:
        if id(value) not in self._known:
            self._known[id(value)] = value, digest_of(*self._parts_within(value))
        return b"shared %s" % self._known[id(value)][1].encode()

    def _parts_within(self, value: object) -> Iterator[bytes | str]:
        """The parts of a value that contains others. Those of a set are in the order of their digests."""
        if is_dataclass(value) and not isinstance(value, type):
            head, names = _fields_of(type(value))
            yield head
            for name in names:
                yield from self._parts(getattr(value, name))
        elif isinstance(value, Mapping):
            yield b"mapping %d" % len(value)
            for key, content in value.items():
                yield from (*self._parts(key), *self._parts(content))
        elif isinstance(value, frozenset | set):
            yield b"set %d" % len(value)
            yield from sorted(map(self._hashed, value))
        elif isinstance(value, list | tuple):
            yield b"sequence %d" % len(value)
            for content in value:
                yield from self._parts(content)
        else:
            raise TypeError(f"a value without a digest: {type(value).__name__}")


@cache
def _fields_of(kind: type) -> tuple[bytes, tuple[str, ...]]:
    """What is before the fields of a dataclass, and their names."""
    names = tuple(each.name for each in fields(kind))
    return b"%s %d" % (kind.__name__.encode(), len(names)), names


@dataclass(slots=True)
class Answers:
    """The answers to questions, each the same as long as this object is used."""

    functions: Mapping[str, Callable[..., object]]  # by kind: of what a question is about
    _fingerprints: Fingerprints = field(default_factory=Fingerprints)
    _known: dict[Question, str] = field(default_factory=dict)  # digests of answers: most are asked for again

    def answer(self, question: Question) -> object:
        """The answer. Raises KeyError for a question of another kind."""
        return self.functions[question[0]](*question[1:])

    def digest(self, question: Question, answer: object = ...) -> str:
        """The digest of the answer, which may be given. Raises KeyError for a question of another kind."""
        known = self._known.get(question)
        if known is None:
            known = self._fingerprints.of(self.answer(question) if answer is ... else answer)
            self._known[question] = known
        return known

    def are_the_same(self, digests: Mapping[Question, str]) -> bool:
        """Whether each question has the answer that it had."""
        return all(
            question[0] in self.functions and self.digest(question) == digest for question, digest in digests.items()
        )


@dataclass(slots=True)
class Dependencies:
    """The questions that were asked, and the digests of their answers."""

    answers: Answers
    digests: dict[Question, str] = field(default_factory=dict)

    def ask(self, kind: str, *about: str) -> Any:
        """The answer to a question, which is recorded."""
        question = (kind, *about)
        answer = self.answers.answer(question)
        if question not in self.digests:
            self.digests[question] = self.answers.digest(question, answer)
        return answer

    def add(self, others: Mapping[Question, str]) -> None:
        """Record what was asked elsewhere with the same answers, such as in a worker."""
        self.digests |= others


class AskedMapping(Mapping[str, T]):
    """A mapping whose values are answers: what is looked up is recorded. It has no value where the answer is None."""

    def __init__(self, asked: Dependencies, kind: str, *about: str) -> None:
        """`about` is what each question is about in addition to the key."""
        self._asked, self._kind, self._about = asked, kind, about

    def __getitem__(self, key: str) -> T:
        found: T | None = self._asked.ask(self._kind, key, *self._about)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        """All keys: the answer to the question of this kind that is about nothing."""
        names: Iterable[str] = self._asked.ask(f"all: {self._kind}")
        return iter(names)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def questions_as_data(digests: Mapping[Question, str]) -> bytes:
    """Questions with the digests of their answers, as they are stored: a line of JSON."""
    data = [[*question, digest] for question, digest in sorted(digests.items())]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def questions_from_data(data: list[list[str]]) -> dict[Question, str]:
    """Questions that were stored, with the digests of their answers."""
    return {tuple(question): digest for *question, digest in data}
