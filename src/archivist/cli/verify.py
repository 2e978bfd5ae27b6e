"""`archivist verify`: what the finished files are worth."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from archivist.cli.completion import LanguageOption, volume_ids
from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of
from archivist.cli.scheduler import ADDRESSES, open_workers, warn_of_connection

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from archivist.executors import Executor
    from archivist.verify.edition_checks import Verification

_SchedulerOption = Annotated[
    str, typer.Option(metavar="ADDRESS", help=f"Ask outside tools on a Dask cluster: {ADDRESSES}")
]


def command(
    context: typer.Context,
    volumes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="VOLUME|PACKAGE",
            help="Volumes: 2022-03; or paths of packages. Without one, all volumes.",
            autocompletion=volume_ids,
            show_default=False,
        ),
    ] = None,
    *,
    language: LanguageOption = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Check the volumes in this folder by their records alone, without an archive.",
        ),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the results to this file, as JSON.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the results to this file, as a web page.")
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Check everything again; do not use stored results.")
    ] = False,
    scheduler: _SchedulerOption = "",
    verbose: Annotated[bool, typer.Option("--verbose", help="Show every check, including those that passed.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with status 1 if there are warnings.")] = False,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Check the files that `compile` made: the same bytes, every word, links, fonts, page numbers, standards.

    Of a package, the digests of all its files are checked, and the editions in it.

    Exits with status 0 if every check passed, 1 if one failed, and 3 if none failed but something could not
    be verified: a tool is missing, or a volume was never compiled.

    \b
    Examples:
      archivist verify
      archivist verify 2022-03 --language en
      archivist verify --no-cache
      archivist verify --scheduler tcp://10.0.0.5:8786
      archivist verify --report verified.json --html verified.html
      archivist verify build/deposit/2022-03.zip
      archivist verify --folder /media/library/2022-03
    """
    from archivist.cli.verdicts import exit_code

    asked = _Asked(tuple(volumes or ()), tuple(language or ()), folder, not no_cache, scheduler)
    verified = _verify(context, asked, quiet=json)
    _show(verified, report, html, as_json=json, verbose=verbose)
    raise typer.Exit(exit_code(verified, strict=strict))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be verified."""

    volumes: tuple[str, ...]  # ids of volumes, or packages
    languages: tuple[str, ...]
    folder: Path | None
    from_cache: bool
    scheduler: str


def _verify(context: typer.Context, asked: _Asked, *, quiet: bool) -> "Verification":
    """Verify packages, a folder, or volumes of the archive. Raises UsageError if they are mixed."""
    from archivist.cli.progress import steps_for
    from archivist.errors import UsageError
    from archivist.workflows.package_verification import is_package, verify_packages
    from archivist.workflows.volume_verification import verify_folder, verify_volumes

    if asked.folder is not None and asked.volumes:
        raise UsageError("--folder takes no volumes", "Name the folder of a volume instead.")
    packages = [name for name in asked.volumes if is_package(name)]
    if packages and len(packages) != len(asked.volumes):
        raise UsageError("volumes and packages cannot be verified together", "Run the command once for each.")
    if packages and asked.scheduler:
        raise UsageError("packages are verified without --scheduler", "Leave it out, or use `archivist audit`.")
    with _cluster(asked.scheduler) as workers, steps_for(quiet=quiet) as steps:
        if packages:
            return verify_packages([Path(name) for name in packages], steps)
        if asked.folder is not None:
            return verify_folder(asked.folder, languages=asked.languages, workers=workers, steps=steps)
        return verify_volumes(
            settings_of(context).open(),
            volumes=asked.volumes,
            languages=asked.languages,
            from_cache=asked.from_cache,
            workers=workers,
            steps=steps,
        )


def _cluster(scheduler: str) -> "AbstractContextManager[Executor | None]":
    """The workers of a scheduler; None without one."""
    from contextlib import nullcontext

    warn_of_connection(scheduler)
    return open_workers(0, scheduler) if scheduler else nullcontext()


def _show(verified: "Verification", report: Path | None, html: Path | None, *, as_json: bool, verbose: bool) -> None:
    """Write the reports that were asked for, and print the result."""
    from archivist.cli.output import print_json
    from archivist.cli.verdicts import data_of, print_verification, write_report, write_web_page

    if report is not None:
        write_report(verified, report)
    if html is not None:
        write_web_page(verified, html)
    if as_json:
        print_json(data_of(verified))
    else:
        print_verification(verified, verbose=verbose)
