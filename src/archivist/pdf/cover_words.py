"""What is on a cover, read from its document (markup/templates/cover.xhtml), if that is words and a strip alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from archivist.model.book import Document
from archivist.pdf.print_tree import XHTML, has_class

_CONTAINERS = frozenset({"cover-field", "cover-words", "cover-paper", "cover-foot"})
_FRAME, _STRIP, _SMALL = "without-photograph", "period-strip", "around-number"
_SPACES = re.compile("[ \t\n\r]+")  # which are one space on paper
_EXPECTED = frozenset({"class", "data-hue", "{http://www.idpf.org/2007/ops}type"})  # attributes


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph of the cover: where it is, as a class of styles/cover.css says, and in which size."""

    place: str  # serial-title, volume-number, cover-foot
    size: str  # size-2, digits-4; "" for a place that has one size only
    text: str
    before: str = ""  # in small type: No.
    after: str = ""


@dataclass(frozen=True, slots=True)
class CoverWords:
    """A cover without pictures."""

    language: str
    hue: str  # #7a2e1d
    strip: str  # its classes, of which one says how wide its cells are: cells-wide
    filled: tuple[bool, ...]  # of each cell
    words: tuple[Words, ...]


def read_cover(document: Document) -> CoverWords | None:
    """What is on a cover; None if it has a picture, or anything else than what this module knows."""
    frame = ElementTree.fromstring(document.xhtml).find(f"{XHTML}body/{XHTML}section")
    if frame is None or not has_class(frame, _FRAME) or not _is_plain(frame):
        return None
    leaves = tuple(_leaves(frame, ""))
    strips = [leaf for _, leaf in leaves if has_class(leaf, _STRIP)]
    words = [_words(place, leaf) for place, leaf in leaves if leaf not in strips]
    known = tuple(filter(None, words))
    if len(strips) != 1 or len(known) < len(words) or not all(map(_is_cell, strips[0])):
        return None
    filled = tuple(has_class(cell, "filled") for cell in strips[0])
    return CoverWords(document.language, frame.get("data-hue", ""), strips[0].get("class", ""), filled, known)


def _is_cell(element: Element) -> bool:
    return element.tag == f"{XHTML}div" and not len(element) and not element.text


def _is_plain(frame: Element) -> bool:
    """Whether no element asks for more than its class does: another language, or a style."""
    return all(_EXPECTED.issuperset(element.attrib) for element in frame.iter())


def _leaves(element: Element, place: str) -> Iterator[tuple[str, Element]]:
    """What is in a field of the cover, with the class of the field."""
    for child in element:
        kind = child.get("class", "")
        if kind in _CONTAINERS and child.tag == f"{XHTML}div":
            yield from _leaves(child, kind)
        else:
            yield place, child


def _words(place: str, paragraph: Element) -> Words | None:
    """The words of a paragraph; None if it is not one, or if something but the label of a number is in it."""
    if paragraph.tag != f"{XHTML}p":
        return None
    before = after = ""
    text = paragraph.text or ""
    for child in paragraph:
        if child.get("class") != _SMALL or len(child):
            return None
        if text.strip():
            after = child.text or ""
        else:
            before, text = child.text or "", child.tail or ""
    own = paragraph.get("class", "").split()
    name, size = (own[0], "".join(own[1:])) if own else (place, "")
    return Words(name, size, " ".join(filter(None, _SPACES.split(text))), before, after)
