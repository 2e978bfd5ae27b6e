"""A document of the edition, made into one of the EPUB's (EPUB 3.3 §6.1)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from archivist.book_parts import EpubPlace
from archivist.epub import ascii_ids, page_marks
from archivist.epub.epub_formulas import set_formulas
from archivist.epub.package import HTML, Resource
from archivist.epub.page_marks import MarkedPage
from archivist.errors import BindingError
from archivist.links.robust_links import ATTRIBUTES
from archivist.model.book import Document
from archivist.model.pages import DocumentMarks
from archivist.settings.devices import EpubNotes
from archivist.text.xml_element import Element

MEDIA_TYPE = "application/xhtml+xml"
_HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
NO_MARKS = DocumentMarks(())
_DECORATIVE = frozenset({"presentation", "none"})
# What the manifest must say of a document that contains them (EPUB 3.3 §5.6.2.1 and §D.4).
_EMBEDDED = {
    "svg": "{http://www.w3.org/2000/svg}svg",
    "mathml": "{http://www.w3.org/1998/Math/MathML}math",
}


@dataclass(frozen=True, slots=True)
class ContentDocument:
    """A finished document and what the rest of the book has to know of it."""

    document: Document
    resource: Resource
    text: str  # all it may show, alternative texts included
    code: str  # that of it which is set in a fixed width
    alternative_texts: tuple[str, ...]  # of each picture that is not mere decoration; "" where there is none
    pages: tuple[MarkedPage, ...] = ()  # of the PDF, that begin in it


def prepare(
    document: Document,
    moved: Mapping[str, str],
    pictures: Mapping[str, str],
    pages: DocumentMarks = NO_MARKS,
    notes: EpubNotes = EpubNotes.POP_UP,
) -> ContentDocument:
    """The document without what is for paper only.

    `moved` says which files are in for documents left out; `pictures` how each picture is named in the
    EPUB; `pages` which pages of the PDF begin in it; `notes` how notes are marked.
    """
    root = parsed(document)
    marked = page_marks.insert(root, pages)
    if b"print-only" in document.xhtml:
        _remove_print_only(root)
    _show_notes(root, every=notes is EpubNotes.LIST)
    for details in root.iter(f"{{{HTML}}}details"):
        details.set("open", "open")  # in a book nothing is hidden until somebody asks for it
    if b"data-formula" in document.xhtml:
        set_formulas(root, document.source or document.id)
    if b"data-place" in document.xhtml:
        _unlink_other_editions(root)
    if b"data-" in document.xhtml:
        for element in root.iter(etree.Element):
            _remove_data_attributes(element)
    _rename(root, "a", "href", lambda address: _redirected(address, moved))
    _rename(root, "img", "src", lambda address: _picture(address, pictures, document))
    ascii_ids.rename(root)
    resource = Resource(
        f"document-{document.id}", f"{document.id}.xhtml", MEDIA_TYPE, serialised(root), _properties(root)
    )
    shown, code = "".join(_shown(root)), "".join(_code(root))
    ids = frozenset(root.xpath("//@id")) if marked else ()  # a mark in what is for paper only went with it
    pages_left = tuple(page for page in marked if page.id in ids)
    return ContentDocument(document, resource, shown, code, tuple(_alternative_texts(root)), pages_left)


def prepare_marked(
    job: tuple[Document, DocumentMarks], moved: Mapping[str, str], pictures: Mapping[str, str], notes: EpubNotes
) -> ContentDocument:
    """As `prepare`, of a document with the pages of the PDF that begin in it."""
    document, pages = job
    return prepare(document, moved, pictures, pages, notes)


def serialised(root: Element) -> bytes:
    """A whole XHTML document. No document type but HTML's: others are barred (EPUB 3.3 §3.9)."""
    return _HEAD + bytes(etree.tostring(root, encoding="utf-8")) + b"\n"


