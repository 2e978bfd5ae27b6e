"""`archivist plan`: what would be made."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

import typer

from archivist.cli.completion import VolumesArgument
from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of


def command(
    context: typer.Context,
    volumes: VolumesArgument = None,
    *,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Show what would be made.

    Lists the volumes and editions that the articles make, missing translations, and files of earlier compiles that
    are no longer made. Exits with status 1 if there is an error.

    \b
    Examples:
      archivist plan
      archivist plan 2022-03 --json
      archivist --archive my-archive plan
    """
    from dataclasses import replace

    from archivist.cli.output import print_findings, print_json
    from archivist.cli.tables import plan_as_data, print_plan
    from archivist.findings import CODES, Severity, has_errors, in_order, publishing
    from archivist.planning import build_findings, plan

    opened = settings_of(context).open()
    planned = plan(opened)
    left = () if volumes or has_errors(planned.findings) else build_findings(opened, planned)
    if volumes:
        planned = planned.of_volumes(volumes, opened.config.archive.articles)
    planned = replace(planned, findings=in_order([*planned.findings, *planned.differences, *left]))
    if json:
        print_json(plan_as_data(planned))
    else:
        print_plan(planned)
        # Warnings about texts are what `check` is for; what of the build folder and of numbers nothing else shows.
        shown = [
            each
            for each in planned.findings
            if each.severity is Severity.ERROR or each in left or CODES[each.code].page == publishing.PAGE
        ]
        if shown:
            print_findings(shown, err=True, total=False)
    raise typer.Exit(int(has_errors(planned.findings)))
