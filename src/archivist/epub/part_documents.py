"""A document of the edition, made into one of a part: it says which part it is in, and where the rest is.

What is added is of class `epub-only` and what goes of class `print-only`, so that the marks of pages, which are counted
in the letters of the whole document, still find their places (page_marks.py).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest

from lxml import etree

from archivist.book_parts import EpubDivision, FileNumber
from archivist.epub.content_document import parsed, serialised
from archivist.epub.package import HTML
from archivist.epub.page_skeleton import child, set_language
from archivist.model.book import Book, Document, Part
from archivist.text import languages
from archivist.text.xml_element import Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_KEPT_OF_A_LINK = frozenset({"class", "id", "lang", "dir", "title", _XML_LANG})
_IN_PART = "in part {part}"  # in case the edition's language lacks the words


def of_part(document: Document, book: Book, part: Part, places: Mapping[str, int], identifier: str) -> Document | None:
    """The document as it is in the part; None if nothing of it is.

    `places` are the numbers of the parts by the id of the article, `identifier` is the part's own.
    """
    root = parsed(document)
    if document.part.division is EpubDivision.BY_SECTION and not _keep_own_articles(root, part, places):
        return None
    if document.part.file_number is FileNumber.LINE:
        _add_line(root, book, part)
    if document.part.file_number is FileNumber.FACT:
        _add_fact(root, book, part, identifier)
    elsewhere = list(_links_elsewhere(root, part, places))
    for (link, number), following in zip_longest(elsewhere, elsewhere[1:]):
        _unlink(link)
        if not _is_said_later(link, number, following):
            _name_its_part(link, book, number)
    return replace(document, xhtml=serialised(root))


def languages_in(documents: Iterable[Document]) -> Iterator[str]:
    """Every language that a passage is marked as."""
    for document in documents:
        for element in parsed(document).iter(etree.Element):
            language = element.get(_XML_LANG)
            if language:
                yield language


def _keep_own_articles(root: Element, part: Part, places: Mapping[str, int]) -> bool:
    """Leave in the appendix what follows an article of this part; say whether there is any.

    So nothing appears twice, and readers of a part need not open another to see what to read next.
    """
    sections = root.xpath("//h:section/h:section[h:h2/h:a/@href]", namespaces={"h": HTML})
    own = False
    for section in sections:
        link = section.find(f"{{{HTML}}}h2/{{{HTML}}}a")
        if places.get(_document_of(link.get("href")), part.number) == part.number:
            own = True
        else:
            section.set("class", "print-only")
    return own or not sections


def _links_elsewhere(root: Element, part: Part, places: Mapping[str, int]) -> Iterator[tuple[Element, int]]:
    for link in root.iter(f"{{{HTML}}}a"):
        number = places.get(_document_of(link.get("href", "")), part.number)
        if number != part.number:
            yield link, number


def _document_of(address: str) -> str:
    """The id of the document that an address of the edition leads to; "" if there is no such document."""
    name = address.partition("#")[0]
    return name.removesuffix(".xhtml") if name.endswith(".xhtml") else ""


def _is_said_later(link: Element, number: int, following: tuple[Element, int] | None) -> bool:
    """Whether the next page of an entry of the index is in the same part, so that it is said after that one."""
    if following is None or following[1] != number or "locator" not in (link.get("class") or "").split():
        return False
    return _list_of(link) is _list_of(following[0])


def _list_of(locator: Element) -> Element | None:
    """The list of the pages of an entry."""
    return next((each for each in locator.iterancestors() if each.get("class") == "locators"), None)


def _unlink(link: Element) -> None:
    """Plain words instead of the link: an EPUB cannot link into another one."""
    link.tag = f"{{{HTML}}}span"
    for name in [name for name in link.attrib if name not in _KEPT_OF_A_LINK]:
        del link.attrib[name]
    link.set("class", f"{link.get('class', '')} unlinked".strip())


def _name_its_part(link: Element, book: Book, number: int) -> None:
    """After the words of a link, where to look."""
    where = etree.Element(f"{{{HTML}}}span", {"class": "where epub-only"})
    words = (book.labels.get("in_part") or _IN_PART).replace("{part}", str(number))
    where.text, where.tail, link.tail = f"({words})", link.tail, " "
    link.addnext(where)
    link.tail = " "
    _mark_language(where, book, "in_part")


def _mark_language(element: Element, book: Book, label: str) -> None:
    """The words are the edition's, or English; the passage around them may be in neither."""
    language = "en" if label in book.foreign_labels else book.metadata.language
    around = next((tag for each in element.iterancestors() if (tag := each.get(_XML_LANG))), "")
    if around == language:
        return
    set_language(element, language)
    if languages.direction(language) != languages.direction(around or language):
        element.set("dir", languages.direction(language))


def _add_line(root: Element, book: Book, part: Part) -> None:
    section = _section(root)
    line = child(section, "p", part.title, **{"class": "part epub-only"})
    _mark_language(line, book, "part")
    number = section.xpath("*[contains(concat(' ', @class, ' '), ' volume-title ')]")
    if number:
        number[0].addnext(line)


def _add_fact(root: Element, book: Book, part: Part, identifier: str) -> None:
    """With the identifier of this file; the one above it is of the whole."""
    facts = root.find(f".//{{{HTML}}}dl")
    if facts is None:
        facts = child(_section(root), "dl")
    _mark_language(child(facts, "dt", part.title, **{"class": "epub-only"}), book, "part")
    child(facts, "dd", identifier, **{"class": "epub-only"})


def _section(root: Element) -> Element:
    """The section that is the whole of a document of front matter."""
    section = root.find(f".//{{{HTML}}}section")
    assert section is not None  # the templates write one
    return section
