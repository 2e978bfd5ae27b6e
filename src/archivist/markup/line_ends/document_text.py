"""No-break spaces put into a document: into its prose, block by block, each passage by the rules of its language."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from archivist.letter_places import has_class
from archivist.markup.line_ends.rules import BLOCK, find_joined, join_words
from archivist.model import Document
from archivist.record.document_text import INLINE
from archivist.xml_element import Element

_XHTML = "{http://www.w3.org/1999/xhtml}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LITERAL = frozenset({"code", "pre", "kbd", "samp", "head", "script", "style", "template", "math", "svg"})
# Addresses, digests and numbers of notes are not prose. `formula` is a code element.
_LITERAL_CLASSES = (
    "web-address",
    "unbroken",
    "address",
    "digest",
    "file-name",
    "note-call",
    "note-number",
)
_HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
_MASK = "\N{OBJECT REPLACEMENT CHARACTER}"
_WORDINGS = ("data-wording", "data-page", "data-pages")  # text that is yet to come (page_quotes.py)


@dataclass(frozen=True, slots=True)
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
    nodes = list(_nodes(root, root.get(_LANG) or document.language))
    changed = _join(nodes)
    for element in root.iter(f"{_XHTML}span"):
        changed |= _join_wordings(element, document.language)
    if not changed:
        return document
    return replace(document, xhtml=_HEAD + bytes(etree.tostring(root, encoding="utf-8")) + b"\n")


def _join(nodes: list[_Node]) -> bool:
    """Change the texts of nodes, in place; whether any was changed."""
    text = "".join(_MASK * len(node.text) if node.is_literal and node.text != BLOCK else node.text for node in nodes)
    starts, characters, changed = [node.start for node in nodes], list(text), False
    for language in sorted({node.language for node in nodes if not node.is_literal}):
        for joined in find_joined(text, language):
            if nodes[bisect_right(starts, joined.start) - 1].language == language:
                characters[joined.start : joined.end] = [joined.space, *[""] * (joined.end - joined.start - 1)]
                changed = True
    for node in nodes if changed else ():
        if not node.is_literal:
            _write(node, "".join(characters[node.start : node.start + len(node.text)]))
    return changed


def _write(node: _Node, text: str) -> None:
    if node.is_tail:
        node.element.tail = text
    else:
        node.element.text = text


def _nodes(root: Element, language: str) -> Iterator[_Node]:
    """The text nodes in order; between blocks there is one that holds BLOCK."""
    start = 0
    for element, is_tail, text, spoken, is_literal in _texts(root, language, False):
        yield _Node(element, is_tail, start, text, spoken, is_literal)
        start += len(text)


def _texts(element: Element, around: str, literal: bool) -> Iterator[tuple[Element, bool, str, str, bool]]:
    name = element.tag.removeprefix(_XHTML) if isinstance(element.tag, str) else ""
    language = element.get(_LANG) or around
    inside = literal or name in _LITERAL or any(has_class(element, each) for each in _LITERAL_CLASSES) or not name
    is_block = name not in INLINE
    if is_block:
        yield element, False, BLOCK, language, True
    if element.text and name:
        yield element, False, element.text, language, inside
    for child in element:
        yield from _texts(child, language, inside)
        if child.tail:
            yield child, True, child.tail, language, inside
    if is_block:
        yield element, False, BLOCK, language, True


def _join_wordings(element: Element, language: str) -> bool:
    changed = False
    for name in _WORDINGS:
        words = element.get(name)
        if words is not None and (joined := join_words(words, element.get(_LANG) or language)) != words:
            element.set(name, joined)
            changed = True
    return changed
