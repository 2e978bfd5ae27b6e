r"""Backslashes in double quotation marks: `title: "C:\new"` is read as `C:`, the end of a line, and `ew`.

YAML 1.2.2, 5.7, and TOML 1.0.0 (strings). An escape for the end of a line is what it says before a capital, a digit
or a space, and an accident before a small letter.
"""

import re

from archivist.front_matter.quoting import TEXT_KEYS, Unquoted, quoted

_LINE = re.compile(
    r"(?P<head>[ \t]*(?:-[ ]+)?[\w.-]+[ \t]*[:=][ \t]*|[ \t]*-[ ]+)"
    r"\"(?P<value>(?:[^\"\\]|\\.)*)\"[ \t]*,?(?:#.*)?$"
)
_ESCAPE = re.compile(r"\\(?P<letter>.)(?P<after>.?)", re.DOTALL)
_ENDS_OF_LINES = frozenset("nrt")
_OTHERS = frozenset("0abefvNLP_")  # characters that no title has
_LIST = re.compile(r"[ \t]*(?P<key>[\w.-]+)[ \t]*[:=]")


def escapes(block: str, first: int) -> list[Unquoted]:
    """The values for readers in which a backslash and a letter are probably not meant as one character."""
    if "\\" not in block:
        return []
    found: list[Unquoted] = []
    key = ""
    for number, line in enumerate(block.split("\n"), start=first):
        above = _LIST.match(line)
        key = above["key"] if above else key
        match = _LINE.match(line) if "\\" in line and key in TEXT_KEYS else None
        lost = _lost(match["value"]) if match else ""
        if match and lost:
            found.append(Unquoted(number, key, lost, f"{match['head']}{quoted(match['value'])}", is_escape=True))
    return found


def _lost(value: str) -> str:
    """The first escape of a value that is an accident; "" if there is none."""
    for match in _ESCAPE.finditer(value):
        letter, after = match["letter"], match["after"]
        if letter in _OTHERS or (letter in _ENDS_OF_LINES and after.islower()):
            return f"\\{letter}"
    return ""
