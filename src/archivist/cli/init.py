"""`archivist init`: begin an archive."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from pathlib import Path
from typing import Annotated

import typer

from archivist.cli.options import DebugOption


def command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of the new archive.", show_default=False)
    ] = Path(),
    debug: DebugOption = False,
) -> None:
    """Create an archive, with an example article or from articles that already exist.

    The archive can be compiled immediately. Existing files are never overwritten. In the folder of a Hugo, Jekyll or
    Zola site, or of Markdown files in articles/, title, address and languages are taken from the site or the articles.

    \b
    Examples:
      archivist init my-archive
      cd existing-site && archivist init
    """
    import tomllib

    from archivist.cli.existing_articles import find_articles
    from archivist.cli.starter import SETTINGS, begin

    found = find_articles(folder, tomllib.loads(SETTINGS)) if folder.is_dir() else None
    for path in begin(folder, found):
        typer.echo(path)
    if found is not None:
        for line in found.described():
            typer.echo(line, err=True)
    where = "" if folder == Path() else f" --archive {folder}"
    typer.echo(f"Now: archivist{where} {'compile' if found is None else 'plan'}", err=True)
