"""Labels of notes: the source's own where they are fit, else numbers."""

import re
from collections.abc import Iterable

from archivist.html_to_markdown.note_signs import TEXT_ID

_COUNTED = re.compile(r"fn:(\d+-)\S")  # Python-Markdown with UNIQUE_IDS: the number counts texts, not notes
_FIT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38}[A-Za-z0-9])?")
_NO_NAME = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-.*|[0-9a-f]{16,}|\d+[-_]\d+(?:[-_]\d+)*", re.IGNORECASE)


class Labels:
    """Gives each note of a text a label of its own; `earlier` are those of the parts of the text before this one."""

    def __init__(self, names: Iterable[str] = (), earlier: Iterable[str] = ()) -> None:
        self._counter = _counter(names)
        self._earlier = frozenset(label.casefold() for label in earlier)
        self._taken: set[str] = set(self._earlier)
        self._number = 0
        self._shift = 0

    def give(self, name: str, printed: str) -> str:
        """The label for the note of this id, whose call shows this."""
        match = TEXT_ID.match(name)
        rest = name[match.end() :] if match else name
        rest = rest.removesuffix("sym").removeprefix(self._counter).strip("-_")
        if not _FIT.fullmatch(rest) or _NO_NAME.fullmatch(rest):
            rest = printed if printed.isascii() and printed.isalnum() else ""
        return self._unique(self._shift_number(rest) if rest.isdecimal() else rest or self._next())

    def _shift_number(self, number: str) -> str:
        """The number itself; where this part counts again from 1, the number counted on from the parts before it."""
        if number in self._earlier and not self._shift:
            self._shift = max(int(label) for label in self._earlier if label.isdecimal())
        return str(int(number) + self._shift) if self._shift else number

    def _next(self) -> str:
        self._number += 1
        while str(self._number) in self._taken:
            self._number += 1
        return str(self._number)

    def _unique(self, label: str) -> str:
        unique, number = label, 1
        while unique.casefold() in self._taken:
            number += 1
            unique = f"{label}-{number}"
        self._taken.add(unique.casefold())
        return unique


def _counter(names: Iterable[str]) -> str:
    """What Python-Markdown puts before every label of a text; "" if it does not."""
    found = {match[1] if (match := _COUNTED.match(name)) else "" for name in names}
    return found.pop() if len(found) == 1 else ""
