"""The fonts that a book is set in, stated in its colophon once they are known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import etree

from archivist.fonts import FontFace
from archivist.model.book import Book, Document

_NUMBER = re.compile(r"\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True)
class StatedFont:
    """What is said of a family."""

    family: str
    version: str  # as the font states it: Version 2.014
    licence: str  # "" if the font does not state it


def stated_font(face: FontFace) -> StatedFont:
    """What is said of a face."""
    return StatedFont(face.family, face.version, face.licence)


def state_fonts(book: Book, fonts: Iterable[StatedFont]) -> Book:
    """The book with these fonts in the elements marked `data-fonts`."""
    text = _sentence(tuple(dict.fromkeys(fonts)))
    return replace(book, documents=tuple(_stated(each, text) for each in book.documents))


def _stated(document: Document, text: str) -> Document:
    if b"data-fonts" not in document.xhtml:
        return document
    root = etree.fromstring(document.xhtml)
    for element in root.iter(etree.Element):
        if element.attrib.pop("data-fonts", None) is not None:
            element.text = text
    written = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return replace(document, xhtml=bytes(written) + b"\n")


def _sentence(fonts: Iterable[StatedFont]) -> str:
    """Families of one version together, those of one licence before its name."""
    by_licence: dict[str, dict[str, dict[str, None]]] = {}
    for font in fonts:
        found = _NUMBER.search(font.version)
        by_version = by_licence.setdefault(font.licence, {})
        by_version.setdefault(found[0] if found else "", {})[font.family] = None
    return "; ".join(_under_licence(licence, by_version) for licence, by_version in by_licence.items())


def _under_licence(licence: str, by_version: dict[str, dict[str, None]]) -> str:
    said = ", ".join(f"{', '.join(families)} {version}".rstrip() for version, families in by_version.items())
    return f"{said} ({licence})" if licence else said
