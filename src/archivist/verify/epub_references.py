"""Everything in an EPUB that names a place or a file: links, pictures, style sheets, fonts, scripts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archivist.verify.publication import CSS, HTML, NCX, OPF, SVG, XHTML, Publication

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_NCX_CONTENT = "{http://www.daisy.org/z3986/2005/ncx/}content"
# CSS Syntax 3, 4.3.6 and CSS Cascade 5, 2: addresses in quotes or bare. Comments hold none that count.
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.I)
_LOADING = ("src", "data", "poster", "background", "srcset")  # attributes that bring a file in


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
    source: str  # the member that holds it
    line: int = 0  # from 1; 0 if not known


def references(publication: Publication) -> Iterator[Reference]:
    """Every address in the documents, pictures, style sheets and tables of contents that the manifest declares."""
    for item in publication.items:
        if item.name not in publication.members:
            continue
        if item.media_type in {XHTML, SVG}:
            yield from _of_markup(publication.root(item.name), item.name)
        elif item.media_type == NCX:
            for each in publication.root(item.name).iter(_NCX_CONTENT):
                yield Reference(Kind.LINK, each.get("src") or "", item.name, each.sourceline or 0)
        elif item.media_type == CSS:
            yield from _of_style(publication.text(item.name), item.name)
    for each in publication.package.iter(f"{OPF}reference"):
        yield Reference(Kind.LINK, each.get("href") or "", publication.package_name, each.sourceline or 0)


def _of_markup(root: Any, source: str) -> Iterator[Reference]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        line = element.sourceline or 0
        loads = Kind.PICTURE if element.tag in {f"{HTML}img", f"{_SVG}image"} else Kind.FILE
        for name in ("href", _XLINK):
            if name in element.attrib:
                kind = Kind.LINK if element.tag in {f"{HTML}a", f"{HTML}area", f"{_SVG}a"} else loads
                yield Reference(kind, element.get(name), source, line)
        for name in _LOADING:
            for address in _addresses(name, element.get(name)):
                yield Reference(loads, address, source, line)
        style = (element.text or "") if element.tag in {f"{HTML}style", f"{_SVG}style"} else ""
        for reference in _of_style(style + (element.get("style") or ""), source):
            yield Reference(reference.kind, reference.address, source, line)


def _addresses(name: str, value: str | None) -> list[str]:
    """The addresses in an attribute; `srcset` has several (HTML, 4.8.4.2.1)."""
    if value is None:
        return []
    return [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]


def _of_style(style: str, source: str) -> Iterator[Reference]:
    for match in _CSS_ADDRESS.finditer(_CSS_COMMENT.sub("", style)):
        yield Reference(Kind.FILE, next((part for part in match.groups() if part is not None), "").strip(), source)


@dataclass(frozen=True, slots=True)
class Script:
    """Something that would run."""

    what: str
    source: str
    line: int = 0


def scripts(publication: Publication) -> Iterator[Script]:
    """Script elements, attributes that hold a script, and files of that type."""
    for item in publication.items:
        if "javascript" in item.media_type or "ecmascript" in item.media_type:
            yield Script(f"the file {item.name}", publication.package_name)
        if item.media_type in {XHTML, SVG} and item.name in publication.members:
            for element in publication.root(item.name).iter():
                yield from _in_element(element, item.name)


def _in_element(element: Any, source: str) -> Iterator[Script]:
    if not isinstance(element.tag, str):
        return
    line = element.sourceline or 0
    if element.tag in {f"{HTML}script", f"{_SVG}script"}:
        yield Script("a script element", source, line)
    for name, value in element.attrib.items():
        if name.startswith("on"):
            yield Script(f"the attribute {name}", source, line)
        if name in {"href", _XLINK, "src"} and value.strip().lower().startswith("javascript:"):
            yield Script("an address that is a script", source, line)
