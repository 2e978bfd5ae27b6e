"""The blocks that end a text, marked so that its last page has at least five lines of it.

The last block is divided so that five lines or more are on the last page. If it has fewer, blocks before it are brought
along: short ones whole, a longer one with its last lines. Blocks are paragraphs and items of lists and definitions. If
something else is before them, such as a table, that stays where it is.
"""

import math
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_SHORT = 280  # characters: less than five lines at the usual measures
_LINE = 70  # characters: no line has more at the usual measures
_LINES = 5  # at least, on the last page
_FEWEST = 2  # of a paragraph that is divided
_ITEMS = frozenset({"p", "li", "dt", "dd"})
_AROUND = frozenset({"ul", "ol", "dl", "li", "dd", "section", "blockquote"})
_BLOCKS = _ITEMS | _AROUND | {"div", "figure", "table", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "aside"}


def mark_last_blocks(body: Element) -> None:
    """Mark the last blocks of a text: `data-end` is `short`, or `spare-N` if its last N lines are kept together.

    The item of a list that begins with a short paragraph is marked, too: the engine sees its number or bullet first.
    """
    lines = 0
    for block, item in _blocks_from_end(body):
        length = len("".join(block.itertext()).strip())
        certain = max(1, math.ceil(length / _LINE))
        if length >= _SHORT or lines + certain >= _LINES:
            block.set("data-end", f"spare-{max(_FEWEST, _LINES - lines)}")
            return
        lines += certain
        for each in (block, item):
            each.set("data-end", "short")


def _blocks_from_end(body: Element) -> Iterator[tuple[Element, Element]]:
    """The blocks of text, the last one first, each with the item that it begins or else itself."""
    for block, item in _each_from_end(body):
        if block is None:  # something else is between them
            return
        yield block, item


def _each_from_end(parent: Element) -> Iterator[tuple[Element | None, Element]]:
    begins_with_words = bool((parent.text or "").strip())
    for child in reversed(parent):
        if child.tag in _ITEMS and not any(each.tag in _BLOCKS for each in child):
            begins_item = child is parent[0] and parent.tag in _ITEMS and not begins_with_words
            yield child, parent if begins_item else child
        elif child.tag in _AROUND:
            yield from _each_from_end(child)
        else:
            yield None, child
    if begins_with_words:  # words of an item before the list in it
        yield None, parent
