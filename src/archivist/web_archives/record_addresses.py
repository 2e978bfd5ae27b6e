"""Addresses of pages: which differ only in ways that do not matter, and what a page calls its own."""

import html
import re
from urllib.parse import urldefrag, urljoin, urlsplit

_TRACKING = re.compile(r"utm_|(?:fbclid|gclid|dclid|yclid|msclkid|igshid|mc_cid|mc_eid|_ga|_gl)$")
_HEAD = 300_000  # bytes of a page in which its head is
_LINK = re.compile(rb"<link\b[^>]{1,2000}>", re.IGNORECASE)
_CANONICAL = re.compile(rb"\brel\s{0,9}=\s{0,9}[\"']?canonical\b", re.IGNORECASE)
_HREF = re.compile(rb"\bhref\s{0,9}=\s{0,9}(?:\"([^\"]{1,2000})\"|'([^']{1,2000})'|([^\s>\"']{1,2000}))", re.IGNORECASE)


def is_on_web(address: str) -> bool:
    """Whether it is an address of HTTP."""
    return address.startswith(("http://", "https://"))


def bare(address: str) -> str:
    """Without scheme and fragment: the same for http and https."""
    return without_fragment(address).partition("://")[2] or address


def without_fragment(address: str) -> str:
    """The address without what is after `#`."""
    try:
        return urldefrag(address).url
    except ValueError:
        return address.partition("#")[0]


def comparable(address: str) -> str:
    """The same for all variants of one page: http or https, `www.` or not, a slash at the end, tracking parameters."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return address
    kept = [each for each in parts.query.split("&") if each and not _TRACKING.match(each.partition("=")[0])]
    where = host if port in (None, 80, 443) else f"{host}:{port}"
    return f"{where}{parts.path.rstrip('/')}" + (f"?{'&'.join(kept)}" if kept else "")


def join_address(base: str, address: str) -> str:
    """The address seen from the base, "" if that is not an address of HTTP."""
    try:
        found = urljoin(base, address.strip())
    except ValueError:
        return ""
    return found if is_on_web(found) else ""


def canonical_of(page: bytes, address: str) -> str:
    """The address a page gives itself by `<link rel=canonical>`; "" if it gives none, or one on another site."""
    for link in _LINK.findall(page[:_HEAD]):
        href = _HREF.search(link) if _CANONICAL.search(link) else None
        if href:
            written = next(filter(None, href.groups()), b"").decode("utf-8", "replace")
            found = join_address(address, html.unescape(written))
            return found if found and _host(found) == _host(address) else ""
    return ""


def _host(address: str) -> str:
    return comparable(address).partition("/")[0].partition("?")[0]
