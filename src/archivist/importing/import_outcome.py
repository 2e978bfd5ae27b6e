"""What an import reports and asks while it runs, and the result."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import FoundArticle
from archivist.reader_api.serial_facts import SerialFacts


class State(StrEnum):
    """What became of an article that was found."""

    NEW = "new"  # written
    SAME = "same"  # in the archive already, word for word
    DIFFERS = "differs"  # in the archive already, and left as it is
    UPDATED = "updated"  # written over the one in the archive, as somebody said


@dataclass(frozen=True, slots=True)
class Change:
    """An article of the archive that the source would make another one of."""

    path: Path
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """An article that was imported."""

    path: str  # relative to the archive
    place: Place  # where it was found
    state: State


@dataclass(frozen=True, slots=True)
class Import:
    """What an import did."""

    sources: tuple[tuple[str, str], ...]  # as named, and their kinds; in order, those that could be read
    articles: tuple[Imported, ...]  # by path
    findings: tuple[Finding, ...]
    facts: tuple[SerialFacts, ...] = ()  # what each of the sources says of its serial


class Progress(Protocol):
    """Who wants to know how far an import is."""

    def reading(self, source: Path, kind: str) -> None:
        """A source is opened."""

    def found(self) -> None:
        """One more article is found."""

    def writing(self, articles: int) -> None:
        """All is read; so many articles are to be proved and written."""

    def done(self) -> None:
        """One of them is."""


Decide = Callable[[Change], bool]  # whether to write over


AskDay = Callable[[FoundArticle], datetime.date | None]  # the day of an undated article, if somebody knows it


def leave(_: Change) -> bool:
    """Never write over."""
    return False


def nobody(_: FoundArticle) -> datetime.date | None:
    """Nobody knows."""
    return None
