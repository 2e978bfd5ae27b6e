"""`archivist audit`: whether what was deposited is still what it was."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from archivist.cli.options import DebugOption, JsonOption
from archivist.cli.scheduler import ADDRESSES, open_workers, warn_of_connection

if TYPE_CHECKING:
    import datetime


def command(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Packages, volume folders, ledgers, or folders that contain them."),
    ],
    *,
    events: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder for the files of events.  [default: beside each package]"),
    ] = None,
    no_events: Annotated[bool, typer.Option("--no-events", help="Write no events.")] = False,
    jobs: Annotated[int, typer.Option(metavar="N", min=0, help="Worker processes (0: one per CPU).")] = 0,
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help=f"Read packages on a Dask cluster: {ADDRESSES}")
    ] = "",
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Check after years that packages, volumes and the ledger are what they were.

    Reads every file of bags, zips of bags and volume folders, compares it with the digests that came with it, and
    names what was changed, is missing, was added or renamed. The packages are not changed: the event of each audit is
    added to NAME.events.xml beside the package (PREMIS 3.0).

    Exits with status 0 if everything is intact, 1 if anything is damaged, and 3 if nothing is damaged but something
    could not be checked.

    \b
    Examples:
      archivist audit build/deposit/2022-02.zip
      archivist audit /media/library --json
      archivist audit /mnt/read-only --events ~/events
      archivist audit .
      archivist audit /shared/library --scheduler tcp://10.0.0.5:8786
    """
    from archivist.cli.audit_report import as_data, exit_code, print_audit, print_finding_lines
    from archivist.cli.output import print_json
    from archivist.errors import UsageError
    from archivist.workflows.package_audit import audit_packages

    if events is not None and no_events:
        raise UsageError("--events and --no-events exclude each other", "Leave out one of them.")
    audited = []
    warn_of_connection(scheduler)
    with open_workers(jobs, scheduler) if scheduler else nullcontext() as workers:
        for each in audit_packages(paths, when=now(), jobs=jobs, events=events, record=not no_events, workers=workers):
            audited.append(each)
            if not json:
                print_finding_lines(each)
    if json:
        print_json(as_data(audited))
    else:
        print_audit(audited)
    raise typer.Exit(exit_code(audited))


def now() -> "datetime.datetime":
    """The time of the audit, which is an act in time: SOURCE_DATE_EPOCH, else the clock."""
    import datetime

    from archivist.source_date import source_date

    return source_date() or datetime.datetime.now(datetime.UTC)
