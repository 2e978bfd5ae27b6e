"""A saved page as a tree: decoded, freed of what an archive put around it, with the address it was published at."""

import datetime
import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html

from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.decoding import CONVERT, decode
from archivist.text.xml_element import Element
from archivist.web_pages import archived
from archivist.web_pages.page_addresses import on_the_web

_HEAD = 8192  # bytes in which a page says its encoding, as browsers look for it
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})", re.I
)
_XML_HEAD = re.compile(r"^\s{0,1000}<\?xml[^>]{0,1000}>")
# libxml2 reads 2,048 levels and then drops the rest. Pages that go deeper do so by tags never closed, mostly these.
_DEEP = re.compile(r"</?(?:font|span|div|b|i|u|em|strong|big|small|center|nobr|tt|a)\b[^<>]*>", re.I)
_ANY_TAG = re.compile(r"<[/!?a-z][^<>]*>", re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read. `root` is changed while the article is taken out of it."""

    root: Element  # lxml.html.HtmlElement
    html: str
    address: str  # where it was published, absolute; "" if nobody says
    base: str  # what its relative links are seen from; "" if not known
    place: Place
    retrieved: datetime.date | None
    remarks: tuple[Finding, ...]


def page_of(
    data: bytes, *, address: str, place: Place, encoding: str, retrieved: datetime.date | None
) -> Page | Finding:
    """Bytes as a page, or why they are not one: nothing is in them, or no words. Never raises on any bytes."""
    decoded = decode(data, encoding or _declared_encoding(data))
    if decoded.unknown:
        hint = f'Name its encoding in the page: <meta charset="…">. {CONVERT}'
        return Finding.at(place, "import-unreadable", f"the page cannot be read: {decoded.unknown}", hint)
    text = decoded.text.replace("\0", "")
    origin = archived.origin_of(text, address)
    if origin.wayback:
        text = archived.without_toolbar(text)
    root, repaired = _tree(text)
    if root is None:
        return Finding.at(place, "import-left-out", "the page is empty")
    if origin.wayback:
        origin = archived.unwrap(root, origin)
    remarks = [*decoded.remarks, *([Finding("import-repaired", repaired)] if repaired else [])]
    return Page(
        root,
        text,
        origin.address,
        _base(root, origin.address),
        place,
        retrieved or origin.retrieved,
        tuple(remarks),
    )


def _declared_encoding(data: bytes) -> str:
    match = _CHARSET.search(data[:_HEAD])
    return match[1].decode("ascii", "replace") if match else ""


def _tree(text: str) -> tuple[Element | None, str]:
    """The tree and what had to be repaired for it."""
    root, too_deep = _parse(text)
    if not too_deep:
        return root, ""
    root, too_deep = _parse(_DEEP.sub("", text))
    if not too_deep:
        return root, "the page is nested more than 2,000 levels deep: tags for spans and boxes were ignored"
    root, _ = _parse(_ANY_TAG.sub(" ", text))
    return root, "the page is nested more than 2,000 levels deep: only its words were imported"


def _parse(text: str) -> tuple[Element | None, bool]:
    """The tree, or None for an empty page; and whether it is too deep to be whole."""
    # libxml2 loads nothing for HTML; `huge_tree` lifts its limit of 10 MB for one text, not that of depth.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    data = _XML_HEAD.sub("", text).encode("utf-8", "replace")
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, False
    errors = parser.error_log
    return root, any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in errors.filter_from_fatals())


def _base(root: Element, address: str) -> str:
    """What relative links are seen from: `<base href>` as far as it is an address on the web, else the page's own."""
    for element in root.iter("base"):
        written = (element.get("href") or "").strip()
        if written:
            return on_the_web(_join_address(address, written)) or address
    return address


def _join_address(base: str, written: str) -> str:
    try:
        return urljoin(base, written)
    except ValueError:
        return ""
