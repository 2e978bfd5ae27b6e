"""Character references that name no character: half of one (`&#55357;`), or one of Windows-1252 by its byte (`&#146;`).

Markdown makes U+FFFD of both (spec.commonmark.org, numeric character references). Old publishing programs wrote them.
Browsers forgive the second kind, and so does dialect/windows_characters.py: other programs print U+FFFD.
"""

import re
from collections.abc import Iterator

from archivist.editorial.flaw import Flaw

_RUN = re.compile(r"(?:&#(?:[xX][0-9A-Fa-f]{1,6}|[0-9]{1,7});)+")
_ONE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));")
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)


def reference_flaws(text: str, start: int) -> Iterator[Flaw]:
    """The references from `start` on that name no character, and what they most likely mean."""
    for run in _RUN.finditer(text, start) if "&#" in text else ():
        yield from _of_run(run.start(), [(match[0], _number(match)) for match in _ONE.finditer(run[0])])


def _number(match: re.Match[str]) -> int:
    return int(match[1], 16) if match[1] else int(match[2])


def _of_run(start: int, references: list[tuple[str, int]]) -> Iterator[Flaw]:
    """The flaws in references that follow each other, the first of them at `start`."""
    while references:
        (written, number), *rest = references
        if number in _HIGH and rest and rest[0][1] in _LOW:
            character = chr(0x10000 + ((number - 0xD800) << 10) + rest[0][1] - 0xDC00)
            both = written + rest[0][0]
            yield Flaw("character-reference", start, start + len(both), f"{both} is {character} in halves", character)
            written, rest = both, rest[1:]
        elif _is_none(number):
            meant = bytes([number]).decode("cp1252", "ignore") if 0x80 <= number <= 0x9F else ""
            says = f"{written} names no character" + (f", but {meant} in Windows-1252" if meant else "")
            yield Flaw("character-reference", start, start + len(written), says, meant or None)
        start, references = start + len(written), rest


def _is_none(number: int) -> bool:
    return number == 0 or number > 0x10FFFF or 0x80 <= number <= 0x9F or number in _HIGH or number in _LOW
