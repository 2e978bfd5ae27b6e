"""`archivist shelf`: what is compiled, for a browser."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of

if TYPE_CHECKING:
    from archivist.data_formats.archive_data import ShelfData


def command(
    context: typer.Context,
    *,
    to: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of the shelf.  [default: build/shelf]", show_default=False),
    ] = None,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Make a shelf: a folder of plain files with all compiled volumes.

    Any browser shows it, from a web server or from disk: volumes with their covers, contents by date, author, section
    and subject, a page for each article with its text and its citation, the files with their SHA-256, a search over
    all texts, and statistics. The shelf is replaced as a whole. Exits with status 1 if nothing is compiled.

    \b
    Examples:
      archivist shelf
      archivist shelf --to /srv/www/reader
    """
    from archivist.cli.output import print_findings, print_json, shown
    from archivist.findings import has_errors
    from archivist.workflows.shelf import make_shelf

    report = make_shelf(settings_of(context).open(), to)
    if json:
        data: ShelfData = {
            "format": "archivist shelf report 1",
            "folder": str(report.folder) if report.folder else None,
            "editions": list(report.editions),
            "articles": report.articles,
            "files": report.files,
            "findings": [each.as_data() for each in report.findings],
        }
        print_json(data)
    else:
        if report.folder:
            counts = f"{len(report.editions)} editions, {report.articles} articles, {report.files} files"
            typer.echo(f"{shown(report.folder / 'index.html')}: {counts}")
        if report.findings:
            print_findings(report.findings, err=True)
    raise typer.Exit(int(has_errors(report.findings)))
