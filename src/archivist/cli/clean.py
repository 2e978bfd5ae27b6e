"""`archivist clean`: remove from the build folder what is no longer made."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of

if TYPE_CHECKING:
    from archivist.build_folder.stale_files import StaleFiles
    from archivist.data_formats.archive_data import RemovedFilesData


def command(
    context: typer.Context,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Remove without asking.")] = False,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Remove files of volumes that are no longer made.

    Lists them first, and asks. These are files that an earlier compile made: of volumes whose articles moved to
    another month, of languages that have no edition any more, under an earlier title. Files that a compile did not
    make, or that were changed since, are never removed. Exits with status 1 if something was not removed.

    \b
    Examples:
      archivist clean
      archivist clean --yes
    """
    from archivist.cli.confirmation import files, is_agreed
    from archivist.cli.output import print_json
    from archivist.workflows.build_cleanup import clean, stale

    opened = settings_of(context).open()
    found = stale(opened)
    _list(found, err=json)
    wanted = any(each.files for each in found)
    if not wanted:
        typer.echo("nothing to remove", err=True)
    agreed = wanted and (yes or is_agreed("remove", sum(len(each.files) for each in found)))
    gone: Sequence[Path] = clean(opened, found) if agreed else ()
    if json:
        removed: RemovedFilesData = {"format": "archivist clean 1", "removed": [str(path) for path in gone]}
        print_json(removed)
    elif gone:
        typer.echo(f"{files(len(gone))} removed", err=True)
    raise typer.Exit(int(wanted and not agreed))


def _list(found: Sequence["StaleFiles"], *, err: bool) -> None:
    """One line for each file; with --json on stderr, since stdout is for data."""
    from archivist.cli.output import shown

    for each in found:
        for path in each.files:
            typer.echo(shown(path), err=err)
        for path in each.changed:
            typer.echo(f"{shown(path)} was changed since it was made, and stays", err=True)
