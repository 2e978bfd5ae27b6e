"""What an element inherits from those around it: language and base address."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from archivist.text.xml_element import Element
from archivist.web_feeds.feed_names import BASE, LANG, name_of

_ENTRIES = ("item", "atom:entry")


def language_in_entry(element: Element) -> str:
    """`xml:lang` of the element or of what is around it, up to its entry; "" if none is there."""
    return next((lang for each in _upwards(element) if (lang := each.get(LANG, "").strip())), "")


def base_of(element: Element, outermost: str = "") -> str:
    """The address that `xml:base` at the element and all around it make, beginning with the outermost one."""
    base = outermost
    for each in reversed([element, *element.iterancestors()]):
        written = each.get(BASE, "").strip()
        if written:
            base = absolute(written, base)
    return base


def absolute(address: str, base: str) -> str:
    """The address seen from the base; as written where the two do not go together."""
    try:
        return urljoin(base, address.strip())
    except ValueError:  # a bracket in the host
        return address.strip()


def host_of(address: str) -> str:
    """The host without `www.`, "" if there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _upwards(element: Element) -> Iterator[Element]:
    """The element and those around it, the entry being the last."""
    yield element
    if name_of(element) in _ENTRIES:
        return
    for each in element.iterancestors():
        yield each
        if name_of(each) in _ENTRIES:
            return
