"""`archivist compile`: make the volumes."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from archivist.cli.completion import LanguageOption, VolumesArgument
from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, Settings, settings_of
from archivist.cli.scheduler import ADDRESSES, open_workers

if TYPE_CHECKING:
    from archivist.executors import Executor
    from archivist.model.results import Compilation

_CumulativeOption = Annotated[
    str,
    typer.Option(
        metavar="YEAR|all",
        help="Make the cumulative volume of a year, or of all volumes: contents and index of those compiled.",
    ),
]
_SchedulerOption = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        help=f"Lay out articles on a Dask cluster: {ADDRESSES}",
    ),
]


# The modules of the functions that workers are given before pages are laid out. Packages that defer what they offer
# would load nothing, and each worker would read its code while this process waits for its first text.
_GIVEN_TO_WORKERS = (
    "archivist.articles.body",
    "archivist.suggestion.terms",
    "archivist.markup.line_ends.document_text",
    "archivist.record.document_reading",
)
_FOR_AN_EPUB = ("archivist.epub.content_document",)


@dataclass(frozen=True)
class Wanted:
    """What is to be compiled."""

    volumes: Sequence[str]
    languages: Sequence[str]
    only: str | None
    new_version: bool
    cumulative: str
    again: bool


def command(
    context: typer.Context,
    volumes: VolumesArgument = None,
    *,
    language: LanguageOption = None,
    only: Annotated[
        Literal["pdf", "epub"] | None,
        typer.Option(help="Make one format, and a record of it alone. A file of the other is left unchanged."),
    ] = None,
    new_version: Annotated[
        bool,
        typer.Option("--new-version", help="Make a further version of volumes that are published; name the volumes."),
    ] = False,
    cumulative: _CumulativeOption = "",
    again: Annotated[bool, typer.Option("--again", help="Also make unchanged editions again.")] = False,
    jobs: Annotated[int, typer.Option(metavar="N", min=0, help="Worker processes (0: one per CPU).")] = 0,
    scheduler: _SchedulerOption = "",
    quiet: Annotated[bool, typer.Option("--quiet", help="Print errors only.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with status 1 if there are warnings.")] = False,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Make the volumes: a PDF and an EPUB of each edition.

    Unchanged editions are not made again, and unchanged articles are not laid out again. Published volumes are
    compared with ledger.json. --cumulative makes one more volume: contents and index of those that are compiled.

    Exits with status 1 if there is an error, or if nothing was made.

    \b
    Examples:
      archivist compile
      archivist compile 2022-03 2022-04 --language en --language ka
      archivist compile 2022-03 --only epub
      archivist compile 2022-03 --language ka --new-version
      archivist compile --cumulative 2022
      archivist compile --scheduler tcp://10.0.0.5:8786
      archivist compile --strict --quiet --build /srv/volumes
    """
    settings = settings_of(context)
    with open_workers(jobs, scheduler) as workers:
        if settings.has_much_to_make():
            # Before this process reads its own code, as it does now.
            workers.prepare(*_GIVEN_TO_WORKERS, *(() if only == "pdf" else _FOR_AN_EPUB))
        wanted = Wanted(volumes or (), language or (), only, new_version, cumulative, again)
        made = _compile(settings, wanted, workers, quiet=quiet or json)
    if scheduler:
        made = _with_warnings(made, scheduler)

    from archivist.cli.outcome import exit_code, report

    report(made, quiet=quiet, json=json)
    raise typer.Exit(exit_code(made, strict=strict))


def _with_warnings(made: "Compilation", scheduler: str) -> "Compilation":
    """What was made, with what is to be said of the connection to the scheduler."""
    from dataclasses import replace

    from archivist.cluster import read_address
    from archivist.findings import in_order

    return replace(made, findings=in_order([*made.findings, *read_address(scheduler).findings()]))


def _compile(settings: Settings, wanted: Wanted, workers: "Executor", *, quiet: bool) -> "Compilation":
    from archivist.cli.progress import progress_for
    from archivist.model.results import Format
    from archivist.workflows.volume_compilation import compile_volumes

    if wanted.cumulative:
        return _compile_cumulative(settings, wanted, workers, quiet=quiet)
    with progress_for(quiet=quiet) as progress:
        return compile_volumes(
            settings.open(),
            volumes=wanted.volumes,
            languages=wanted.languages,
            only=Format(wanted.only) if wanted.only else None,
            new_version=wanted.new_version,
            again=wanted.again,
            workers=workers,
            progress=progress,
        )


def _compile_cumulative(settings: Settings, wanted: Wanted, workers: "Executor", *, quiet: bool) -> "Compilation":
    from archivist.cli.progress import progress_for
    from archivist.errors import UsageError
    from archivist.model.results import Format
    from archivist.workflows.cumulative_volume import compile_cumulative

    if wanted.volumes or wanted.new_version:
        other = "--new-version" if wanted.new_version else "volumes"
        raise UsageError(f"--cumulative cannot be used with {other}", "Name a year or `all` alone.")
    with progress_for(quiet=quiet) as progress:
        return compile_cumulative(
            settings.open(),
            wanted.cumulative,
            languages=wanted.languages,
            only=Format(wanted.only) if wanted.only else None,
            workers=workers,
            progress=progress,
        )
