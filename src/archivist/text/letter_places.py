"""Places in the text of a document, counted in the letters of its XHTML: the same for all that read it.

Notes and figures are where the document has them, wherever paper puts them. What only an EPUB has is not counted.
Letters are counted as in visible_text.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar
from xml.etree import ElementTree

from archivist.text.visible_text import visible
from archivist.text.xml_element import Element

XHTML = "{http://www.w3.org/1999/xhtml}"
_UNPRINTED = frozenset(XHTML + tag for tag in ("head", "script", "style", "template"))

_Node = TypeVar("_Node", Element, ElementTree.Element)


@dataclass(frozen=True, slots=True)
class TextNode(Generic[_Node]):
    """A piece of text between two tags."""

    text: str
    within: tuple[_Node, ...]  # the elements that it is in, outermost first
    after: _Node | None  # the element of the same parent that it follows; None at the beginning of its element
    first: int  # letters of the document that are before
    letters: int


def text_nodes(root: _Node) -> Iterator[TextNode[_Node]]:
    """The pieces of text in document order. `root` is an element of either kind, ElementTree's or lxml's."""
    counted = 0
    for text, within, after in _texts(root, ()):
        letters = len(visible(text))
        yield TextNode(text, within, after, counted, letters)
        counted += letters


def _texts(element: _Node, around: tuple[_Node, ...]) -> Iterator[tuple[str, tuple[_Node, ...], _Node | None]]:
    if _is_passed_over(element):
        return
    within = around + (element,)  # noqa: RUF005 - mypy cannot type the other form for two kinds of elements
    if element.text:
        yield element.text, within, None
    for child in element:
        yield from _texts(child, within)
        if child.tail:
            yield child.tail, within, child


def _is_passed_over(element: _Node) -> bool:
    return element.tag in _UNPRINTED or not isinstance(element.tag, str) or has_class(element, "epub-only")


def has_class(element: _Node, name: str) -> bool:
    """Whether the element's class attribute holds this name."""
    return name in (element.get("class") or "").split()
