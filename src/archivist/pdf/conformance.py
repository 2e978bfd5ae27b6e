"""What makes a PDF keep: the colours it means, its metadata in XMP, and the standards it is made to conform to.

That it does conform is for a validator to say (verify/). ISO 19005-2, -3 and -4 are PDF/A-2, -3 and -4; ISO 14289-1 and
-2 are PDF/UA-1 and -2.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from archivist.model.book import BookMetadata
from archivist.pdf.engine import srgb_profile
from archivist.pdf.pdf_file import PdfFile
from archivist.pdf.pdf_syntax import array, dictionary, reference, string
from archivist.settings.choices import Standard

_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SRGB = "sRGB IEC61966-2.1"
_PACKET = ('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>', '<?xpacket end="r"?>')


@dataclass(frozen=True, slots=True)
class Claim:
    """What a file says it conforms to, as XMP has it."""

    pdf: str  # version of PDF
    part: str  # of PDF/A
    level: str  # of PDF/A
    revision: str  # of PDF/A; "" if it is not said
    accessible: str  # part of PDF/UA
    accessible_revision: str  # of PDF/UA; "" if it is not said


CLAIMS = {
    Standard.A_2A: Claim("1.7", "2", "A", "", "1", ""),
    Standard.A_3A: Claim("1.7", "3", "A", "", "1", ""),
    Standard.A_4F: Claim("2.0", "4", "F", "2020", "2", "2024"),
}


def intend_srgb(pdf: PdfFile) -> bytes:
    """The output intent of a file: its colours are those of sRGB (ISO 19005-2, 6.2.3)."""
    profile = pdf.add_stream(srgb_profile(), {"N": b"3"})
    intent = {
        "Type": b"/OutputIntent",
        "S": b"/GTS_PDFA1",
        "OutputConditionIdentifier": string(_SRGB),
        "Info": string(_SRGB),
        "DestOutputProfile": reference(profile),
    }
    return array([reference(pdf.add(dictionary(intent)))])


def described(metadata: BookMetadata, titles: Sequence[str]) -> BookMetadata:
    """The metadata with a description: without one the `titles` of the articles are one, as in the EPUB."""
    return replace(metadata, description=metadata.description or " · ".join(titles))


def write_xmp(pdf: PdfFile, metadata: BookMetadata, producer: str, standard: Standard) -> int:
    """The metadata in XMP."""
    packet = "\n".join((_PACKET[0], _xmp(metadata, producer, CLAIMS[standard]), _PACKET[1]))
    number = pdf.reserve()
    # Not compressed: programs that know nothing of PDF look for it (ISO 16684-1, 7).
    pdf.put_raw(number, dictionary({"Type": b"/Metadata", "Subtype": b"/XML"}), packet.encode())
    return number


def write_information(pdf: PdfFile, metadata: BookMetadata, producer: str, standard: Standard) -> int | None:
    """Document information that says the same as XMP; PDF/A-4 has none (ISO 19005-4, 6.1.3)."""
    if standard is Standard.A_4F:
        return None
    made = metadata.modified.strftime("D:%Y%m%d%H%M%SZ")
    info = {
        "Title": metadata.full_title,
        "Author": "; ".join(_authors(metadata)),
        "Subject": metadata.description,
        "Keywords": ", ".join(metadata.subjects),
        "Producer": producer,
        "CreationDate": made,
        "ModDate": made,
    }
    return pdf.add(dictionary({key: string(text) for key, text in info.items() if text}))


def _authors(metadata: BookMetadata) -> list[str]:
    return list(dict.fromkeys(person.name for person in metadata.contributors if person.role == "aut"))


def _others(metadata: BookMetadata) -> list[str]:
    """Translators, editors and the like; the publisher has a property of its own."""
    names = (person.name for person in metadata.contributors if person.role != "aut")
    return list(dict.fromkeys(names))


# ---------------------------------------------------------------- XMP


def _xmp(metadata: BookMetadata, producer: str, claim: Claim) -> str:
    """The metadata as one `rdf:RDF` (ISO 16684-1)."""
    for prefix, address in _NAMESPACES.items():
        ElementTree.register_namespace(prefix, address)
    ElementTree.register_namespace("x", "adobe:ns:meta/")
    root = Element("{adobe:ns:meta/}xmpmeta")
    rdf = SubElement(root, _name("rdf:RDF"))
    about = SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""})
    for name, value in _simple(metadata, producer, claim):
        SubElement(about, _name(name)).text = value
    for name, container, values in _lists(metadata):
        _add_list(about, name, container, values)
    if claim.part in {"2", "3"}:
        _declare_schemas(SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""}))
    ElementTree.indent(root)
    return ElementTree.tostring(root, "unicode")


def _simple(metadata: BookMetadata, producer: str, claim: Claim) -> Iterator[tuple[str, str]]:
    made = metadata.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    said = (
        ("pdfaid:part", claim.part),
        ("pdfaid:conformance", claim.level),
        ("pdfaid:rev", claim.revision),
        ("pdfuaid:part", claim.accessible),
        ("pdfuaid:rev", claim.accessible_revision),
        ("dc:identifier", metadata.identifier),
        ("dc:format", "application/pdf"),
        ("pdf:Producer", producer),
        ("pdf:Keywords", ", ".join(metadata.subjects)),
        ("prism:publicationName", metadata.title),
        ("prism:subtitle", metadata.subtitle),
        ("prism:issn", metadata.issn),
        ("prism:isbn", metadata.identifiers.isbn_pdf),
        ("prism:doi", metadata.identifiers.doi),
        ("prism:volume", str(metadata.number or "")),
        ("prism:number", str(metadata.issue or "")),
        ("prism:issueIdentifier", metadata.volume_id),
        ("prism:issueName", metadata.volume_title),
        ("xmp:CreateDate", made),
        ("xmp:ModifyDate", made),
        ("xmp:MetadataDate", made),
    )
    return ((name, value) for name, value in said if value)


def _lists(metadata: BookMetadata) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Properties with several values: name, container, values. `Alt` has one, in the language of the volume."""
    issns = dict.fromkeys(filter(None, (metadata.issn, metadata.identifiers.issn_l)))
    uris = metadata.identifiers.uris(metadata.identifiers.isbn_pdf)
    identifiers = [metadata.identifier, *uris, *(f"urn:issn:{issn}" for issn in issns)]
    said: tuple[tuple[str, str, Sequence[str]], ...] = (
        ("dc:title", "Alt", [metadata.full_title]),
        ("dc:creator", "Seq", _authors(metadata)),
        ("dc:contributor", "Bag", _others(metadata)),
        ("dc:publisher", "Bag", [metadata.publisher] if metadata.publisher else []),
        ("dc:date", "Seq", [metadata.published.isoformat()]),
        ("dc:language", "Bag", metadata.languages),
        ("dc:rights", "Alt", [metadata.rights] if metadata.rights else []),
        ("dc:description", "Alt", [metadata.description] if metadata.description else []),
        ("dc:subject", "Bag", metadata.subjects),
        ("xmp:Identifier", "Bag", identifiers),
    )
    return (each for each in said if each[2])


