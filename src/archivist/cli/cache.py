"""`archivist cache`: what is kept in the build folder for the next compile."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from typing import TYPE_CHECKING

import typer

from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of

if TYPE_CHECKING:
    from archivist.cache import Removed
    from archivist.data_formats.archive_data import CacheData, RemovedEntriesData
    from archivist.workflows.cache_maintenance import Usage

commands = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Show, prune or empty the cache of the build folder.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@commands.command("show")
def show(
    context: typer.Context,
    *,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Show how many entries the cache has, and how large they are.

    \b
    Example:
      archivist cache show
    """
    from archivist.cli.output import print_json, shown
    from archivist.workflows.cache_maintenance import measure

    usage = measure(settings_of(context).open())
    if json:
        print_json(_as_data(usage))
        return
    typer.echo(f"{shown(usage.folder)}: {_entries(usage.entries)}, {_size(usage.size)}")
    for kind, share in usage.kinds.items():
        typer.echo(f"  {kind:<12} {share.entries:>7} {_size(share.size):>10}")
    typer.echo(
        f"After a compile, entries unused for {usage.unused_days:.0f} days are removed,"
        f" and the oldest ones if all together exceed {_size(usage.most_bytes)}."
    )


@commands.command("prune", short_help="Remove the entries that a compile would remove.")
def prune(
    context: typer.Context,
    *,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Remove entries that were not used for 90 days, and the oldest ones if the cache exceeds 4 GB.

    A compile does the same at its end.

    \b
    Example:
      archivist cache prune
    """
    from archivist.workflows.cache_maintenance import prune

    _report(prune(settings_of(context).open()), json=json)


@commands.command("empty")
def empty(
    context: typer.Context,
    *,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Remove all entries. The next compile lays out every document again.

    \b
    Example:
      archivist cache empty
    """
    from archivist.workflows.cache_maintenance import empty

    _report(empty(settings_of(context).open()), json=json)


def _as_data(usage: "Usage") -> "CacheData":
    return {
        "format": "archivist cache 1",
        "folder": str(usage.folder),
        "entries": usage.entries,
        "bytes": usage.size,
        "kinds": {kind: {"entries": share.entries, "bytes": share.size} for kind, share in usage.kinds.items()},
        "limits": {"unused_days": usage.unused_days, "bytes": usage.most_bytes},
    }


def _report(removed: "Removed", *, json: bool) -> None:
    from archivist.cli.output import print_json

    if json:
        data: RemovedEntriesData = {
            "format": "archivist removed entries 1",
            "removed": removed.entries,
            "bytes": removed.size,
        }
        print_json(data)
    else:
        typer.echo(f"{_entries(removed.entries)} removed, {_size(removed.size)}")


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"


def _size(number: int) -> str:
    """A number of bytes for people, in decimal units."""
    for unit, factor in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)):
        if number >= factor:
            return f"{number / factor:.1f} {unit}"
    return f"{number} B"
