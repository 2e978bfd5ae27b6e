"""The readers that are installed: found by the entry-point group `archivist.readers`, loaded when they are needed."""

import difflib
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import UnionType
from typing import TypeVar

from archivist.errors import ArchivistError, UsageError
from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import Found, FoundArticle, Media, SourceError, Wishes
from archivist.reader_api.reader import ArticlesInPlace, Claim, Reader
from archivist.reader_api.serial_facts import SerialFacts
from archivist.reader_api.source_sample import SourceSample

T = TypeVar("T")

GROUP = "archivist.readers"
_OWN = "archivist"  # the program's own distribution
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class ReaderError(ArchivistError):
    """An installed reader cannot be used."""


@dataclass(frozen=True)
class Readers:
    """All readers, by name. None is loaded before it is asked for."""

    registered: Mapping[str, EntryPoint]

    @property
    def names(self) -> tuple[str, ...]:
        """The kinds of sources, sorted."""
        return tuple(self.registered)

    @cached_property
    def loaded(self) -> tuple[Reader, ...]:
        """Every reader, in the order of their names. Raises ReaderError if one cannot be loaded."""
        return tuple(map(_load, self.registered.values()))

    def named(self, name: str) -> Reader:
        """The reader of a kind. Raises UsageError if there is none of that name, ReaderError if it cannot be loaded."""
        if name not in self.registered:
            near = difflib.get_close_matches(name, self.names, n=1)
            meant = f" Did you mean {near[0]}?" if near else ""
            raise UsageError(f"--as {name}: unknown kind of source", f"Choose from {', '.join(self.names)}.{meant}")
        return _load(self.registered[name])


def installed_readers() -> Readers:
    """The readers of the program and of all other packages that are installed.

    Raises ReaderError if two packages give a reader the same name, or the program's own are not registered.
    """
    return _readers_on(tuple(sys.path))


@cache
def _readers_on(_: tuple[str, ...]) -> Readers:
    """The readers of a search path. The description of each package in it is read, so it is asked for once."""
    found: dict[str, EntryPoint] = {}
    for each in sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value)):
        other = found.setdefault(each.name, each)
        if other.value != each.value:
            raise ReaderError(
                f"two readers are registered as {each.name!r}: {other.value} of {_package(other)} and {each.value} of"
                f" {_package(each)}",
                "Uninstall one of the two packages.",
            )
    if not any(_package(each) == _OWN for each in found.values()):
        raise ReaderError("archivist's own readers are not registered", "Install it again: pip install archivist.")
    return Readers(found)


def _package(registered: EntryPoint) -> str:
    return registered.dist.name if registered.dist else "an unknown package"


def _load(registered: EntryPoint) -> Reader:
    package = _package(registered)
    if package == _OWN:
        own: Reader = registered.load()
        return own
    try:
        reader = registered.load()
    except Exception as error:  # whatever somebody else's module raises
        raise _unusable(registered, f"cannot be loaded: {type(error).__name__}: {error}") from error
    if not isinstance(reader, Reader):
        raise _unusable(registered, f"is not a Reader but of the type {type(reader).__name__}")
    if reader.name != registered.name or not _NAME.fullmatch(reader.name):
        raise _unusable(registered, f"names itself {reader.name!r}")
    if not isinstance(reader.description, str):
        raise _unusable(registered, "has no description")
    return _OutsideReader(reader, package)


def _unusable(registered: EntryPoint, fault: str) -> ReaderError:
    package = _package(registered)
    return ReaderError(
        f"the reader {registered.name!r} ({registered.value}) of the package {package} {fault}",
        f"Update or uninstall {package}, or name another reader with --as.",
    )


class _OutsideReader(Reader):
    """A reader of another package: whatever fails in it is an error that names the package, not one of the program."""

    def __init__(self, reader: Reader, package: str) -> None:
        self.name, self.description, self.joins_sources = reader.name, reader.description, reader.joins_sources
        self._reader, self._package = reader, package

    def recognise(self, source: SourceSample) -> Claim | None:
        with self._guard():
            return _of_type(self._reader.recognise(source), Claim | None)

    def read(self, source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
        with self._guard():
            for found in self._reader.read(source, wishes, media):
                yield _check_found(found)

    def serial_facts(self, source: Path) -> SerialFacts:
        with self._guard():
            return _of_type(self._reader.serial_facts(source), SerialFacts)

    def articles_in_place(self, folder: Path) -> ArticlesInPlace | None:
        with self._guard():
            return _of_type(self._reader.articles_in_place(folder), ArticlesInPlace | None)

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except (ArchivistError, OSError):  # what a reader may raise
            raise
        except Exception as error:
            message = f"the reader {self.name!r} of the package {self._package} failed: {type(error).__name__}: {error}"
            raise SourceError(message, f"Report this to the makers of {self._package}.") from error


def _of_type(value: T, wanted: type[T] | UnionType) -> T:
    if not isinstance(value, wanted):
        raise TypeError(f"it returned {value!r:.100}")
    return value


def _check_found(found: object) -> Found:
    """What a reader yielded, if it is something the program can use."""
    if isinstance(found, Finding):
        return found
    if not isinstance(found, FoundArticle):
        raise TypeError(f"read() yielded {found!r:.100}")
    if not isinstance(found.place, Place):
        raise TypeError(f"`place` of an article is {found.place!r:.100}, not a Place")
    for name in ("origin", "title", "text", "plain", "language", "source"):
        if not isinstance(getattr(found, name), str):
            raise TypeError(f"`{name}` of an article is {getattr(found, name)!r:.100}, not text")
    return found
