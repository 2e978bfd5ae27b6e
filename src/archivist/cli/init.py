"""`archivist init`: begin an archive."""

# Imports stand inside, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from pathlib import Path
from typing import Annotated

import typer

from archivist.cli.options import DebugOption


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to begin it in.", show_default=False)] = Path(),
    debug: DebugOption = False,
) -> None:
    """Begin an archive with an example article.

    It compiles at once. Nothing that exists is overwritten, and a folder of articles that you already have
    is used as it is.

    \b
    Examples:
      archivist init my-archive
      cd existing-site && archivist init
    """
    from archivist.cli.starter import begin

    for path in begin(folder):
        typer.echo(path)
    where = "" if folder == Path() else f" --archive {folder}"
    typer.echo(f"Now: archivist{where} compile", err=True)
