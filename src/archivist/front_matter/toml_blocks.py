"""TOML and JSON. The parsers tell no lines of keys; those of TOML are looked for."""

import json
import re
import tomllib

from archivist.front_matter.quoting import with_advice
from archivist.front_matter.values import BlockError, Fault, Value, value_of
from archivist.text.xml_characters import without_forbidden

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_KEY = re.compile(r"""^\s*\[*\s*["']?([^\s"'=.\]]+)""")
_TWICE = ("Cannot overwrite a value", "Cannot declare", "Duplicate inline table key")


def read_toml(block: str, first: int) -> dict[str, Value]:
    """The keys of a block of TOML. Raises BlockError; if quotation marks are missing, its message says so."""
    try:
        return _read_toml(block, first)
    except BlockError as error:
        if error.fault is not Fault.BROKEN:
            raise
        better = with_advice(error, block, first, lambda text: _read_toml(text, first), toml=True)
    raise better


def _read_toml(block: str, first: int) -> dict[str, Value]:
    try:
        data = tomllib.loads(block)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _PLACE.search(message)
        line = int(place[1]) + first - 1 if place and place[1] else first + block.rstrip("\n").count("\n")
        fault = Fault.REPEATED if message.startswith(_TWICE) else Fault.BROKEN
        raise BlockError(_PLACE.sub("", message), line, fault) from None
    except (RecursionError, ValueError):
        raise BlockError("it is nested too deeply or contains a number that is too large") from None
    lines = _lines(block, first)
    return {without_forbidden(key): value_of(data, lines.get(key, first)) for key, data in data.items()}


def _lines(block: str, first: int) -> dict[str, int]:
    lines: dict[str, int] = {}
    for number, text in enumerate(block.split("\n"), start=first):
        match = _KEY.match(text[:200])
        if match:
            lines.setdefault(match[1], number)
    return lines


def read_json(block: str, first: int) -> dict[str, Value]:
    """The keys of a block of JSON. Raises BlockError."""
    try:
        data = json.loads(block or "{}", parse_constant=str)
    except json.JSONDecodeError as error:
        raise BlockError(error.msg, error.lineno + first - 1) from None
    except (RecursionError, ValueError):
        raise BlockError("it is nested too deeply or contains a number that is too large") from None
    if not isinstance(data, dict):
        raise BlockError("it is not a list of keys and values")
    return {without_forbidden(key): value_of(each, first) for key, each in data.items()}
