"""MODS of a published volume."""

from dataclasses import replace

import pytest
from lxml import etree

from archivist.deposit import mods
from archivist.deposit.description import DescribedVolume
from archivist.deposit.record_facts import DRAFT_MARK
from archivist.text.xml_element import Element
from tests.schemas import errors

_NAMES = {"m": "http://www.loc.gov/mods/v3"}


def _records(volume: DescribedVolume, place: int = 0) -> list[Element]:
    return list(etree.fromstring(mods.write(volume, volume.editions[place])))


def _said(record: Element, path: str) -> list[str]:
    return [each.text or "" for each in record.findall(path, _NAMES)]


@pytest.mark.parametrize("place", [0, 1])
def test_records_conform_to_the_schema(described: DescribedVolume, place: int) -> None:
    assert errors(mods.write(described, described.editions[place]), "mods-3-8.xsd") == []


def test_a_record_for_the_volume_and_one_for_each_article(described: DescribedVolume) -> None:
    records = _records(described)
    assert [_said(each, "m:titleInfo/m:title")[0] for each in records] == [
        "The River Reader",
        "Where the river rises",
        "The road beside it",
    ]
    assert [_said(each, "m:genre") for each in records] == [["issue"], ["article"], ["article"]]
    assert _said(records[0], "m:relatedItem[@type='host']/m:identifier") == ["2049-3630", "2434-561X", "2049-3630"]
    assert _said(records[1], "m:name/m:namePart[@type='family']") == ["Example", "Sample"]


@pytest.mark.parametrize("place", [0, 1])
def test_articles_have_the_pages_of_the_record(described: DescribedVolume, place: int) -> None:
    edition = described.editions[place]
    for record, article in zip(_records(described, place)[1:], edition.articles, strict=True):
        recorded = edition.record.article_pages[article.annotated.article.key]
        extent = "m:relatedItem[@type='host']/m:part/m:extent/"
        assert _said(record, f"{extent}m:start") == [recorded.first]
        assert _said(record, f"{extent}m:end") == [recorded.last]


def test_translations_and_originals(described: DescribedVolume) -> None:
    english, georgian = described.editions
    original = _records(described, 1)[1].find("m:relatedItem[@type='original']", _NAMES)
    assert original is not None
    assert _said(original, "m:titleInfo/m:title") == ["Where the river rises"]
    assert _said(original, "m:identifier") == [f"{english.identifier}#river"]
    version = _records(described)[1].find("m:relatedItem[@type='otherVersion']", _NAMES)
    assert version is not None
    assert _said(version, "m:identifier") == [f"{georgian.identifier}#river"]


def test_every_record_of_a_draft_says_so(described: DescribedVolume) -> None:
    for record in _records(replace(described, is_draft=True)):
        assert _said(record, "m:titleInfo/m:title")[0].startswith(DRAFT_MARK)
        assert _said(record, "m:note[@type='draft']")
        assert _said(record, "m:originInfo/m:edition") == ["Draft, not for catalogues"]


def test_the_serial_of_a_volume(described: DescribedVolume) -> None:
    serial = _records(described)[0].find("m:relatedItem[@type='host']", _NAMES)
    assert serial is not None
    assert _said(serial, "m:originInfo/m:dateIssued") == ["1998-05"]
    assert _said(serial, "m:originInfo/m:frequency") == ["Monthly"]
    assert _said(serial, "m:identifier[@type='issn-l']") == ["2049-3630"]
    assert _said(serial, "m:relatedItem[@type='preceding']//m:title") == ["River Notes"]
    assert _said(serial, "m:relatedItem[@type='succeeding']//m:title") == []
