"""A user's own style sheet: read, and refused if it would fetch anything."""

import re
from pathlib import Path

from archivist.errors import ConfigurationError

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FETCHES = re.compile(r"@import|url\(\s*[\"']?(?!data:)", re.IGNORECASE)


def read(path: Path) -> str:
    """The text of the style sheet.

    Raises ConfigurationError if it cannot be read or refers to a file or an address: a volume is made of what it was
    handed, and no book calls home.
    """
    try:
        style = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"the style sheet {path} cannot be read: {error}") from None
    fetch = first_fetch(style)
    if fetch:
        line, rule = fetch
        raise ConfigurationError(
            f"{path}:{line}: the style sheet refers to something outside itself ({rule}…)",
            "Remove the line, or write what it loads as a data: address.",
        )
    return style


def first_fetch(style: str) -> tuple[int, str] | None:
    """The first place where a style sheet refers to a file or an address: its line and its first words."""
    rules = _COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), style)
    found = _FETCHES.search(rules)
    return (rules.count("\n", 0, found.start()) + 1, found.group()) if found else None
