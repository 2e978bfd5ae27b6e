"""`archivist rebuild`: make the files of a package again."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from archivist.cli.options import DebugOption, JsonOption

if TYPE_CHECKING:
    from archivist.data_formats.package_data import RebuildData
    from archivist.workflows.package_rebuild import Rebuilt


def command(
    package: Annotated[Path, typer.Argument(metavar="PACKAGE", help="A package: its folder or its zip.")],
    *,
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Empty folder to make the files in.")],
    fonts: Annotated[
        list[Path] | None,
        typer.Option(metavar="FOLDER", help="Folder of fonts to use instead of those in the package. Repeatable."),
    ] = None,
    installed_fonts: Annotated[
        bool, typer.Option("--installed-fonts", help="Use the fonts of this machine instead of those in the package.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only errors.")] = False,
    json: JsonOption = False,
    debug: DebugOption = False,
) -> None:
    """Make PDF and EPUB again from the source in a package, and compare them with those in it, byte for byte.

    Names each recorded input that is not the same here: a font, a library, a setting, an article. Exits with status 1
    if a file differs.

    \b
    Examples:
      archivist rebuild build/deposit/2022-03 --to /tmp/again
      archivist rebuild 2022-03.zip --to again --installed-fonts
    """
    from archivist.cli.progress import progress_for
    from archivist.errors import UsageError
    from archivist.executors import open_executor
    from archivist.findings import has_errors
    from archivist.workflows.package_rebuild import rebuild_package

    if fonts and installed_fonts:
        raise UsageError("--fonts and --installed-fonts exclude each other", "Give one of them.")
    folders = fonts or (() if installed_fonts else None)
    with progress_for(quiet=quiet or json) as progress, open_executor(1) as workers:
        done = rebuild_package(package, to, fonts=folders, workers=workers, progress=progress)
    _report(done, quiet=quiet, json=json)
    raise typer.Exit(int(has_errors(done.findings) or not all(file.is_identical for file in done.files)))


def _report(done: "Rebuilt", *, quiet: bool, json: bool) -> None:
    from archivist.cli.output import print_findings, print_json, shown
    from archivist.findings import Severity

    if json:
        print_json(_as_data(done))
        return
    for file in () if quiet else done.files:
        typer.echo(f"{file.edition}: {shown(file.path)}: {'identical' if file.is_identical else 'differs'}")
    listed = [each for each in done.findings if not quiet or each.severity is Severity.ERROR]
    if listed:
        print_findings(listed, err=True)


def _as_data(done: "Rebuilt") -> "RebuildData":
    return {
        "format": "archivist rebuild 1",
        "files": [
            {"edition": each.edition, "file": str(each.path), "identical": each.is_identical} for each in done.files
        ],
        "findings": [finding.as_data() for finding in done.findings],
    }
