"""Addresses of HTML: made absolute where a base is known."""

import re
from urllib.parse import unquote, urldefrag, urljoin

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_DOES = frozenset({"javascript", "vbscript"})
_DOCUMENT = re.compile(r"data:[^,]{0,200}(?:html|xml|script)", re.IGNORECASE)
_UNSEEN = re.compile(r"^[\x00-\x20]+|[\t\n\r]")  # what browsers do not read (url.spec.whatwg.org, basic URL parser)


def scheme_of(address: str) -> str:
    """The scheme in lower case; "" if there is none."""
    match = _SCHEME.match(_UNSEEN.sub("", address))
    return match[1].lower() if match else ""


def does_something(address: str) -> bool:
    """Whether it is a program instead of an address, or a document that may contain one."""
    return scheme_of(address) in _DOES or _DOCUMENT.match(_UNSEEN.sub("", address)) is not None


def absolute(address: str, base: str) -> str:
    """The address seen from the base; as written where there is no base or it cannot be joined."""
    address = address.strip()
    if not base or not address or (scheme_of(address) and not address.lower().startswith(("http:", "https:"))):
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _decoded(fragment: str) -> str:
    """The fragment without percent-encoding; as written if what is encoded is not UTF-8 (RFC 3987, 3.2)."""
    try:
        return unquote(fragment, errors="strict")
    except UnicodeDecodeError:
        return fragment


def fragment_of(address: str, base: str) -> str:
    """The id an address leads to within the same page; "" if it leads elsewhere or to no part."""
    address = address.strip()
    if address.startswith("#"):
        return _decoded(address[1:])
    if "#" not in address or not base:
        return ""
    try:
        page, fragment = urldefrag(absolute(address, base))
        return _decoded(fragment) if page and page == urldefrag(base)[0] else ""
    except ValueError:  # a bracket that is not an IPv6
        return ""
