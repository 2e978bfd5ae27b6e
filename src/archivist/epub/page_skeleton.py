"""The frame of the pages that the EPUB adds to the edition's: cover and navigation."""

from lxml import etree

from archivist.epub.package import EPUB_TYPE, HTML, OPS
from archivist.text import languages
from archivist.text.xml_element import Element

STYLE_NAME = "style.css"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def page(title: str, language: str, epub_type: str, css_class: str) -> tuple[Element, Element]:
    """The `html` element and its empty `body`."""
    root = etree.Element(f"{{{HTML}}}html", nsmap={None: HTML, "epub": OPS})
    set_language(root, language)
    if languages.direction(language) == "rtl":
        root.set("dir", "rtl")
    head = child(root, "head")
    child(head, "meta", charset="utf-8")
    child(head, "title", title)
    child(head, "link", rel="stylesheet", type="text/css", href=STYLE_NAME)
    body = child(root, "body", **{"class": css_class})
    body.set(EPUB_TYPE, epub_type)
    return root, body


def child(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """A new XHTML element at the end of `parent`."""
    element: Element = etree.SubElement(parent, f"{{{HTML}}}{name}", attributes)
    element.text = text
    return element


def set_language(element: Element, language: str) -> None:
    """Both attributes: XML readers know one, HTML readers the other; they must agree (EPUB 3.3 §6.1.3)."""
    element.set("lang", language)
    element.set(_XML_LANG, language)
