"""The documents of an EPUB as parts of HTML pages: the same elements, with links that lead to pages of the shelf."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree

from archivist.shelf.epub_documents import XHTML, EpubDocuments
from archivist.text.xml_element import Element

ENDING = ".xhtml"
_NAVIGATION = ("cover.xhtml", "nav.xhtml")  # of which the page of the volume takes the place
_PICTURES = "image/"
_NAMESPACE = f' xmlns="{XHTML[1:-1]}"'  # HTML needs none
_XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A document as HTML."""

    id: str
    title: str
    language: str
    classes: str  # of its body
    markup: str  # of what is in its body


def documents_of(book: EpubDocuments, volume_page: str) -> Iterator[TextDocument]:
    """The documents in reading order; cover and navigation are left out, links to them go to the page of the volume.

    Raises UnreadableEpubError.
    """
    names = frozenset(book.reading_order)
    for name in book.reading_order:
        if name not in _NAVIGATION:
            yield _as_html(name, book.document(name), names, volume_page)


def pictures_of(book: EpubDocuments) -> Iterator[tuple[str, bytes]]:
    """The pictures that documents show, the cover apart. Raises UnreadableEpubError."""
    for path, media_type in book.media_types.items():
        if media_type.startswith(_PICTURES) and path != book.cover:
            yield path, book.read(path)


def _as_html(name: str, root: Element, names: frozenset[str], volume_page: str) -> TextDocument:
    body = next(root.iter(f"{XHTML}body"))
    title = next(root.iter(f"{XHTML}title"))
    for element in _qualified()(body):
        _plain(element)
    for element in body.iter(f"{XHTML}a"):
        target = element.get("href")
        if target is not None:
            element.set("href", _address(target, names, volume_page))
    etree.cleanup_namespaces(body)
    whole = str(etree.tostring(body, encoding="unicode", method="html"))
    inner = whole[whole.index(">") + 1 : whole.rindex("</body>")]  # `>` in an attribute is `&gt;`
    language = root.get("lang") or root.get(f"{_XML}lang") or ""
    markup = inner.replace(_NAMESPACE, "")
    return TextDocument(name.removesuffix(ENDING), title.text or "", language, body.get("class", ""), markup)


@cache
def _qualified() -> etree.XPath:
    """Finds the elements that have attributes of a namespace."""
    return etree.XPath(".//@*[namespace-uri() != '']/..")


def _plain(element: Element) -> None:
    """Take from an element the attributes that only XHTML has."""
    for attribute in [each for each in element.attrib if each[0] == "{"]:
        if attribute == f"{_XML}lang" and "lang" not in element.attrib:
            element.set("lang", element.attrib[attribute])
        if not attribute.endswith("}href"):  # xlink:href of drawings
            del element.attrib[attribute]


def _address(target: str, names: frozenset[str], volume_page: str) -> str:
    path, mark, fragment = target.partition("#")
    if path in _NAVIGATION:
        return volume_page
    if path in names:
        return posixpath.splitext(path)[0] + ".html" + mark + fragment
    return target
