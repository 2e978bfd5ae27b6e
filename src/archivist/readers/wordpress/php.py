"""Reads arrays as PHP's `serialize` writes them, of which WordPress's plug-ins make custom fields.

Arrays, strings, numbers and booleans only: an object is refused, and nothing is ever made or called by name.
The one library for this has had no release since 2016 and goes down as deep as the text says.
"""

import re

Plain = str | int | float | bool | None | dict[str | int, object]

_MAX_DEPTH = 20
_MAX_LENGTH = 1_000_000  # bytes
_SCALAR = re.compile(rb"N;|([bid]):([+-]?[0-9][0-9.eE+-]{0,30});")
_STRING = re.compile(rb's:([0-9]{1,7}):"')
_ARRAY = re.compile(rb"a:([0-9]{1,7}):\{")


def unserialise(text: str) -> Plain:
    """What a serialised text stands for: arrays become dicts. None if it is anything else or broken."""
    data = text.strip().encode("utf-8", "replace")
    if len(data) > _MAX_LENGTH:
        return None
    try:
        value, end = _value(data, 0, 0)
    except ValueError:
        return None
    return value if end == len(data) else None


def _value(data: bytes, start: int, depth: int) -> tuple[Plain, int]:
    if match := _SCALAR.match(data, start):
        return _scalar(match), match.end()
    if match := _STRING.match(data, start):
        end = match.end() + int(match[1])
        if data[end : end + 2] != b'";':
            raise ValueError("a string of a different length")
        return data[match.end() : end].decode("utf-8", "replace"), end + 2
    match = _ARRAY.match(data, start)
    if match is None or depth >= _MAX_DEPTH:
        raise ValueError("no plain value")
    return _array(data, match.end(), int(match[1]), depth)


def _scalar(match: re.Match[bytes]) -> Plain:
    kind = match[1]
    if kind is None:
        return None
    if kind == b"d":
        return float(match[2])
    return bool(int(match[2])) if kind == b"b" else int(match[2])


def _array(data: bytes, start: int, count: int, depth: int) -> tuple[Plain, int]:
    found: dict[str | int, object] = {}
    for _ in range(count):
        key, start = _value(data, start, _MAX_DEPTH)  # a key is never an array
        if not isinstance(key, str | int):
            raise ValueError("a key is a text or a number")
        found[key], start = _value(data, start, depth + 1)
    if data[start : start + 1] != b"}":
        raise ValueError("an array of a different length")
    return found, start + 1


def numbers(text: str) -> tuple[int, ...]:
    """The ids in a custom field: `a:2:{i:0;s:2:"12";i:1;i:15;}` or `12, 15`; empty if it is anything else."""
    if re.fullmatch(r"\s*[0-9]{1,12}(?:\s*,\s*[0-9]{1,12}){0,200}\s*", text):
        return tuple(int(number) for number in text.split(","))
    value = unserialise(text)
    if not isinstance(value, dict):
        return ()
    written = [str(each) for each in value.values() if isinstance(each, str | int)]
    return tuple(int(each) for each in written if re.fullmatch(r"[0-9]{1,12}", each))
