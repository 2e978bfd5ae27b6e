"""`archivist check`: what the articles have wrong."""

# Imports stand inside, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

import typer

from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of


def command(
    context: typer.Context,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Show what the articles have wrong.

    Each finding with file, line and what to do. Ends with 1 if there is an error or a warning.
    Away from a terminal each finding is one line: FILE:LINE: SEVERITY CODE: MESSAGE.

    \b
    Examples:
      archivist check
      archivist check --json
      archivist check | grep broken-image
    """
    from archivist.cli.output import print_findings, print_json
    from archivist.findings import Severity
    from archivist.pipeline import check

    findings = check(settings_of(context).open())
    if json:
        print_json({"findings": [finding.as_data() for finding in findings]})
    else:
        print_findings(findings)
    if any(finding.severity is not Severity.INFO for finding in findings):
        raise typer.Exit(1)