def _add_list(about: Element, name: str, container: str, values: Sequence[str]) -> None:
    items = SubElement(SubElement(about, _name(name)), _name(f"rdf:{container}"))
    for value in values:
        said = {_XML_LANG: "x-default"} if container == "Alt" else {}
        SubElement(items, _name("rdf:li"), said).text = value


# What of the metadata PDF/A-2 and -3 want declared: every property that XMP does not bring (ISO 19005-2, 6.6.2.3).
_SCHEMAS = (
    ("PDF/UA identification", "pdfuaid", "internal", (("part", "Integer", "Part of ISO 14289"),)),
    (
        "PRISM Basic Metadata",
        "prism",
        "external",
        (
            ("publicationName", "Text", "Title of the serial"),
            ("subtitle", "Text", "Subtitle of the serial"),
            ("issn", "Text", "ISSN of the serial in this medium"),
            ("isbn", "Text", "ISBN of the volume in this medium"),
            ("doi", "Text", "DOI of the volume"),
            ("volume", "Text", "Number of the volume"),
            ("number", "Text", "Number of the issue within the year"),
            ("issueIdentifier", "Text", "Identifier of the volume within the serial"),
            ("issueName", "Text", "Title of the volume"),
        ),
    ),
)


def _declare_schemas(about: Element) -> None:
    schemas = _bag(SubElement(about, _name("pdfaExtension:schemas")))
    for title, prefix, category, properties in _SCHEMAS:
        schema = _resource(schemas)
        SubElement(schema, _name("pdfaSchema:schema")).text = title
        SubElement(schema, _name("pdfaSchema:namespaceURI")).text = _NAMESPACES[prefix]
        SubElement(schema, _name("pdfaSchema:prefix")).text = prefix
        listed = SubElement(SubElement(schema, _name("pdfaSchema:property")), _name("rdf:Seq"))
        for name, kind, meaning in properties:
            declared = _resource(listed)
            SubElement(declared, _name("pdfaProperty:name")).text = name
            SubElement(declared, _name("pdfaProperty:valueType")).text = kind
            SubElement(declared, _name("pdfaProperty:category")).text = category
            SubElement(declared, _name("pdfaProperty:description")).text = meaning


def _bag(above: Element) -> Element:
    return SubElement(above, _name("rdf:Bag"))


def _resource(above: Element) -> Element:
    return SubElement(above, _name("rdf:li"), {_name("rdf:parseType"): "Resource"})


def _name(prefixed: str) -> str:
    prefix, _, name = prefixed.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{name}"
