"""toc.ncx: the same contents for readers from the days of EPUB 2 (EPUB 3.3 §5.9.3; NCX 2005-1)."""

from collections.abc import Iterable, Iterator
from itertools import count

from lxml import etree

from archivist.epub.navigation import PageEntry
from archivist.epub.outline import Entry
from archivist.epub.package import Resource
from archivist.epub.plain_text import plain
from archivist.model.book import BookMetadata
from archivist.text.xml_element import Element

ID = "ncx"  # what EbookLib's spine names
NAME = "toc.ncx"
MEDIA_TYPE = "application/x-dtbncx+xml"
_NCX = "http://www.daisy.org/z3986/2005/ncx/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def document(entries: Iterable[Entry], metadata: BookMetadata, pages: Iterable[PageEntry] = ()) -> Resource:
    """The document; `dtb:uid` must be exactly the book's identifier."""
    entries, pages = tuple(entries), tuple(pages)
    arabic = [int(entry.label) for entry in pages if entry.label.isdecimal()]
    root = etree.Element(f"{{{_NCX}}}ncx", {"version": "2005-1", _XML_LANG: metadata.language}, nsmap={None: _NCX})
    head = _child(root, "head")
    for name, content in (
        ("dtb:uid", plain(metadata.identifier, "The identifier")),
        ("dtb:depth", str(max((entry.depth for entry in entries), default=1))),
        ("dtb:totalPageCount", str(len(pages))),
        ("dtb:maxPageNumber", str(max(arabic, default=0))),
    ):
        _child(head, "meta", name=name, content=content)
    _text(_child(root, "docTitle"), plain(metadata.full_title, "The title"))
    numbers = count(1)
    _points(_child(root, "navMap"), entries, numbers)
    if pages:
        _page_targets(_child(root, "pageList"), pages, numbers)
    data = bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))
    return Resource(ID, NAME, MEDIA_TYPE, data)


def _points(parent: Element, entries: Iterable[Entry], numbers: Iterator[int]) -> None:
    for entry in entries:
        number = next(numbers)
        point = _child(parent, "navPoint", id=f"point-{number}", playOrder=str(number))
        titles = (title for title in (entry.title, entry.second_title) if title)
        _text(_child(point, "navLabel"), " / ".join(titles))
        _child(point, "content", src=entry.address)
        _points(point, entry.entries, numbers)


def _page_targets(parent: Element, pages: Iterable[PageEntry], numbers: Iterator[int]) -> None:
    for position, entry in enumerate(pages, start=1):
        numbered = {"value": entry.label} if entry.label.isdecimal() else {}
        kind = "normal" if numbered else "front"
        target = _child(
            parent, "pageTarget", id=f"target-{position}", type=kind, playOrder=str(next(numbers)), **numbered
        )
        _text(_child(target, "navLabel"), entry.label)
        _child(target, "content", src=entry.address)


def _text(parent: Element, text: str) -> None:
    _child(parent, "text").text = text


def _child(parent: Element, tag: str, **attributes: str) -> Element:
    added: Element = etree.SubElement(parent, f"{{{_NCX}}}{tag}", attributes)
    return added
