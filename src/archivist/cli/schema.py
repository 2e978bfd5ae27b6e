"""`archivist schema`: the schema of archivist.toml, for editors that complete and check it."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from typing import Annotated

import typer

from archivist.cli.options import DebugOption


def command(
    *,
    record: Annotated[bool, typer.Option("--record", help="Print the schema of volume.LANG.json instead.")] = False,
    debug: DebugOption = False,
) -> None:
    """Print the JSON Schema of archivist.toml, or of the volume record.

    An editor with a TOML plug-in completes keys and marks mistakes if the first line of archivist.toml names the
    schema: #:schema ./archivist.schema.json

    \b
    Example:
      archivist schema > archivist.schema.json
      archivist schema --record > volume-record.schema.json
    """
    from archivist.cli.output import print_json
    from archivist.config import json_schema
    from archivist.record.schema import record_schema

    print_json(record_schema() if record else json_schema())
