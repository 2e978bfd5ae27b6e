"""Registered identifiers in the records of a deposited volume."""

from dataclasses import replace
from io import BytesIO

import pymarc
import pytest
from lxml import etree

from archivist.deposit import dublin_core, jats, marcxml, mets, mods, premis
from archivist.deposit.description import DescribedEdition, DescribedVolume
from archivist.identifiers import EditionIdentifiers
from tests.deposit import jats_dtd
from tests.deposit.metadata_schemas import errors as schema_errors
from tests.deposit.sample_package import sample_files
from tests.schemas import errors

OWN = EditionIdentifiers(
    issn_pdf="2049-3630",
    issn_epub="2434-561X",
    issn_l="2049-3630",
    isbn_pdf="978-3-16-148410-0",
    isbn_epub="978-0-306-40615-7",
    doi="10.1234/reader.2022-03.en",
    ark="ark:12345/rr202203en",
    urn_nbn="urn:nbn:fi-rr202203en",
)


@pytest.fixture(scope="module")
def edition(described: DescribedVolume) -> DescribedEdition:
    """The English edition with all identifiers, and its first article with two."""
    english = described.editions[0]
    first, *others = english.articles
    cited = replace(first.citation, doi="10.1234/river", ark="ark:12345/river", urn_nbn="urn:nbn:fi-river")
    articles = (replace(first, citation=cited), *others)
    return replace(english, metadata=replace(english.metadata, identifiers=OWN), articles=articles)


def test_marc_has_them_in_020_022_024_776_and_856(described: DescribedVolume, edition: DescribedEdition) -> None:
    content = marcxml.write(described, edition)
    assert errors(content, "MARC21slim.xsd") == []
    volume, river, road = pymarc.parse_xml_to_array(BytesIO(content), strict=True)

    def said(record: pymarc.Record, tag: str) -> list[str]:
        return [str(each)[6:] for each in record.get_fields(tag)]

    assert said(volume, "020") == ["\\\\$a9783161484100$qPDF", "\\\\$a9780306406157$qEPUB"]
    assert said(volume, "022") == ["\\\\$a2049-3630$l2049-3630", "\\\\$a2434-561X$l2049-3630"]
    assert said(volume, "024")[1:] == [
        "7\\$a10.1234/reader.2022-03.en$2doi",
        "7\\$aark:12345/rr202203en$2ark",
        "7\\$aurn:nbn:fi-rr202203en$2urn",
    ]
    assert said(volume, "776") == ["08$iEPUB$tThe River Reader$x2434-561X$z9780306406157"]
    assert said(volume, "856")[:2] == [
        "40$uhttps://doi.org/10.1234/reader.2022-03.en",
        "40$uhttps://n2t.net/ark:12345/rr202203en",
    ]
    assert said(river, "024")[1:] == [
        "7\\$a10.1234/river$2doi",
        "7\\$aark:12345/river$2ark",
        "7\\$aurn:nbn:fi-river$2urn",
    ]
    assert said(river, "856")[:2] == ["40$uhttps://doi.org/10.1234/river", "40$uhttps://n2t.net/ark:12345/river"]
    assert len(said(road, "024")) == 1


def test_mods_has_them_by_type(described: DescribedVolume, edition: DescribedEdition) -> None:
    content = mods.write(described, edition)
    assert errors(content, "mods-3-8.xsd") == []
    volume, river, _ = etree.fromstring(content)
    name = "{http://www.loc.gov/mods/v3}identifier"
    assert [(each.get("type"), each.text) for each in volume.findall(name)][1:] == [
        ("isbn", "978-3-16-148410-0"),
        ("isbn", "978-0-306-40615-7"),
        ("doi", OWN.doi),
        ("ark", OWN.ark),
        ("urn", OWN.urn_nbn),
    ]
    assert [(each.get("type"), each.text) for each in river.findall(name)][1:] == [
        ("doi", "10.1234/river"),
        ("ark", "ark:12345/river"),
        ("urn", "urn:nbn:fi-river"),
    ]


def test_dublin_core_has_them_as_uris(described: DescribedVolume, edition: DescribedEdition) -> None:
    document = etree.fromstring(dublin_core.write(described, edition))
    found = [each.text for each in document.findall("{http://purl.org/dc/elements/1.1/}identifier")]
    assert found[1:] == [
        "urn:isbn:9783161484100",
        "urn:isbn:9780306406157",
        "https://doi.org/10.1234/reader.2022-03.en",
        "ark:12345/rr202203en",
        "urn:nbn:fi-rr202203en",
    ]
    parts = [str(each.text) for each in document.findall("{http://purl.org/dc/terms/}hasPart")]
    assert parts[0].endswith("#river, https://doi.org/10.1234/river")


def test_jats_has_them_of_the_article_and_of_the_issue(described: DescribedVolume, edition: DescribedEdition) -> None:
    content = jats.write(described, edition, edition.articles[0])
    assert jats_dtd.errors(content) == []
    meta = etree.fromstring(content).find("front/article-meta")
    assert [(each.get("pub-id-type"), each.text) for each in meta.findall("article-id")][2:] == [
        ("doi", "10.1234/river"),
        ("ark", "ark:12345/river"),
        ("urn-nbn", "urn:nbn:fi-river"),
    ]
    assert [each.text for each in meta.findall("issue-id")][1:] == [OWN.doi, OWN.ark, OWN.urn_nbn]
    assert [each.text for each in meta.findall("isbn")] == [OWN.isbn_pdf, OWN.isbn_epub]


def test_mets_has_them_of_each_edition_and_of_the_serial(described: DescribedVolume, edition: DescribedEdition) -> None:
    volume = replace(described, editions=(edition, *described.editions[1:]))
    content = mets.write(volume, sample_files(volume))
    assert schema_errors("mets-1-12", content) == []
    found = etree.fromstring(content).iterfind(".//{http://www.loc.gov/METS/}altRecordID")
    said = [(each.get("TYPE"), each.text) for each in found]
    assert said[1:8] == [
        ("ISBN", OWN.isbn_pdf),
        ("ISBN", OWN.isbn_epub),
        ("DOI", OWN.doi),
        ("ARK", OWN.ark),
        ("URN", OWN.urn_nbn),
        ("ISSN", OWN.issn_pdf),
        ("ISSN", OWN.issn_epub),
    ]


def test_premis_has_them_of_each_edition(described: DescribedVolume, edition: DescribedEdition) -> None:
    volume = replace(described, editions=(edition, *described.editions[1:]))
    content = premis.write(volume, sample_files(volume), ())
    assert schema_errors("premis-3-0", content) == []
    entity = etree.fromstring(content).find("{*}object")
    names = [tuple(part.text for part in each) for each in entity.findall("{*}objectIdentifier")]
    assert names[1:] == [
        ("ISBN", OWN.isbn_pdf),
        ("ISBN", OWN.isbn_epub),
        ("DOI", OWN.doi),
        ("ARK", OWN.ark),
        ("URN", OWN.urn_nbn),
    ]
    properties = [tuple(part.text for part in each) for each in entity.findall("{*}significantProperties")]
    assert ("ISSN of the serial", OWN.issn_epub) in properties
