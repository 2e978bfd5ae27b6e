"""What front matter is made of, for all who read it: YAML, TOML or JSON, as values that know their lines.

taken_apart(file)                               -> block, text
read_yaml, read_toml, read_json (block)         -> values by key
read_yaml_data(text)                            -> plain data
unquoted(block)                                 -> values of YAML that are not read as they are written
"""

from archivist.front_matter.blocks import MAX_FRONT_MATTER, check_size, taken_apart
from archivist.front_matter.quoting import Unquoted, unquoted
from archivist.front_matter.toml_blocks import read_json, read_toml
from archivist.front_matter.values import BlockError, Fault, Value, value_of
from archivist.front_matter.yaml_blocks import read_yaml, read_yaml_data

__all__ = [
    "MAX_FRONT_MATTER",
    "BlockError",
    "Fault",
    "Unquoted",
    "Value",
    "check_size",
    "read_json",
    "read_toml",
    "read_yaml",
    "read_yaml_data",
    "taken_apart",
    "unquoted",
    "value_of",
]
