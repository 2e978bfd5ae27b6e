"""`archivist check`: what is wrong with the articles, and the little of it that is safe to fix."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of

if TYPE_CHECKING:
    from archivist.archive import Archive
    from archivist.data_formats.archive_data import CheckData, FixedLineData
    from archivist.editorial import FileFix


def command(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE|VOLUME", help="Articles, folders or volumes; all if none is named."),
    ] = None,
    *,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Show what can be fixed safely, then fix it: encodings, invisible characters, …"),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --fix: do not ask.")] = False,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Show what is wrong with the articles.

    Shows each finding with its file and line, and what to do about it. If the output is not a terminal, each finding is
    one line: FILE:LINE: SEVERITY CODE: MESSAGE. Exits with status 1 if there is an error or a warning.
    If you name articles, only these and their translations are read. To find texts that appear twice in the archive,
    check all articles.

    \b
    Examples:
      archivist check
      archivist check articles/2022/2022-03-30-legal-steps.en.md
      archivist check 2022-03 --json
      archivist check | grep broken-image
      archivist check --fix
    """
    from archivist.cli.check_report import print_report
    from archivist.cli.output import print_json
    from archivist.findings import Severity
    from archivist.workflows.article_check import check

    if yes and not fix:
        raise typer.BadParameter("--yes requires --fix")
    opened = settings_of(context).open()
    fixed, is_done = _fix(opened, names or (), yes=yes, json=json) if fix else ((), True)
    if not is_done and not fixed and not json:
        raise typer.Exit(1)  # nothing was changed: what there is to see was shown
    findings = check(opened, names or ())
    if json:
        data: CheckData = {
            "format": "archivist check 1",
            "findings": [finding.as_data() for finding in findings],
        }
        print_json({**data, "fixed": _as_data(opened, fixed)} if fix else data)
    else:
        print_report(findings)
    if not is_done or any(finding.severity is not Severity.INFO for finding in findings):
        raise typer.Exit(1)


def _fix(archive: "Archive", names: Sequence[str], *, yes: bool, json: bool) -> tuple[Sequence["FileFix"], bool]:
    """Show what would change, ask, and write. Returns what was written, and whether nothing was left."""
    from archivist.cli.confirmation import files, is_agreed
    from archivist.editorial import apply_fixes, preview_lines
    from archivist.workflows.article_check import file_fixes

    wanted = tuple(file_fixes(archive, names))
    for file_fix in wanted:
        for line in preview_lines(file_fix, _path(archive, file_fix)):
            typer.echo(line, err=json)  # with --json stdout is for data
    if not wanted:
        typer.echo("nothing to fix", err=True)
        return (), True
    if not yes and not is_agreed("change", len(wanted)):
        return (), False
    written, left = apply_fixes(wanted)
    typer.echo(f"{files(len(written))} changed", err=True)
    for file_fix, why in left:
        typer.echo(f"{_path(archive, file_fix)} {why}", err=True)
    return written, not left


def _path(archive: "Archive", file_fix: "FileFix") -> str:
    """The file as the findings name it."""
    return (archive.config.archive.articles / file_fix.path).as_posix()


def _as_data(archive: "Archive", fixed: Sequence["FileFix"]) -> "list[FixedLineData]":
    return [
        {
            "file": _path(archive, file_fix),
            "line": change.line,
            "code": change.code,
            "before": change.before,
            "after": change.after,
        }
        for file_fix in fixed
        for change in file_fix.changes
    ]
