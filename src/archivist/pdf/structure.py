"""The logical structure of a document: what its parts are, whatever page they fell on (ISO 32000-1, 14.7 and 14.8).

It is kept beside a fragment and becomes part of the one tree of the volume when fragments are joined.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

# Attributes of an element by owner (ISO 32000-1, 14.8.5): {"List": {"ListNumbering": "Decimal"}}. A str is a name.
Attributes = Mapping[str, Mapping[str, "str | int | tuple[float, ...]"]]

# An element as plain data: `s` is its type, `k` what it contains, in order: elements; [page, mark] for a Content;
# [page, boxes, target, contents] for a LinkArea. The other fields have the names of Element; empty ones are left out.
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of a page: one marked-content sequence."""

    page: int  # within the fragment, from 0
    mark: int  # MCID, unique on its page


@dataclass(frozen=True, slots=True)
class LinkArea:
    """Where a link can be clicked on one page."""

    page: int  # within the fragment, from 0
    boxes: tuple[tuple[float, float, float, float], ...]  # left, bottom, right, top in points, one per line
    target: str  # a web address, `#id` in the document, or `document:ID#id`
    contents: str  # what the link is, in words


@dataclass(slots=True)
class Element:
    """A structure element: an article, a paragraph, a note."""

    type: str  # a standard structure type (ISO 32000-1, 14.8.4), or Em and Strong
    language: str = ""  # BCP 47, where it differs from what is around
    ids: list[str] = field(default_factory=list)  # ids in the document that lead here
    alt: str = ""  # alternative text of a picture
    expansion: str = ""  # of an abbreviation
    attributes: Attributes = field(default_factory=dict)
    kids: "list[Element | Content | LinkArea]" = field(default_factory=list)

    def elements(self) -> "Iterator[Element]":
        """This element and all below it, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.elements()


# ---------------------------------------------------------------- as data, to be kept


def as_data(element: Element) -> Data:
    """The element as plain data for JSON, short: what is empty is left out."""
    data: Data = {"s": element.type}
    for name in ("language", "ids", "alt", "expansion", "attributes"):
        if getattr(element, name):
            data[name] = getattr(element, name)
    if element.kids:
        data["k"] = [_kid_as_data(kid) for kid in element.kids]
    return data


def _kid_as_data(kid: Element | Content | LinkArea) -> object:
    match kid:
        case Content():
            return [kid.page, kid.mark]
        case LinkArea():
            return [kid.page, kid.boxes, kid.target, kid.contents]
        case _:
            return as_data(kid)
