"""SVG pictures: read as XML without entities; scripts and references to anything outside are refused."""

import re
from typing import Any

from lxml import etree

_DEFAULT_SIZE = (300, 150)  # CSS, for pictures that say nothing
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_LENGTH = re.compile(r"\s*\+?(\d+\.?\d*|\.\d+)\s*(px|pt|pc|in|cm|mm)?\s*")
_OUTSIDE_STYLE = re.compile(
    r"@import|url\(\s*[\"']?\s*(?!#|data:image/)[^)\s\"']|expression\(|javascript:", re.IGNORECASE
)
_REFUSED = frozenset({"script", "foreignObject", "handler", "listener", "iframe", "object", "embed"})
_LIMIT = 100_000


class SvgError(Exception):
    """The SVG is broken or not safe."""


def svg_size(data: bytes) -> tuple[int, int]:
    """Width and height in CSS pixels. Raises SvgError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SvgError(f"not well-formed XML: {error}") from None
    if etree.QName(root).localname != "svg":
        raise SvgError("not an SVG picture")
    if b"<!ENTITY" in data or _has_entities(root):
        raise SvgError("it declares entities")
    for node in root.getroottree().iter():
        _check(node)
    for sibling in root.itersiblings(preceding=True):
        _check(sibling)
    return _size(root)


def _has_entities(root: Any) -> bool:
    dtd = root.getroottree().docinfo.internalDTD
    return dtd is not None and next(iter(dtd.iterentities()), None) is not None


def _check(node: Any) -> None:
    if node.tag is etree.Comment:
        return
    if node.tag is etree.ProcessingInstruction:
        raise SvgError("it holds a processing instruction")
    if not isinstance(node.tag, str):
        raise SvgError("it holds an entity")
    name = etree.QName(node).localname
    if name in _REFUSED:
        raise SvgError(f"it holds <{name}>")
    if name == "style" and _OUTSIDE_STYLE.search(node.text or ""):
        raise SvgError("its style refers to something outside")
    for key, value in node.attrib.items():
        _check_attribute(name, etree.QName(key).localname, value.strip())


def _check_attribute(element: str, name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise SvgError(f"it holds the script attribute {name}")
    if name in ("href", "src") and not value.startswith(("#", "data:image/")):
        web_link = element == "a" and value.lower().startswith(("http://", "https://"))
        if value and not web_link:
            raise SvgError(f"it refers to {value[:60]}")
    elif "(" in value and _OUTSIDE_STYLE.search(value):
        raise SvgError("it refers to something outside")


def _size(root: Any) -> tuple[int, int]:
    box = [min(float(part), _LIMIT) for part in re.findall(r"-?\d+\.?\d*", root.get("viewBox", ""))]
    inherent = (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else None
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if inherent and width and not height:
        height = width * inherent[1] / inherent[0]
    elif inherent and height and not width:
        width = height * inherent[0] / inherent[1]
    default = inherent or _DEFAULT_SIZE
    size = max(round(width or default[0]), 1), max(round(height or default[1]), 1)
    return min(size[0], _LIMIT), min(size[1], _LIMIT)


def _length(written: str) -> float:
    match = _LENGTH.fullmatch(written)
    return min(float(match[1]) * _UNITS[match[2] or ""], _LIMIT) if match else 0.0
