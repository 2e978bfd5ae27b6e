"""Qualified Dublin Core of a published volume."""

from dataclasses import replace

import pytest
from lxml import etree

from archivist.deposit import dublin_core
from archivist.deposit.description import DescribedVolume
from archivist.deposit.record_facts import DRAFT_MARK
from tests.schemas import errors

_NAMES = {"dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/"}


def _said(document: bytes, name: str) -> list[str]:
    return [each.text for each in etree.fromstring(document).findall(name, _NAMES)]


@pytest.mark.parametrize("place", [0, 1])
def test_records_conform_to_the_schema(described: DescribedVolume, place: int) -> None:
    assert errors(dublin_core.write(described, described.editions[place]), "qualifieddc.xsd") == []


def test_what_the_record_of_an_edition_says(described: DescribedVolume) -> None:
    english, georgian = described.editions
    document = dublin_core.write(described, english)
    assert _said(document, "dc:title") == ["The River Reader: March 2022"]
    assert _said(document, "dcterms:alternative") == ["მდინარის საკითხავი"]
    assert _said(document, "dcterms:issued") == ["2022-04-01"]
    assert _said(document, "dcterms:temporal") == ["start=2022-03-01; end=2022-03-31; scheme=W3C-DTF;"]
    assert _said(document, "dc:language") == ["en", "ka"]
    assert _said(document, "dc:format") == ["application/pdf", "application/epub+zip"]
    assert _said(document, "dc:identifier") == [english.identifier]
    assert _said(document, "dcterms:hasVersion") == [georgian.identifier]
    assert _said(document, "dcterms:accessRights") == [
        "Open access",
        "http://purl.org/coar/access_right/c_abf2",
    ]
    assert _said(document, "dcterms:isPartOf") == ["urn:issn:2049-3630", "urn:issn:2434-561X", "The River Reader"]


def test_articles_are_parts_with_their_pages(described: DescribedVolume) -> None:
    english = described.editions[0]
    pages = [each.pages for each in english.articles]
    assert pages[0] and pages[1]
    assert _said(dublin_core.write(described, english), "dcterms:hasPart") == [
        f"Where the river rises, p. {pages[0].first}-{pages[0].last}, {english.identifier}#river",
        f"The road beside it, p. {pages[1].first}, {english.identifier}#road",
    ]


def test_a_draft_says_so(described: DescribedVolume) -> None:
    document = dublin_core.write(replace(described, is_draft=True), described.editions[0])
    marked = [*_said(document, "dc:title"), *_said(document, "dcterms:hasPart")]
    assert marked and all(each.startswith(DRAFT_MARK) for each in marked)
    assert _said(document, "dc:description")[0].startswith("Draft:")
