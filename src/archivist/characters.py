"""Characters no book can hold: what XML 1.0 forbids (www.w3.org/TR/xml/#charsets), and C1 controls."""

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = frozenset("\x0b\x0c\x85")  # these part words, so a space takes their place


def with_newlines(text: str) -> str:
    r"""The text with every line ending (`\r\n`, `\r`) as `\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def without_forbidden(text: str) -> str:
    """The text without the characters no book can hold."""
    return FORBIDDEN.sub(_replacement, text)


def forbidden_lines(text: str, limit: int = 10) -> tuple[tuple[int, str], ...]:
    """Where forbidden characters stand: (line from 0, U+XXXX), one a line, `limit` at most."""
    found: dict[int, str] = {}
    line = position = 0
    for match in FORBIDDEN.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        found.setdefault(line, f"U+{ord(match[0]):04X}")
        if len(found) >= limit:
            break
    return tuple(found.items())


def _replacement(match: re.Match[str]) -> str:
    return " " if match[0] in _SPACES else ""
