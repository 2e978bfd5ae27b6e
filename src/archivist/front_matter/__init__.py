"""What front matter is made of, for all who read it: YAML, TOML or JSON, as values that know their lines.

taken_apart(file)                               -> block, text
read_yaml, read_toml, read_json (block)         -> values by key
read_yaml_data(text)                            -> plain data
unquoted(block)                                 -> values of YAML that are not read as they are written
escapes(block)                                  -> values with a backslash that is not read as it is written
"""

from typing import TYPE_CHECKING

from archivist.deferred_names import defer_names
from archivist.front_matter.blocks import MAX_FRONT_MATTER, check_size, taken_apart
from archivist.front_matter.values import BlockError, Fault, Value, value_of

if TYPE_CHECKING:
    from archivist.front_matter.escapes import escapes
    from archivist.front_matter.quoting import Unquoted, unquoted
    from archivist.front_matter.toml_blocks import read_json, read_toml
    from archivist.front_matter.yaml_blocks import read_yaml, read_yaml_data

__all__ = [
    "MAX_FRONT_MATTER",
    "BlockError",
    "Fault",
    "Unquoted",
    "Value",
    "check_size",
    "escapes",
    "read_json",
    "read_toml",
    "read_yaml",
    "read_yaml_data",
    "taken_apart",
    "unquoted",
    "value_of",
]

__getattr__ = defer_names(
    __name__,
    {
        "Unquoted": "quoting",
        "escapes": "escapes",
        "read_json": "toml_blocks",
        "read_toml": "toml_blocks",
        "read_yaml": "yaml_blocks",
        "read_yaml_data": "yaml_blocks",
        "unquoted": "quoting",
    },
)
