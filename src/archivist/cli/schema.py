"""`archivist schema`: the schema of archivist.toml, for editors that complete and check it."""

# Imports are inside functions, so that --help answers before anything heavy is read.
# ruff: noqa: PLC0415

from archivist.cli.options import DebugOption


def command(debug: DebugOption = False) -> None:
    """Print the JSON Schema of archivist.toml.

    An editor with a TOML plug-in completes keys and marks mistakes if the first line of archivist.toml names the
    schema: #:schema ./archivist.schema.json

    \b
    Example:
      archivist schema > archivist.schema.json
    """
    from archivist.cli.output import print_json
    from archivist.config import json_schema

    print_json(json_schema())
