"""Page numbers written into the documents that quote them, such as contents and related reading.

A document that quotes pages has `<span class="page" data-document="ID"/>` for the first page of a document, and
`<span class="page" data-document="ID" data-anchor="NAME"/>` for the page of the element with the id NAME in it. It is
filled in once the quoted documents are laid out, before the quoting document is. Both formats have the same words.

In the index each entry has a link to every article that it is about or that mentions it:
`<a data-document="ID" data-entry="KEY" data-whole="yes">TITLE</a>`. The pages take the place of the title
(locators.py); in a book without pages it stays.
"""

from dataclasses import replace

from lxml import etree

from archivist.markup.locators import fill_in_locators
from archivist.model import Document, PageMap

_XHTML = "{http://www.w3.org/1999/xhtml}"


def quote_pages(document: Document, pages: PageMap, wording: str) -> Document:
    """The document with every quoted page number filled in.

    `wording` is the label for a page in running text, such as "p. {page}"; an element of class `bare` gets the number
    alone. Raises UnknownPageError if a quoted page is not known yet.
    """
    if b"data-document" not in document.xhtml:
        return document
    root = etree.fromstring(document.xhtml)
    for quote in root.iter(f"{_XHTML}span"):
        target = quote.attrib.pop("data-document", None)
        if target is not None:
            label = pages.label(target, quote.attrib.pop("data-anchor", ""))
            bare = "bare" in quote.get("class", "").split()
            quote.text = label if bare else wording.replace("{page}", label)
    fill_in_locators(root, pages, wording)
    return replace(document, xhtml=_written(root))


def without_pages(document: Document) -> Document:
    """The document with no page quoted: for a book that has no pages. Locators of the index stay titles of articles."""
    if b"data-document" not in document.xhtml:
        return document
    root = etree.fromstring(document.xhtml)
    for quote in [each for each in root.iter(f"{_XHTML}span") if each.get("data-document") is not None]:
        _take_out(quote)
    return replace(document, xhtml=_written(root))


def _take_out(quote: etree._Element) -> None:
    """An empty element with the space before it; what is after it stays."""
    before, parent, behind = quote.getprevious(), quote.getparent(), quote.tail or ""
    assert parent is not None  # a quote is never the whole document
    if before is not None:
        before.tail = (before.tail or "").rstrip() + behind
    else:
        parent.text = (parent.text or "").rstrip() + behind
    quote.tail = None
    parent.remove(quote)


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")) + b"\n"
