"""No-break spaces put into a document: into its prose, block by block, each passage by the rules of its language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from lxml import etree

from archivist.markup.line_ends.joined_words import DividedText, Joined, join_words
from archivist.markup.line_ends.rules import BLOCK
from archivist.model.book import Document
from archivist.record.document_text import INLINE
from archivist.text.xml_element import Element

_XHTML = "{http://www.w3.org/1999/xhtml}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LITERAL = frozenset({"code", "pre", "kbd", "samp", "head", "script", "style", "template", "math", "svg"})
# Addresses, digests and numbers of notes are not prose. `formula` is a code element.
_LITERAL_CLASSES = frozenset(
    ["web-address", "unbroken", "address", "digest", "file-name", "note-call", "note-number"],
)
_HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
_MASK = "\N{OBJECT REPLACEMENT CHARACTER}"
_WORDINGS = ("data-wording", "data-page", "data-pages")  # text that is yet to come (page_quotes.py)
_WORDED = tuple(name.encode() for name in _WORDINGS)


@dataclass(slots=True)  # not frozen: a document has hundreds
class _Node:
    """A text node, and where it begins in the text of all nodes."""

    element: Element
    is_tail: bool
    start: int
    text: str
    language: str
    is_literal: bool


def set_line_ends(document: Document) -> Document:
    """The document with no-break spaces where no line may end."""
    root: Element = etree.fromstring(document.xhtml)
    nodes = _Nodes()
    nodes.read(root, root.get(_LANG) or document.language)
    changed = _join(nodes.found)
    if any(name in document.xhtml for name in _WORDED):
        for element in root.iter(f"{_XHTML}span"):
            changed |= _join_wordings(element, document.language)
    if not changed:
        return document
    return replace(document, xhtml=_HEAD + bytes(etree.tostring(root, encoding="utf-8")) + b"\n")


def _join(nodes: Sequence[_Node]) -> bool:
    """Change the texts of nodes, in place; whether any was changed."""
    text = "".join(_MASK * len(node.text) if node.is_literal and node.text != BLOCK else node.text for node in nodes)
    found = _joined(nodes, text)
    waiting = list(reversed(found))
    for node in nodes:
        here: list[Joined] = []
        while waiting and waiting[-1].start < node.start + len(node.text):
            here.append(waiting.pop())
        if here and here[-1].end > node.start + len(node.text):  # white space that goes on in the next node
            waiting.append(here[-1]._replace(start=node.start + len(node.text), space=""))
        if here and not node.is_literal:
            _write(node, _with_spaces(node, here))
    return bool(found)


def _joined(nodes: Sequence[_Node], text: str) -> list[Joined]:
    """The white space that must not end a line, in order, each by the rules of the language that it is in."""
    divided, found = DividedText(text), list[Joined]()
    for language, passage in groupby(nodes, key=attrgetter("language")):
        first, *others = passage
        last = others[-1] if others else first
        found += divided.joined(language, first.start, last.start + len(last.text))
    return sorted(found, key=attrgetter("start"))


def _with_spaces(node: _Node, joined: Sequence[Joined]) -> str:
    """The text of a node with these spaces in place of the white space."""
    pieces, place = list[str](), 0
    for each in joined:
        pieces += [node.text[place : each.start - node.start], each.space]
        place = each.end - node.start
    return "".join([*pieces, node.text[place:]])


def _write(node: _Node, text: str) -> None:
    if node.is_tail:
        node.element.tail = text
    else:
        node.element.text = text


class _Nodes:
    """The text nodes of a document in order; between blocks there is one that holds BLOCK."""

    def __init__(self) -> None:
        self.found: list[_Node] = []
        self._end = 0

    def read(self, element: Element, around: str, literal: bool = False) -> None:
        """The text nodes below an element, in a text of this language."""
        is_block, is_literal = _kind(element.tag)
        language = element.get(_LANG) or around
        inside = literal or is_literal or _is_literal_class(element.get("class"))
        if is_block:
            self._end_block(element, language)
        if element.text and isinstance(element.tag, str):
            self._add(element, False, element.text, language, inside)
        for child in element:
            self.read(child, language, inside)
            if child.tail:
                self._add(child, True, child.tail, language, inside)
        if is_block:
            self._end_block(element, language)

    def _end_block(self, element: Element, language: str) -> None:
        if not self.found or self.found[-1].text != BLOCK:
            self._add(element, False, BLOCK, language, True)

    def _add(self, element: Element, is_tail: bool, text: str, language: str, is_literal: bool) -> None:
        self.found.append(_Node(element, is_tail, self._end, text, language, is_literal))
        self._end += len(text)


@lru_cache(maxsize=1 << 10)
def _kind(tag: object) -> tuple[bool, bool]:
    """Whether an element is a block, and whether its text is literal."""
    name = tag.removeprefix(_XHTML) if isinstance(tag, str) else ""
    return name not in INLINE, name in _LITERAL or not name


@lru_cache(maxsize=1 << 10)
def _is_literal_class(classes: str | None) -> bool:
    return classes is not None and not _LITERAL_CLASSES.isdisjoint(classes.split())


def _join_wordings(element: Element, language: str) -> bool:
    changed = False
    for name in _WORDINGS:
        words = element.get(name)
        if words is not None and (joined := join_words(words, element.get(_LANG) or language)) != words:
            element.set(name, joined)
            changed = True
    return changed
