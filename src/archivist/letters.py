"""What of a text can be seen, counted alike on paper and on screen, so that a place in one is found in the other."""

import unicodedata
from collections.abc import Iterator
from typing import Any

_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})


def visible(text: str) -> str:
    """The characters that are seen: no spaces, no controls, no joiners; case folded, since styles may change it."""
    return "".join(character for character in text if unicodedata.category(character) not in _UNSEEN).casefold()


def columns(root: Any) -> Iterator[tuple[Any, str]]:
    """The columns of parallel texts with a name for each: their texts are read one after the other, pair by pair.

    `root` is an element of either kind, ElementTree's or lxml's.
    """
    pairs = (each for each in root.iter() if _is_pair(each))
    for number, pair in enumerate(pairs, start=1):
        for column in pair:
            yield column, f"pair {number}, {column.get('class', '')}"


def _is_pair(element: Any) -> bool:
    return str(element.tag).endswith("div") and "pair" in (element.get("class") or "").split()
