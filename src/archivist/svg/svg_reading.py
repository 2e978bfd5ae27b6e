"""SVG as a tree: compressed or not, in any encoding that XML knows, without entities and without the network."""

import re
import zlib

from lxml import etree

from archivist.svg.vocabulary import SVG
from archivist.text.xml_element import Element

MAX_BYTES = 50_000_000  # of a drawing, unpacked
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31  # zlib: a gzip header, and the largest window
_BEGINNING = 65_536  # bytes in which a drawing must have begun
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


class SvgError(Exception):
    """The drawing is broken, or nothing safe can be made of it."""


def looks_like_svg(data: bytes) -> bool:
    """Whether some bytes are meant as SVG: XML in whose beginning an element of that name opens."""
    beginning = data[:_BEGINNING]
    if beginning.startswith(_GZIP):
        try:
            beginning = zlib.decompressobj(_GZIP_WINDOW).decompress(data, _BEGINNING)
        except zlib.error:
            return False
    if beginning.startswith(_UTF_16):
        beginning = beginning.replace(b"\x00", b"")
    beginning = beginning.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    return beginning.startswith(b"<") and re.search(rb"<(?:[\w.-]+:)?svg[\s>/]", beginning) is not None


def unpack(data: bytes) -> bytes:
    """The XML of a drawing, also of a compressed one (`.svgz`). Raises SvgError."""
    if not data.startswith(_GZIP):
        return data
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    try:
        content = unpacker.decompress(data, MAX_BYTES)
    except zlib.error as error:
        raise SvgError(f"it cannot be decompressed: {error}") from None
    if not unpacker.eof:
        raise SvgError("it is larger than 50 MB, or incomplete")
    return content


def read_tree(data: bytes) -> Element:
    """The root of a drawing. Raises SvgError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root: Element = etree.fromstring(unpack(data), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise SvgError(f"not well-formed XML: {error}") from None
    if etree.QName(root).localname != "svg" or etree.QName(root).namespace not in {SVG, None}:
        raise SvgError("not an SVG picture")
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
        raise SvgError("it declares entities")
    if any(node.tag is etree.Entity for node in root.iter()):
        raise SvgError("it contains an entity")
    return root
