"""`archivist schema`: the schemas of the settings, the glossary and the volume record, for editors."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from collections.abc import Callable
from typing import Annotated

import typer

from archivist.cli.options import DebugOption


def command(
    *,
    record: Annotated[bool, typer.Option("--record", help="Print the schema of volume.LANG.json instead.")] = False,
    glossary: Annotated[bool, typer.Option("--glossary", help="Print the schema of glossary.toml instead.")] = False,
    ledger: Annotated[bool, typer.Option("--ledger", help="Print the schema of ledger.json instead.")] = False,
    output: Annotated[
        str, typer.Option("--output", metavar="COMMAND", help="Print the schema of what a command prints with --json.")
    ] = "",
    debug: DebugOption = False,
) -> None:
    """Print the JSON Schema of archivist.toml, of glossary.toml, of the volume record, of the ledger, or of
    what a command prints with --json.

    An editor with a TOML plug-in completes keys and marks mistakes if the first line of archivist.toml names the
    schema: #:schema ./archivist.schema.json

    \b
    Example:
      archivist schema > archivist.schema.json
      archivist schema --glossary > glossary.schema.json
      archivist schema --record > volume-record.schema.json
      archivist schema --ledger > ledger.schema.json
      archivist schema --output plan > plan.schema.json
    """
    from archivist import glossary as glossary_terms
    from archivist.cli.output import print_json
    from archivist.errors import UsageError
    from archivist.ledger.ledger_entries import ledger_schema
    from archivist.record.schema import record_schema
    from archivist.settings import config

    kinds = {"--record": record, "--glossary": glossary, "--ledger": ledger, "--output": bool(output)}
    if sum(kinds.values()) > 1:
        raise UsageError("there is one schema at a time", "Give --glossary, --record, --ledger or --output.")
    if output:
        print_json(_of_output(output))
        return
    makers: dict[str, Callable[[], object]] = {
        "--record": record_schema,
        "--glossary": glossary_terms.json_schema,
        "--ledger": ledger_schema,
    }
    wanted = next((name for name, is_wanted in kinds.items() if is_wanted), "")
    print_json(makers.get(wanted, config.json_schema)())


def _of_output(command: str) -> object:
    from archivist.data_formats.catalogue import FORMATS, output_schema
    from archivist.errors import UsageError

    if command not in FORMATS:
        raise UsageError(f"`{command}` prints no data", f"These commands do: {', '.join(FORMATS)}.")
    return output_schema(command)
