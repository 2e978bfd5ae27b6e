"""What is visible of a text, counted the same way on paper and on screen: a place in one is found in the other."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeVar
from xml.etree import ElementTree

from archivist.text.xml_element import Element

# Letters for which an expression is made. Of more, as Chinese has, making it takes longer than it saves.
_FEW = 500
# Characters read one by one in about the time that making the expression takes.
_WORTH = 100_000
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})

# An element of either kind of tree: lxml's, or that of the standard library.
_Node = TypeVar("_Node", Element, ElementTree.Element)


class _Seen(dict[int, int | None]):
    """For `str.translate`: each character that is seen, and None for the others. Characters are looked up once."""

    def __missing__(self, code: int) -> int | None:
        seen = self[code] = None if unicodedata.category(chr(code)) in _UNSEEN else code
        return seen


_SEEN = _Seen()


def visible(text: str) -> str:
    """The characters that are seen: no spaces, no controls, no joiners; case folded, since styles may change it."""
    return text.translate(_SEEN).casefold()


def letters_of(texts: Iterable[str]) -> frozenset[str]:
    """Every character that occurs. A text of known letters alone is passed over, five times as fast as it is read."""
    known: set[str] = set()
    unknown, read = re.compile(""), 0
    for text in texts:
        if unknown.search(text):
            known.update(text)
            read += len(text)
            if read > _WORTH and len(known) <= _FEW:
                unknown, read = re.compile(f"[^{re.escape(''.join(sorted(known)))}]"), 0
    return frozenset(known)


def columns(root: _Node) -> Iterator[tuple[_Node, str]]:
    """The columns of parallel texts with a name for each: their texts are read one after the other, pair by pair.

    `root` is an element of either kind, ElementTree's or lxml's.
    """
    pairs = (each for each in root.iter() if _is_pair(each))
    for number, pair in enumerate(pairs, start=1):
        for column in pair:
            yield column, f"pair {number}, {column.get('class', '')}"


def _is_pair(element: _Node) -> bool:
    return str(element.tag).endswith("div") and "pair" in (element.get("class") or "").split()
