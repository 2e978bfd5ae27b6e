"""Which standards a PDF says of itself that it follows: the identifiers in its XMP metadata.

PDF/A: `pdfaid:part` and `pdfaid:conformance` (ISO 19005-2, 6.6.4); PDF/UA: `pdfuaid:part` (ISO 14289-1, clause 5).
A claim is what a validator is asked about; it is never a result.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf
    from lxml import etree

_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"


def claimed(pdf: "pikepdf.Pdf") -> tuple[str, ...]:
    """The flavours claimed, as veraPDF names them: `2a`, `4f`, `ua1`. Raises for metadata that cannot be parsed."""
    if "/Metadata" not in pdf.Root:
        return ()
    from lxml import etree  # noqa: PLC0415 - not for the names of standards

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return tuple(_flavours(etree.fromstring(pdf.Root.Metadata.read_bytes(), parser)))


def _flavours(root: "etree._Element") -> Iterator[str]:
    part = _value(root, f"{_PDFA}part")
    if part:
        yield (part + _value(root, f"{_PDFA}conformance")).lower()
    universal = _value(root, f"{_PDFUA}part")
    if universal:
        yield f"ua{universal}".lower()


def _value(root: "etree._Element", name: str) -> str:
    """A property, written as an element or as an attribute of its description (ISO 16684-1, 7.9.2)."""
    for element in root.iter():
        if element.tag == name:
            return (element.text or "").strip()
        if name in element.attrib:
            return str(element.attrib[name]).strip()
    return ""


def standard(flavour: str) -> str:
    """The name of the standard a flavour stands for: PDF/A-2a, PDF/UA-1."""
    return f"PDF/UA-{flavour[2:]}" if flavour.startswith("ua") else f"PDF/A-{flavour}"
