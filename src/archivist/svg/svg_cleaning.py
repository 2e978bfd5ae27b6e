"""A drawing without anything that runs, moves or is loaded from elsewhere: an allow-list, applied to the tree.

A drawing that contains nothing else keeps its bytes. What is taken out is named, so that it can be reported to its
author.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from archivist.data_addresses import data_address, is_data, read_data
from archivist.svg.size import size_of
from archivist.svg.styles import clean_declarations, clean_sheet, is_allowed
from archivist.svg.svg_embedding import embedded_picture
from archivist.svg.svg_reading import SvgError, read_tree, unpack
from archivist.svg.svg_references import settle_references
from archivist.svg.vocabulary import ATTRIBUTES, ELEMENTS, HREFS, KEPT_OF_XML, PROPERTIES, SILENT, SVG, XHTML
from archivist.text.xml_characters import SYMBOL, said_of_symbol, with_symbols
from archivist.text.xml_element import Element, take_out

_SHOWN = 60  # characters of an address in a message
_MOVING = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set", "mpath", "discard"})
_FOLLOWED = ("http://", "https://", "mailto:")  # a reader follows these; nothing loads them
_KNOWN_DTD = ("http://www.w3.org/", "https://www.w3.org/")
_MAX_NESTING = 2  # drawings in drawings


@dataclass(frozen=True, slots=True)
class CleanDrawing:
    """A drawing that is safe to put into a book."""

    data: bytes  # XML, UTF-8 unless these are the bytes as given
    removed: tuple[str, ...]  # what was taken out, in words; each once
    width: int  # CSS pixels
    height: int  # CSS pixels


@lru_cache(maxsize=256)
def clean(data: bytes) -> CleanDrawing:
    """The drawing without what is not allowed. Raises SvgError if it is broken or declares entities."""
    return _clean(data, 0)


def is_clean(data: bytes) -> bool:
    """Whether nothing has to be taken out of a drawing."""
    try:
        return not clean(data).removed
    except SvgError:
        return False


def _clean(data: bytes, depth: int) -> CleanDrawing:
    root = read_tree(data)
    cleaner = _Cleaner(depth)
    plain = root.getroottree().docinfo.internalDTD is None and unpack(data) is data and b"<?" not in data[5:]
    cleaner.element(root)
    cleaner.changed = settle_references(root) or cleaner.changed
    dtd = root.getroottree().docinfo.system_url or ""
    if dtd and not dtd.startswith(_KNOWN_DTD):  # that of SVG itself says nothing, and goes with no remark
        cleaner.report(f"a DOCTYPE with the DTD {dtd[:_SHOWN]}")
    if b"<?xml-stylesheet" in unpack(data):
        cleaner.report("an external style sheet")
    same = plain and not cleaner.changed and _is_utf_8(root, data)
    made = data if same else _serialise(root)
    return CleanDrawing(made, tuple(cleaner.removed), *size_of(root))


def _is_utf_8(root: Element, data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return (root.getroottree().docinfo.encoding or "UTF-8").upper() in {"UTF-8", "ASCII", "US-ASCII"}


def _serialise(root: Element) -> bytes:
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


@dataclass(slots=True)
class _Cleaner:
    """Takes what is not allowed out of one tree."""

    depth: int  # of the drawing among drawings that contain one another
    changed: bool = False
    removed: dict[str, None] = field(default_factory=dict)

    def report(self, what: str) -> None:
        """Note what was taken out."""
        self.changed = True
        self.removed.setdefault(what)

    def element(self, element: Element) -> None:
        """Clean an element and all below it."""
        if not element.tag.startswith("{"):  # written without the namespace, as in HTML
            element.tag = f"{{{SVG}}}{element.tag}"
            self.changed = True
        for name in list(element.attrib):
            self._attribute(element, name)
        if etree.QName(element).localname == "style":
            self._style(element)
        self._symbols(element)
        for child in list(element):
            refused = self._reason_to_refuse(child)
            if refused is None:
                self.element(child)
            else:
                take_out(child)
                self.changed = True
                if refused:
                    self.report(refused)

    def _reason_to_refuse(self, child: Element) -> str | None:
        """Why an element has to go: in words for the author, "" if nobody misses it; None if it stays."""
        name = etree.QName(child)
        if name.namespace not in {SVG, None}:
            return f"<{name.localname}> of HTML" if name.namespace == XHTML else ""
        if name.localname in ELEMENTS:
            return None
        if name.localname in _MOVING:
            return "animation"
        return "" if name.localname in SILENT else f"<{name.localname}>"

    def _symbols(self, element: Element) -> None:
        """Write characters of Word's symbol fonts as those that they stand for, as in the text of articles."""
        for part in ("text", "tail"):
            text = getattr(element, part) or ""
            match = SYMBOL.search(text)
            if match:
                setattr(element, part, with_symbols(text))
                self.report(said_of_symbol(match[0]))

    def _style(self, element: Element) -> None:
        if len(element):
            self.report("elements in a style sheet")
            for child in list(element):
                element.remove(child)
        if element.get("type", "text/css").strip().lower() != "text/css":
            self.report("a style sheet that is not CSS")
            element.text, element.attrib["type"] = "", "text/css"
        style = clean_sheet(element.text or "", self.report)
        if style is not None:
            element.text, self.changed = style, True

    def _attribute(self, element: Element, name: str) -> None:
        value = element.get(name, "")
        if name in HREFS:
            self._href(element, name, value.strip())
        elif name.startswith("{"):
            self._foreign(element, name)
        elif name == "style":
            style = clean_declarations(value, self.report)
            if style is not None:
                element.set("style", style)
                self.changed = True
        elif name not in ATTRIBUTES:
            self._drop(element, name, f"the attribute {name}" if name.lower().startswith("on") else "")
        elif (name in PROPERTIES or "(" in value) and not is_allowed("fill", value, self.report):
            self._drop(element, name)

    def _foreign(self, element: Element, name: str) -> None:
        """Attributes of other namespaces mean nothing, except some of XML's; `xml:base` moves every address."""
        if name not in KEPT_OF_XML:
            self._drop(element, name, "xml:base" if name.endswith("namespace}base") else "")

    def _drop(self, element: Element, name: str, told: str = "") -> None:
        del element.attrib[name]
        self.changed = True
        if told:
            self.report(told)

    def _href(self, element: Element, name: str, value: str) -> None:
        tag = etree.QName(element).localname
        followed = tag == "a" and value.lower().startswith(_FOLLOWED)
        if not value or value.startswith("#") or followed:
            return
        picture = self._embed(value) if tag in {"image", "feImage"} and is_data(value) else ""
        if picture:
            element.set(name, picture)
            self.changed = self.changed or picture != value
        else:
            what = "a picture that cannot be read" if is_data(value) else f"the address {value[:_SHOWN]}"
            self._drop(element, name, what)

    def _embed(self, address: str) -> str:
        """A picture in the drawing as an address that any reader can show; "" if it is not one."""
        held = read_data(address)
        if held is None:
            return ""
        if held.media_type != "image/svg+xml":
            return embedded_picture(held, address)
        if self.depth >= _MAX_NESTING:
            return ""
        try:
            inner = _clean(held.content, self.depth + 1)
        except SvgError:
            return ""
        for what in inner.removed:
            self.report(what)
        return address if inner.data == held.content else data_address("image/svg+xml", inner.data)
