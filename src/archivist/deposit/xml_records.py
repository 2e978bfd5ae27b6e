"""XML records written element by element; what has no value is left out."""

from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

from archivist.text.xml_element import Element

XLINK = "http://www.w3.org/1999/xlink"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_NOTHING: Mapping[str, str] = MappingProxyType({})


def new_root(name: str, namespaces: Mapping[str | None, str]) -> Element:
    """The root of a document. Its name may have a namespace, as lxml writes it."""
    root: Element = etree.Element(name, nsmap=dict(namespaces))
    return root


def add(parent: Element, name: str, text: str = "", attributes: Mapping[str, str] = _NOTHING) -> Element:
    """Add a child in the namespace of its parent, unless the name says another. Empty attributes are left out."""
    namespace = parent.tag.rpartition("}")[0]
    tag = f"{namespace}}}{name}" if namespace and not name.startswith("{") else name
    child = parent.makeelement(tag, {key: value for key, value in attributes.items() if value})
    child.text = text or None
    parent.append(child)
    return child


def add_text(parent: Element, name: str, text: str, attributes: Mapping[str, str] = _NOTHING) -> None:
    """Add a child with a text, if there is one."""
    if text:
        add(parent, name, text, attributes)


def to_bytes(root: Element) -> bytes:
    """The document: UTF-8, indented."""
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))
