"""The JSON Schema of the volume record (draft 2020-12), which docs/record-format.md explains."""

import json
from functools import cache
from importlib import resources
from typing import Any

_FILE = "volume-record-2.schema.json"


@cache
def record_schema() -> dict[str, Any]:
    """The schema of records of the current version. Its `$defs` have `text`, the form of a text once decompressed."""
    content = resources.files("archivist").joinpath("record", _FILE).read_bytes()
    schema: dict[str, Any] = json.loads(content)
    return schema
