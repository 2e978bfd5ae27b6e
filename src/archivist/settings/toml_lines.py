"""On which line of a TOML file a key is: its parser does not say."""

import re
from collections.abc import Sequence

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"^\s*\[\[?\s*({_DOTTED})\s*\]")
_KEY = re.compile(rf"^\s*({_DOTTED})\s*=")
_LONGEST = 300  # characters of a line that are looked at


def line_of(text: str, where: Sequence[str]) -> int:
    """The line, from 1, of a key, or of the innermost table around it that has a line of its own; 0 if none has."""
    table: list[str] = []
    best, depth = 0, 0
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER.match(line[:_LONGEST])
        key = None if header else _KEY.match(line[:_LONGEST])
        if header:
            table = _parts(header[1])
        if not header and not key:
            continue
        path = table if key is None else [*table, *_parts(key[1])]
        if len(path) > depth and path == list(where[: len(path)]):
            best, depth = number, len(path)
    return best


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, dotted)]
