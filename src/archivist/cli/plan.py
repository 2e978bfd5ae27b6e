"""`archivist plan`: what would be made."""

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
    """Show what would be made.

    The volumes and editions that the articles make, and the translations that are missing.

    \b
    Examples:
      archivist plan
      archivist plan --json
      archivist --archive my-archive plan
    """
    from archivist.cli.output import print_json
    from archivist.cli.tables import plan_as_data, print_plan
    from archivist.pipeline import plan

    planned = plan(settings_of(context).open())
    if json:
        print_json(plan_as_data(planned))
    else:
        print_plan(planned)
