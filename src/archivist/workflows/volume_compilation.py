"""`archivist compile`: the volumes that the articles make, edition by edition.

read -> plan -> each edition (pipeline.py) -> the cache pruned -> what else is in the build folder
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from archivist.archive import Archive
from archivist.cache import Store
from archivist.executors import Executor
from archivist.files import locked
from archivist.findings import Finding, has_errors, in_order
from archivist.glossary import glossary_faults
from archivist.model import EditionResult, Format
from archivist.pipeline import EditionBuilder, Progress
from archivist.planning import build_findings, plan
from archivist.stale_files import sweep_partials
from archivist.volumes import choose

_CLOCK = 10.0  # seconds by which the clock of a file server may be slow


@dataclass(frozen=True, slots=True)
class Compilation:
    """What was made, and the findings."""

    results: tuple[EditionResult, ...]
    findings: tuple[Finding, ...]


def compile_volumes(
    archive: Archive,
    *,
    volumes: Sequence[str] = (),
    languages: Sequence[str] = (),
    only: Format | None = None,
    workers: Executor,
    progress: Progress,
) -> Compilation:
    """Make the PDF, the EPUB and the record of each edition; with `only` one of the two, and its record.

    An edition with an error is not written, and what an earlier compile made of it stays. Raises UsageError for an
    unknown volume or language, BuildLockedError if another compile is running.
    """
    begun = time.time()
    planned = plan(archive)
    if has_errors(planned.findings):
        return Compilation((), planned.findings)
    chosen = choose(planned.editions, volumes=volumes, languages=languages)
    with locked(archive.build):
        sweep_partials(archive.build)
        builder = EditionBuilder(archive, planned, workers, only, frozenset(edition.id for edition in chosen))
        results = tuple(builder.make(edition, progress) for edition in chosen)
        Store(archive.cache).prune(begun - _CLOCK)
    findings = [
        *planned.findings,
        *archive.missing_labels(edition.language for edition in chosen),
        *glossary_faults(archive.glossary),
        *(archive.hiding_rules() if only is not Format.PDF else ()),
        *(f for result in results for f in result.findings),
        *build_findings(archive, planned),
    ]
    return Compilation(tuple(result for result in results if result.files), in_order(findings))
