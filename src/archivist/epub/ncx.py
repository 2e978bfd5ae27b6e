"""toc.ncx: the same contents for readers from the days of EPUB 2 (EPUB 3.3 §5.9.3; NCX 2005-1)."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from lxml import etree

from archivist.epub.outline import Entry
from archivist.epub.package import Resource
from archivist.epub.plain_text import plain
from archivist.model import BookMetadata

ID = "ncx"  # what EbookLib's spine names
NAME = "toc.ncx"
MEDIA_TYPE = "application/x-dtbncx+xml"
_NCX = "http://www.daisy.org/z3986/2005/ncx/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def document(entries: Iterable[Entry], metadata: BookMetadata) -> Resource:
    """The document; `dtb:uid` must be the book's identifier, letter for letter."""
    entries = tuple(entries)
    root = etree.Element(f"{{{_NCX}}}ncx", {"version": "2005-1", _XML_LANG: metadata.language}, nsmap={None: _NCX})
    head = _child(root, "head")
    for name, content in (
        ("dtb:uid", plain(metadata.identifier, "The identifier")),
        ("dtb:depth", str(max((entry.depth for entry in entries), default=1))),
        ("dtb:totalPageCount", "0"),  # the marks of the printed pages come with the page list
        ("dtb:maxPageNumber", "0"),
    ):
        _child(head, "meta", name=name, content=content)
    _text(_child(root, "docTitle"), plain(metadata.full_title, "The title"))
    _points(_child(root, "navMap"), entries, count(1))
    data = bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))
    return Resource(ID, NAME, MEDIA_TYPE, data)


def _points(parent: Any, entries: Iterable[Entry], numbers: Iterator[int]) -> None:
    for entry in entries:
        number = next(numbers)
        point = _child(parent, "navPoint", id=f"point-{number}", playOrder=str(number))
        _text(_child(point, "navLabel"), entry.title)
        _child(point, "content", src=entry.address)
        _points(point, entry.entries, numbers)


def _text(parent: Any, text: str) -> None:
    _child(parent, "text").text = text


def _child(parent: Any, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, f"{{{_NCX}}}{tag}", attributes)
