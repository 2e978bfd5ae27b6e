"""The identifiers that a file says it has, compared with those of the record: ISSN, ISBN, DOI, ARK, URN.

Catalogues take them from the files: from XMP (PRISM and `xmp:Identifier`) and from the package document of an EPUB.
"""

from collections.abc import Iterable, Iterator, Mapping

import pikepdf
from lxml import etree

from archivist.identifiers import NO_IDENTIFIERS
from archivist.record.volume_record import VolumeRecord
from archivist.verdict import Message
from archivist.verify.epub_book import OPF, EpubBook
from archivist.verify.internal_check import error

CHECK = "identifiers"
_PRISM = "{http://prismstandard.org/namespaces/basic/3.0/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_ISSN = "urn:issn:"


def has_identifiers(record: VolumeRecord) -> bool:
    """Whether the record knows of any. Records of older versions of this program do not."""
    return record.identifiers != NO_IDENTIFIERS


def messages_of_pdf(pdf: pikepdf.Pdf, record: VolumeRecord) -> Iterator[Message]:
    """Where the metadata of a PDF differ from the record. Raises for metadata that cannot be parsed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(pdf.Root.Metadata.read_bytes(), parser)
    own = record.identifiers
    issns = (f"{_ISSN}{issn}" for issn in (own.issn_pdf, own.issn_l) if issn)
    wanted = {record.identifier, *own.uris(own.isbn_pdf), *issns}
    yield from _compare("xmp:Identifier", wanted, _texts(root.iterfind(f".//{_XMP}Identifier//{_RDF}li")))
    prism: Mapping[str, str] = {"issn": own.issn_pdf, "isbn": own.isbn_pdf, "doi": own.doi}
    for name, value in prism.items():
        yield from _compare(f"prism:{name}", {value} - {""}, _texts(root.iter(f"{_PRISM}{name}")))


def messages_of_epub(book: EpubBook, record: VolumeRecord, *, is_part: bool) -> Iterator[Message]:
    """Where the package document differs from the record. A part has an identifier of its own, and the ISSN."""
    own = record.identifiers
    said = _texts(book.package.iter(f"{_DC}identifier"))
    if is_part:
        said &= {record.identifier, *own.uris(own.isbn_pdf, own.isbn_epub)}
    wanted = set() if is_part else {record.identifier, *own.uris(own.isbn_epub)}
    yield from _compare("dc:identifier", wanted, said, book.package_name)
    issns = {f"{_ISSN}{issn}" for issn in (own.issn_epub, own.issn_l) if issn}
    named = {each for each in _texts(book.package.iter(f"{OPF}meta")) if each.startswith(_ISSN)}
    yield from _compare("urn:issn:", issns, named, book.package_name)


def _texts(elements: Iterable[etree._Element]) -> set[str]:
    return {(element.text or "").strip() for element in elements}


def _compare(where: str, wanted: set[str], said: set[str], place: str = "") -> Iterator[Message]:
    for identifier in sorted(wanted - said):
        yield error("identifier-differs", f"{where} does not have {identifier}, which the record has", place)
    for identifier in sorted(said - wanted):
        yield error("identifier-differs", f"{where} has {identifier}, which the record does not have", place)
