"""What the methods of an archive return."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from archivist import findings
from archivist.model import results, volumes

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to report.

    `file` is relative to the archive, "" if the finding concerns no single file. `line` counts from 1; 0 means the
    whole file. `code` and `severity` are for scripts; `message` and `hint` (what to do) are for people and may be
    reworded.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class PlannedVolume:
    """A volume that would be made: the articles of one period."""

    id: str  # 2022-03
    number: int  # in the series
    issue: int  # within the year
    year: int
    start: datetime.date  # first day of the period
    end: datetime.date  # last day
    keys: tuple[str, ...]  # of its works, by date


@dataclass(frozen=True, slots=True)
class PlannedEdition:
    """An edition that would be made: a volume in one language."""

    id: str  # 2022-03.en
    volume: str  # its id
    language: str  # BCP 47 tag
    articles: tuple[str, ...]  # their files, relative to the folder of articles
    missing: tuple[str, ...]  # keys of the works that have no translation


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be made."""

    volumes: tuple[PlannedVolume, ...]
    editions: tuple[PlannedEdition, ...]
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether no finding is an error: an error stops a compile."""
        return _are_fine(self.findings)


@dataclass(frozen=True, slots=True)
class CompiledEdition:
    """An edition that is compiled."""

    id: str  # 2022-03.en
    files: tuple[Path, ...]  # PDF, EPUB, record, citations
    pages: int  # of the PDF; 0 without a PDF
    unchanged: bool  # whether its files are those of an earlier compile, since nothing has changed


@dataclass(frozen=True, slots=True)
class Compilation:
    """What a compile made."""

    editions: tuple[CompiledEdition, ...]
    kept: tuple[str, ...]  # ids of published editions, whose files are those of the ledger
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether something was made or kept, and no finding is an error."""
        return bool(self.editions or self.kept) and _are_fine(self.findings)


def findings_of(found: Iterable[findings.Finding]) -> tuple[Finding, ...]:
    """Findings of the program as those of the interface."""
    return tuple(
        Finding(each.code, each.severity.value, each.message, each.remedy, each.file, each.line) for each in found
    )


def planned_volume(volume: volumes.Volume) -> PlannedVolume:
    """A volume of the program as one of the interface."""
    keys = tuple(work.key for work in volume.works)
    return PlannedVolume(volume.id, volume.number, volume.issue, volume.year, volume.start, volume.end, keys)


def planned_edition(edition: volumes.Edition) -> PlannedEdition:
    """An edition of the program as one of the interface."""
    articles = tuple(article.path for article in edition.articles)
    missing = tuple(work.key for work in edition.missing)
    return PlannedEdition(edition.id, edition.volume.id, edition.language, articles, missing)


def compilation(made: results.Compilation) -> Compilation:
    """A compilation of the program as one of the interface."""
    return Compilation(tuple(map(compiled_edition, made.results)), made.kept, findings_of(made.findings))


def compiled_edition(result: results.EditionResult) -> CompiledEdition:
    """A compiled edition of the program as one of the interface."""
    return CompiledEdition(result.edition, result.files, result.pages, result.is_unchanged)


def _are_fine(found: Iterable[Finding]) -> bool:
    return all(each.severity != "error" for each in found)
