"""Everything in an EPUB that names a place or a file: links, pictures, style sheets, fonts, scripts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from lxml import etree

from archivist.style_addresses import addresses
from archivist.svg import SvgError, clean
from archivist.text.xml_element import Element
from archivist.verify.epub_book import CSS, HTML, NCX, OPF, SVG, XHTML, EpubBook

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_NCX_CONTENT = "{http://www.daisy.org/z3986/2005/ncx/}content"
# Attributes that load something, or send something (HTML, index of attributes; also of old HTML).
_LOADING = frozenset(
    [
        *("src", "data", "poster", "background", "srcset", "imagesrcset", "archive", "classid", "codebase", "code"),
        *("action", "formaction", "ping", "manifest", "icon", "lowsrc", "dynsrc", "profile"),
    ]
)
_PICTURES = frozenset({f"{HTML}img", f"{_SVG}image"})
_LINKS = frozenset({f"{HTML}a", f"{HTML}area", f"{_SVG}a"})
_LISTS = frozenset({"srcset", "imagesrcset"})
_MOVING = frozenset({"animate", "set", "animatemotion", "animatetransform", "animatecolor", "discard"})
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?['\"]?(?P<address>[^'\"]*)", re.IGNORECASE)
_STYLE_SHEET = re.compile(r"href\s*=\s*['\"]([^'\"]*)")


class Kind(StrEnum):
    """What an address is for."""

    LINK = "link"  # a reader may follow it
    PICTURE = "picture"
    FILE = "file"  # a reading system loads it


@dataclass(frozen=True, slots=True)
class Reference:
    """An address."""

    kind: Kind
    address: str
    source: str  # the member that contains it
    line: int = 0  # from 1; 0 if not known


def references(book: EpubBook) -> Iterator[Reference]:
    """Every address in the documents, pictures, style sheets and tables of contents that the manifest declares."""
    for item in book.items:
        if item.name not in book.members:
            continue
        if item.media_type in {XHTML, SVG}:
            yield from _of_markup(book.root(item.name), item.name)
        elif item.media_type == NCX:
            for each in book.root(item.name).iter(_NCX_CONTENT):
                yield Reference(Kind.LINK, each.get("src") or "", item.name, each.sourceline or 0)
        elif item.media_type == CSS:
            yield from _of_style(book.text(item.name), item.name)
    for each in book.package.iter(f"{OPF}reference"):
        yield Reference(Kind.LINK, each.get("href") or "", book.package_name, each.sourceline or 0)


def _of_markup(root: Element, source: str) -> Iterator[Reference]:
    yield from _before(root, source)
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from _of_element(element, source)


def _before(root: Any, source: str) -> Iterator[Reference]:
    """What is before the root: a DTD elsewhere, style sheets of XML."""
    dtd = root.getroottree().docinfo.system_url
    if dtd:
        yield Reference(Kind.FILE, dtd, source, 1)
    for node in root.itersiblings(preceding=True):
        if node.tag is etree.ProcessingInstruction and node.target == "xml-stylesheet":
            for address in _STYLE_SHEET.findall(node.text or ""):
                yield Reference(Kind.FILE, address, source, node.sourceline or 0)


def _of_element(element: Element, source: str) -> Iterator[Reference]:
    tag = _local(element.tag)
    for name, value in element.attrib.items():
        yield from _of_attribute(element, name, value, source)
    if tag == "style":
        yield from _of_style("".join(element.itertext()), source)
    if tag == "meta" and (element.get("http-equiv") or "").strip().lower() == "refresh":
        match = _REFRESH.match(element.get("content") or "")
        yield Reference(Kind.FILE, match["address"].strip() if match else "", source, element.sourceline or 0)


def _of_attribute(element: Element, name: str, value: str, source: str) -> Iterator[Reference]:
    line = element.sourceline or 0
    loads = Kind.PICTURE if element.tag in _PICTURES else Kind.FILE
    if name in {"href", _XLINK}:
        yield Reference(Kind.LINK if element.tag in _LINKS else loads, value, source, line)
    elif _local(name) in _LOADING:
        for address in _addresses(_local(name), value):
            yield Reference(loads, address, source, line)
    elif name == "style" or (element.tag.startswith(_SVG) and ("(" in value or "\\" in value)):
        yield from _of_style(value, source)


def _local(name: object) -> str:
    return str(name).rpartition("}")[2].lower()


def _addresses(name: str, value: str) -> list[str]:
    """The addresses in an attribute; `srcset` has several (HTML, 4.8.4.2.1)."""
    return [part.split()[0] for part in value.split(",") if part.strip()] if name in _LISTS else [value]


def _of_style(style: str, source: str) -> Iterator[Reference]:
    for address in _loaded_by(style):
        yield Reference(Kind.FILE, address, source)


@lru_cache(maxsize=64)
def _loaded_by(style: str) -> tuple[str, ...]:
    """What a style sheet loads. Two checks ask, and the editions of an archive have the same style sheets."""
    return tuple(found.address for found in addresses(style))


@dataclass(frozen=True, slots=True)
class Script:
    """Something that would run, or that no drawing may have."""

    what: str
    source: str
    line: int = 0
    runs: bool = True


def scripts(book: EpubBook) -> Iterator[Script]:
    """Script elements, attributes that contain a script, files of that type, and whatever no drawing may have."""
    for item in book.items:
        if "javascript" in item.media_type or "ecmascript" in item.media_type:
            yield Script(f"the file {item.name}", book.package_name)
        if item.media_type in {XHTML, SVG} and item.name in book.members:
            for element in book.root(item.name).iter():
                yield from _in_element(element, item.name)
        if item.media_type == SVG and item.name in book.members:
            yield from _in_drawing(book.text(item.name), item.name)


def _in_drawing(drawing: str, source: str) -> Iterator[Script]:
    """What the allow-list of drawings does not let pass."""
    try:
        for what in clean(drawing.encode()).removed:
            yield Script(f"in a drawing: {what}", source, runs=False)
    except SvgError as fault:
        yield Script(f"a drawing that cannot be read: {fault}", source, runs=False)


def _in_element(element: Element, source: str) -> Iterator[Script]:
    if not isinstance(element.tag, str):
        return
    line = element.sourceline or 0
    tag = _local(element.tag)
    if tag == "script":
        yield Script("a script element", source, line)
    if tag in _MOVING and element.tag.startswith(_SVG):
        yield Script("an animation", source, line, runs=False)
    for name, value in element.attrib.items():
        if _local(name).startswith("on"):
            yield Script(f"the attribute {_local(name)}", source, line)
        if name == _XML_BASE:
            yield Script(f"xml:base, which moves every address, to {value}", source, line, runs=False)
        if _is_script(name, value):
            yield Script("an address that is a script", source, line)


def _is_script(name: object, value: str) -> bool:
    plain = "".join(value.split()).lower()
    return (name == _XLINK or _local(name) in {"href", *_LOADING}) and plain.startswith(("javascript:", "vbscript:"))
