"""Ids in ASCII: allowed in all scripts, but some reading systems and checkers know only these.

The name of an id depends on nothing but the id, so that links from other documents, from the contents and from the list
of pages find it by themselves.
"""

import hashlib
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from lxml import etree
from slugify import slugify

from archivist.epub.package import HTML
from archivist.text.xml_element import Element

_REFERRING = ("aria-labelledby", "aria-describedby", "aria-details", "aria-controls", "headers", "for")
_LINKING = tuple(f"{{{HTML}}}{tag}" for tag in ("a", "area"))


def ascii_id(id: str) -> str:
    """The id, in ASCII letters if it is in others: a transliteration, and a digest that keeps like ones apart."""
    if id.isascii():
        return id
    digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    stem = slugify(id, max_length=40)
    return f"{stem if stem[:1].isalpha() else 'id'}-{digest}"  # an XML name begins with a letter


def ascii_address(address: str) -> str:
    """An address within the book, with its fragment as `ascii_id` names it; one outside stays as it is."""
    path, mark, fragment = address.partition("#")
    if not mark or _is_outside(address):
        return address
    whole = unquote(fragment)
    return address if whole.isascii() else f"{path}#{ascii_id(whole)}"


def _is_outside(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def rename(root: Element) -> None:
    """Rename the ids of a document, and all that refers to ids in it and in others."""
    for element in root.iter(etree.Element):
        _change(element, "id", ascii_id)
        for name in _REFERRING:
            _change(element, name, lambda ids: " ".join(map(ascii_id, ids.split())))
        if element.tag in _LINKING:
            _change(element, "href", ascii_address)


def _change(element: Element, name: str, new: Callable[[str], str]) -> None:
    value = element.get(name)
    if value is not None and (not value.isascii() or "%" in value):  # in an address letters may be percent-encoded
        element.set(name, new(value))
