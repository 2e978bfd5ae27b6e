"""`archivist audit`: packages, volumes and the ledger against the digests that came with them.

find targets -> read and judge -> compare with the seal recorded before -> append the event beside the package
"""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import closing, nullcontext
from pathlib import Path

from archivist import __version__
from archivist.executors import Executor, open_executor
from archivist.files import reach_size
from archivist.fixity.auditing import Audited
from archivist.fixity.events_of_audits import audit_and_record
from archivist.fixity.targets import Target, find_targets

_FEW = 256 << 20  # bytes: less is read in the time that processes take to start


def audit_packages(
    paths: Sequence[Path],
    *,
    when: datetime.datetime,
    jobs: int = 0,
    events: Path | None = None,
    record: bool = True,
    workers: Executor | None = None,
) -> Iterator[Audited]:
    """What is wrong in these places, target by target.

    `jobs` is the number of worker processes, 0 for one per CPU; `workers` are those of a cluster instead. The event
    of each audit is written beside the package, or into the folder `events`; with `record` false no event is written.
    Raises ArchivistError if a worker is lost.
    """
    targets = list(find_targets(paths))
    program = f"archivist {__version__}"
    with (
        nullcontext(workers) if workers else open_executor(jobs or _workers_for(targets)) as executor,
        closing(
            audit_and_record(targets, executor, when=when, program=program, events=events, record=record)
        ) as audits,
    ):
        yield from audits


def _workers_for(targets: Sequence[Target]) -> int:
    return 0 if reach_size([target.path for target in targets], _FEW) else 1
