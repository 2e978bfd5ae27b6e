"""Page numbers written into the documents that quote them, such as contents and related reading.

A document that quotes pages has `<span class="page" data-document="ID"/>` for the first page of a document, and
`<span class="page" data-document="ID" data-anchor="NAME"/>` for the page of the element with the id NAME in it; with
`data-page` and `data-pages`, which are wordings of its own, for all pages of the document. It is filled in once the
quoted documents are laid out, before the quoting document is. Both formats have the same words.

In the index each entry has a link to every article that it is about or that mentions it:
`<a data-document="ID" data-entry="KEY" data-whole="yes">TITLE</a>`. The pages take the place of the title
(locators.py); in a book without pages it stays.

With `data-edition="2022-03.en"` it is a page of another edition. There `data-wording` may be the words around the page,
and the text of the element what it says if the page is not known.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from lxml import etree

from archivist.errors import UnknownPageError
from archivist.markup.locators import fill_in_locators
from archivist.model.book import Document
from archivist.model.pages import PageMap

_XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, slots=True)
class Quote:
    """A page of another edition that a document quotes."""

    edition: str
    document: str  # id
    anchor: str = ""  # id of an element in it; "" for its first page


def quote_pages(
    document: Document, pages: PageMap, wording: str, others: Mapping[str, PageMap] = MappingProxyType({})
) -> Document:
    """The document with every quoted page number filled in.

    `pages` are those of its own edition, `others` those of other editions by id, as far as they are known. `wording` is
    the label for a page in running text, such as "p. {page}"; an element of class `bare` gets the number alone. Raises
    UnknownPageError if a page of this edition is not known yet. Those of other editions are left out.
    """
    if not _depends_on_pages(document):
        return document
    root = etree.fromstring(document.xhtml)
    for element in root.iter(etree.Element):
        element.attrib.pop("data-needs-pages", None)
    for element, quote in _quotes(root):
        if "data-pages" in element.attrib:
            element.text = _range(element, pages.range(quote.document))
            continue
        label = _label(quote, pages, others)
        bare = "bare" in element.get("class", "").split()
        words = element.attrib.pop("data-wording", "{page}" if bare else wording)
        if label:
            element.text = words.replace("{page}", label)
        elif not element.text:
            _take_out(element)
    fill_in_locators(root, pages, wording)
    for link in root.iter(f"{_XHTML}a"):
        _lead_to_a_known_place(link, others)
    return replace(document, xhtml=_written(root))


def without_pages(document: Document) -> Document:
    """The document with no page quoted, and without elements marked `data-needs-pages`: for a book without pages.

    Locators of the index stay titles of articles.
    """
    if not _depends_on_pages(document):
        return document
    root = etree.fromstring(document.xhtml)
    for element in [each for each in root.iter(etree.Element) if each.get("data-needs-pages") is not None]:
        _take_out(element)
    for element, _ in _quotes(root):
        element.attrib.pop("data-wording", None)
        if not element.text:
            _take_out(element)
    return replace(document, xhtml=_written(root))


def quotes_of_others(documents: Iterable[Document]) -> Iterator[Quote]:
    """The pages of other editions that documents quote."""
    for document in documents:
        if b"data-edition" in document.xhtml:
            yield from (quote for _, quote in _quotes(etree.fromstring(document.xhtml)) if quote.edition)


def _quotes(root: etree._Element) -> list[tuple[etree._Element, Quote]]:
    """The elements that quote a page, without the attributes that name it."""
    found = []
    for element in root.iter(f"{_XHTML}span"):
        target = element.attrib.pop("data-document", None)
        if target is not None:
            edition, anchor = element.attrib.pop("data-edition", ""), element.attrib.pop("data-anchor", "")
            found.append((element, Quote(edition, target, anchor)))
    return found


def _label(quote: Quote, pages: PageMap, others: Mapping[str, PageMap]) -> str:
    """The number of a quoted page; "" if it is of another edition and not known. Raises UnknownPageError."""
    if not quote.edition:
        return pages.label(quote.document, quote.anchor)
    return known_label(quote, others)


def known_label(quote: Quote, others: Mapping[str, PageMap]) -> str:
    """The number of a page of another edition; "" if it is not known."""
    try:
        return others[quote.edition].label(quote.document, quote.anchor)
    except (KeyError, UnknownPageError):
        return ""


def _lead_to_a_known_place(link: etree._Element, others: Mapping[str, PageMap]) -> None:
    """Let a link to a place in another edition lead to the document if it is not known that the file has the place."""
    edition = link.get("data-edition", "")
    if edition:
        document, _, anchor = link.get("data-place", "").partition("#")
        if anchor and not known_label(Quote(edition, document, anchor), others):
            link.set("data-place", f"{document}#")


def _depends_on_pages(document: Document) -> bool:
    return b"data-document" in document.xhtml or b"data-needs-pages" in document.xhtml


def _range(element: etree._Element, labels: tuple[str, str]) -> str:
    """The pages of a document in the wordings that an element has for one and for several."""
    one, several = str(element.attrib.pop("data-page")), str(element.attrib.pop("data-pages"))
    first, last = labels
    return one.replace("{page}", first) if first == last else several.replace("{pages}", f"{first}–{last}")


def _take_out(quote: etree._Element) -> None:
    """An empty element with the space before it; what is after it stays. With it goes a place that is only a page."""
    before, parent, behind = quote.getprevious(), quote.getparent(), quote.tail or ""
    assert parent is not None  # a quote is never the whole document
    if before is None and parent.get("class") == "place":
        _take_out(parent)
        return
    if before is not None:
        before.tail = (before.tail or "").rstrip() + behind
    else:
        parent.text = (parent.text or "").rstrip() + behind
    quote.tail = None
    parent.remove(quote)


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")) + b"\n"
