"""Definitions of links, `[label]: address`, that say something else than their author meant.

CommonMark (4.7) takes the first of two with one label, and prints none: `[Editor]: Yes.` is a definition, too.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*[.,;:!?\u2026]?")
_SHOWN = 60  # characters in a message


class LinkDefinitions(dict[str, dict[str, Any]]):
    """Definitions by their label, and which of them a link or a picture asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:
        """The definition of a label; markdown-it asks for it where a link or a picture refers to one."""
        if label in self:
            self.used.add(label)
        return super().get(label, default)


def contradictory(duplicates: list[dict[str, Any]], definitions: LinkDefinitions) -> Iterator[tuple[int, str]]:
    """Line (from 0) and message for each later definition of a label that gives another address."""
    for later in duplicates:
        first = definitions[later["label"]]
        if later["href"] != first["href"]:
            label, address = later["label"].lower()[:_SHOWN], first["href"][:_SHOWN]
            yield later["map"][0], f"[{label}] is defined before this line as {address}, where all its links lead"


def unprinted(definitions: LinkDefinitions) -> Iterator[tuple[int, str]]:
    """Line (from 0) and message for each definition that no link uses and that has a word in place of an address."""
    for label, definition in definitions.items():
        word = unquote(definition["href"])
        if label not in definitions.used and _WORD.fullmatch(word):
            written = f"[{label.lower()}]: {' '.join((word, definition['title'])).strip()}"
            yield definition["map"][0], f"{written[:_SHOWN]} is taken for the address of a link, and is not printed"
