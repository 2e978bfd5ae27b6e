"""What a PDF says of itself: in XMP, and for PDF 1.7 in the old document information."""

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from lxml import etree

from archivist.identifiers import NO_IDENTIFIERS, EditionIdentifiers
from archivist.model.book import Contributor
from archivist.pdf.conformance import CLAIMS, described, write_information, write_xmp
from archivist.pdf.pdf_file import PdfFile
from archivist.pdf.pdf_syntax import dictionary, reference, string
from archivist.settings.choices import Standard
from tests.epub.making import METADATA

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PRISM = "{http://prismstandard.org/namespaces/basic/3.0/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"
OWN = EditionIdentifiers(
    issn_pdf="2049-3630",
    issn_l="0317-8471",
    isbn_pdf="978-3-16-148410-0",
    isbn_epub="978-0-306-40615-7",
    doi="10.1234/x",
    ark="ark:12345/x",
    urn_nbn="urn:nbn:fi-x",
)
GIVEN = replace(METADATA, subjects=("mills", "წყალი"), identifiers=OWN)


def written(standard: Standard, **changes: Any) -> tuple[pikepdf.Pdf, Any]:
    file, metadata = PdfFile(CLAIMS[standard].pdf), described(replace(GIVEN, **changes), ["One", "Two"])
    information = write_information(file, metadata, "archivist", standard)
    pages = file.add(b"<</Type /Pages/Kids []/Count 0>>")
    root = {"Type": b"/Catalog", "Pages": reference(pages), "Lang": string(metadata.language)}
    root["Metadata"] = reference(write_xmp(file, metadata, "archivist", standard))
    pdf = pikepdf.open(io.BytesIO(file.finish(file.add(dictionary(root)), information)))
    return pdf, etree.fromstring(pdf.Root.Metadata.read_bytes())


@pytest.mark.parametrize("standard", list(Standard))
def test_keywords_description_and_numbers(standard: Standard) -> None:
    pdf, xmp = written(standard)
    values = {each.tag: each.text for each in xmp.iter() if str(each.tag).startswith(PRISM)}
    assert values == {
        f"{PRISM}publicationName": GIVEN.title,
        f"{PRISM}subtitle": GIVEN.subtitle,
        f"{PRISM}issn": "2049-3630",
        f"{PRISM}isbn": "978-3-16-148410-0",
        f"{PRISM}doi": "10.1234/x",
        f"{PRISM}volume": str(GIVEN.number),
        f"{PRISM}number": str(GIVEN.issue),
        f"{PRISM}issueIdentifier": GIVEN.volume_id,
        f"{PRISM}issueName": GIVEN.volume_title,
    }
    assert [each.text for each in xmp.find(f".//{DC}subject").iter(f"{RDF}li")] == ["mills", "წყალი"]
    assert [each.text for each in xmp.find(f".//{XMP}Identifier").iter(f"{RDF}li")] == [
        GIVEN.identifier,
        "urn:isbn:9783161484100",
        "https://doi.org/10.1234/x",
        "ark:12345/x",
        "urn:nbn:fi-x",
        "urn:issn:2049-3630",
        "urn:issn:0317-8471",
    ]
    assert [each.text for each in xmp.find(f".//{DC}description").iter(f"{RDF}li")] == [GIVEN.description]
    if standard is not Standard.A_4F:
        assert (str(pdf.docinfo["/Keywords"]), str(pdf.docinfo["/Subject"])) == ("mills, წყალი", GIVEN.description)
        declared = {each.text for each in xmp.iter(f"{PROPERTY}name")}
        assert {tag.removeprefix(PRISM) for tag in values} <= declared  # ISO 19005-2, 6.6.2.3


def test_what_is_not_known_is_not_said() -> None:
    pdf, xmp = written(Standard.A_2A, subjects=(), subtitle="", identifiers=NO_IDENTIFIERS, description="")
    assert "/Keywords" not in pdf.docinfo
    assert str(pdf.docinfo["/Subject"]) == "One · Two"
    tags = {str(each.tag) for each in xmp.iter()}
    assert not tags & {f"{DC}subject", f"{PRISM}subtitle", f"{PRISM}issn"}


def test_translators_are_contributors() -> None:
    people = (Contributor("A", "aut"), Contributor("T", "trl"), Contributor("T", "edt"))
    _, xmp = written(Standard.A_2A, contributors=people)
    said = {
        name: [each.text for each in xmp.find(f".//{DC}{name}").iter(f"{RDF}li")] for name in ("creator", "contributor")
    }
    assert said == {"creator": ["A"], "contributor": ["T"]}