def parsed(document: Document) -> Element:
    """The `html` element of a document of the edition. Raises BindingError if it is not well-formed XHTML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root: Element = etree.fromstring(document.xhtml, parser)
    except etree.XMLSyntaxError as error:
        raise BindingError(f"{document.source or document.id}: the document is not well-formed: {error}") from None
    if root.tag != f"{{{HTML}}}html":
        raise BindingError(f"{document.source or document.id}: the document is not XHTML")
    return root


def _remove_print_only(root: Element) -> None:
    for element in root.xpath("//*[contains(concat(' ', normalize-space(@class), ' '), ' print-only ')]"):
        parent = element.getparent()
        if parent is None:
            raise BindingError("a whole document is marked as for print only")
        _keep_tail(element, parent)
        parent.remove(element)


def _show_notes(root: Element, *, every: bool) -> None:
    """Let no reading system hide notes: every one, or those without a call, which a pop-up would never show.

    Reading systems that show notes in pop-ups hide the asides in the text, and show other elements in their place.
    """
    for note in list(root.iter(f"{{{HTML}}}aside")):
        classes = (note.get("class") or "").split()
        if "note" in classes and (every or "uncalled" in classes):
            note.tag = f"{{{HTML}}}div"


def _keep_tail(element: Element, parent: Element) -> None:
    """lxml hangs the text after an element on the element; it must not go with it."""
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None


def _unlink_other_editions(root: Element) -> None:
    """Plain words where a link has no target but another edition: no address leaves the container (EPUB 3.3 §4.2.5)."""
    for link in list(root.iter(f"{{{HTML}}}a")):
        if link.get("data-place") is not None and link.get("href") is None:
            link.tag = f"{{{HTML}}}span"


def _remove_data_attributes(element: Element) -> None:
    """They are for the paper edition's maker; what they say of archived copies is for everyone."""
    for name in [name for name in element.attrib if name.startswith("data-") and name not in ATTRIBUTES]:
        del element.attrib[name]


def _rename(root: Element, tag: str, attribute: str, new: Callable[[str], str]) -> None:
    for element in root.iter(f"{{{HTML}}}{tag}"):
        address = element.get(attribute)
        if address is not None:
            element.set(attribute, new(address))


def _redirected(address: str, moved: Mapping[str, str]) -> str:
    """Links into a document left out lead to what is in its place; the anchors in it are gone."""
    return moved.get(address.partition("#")[0], address)


def _picture(address: str, pictures: Mapping[str, str], document: Document) -> str:
    name = pictures.get(address) or pictures.get(unquote(address))
    if name is None:
        raise BindingError(f"{document.source or document.id}: shows a picture that is not among its own: {address}")
    return name


def _properties(root: Element) -> tuple[str, ...]:
    return tuple(name for name, tag in _EMBEDDED.items() if next(root.iter(tag), None) is not None)


def _shown(root: Element) -> Iterator[str]:
    """All that is set in the book's fonts: a formula is set by the reading system, in a font for formulas."""
    formula = _EMBEDDED["mathml"]
    if next(root.iter(formula), None) is None:
        yield etree.tostring(root, method="text", encoding="unicode")
    else:
        outside = (each for each in root.iter(etree.Element) if next(each.iterancestors(formula), None) is None)
        for element in outside:
            yield from (element.tail or "", "" if element.tag == formula else element.text or "")
    for attribute in ("alt", "title"):
        yield from root.xpath(f"//@{attribute}")


def _code(root: Element) -> Iterator[str]:
    for element in root.iter(*(f"{{{HTML}}}{tag}" for tag in ("pre", "code", "kbd", "samp"))):
        yield from element.itertext(etree.Element)


def _alternative_texts(root: Element) -> Iterator[str]:
    for image in root.iter(f"{{{HTML}}}img"):
        if image.get("role") not in _DECORATIVE and image.get("aria-hidden") != "true":
            yield image.get("alt", "")


def is_left_out(document: Document) -> bool:
    """Whether the EPUB has a page of its own instead, as for the printed contents and the printed cover."""
    return document.part.epub is not EpubPlace.DOCUMENT
