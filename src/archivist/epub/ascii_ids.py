"""Ids in ASCII: allowed in all scripts, but some reading systems and checkers know only these.

The name of an id depends on nothing but the id, so that links from other documents, from the contents and from the list
of pages find it by themselves.
"""

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from lxml import etree
from slugify import slugify

from archivist.epub.package import HTML
from archivist.text.xml_element import Element

_REFERRING = ("aria-labelledby", "aria-describedby", "aria-details", "aria-controls", "headers", "for")
_LINKING = tuple(f"{{{HTML}}}{tag}" for tag in ("a", "area"))


def ascii_id(id: str) -> str:
    """The id, in ASCII letters if it is in others: a transliteration, and a digest that keeps like ones apart."""
    return id if id.isascii() else _transliterated(id)


@lru_cache(maxsize=1 << 12)  # a heading's is asked for in its document, in the contents, and by links to it
def _transliterated(id: str) -> str:
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


def _ascii_ids(ids: str) -> str:
    return " ".join(map(ascii_id, ids.split()))


# What each attribute with ids in it becomes.
_NEW: Mapping[str, Callable[[str], str]] = {
    "id": ascii_id,
    "href": ascii_address,
    **dict.fromkeys(_REFERRING, _ascii_ids),
}


def _is_outside(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def rename(root: Element) -> None:
    """Rename the ids of a document, and all that refers to ids in it and in others."""
    for element in root.iter(etree.Element):
        for name, value in element.items():
            new = _NEW.get(name)
            # In an address letters may be percent-encoded.
            if new is None or (value.isascii() and "%" not in value):
                continue
            if name != "href" or element.tag in _LINKING:
                element.set(name, new(value))
