"""`archivist serve`: the shelf on a web server."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

import os
from pathlib import Path
from typing import Annotated

import typer

from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, settings_of

PASSWORD = "ARCHIVIST_PASSWORD"  # environment variable


def command(
    context: typer.Context,
    *,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder", metavar="DIR", help="Folder of the shelf.  [default: build/shelf]", show_default=False
        ),
    ] = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="Port (0 = any that is free).")] = 8000,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Serve the shelf that `archivist shelf` made, with OAI-PMH at /oai.

    Only this computer can reach it unless `--host` names another address. If the environment variable
    ARCHIVIST_PASSWORD is set, the shelf is shown only to those who give this password. Ctrl-C stops the server.
    Needs `pip install 'archivist[serve]'`.

    \b
    Examples:
      archivist serve
      ARCHIVIST_PASSWORD=… archivist serve --host 0.0.0.0 --port 8080
    """
    from archivist.workflows.shelf_serving import open_shelf

    settings = settings_of(context)
    chosen = folder or (settings.build or settings.root() / "build") / "shelf"
    opened = open_shelf(chosen, host, port, os.environ.get(PASSWORD, ""))
    typer.echo(f"{opened.address} (Ctrl-C stops)")
    opened.serve()
