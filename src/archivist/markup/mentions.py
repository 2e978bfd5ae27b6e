"""Where documents mention the terms of the glossary, as the index lists it.

Everything that is printed of an article counts: title, headings, captions, tables, notes, and a second text, each
passage in its own language. The reading that it suggests and the address of its publication do not count.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from archivist.glossary import Glossary, Spot
from archivist.model.book import Mention
from archivist.text.letter_places import TextNode, has_class, text_nodes
from archivist.text.visible_text import visible
from archivist.text.xml_element import Element

if TYPE_CHECKING:
    from archivist.glossary import Mention as TermMention

_LEFT_OUT = ("read-next", "provenance")
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x2060))  # soft hyphen, zero-width space, word joiner


def mentions_of(xhtml: bytes, language: str, glossary: Glossary) -> tuple[Mention, ...]:
    """The mentions of a document that the index lists, in order. `language` is that of the document."""
    if not glossary:
        return ()
    from archivist.glossary import find_mentions  # noqa: PLC0415 - most archives have no glossary

    root: Element = etree.fromstring(xhtml)
    places = _Places(root)
    return tuple(places.mentions(find_mentions(root, language, glossary)))


class _Places:
    """Where the texts of a tree are, in letters of the document."""

    def __init__(self, root: Element) -> None:
        self._nodes: dict[tuple[Element, bool], TextNode[Element]] = {
            (node.within[-1] if node.after is None else node.after, node.after is not None): node
            for node in text_nodes(root)
        }

    def mentions(self, found: "tuple[TermMention[Element], ...]") -> Iterator[Mention]:
        """Those that paper has, and that the index lists."""
        for each in found:
            node = self._nodes.get((each.begins.node, each.begins.in_tail))
            if node is None or _is_left_out(node):
                continue
            words = " ".join(each.text.translate(_UNSEEN).split())
            yield Mention(each.term, self._letters(each.begins), self._letters(each.ends) - 1, words)

    def _letters(self, spot: Spot[Element]) -> int:
        """The letters of the document before a place."""
        node = self._nodes[spot.node, spot.in_tail]
        return node.first + len(visible(node.text[: spot.offset]))


def _is_left_out(node: TextNode[Element]) -> bool:
    return any(has_class(element, name) for element in node.within for name in _LEFT_OUT)


def term_named(name: str, language: str, glossary: Glossary) -> str | None:
    """The id of the term that a whole name means, as a keyword or an author; None if it is not in the glossary."""
    if not glossary:
        return None
    from archivist.glossary import find_mentions  # noqa: PLC0415

    text: Element = etree.Element("p")
    text.text = name
    found = find_mentions(text, language, glossary)
    return found[0].term if len(found) == 1 and visible(found[0].text) == visible(name) else None
