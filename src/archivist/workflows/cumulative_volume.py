"""`archivist compile --cumulative`: contents and index of the volumes of a year, or of all, as a volume of their own.

read -> plan -> records of the volumes (cumulation.py) -> mark up, typeset, write (pipeline.py)
"""

import time
from collections.abc import Sequence

from archivist.archive import Archive
from archivist.build_folder.stale_files import sweep_partials
from archivist.cache import Store
from archivist.cumulation import cumulate
from archivist.executors import Executor
from archivist.files import locked
from archivist.findings import has_errors, in_order
from archivist.model.results import Compilation, Format
from archivist.pipeline import EditionBuilder, Progress
from archivist.planning import plan
from archivist.volumes import choose_cumulative

_CLOCK = 10.0  # seconds by which the clock of a file server may be slow


def compile_cumulative(
    archive: Archive,
    period: str,
    *,
    languages: Sequence[str] = (),
    only: Format | None = None,
    workers: Executor,
    progress: Progress,
) -> Compilation:
    """Make the cumulative volume of a year, or of `all`, in each language: PDF, EPUB and record.

    Nothing is made of an edition that has a volume whose pages are not known. Raises UsageError for a year without
    volumes or an unknown language, BuildLockedError if another compile is running.
    """
    begun = time.time()
    planned = plan(archive)
    if has_errors(planned.findings):
        return Compilation((), planned.findings)
    chosen = choose_cumulative(planned.editions, period, languages)
    with locked(archive.build):
        sweep_partials(archive.build)
        builder = EditionBuilder(archive, planned, workers, only)
        results = [builder.make_annotated(*cumulate(archive, planned, edition), progress) for edition in chosen]
        Store(archive.cache).prune(begun - _CLOCK)
    findings = [
        *planned.findings,
        *archive.missing_labels(edition.language for edition in chosen),
        *archive.cover_findings(),
        *(archive.hiding_rules() if only is not Format.PDF else ()),
        *(finding for result in results for finding in result.findings),
    ]
    return Compilation(tuple(each for each in results if each.files), in_order(findings))
