"""What a reader of a kind of source is, and what it is asked.

A reader is registered under the entry-point group `archivist.readers`, the program's own and others alike. The entry
point names an instance of a subclass of `Reader`; docs/writing-a-reader.md shows how.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from archivist.reader_api.found import Found, Media, Wishes
from archivist.reader_api.serial_facts import SerialFacts
from archivist.reader_api.source_sample import SourceSample


class Confidence(IntEnum):
    """How sure a reader is that a source is of its kind."""

    POSSIBLE = 1  # nothing speaks against it: text in a file whose name ends in .txt
    LIKELY = 2  # its suffix or something in it is usual for this kind, and for others too
    NAMED = 3  # its name is one that only this kind has
    CERTAIN = 4  # its content says so: magic number, namespace, header of a table


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """That a source is of a reader's kind. The highest claim wins; of two equal ones the user must choose.

    `weight` decides between claims of one confidence: of a folder, how many of its files are of the kind.
    """

    confidence: Confidence
    weight: float = 1


@dataclass(frozen=True, slots=True)
class ArticlesInPlace:
    """Articles in a folder that an archive can read where they are, without an import."""

    program: str  # the program whose folder it is, for the user
    folder: str  # of the articles, relative, POSIX


class Reader(ABC):
    """Reads sources of one kind."""

    name: str  # the kind, as --as has it: lower-case letters, digits, hyphens
    description: str  # of its sources, for help: "an export of WordPress (WXR)"
    joins_sources: bool = False  # several sources may be one thing in parts: `Wishes.sources` names them

    @abstractmethod
    def recognise(self, source: SourceSample) -> Claim | None:
        """Whether a source is of this kind, by its content if possible. None if it is not.

        Asked of every source, so it looks at little and imports nothing large.
        """

    @abstractmethod
    def read(self, source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
        """What is in a source, one article at a time. Nothing is written.

        Raises SourceError for a source that is broken or hostile: then nothing of it is imported.
        """

    def serial_facts(self, source: Path) -> SerialFacts:
        """What a source says of the serial as a whole, by its head alone. What cannot be read says nothing."""
        del source
        return SerialFacts()

    def articles_in_place(self, folder: Path) -> ArticlesInPlace | None:
        """Where in a folder articles are that need no import; None if the folder is not of such a kind."""
        del folder
        return None
