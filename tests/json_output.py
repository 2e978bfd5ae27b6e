"""What `--json` prints, read and compared with its schema."""

import json
from typing import Any

import jsonschema

from archivist.data_formats.catalogue import output_schema


def data_of(command: str, printed: str) -> dict[str, Any]:
    """The data that a command printed. Raises ValidationError if they are not what the schema says."""
    data: dict[str, Any] = json.loads(printed)
    jsonschema.Draft202012Validator(output_schema(command)).validate(data)
    return data
