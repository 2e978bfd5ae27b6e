"""What a compile has made."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from archivist.findings import Finding


class Format(StrEnum):
    """A form in which an edition is published."""

    PDF = "pdf"
    EPUB = "epub"


@dataclass(frozen=True, slots=True)
class Compilation:
    """What a compile made of all editions, and the findings."""

    results: "tuple[EditionResult, ...]"
    findings: tuple[Finding, ...]
    kept: tuple[str, ...] = ()  # ids of published editions whose files are those of the ledger


@dataclass(frozen=True, slots=True)
class EditionResult:
    """What a compile says of one edition."""

    edition: str  # 2022-03.en
    files: tuple[Path, ...]  # PDF, EPUB, JSON
    pages: int  # of the PDF; 0 if none was made
    laid_out: int  # fragments made now
    reused: int  # fragments from the cache
    findings: tuple[Finding, ...] = ()
    standards: tuple[str, ...] = ()  # what a validator confirmed of this very PDF, at an earlier time
    is_unchanged: bool = False  # nothing was made: the files are those of an earlier compile with the same inputs
