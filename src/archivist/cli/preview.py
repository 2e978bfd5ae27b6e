"""`archivist preview`: a volume in the browser while its articles are written."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from typing import TYPE_CHECKING, Annotated

import typer

from archivist.cli.completion import language_tags, volume_ids
from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, settings_of

if TYPE_CHECKING:
    from archivist.previewing.previewed_editions import Preview

PORT = 8100


def command(
    context: typer.Context,
    volume: Annotated[
        str,
        typer.Argument(
            metavar="VOLUME", help="A volume: 2022-03; the newest if none is named.", autocompletion=volume_ids
        ),
    ] = "",
    *,
    language: Annotated[
        str, typer.Option(metavar="LANG", help="Language to begin with.", autocompletion=language_tags)
    ] = "",
    port: Annotated[
        int,
        typer.Option(metavar="N", min=0, max=65535, help="Port; another one if it is taken (0 = any that is free)."),
    ] = PORT,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    jobs: Annotated[int, typer.Option(metavar="N", min=0, help="Worker processes (0: one per CPU).")] = 1,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Show a volume in the browser while you write: its pages, its EPUB, and what is wrong with its articles.

    Each time an article, a picture, the glossary or a setting is saved, what depends on it is laid out again and the
    page in the browser shows the changed place. If something is wrong, the page lists it and still shows what was made
    before. Only this computer can reach the page. Nothing in the build folder changes but the cache. Ctrl-C ends the
    preview. Needs `pip install 'archivist[preview]'`, pdf.js and foliate-js.

    \b
    Examples:
      archivist preview --open
      archivist preview 2022-03 --language ka
    """
    import gc
    import tempfile
    from functools import partial
    from pathlib import Path

    from archivist.archive import open_archive
    from archivist.executors import open_executor
    from archivist.workflows.volume_preview import open_preview

    settings = settings_of(context)
    read = partial(open_archive, settings.root(), settings.build)
    with tempfile.TemporaryDirectory(prefix="archivist-preview-") as folder, open_executor(jobs) as workers:
        opened = open_preview(read, Path(folder), volume=volume, language=language, port=port, workers=workers)
        typer.echo(f"{opened.address} (Ctrl-C ends)")
        if open_:
            typer.launch(opened.address)
        try:
            opened.run(_report)
        finally:
            gc.freeze()  # or Python looks for garbage among all texts before it ends


def _report(preview: "Preview") -> None:
    """Print what was made of an edition, and why it was not."""
    from archivist.cli.output import print_findings
    from archivist.findings import Severity

    if preview.is_current and preview.shown is not None:
        typer.echo(f"{preview.edition}: {preview.shown.record.page_count} pages")
        return
    typer.echo(f"{preview.edition}: not made", err=True)
    if preview.failure is not None:
        typer.echo("\n".join(filter(None, (str(preview.failure), preview.failure.hint))), err=True)
    errors = [finding for finding, _ in preview.findings if finding.severity is Severity.ERROR]
    if errors:
        print_findings(errors, err=True)
