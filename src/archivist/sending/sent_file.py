"""A file that is sent, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from archivist.errors import ArchivistError


class SendingError(ArchivistError):
    """A file could not be sent. What was sent before it has arrived."""


class State(StrEnum):
    """What was done with a file."""

    MAILED = "mailed"
    COPIED = "copied"
    REPLACED = "replaced"  # a file of the same name and with other bytes was there
    THERE = "already there"  # with the same bytes


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file of an edition, which is what its record says."""

    edition: str  # 2022-03.en
    title: str  # of the edition, for the subject of a message
    path: Path
    size: int  # bytes
    sha256: str  # hexadecimal
    part: str = ""  # "1/3" if the edition is in several files
