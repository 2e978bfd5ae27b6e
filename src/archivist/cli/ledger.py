"""`archivist ledger`: what was published."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from archivist.cli.completion import VolumesArgument
from archivist.cli.options import ArchiveOption, BuildOption, DebugOption, JsonOption, settings_of

if TYPE_CHECKING:
    from archivist.data_formats.package_data import LedgerData, PublishedEditionData
    from archivist.ledger import PublishedEdition, PublishedVersion


def command(
    context: typer.Context,
    volumes: VolumesArgument = None,
    *,
    json: JsonOption = False,
    archive: ArchiveOption = None,
    build: BuildOption = None,
    debug: DebugOption = False,
) -> None:
    """Show what was published: the volumes in ledger.json.

    One row for each version of an edition. Exits with status 1 if the ledger is damaged or contradicts itself.

    \b
    Examples:
      archivist ledger
      archivist ledger 2022-03 --json
    """
    from archivist.cli.output import print_json
    from archivist.errors import UsageError
    from archivist.ledger import read_ledger

    ledger = read_ledger(settings_of(context).open().ledger)
    for name in volumes or ():
        if not ledger.languages_of(name):
            raise UsageError(f"{name} is not published", "`archivist ledger` lists what is.")
    editions = [each for each in ledger.editions.values() if not volumes or each.volume in volumes]
    if json:
        data: LedgerData = {
            "format": "archivist ledger listing 1",
            "archive": ledger.archive,
            "editions": [_as_data(each) for each in editions],
        }
        print_json(data)
    else:
        _print(editions)


def _print(editions: "Sequence[PublishedEdition]") -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    columns = (("Edition", False), ("Version", True), ("No.", True), ("Issue", True), ("Published", False))
    for heading, is_number in (*columns, ("Articles", True), ("Pages", True), ("Files", False)):
        table.add_column(heading, justify="right" if is_number else "left", no_wrap=heading != "Files")
    for edition in sorted(editions, key=lambda each: (each.current.number, each.language)):
        for number, version in enumerate(edition.versions, 1):
            table.add_row(*_row(edition, number, version))
    if editions:
        Console(highlight=False, markup=False).print(table)
    volumes = len({edition.volume for edition in editions})
    Console(stderr=True, highlight=False).print(f"volumes: {volumes}; editions: {len(editions)}")


def _row(edition: "PublishedEdition", number: int, version: "PublishedVersion") -> tuple[str, ...]:
    suffixes = dict.fromkeys(file.file.rpartition(".")[2].upper() for file in version.files)
    return (
        edition.id,
        str(number),
        str(version.number),
        f"{version.issue}/{version.year}",
        version.published.isoformat(),
        str(len(version.articles)),
        str(version.pages or ""),
        " ".join(suffixes),
    )


def _as_data(edition: "PublishedEdition") -> "PublishedEditionData":
    versions = [version.model_dump(mode="json", exclude_defaults=True) for version in edition.versions]
    return {"edition": edition.id, "volume": edition.volume, "language": edition.language, "versions": versions}
