"""METS: valid, complete, and with the pages and the labels that are printed."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

import pikepdf
import pytest
from lxml import etree

from archivist.deposit import mets
from archivist.deposit.description import DescribedArticle, DescribedVolume, FileUse, PackageFile
from archivist.deposit.package_files import written_file
from archivist.model.annotated import ParallelText
from tests.deposit.metadata_schemas import errors
from tests.deposit.sample_package import HOSTILE, sample_files

M = "{http://www.loc.gov/METS/}"
X = "{http://www.w3.org/1999/xlink}"
NS = {"m": M[1:-1], "dc": "http://purl.org/dc/elements/1.1/"}


@pytest.fixture(scope="module")
def files(described: DescribedVolume) -> list[PackageFile]:
    return [*sample_files(described), written_file("premis.xml", b"<premis/>", FileUse.PRESERVATION)]


@pytest.fixture(scope="module")
def root(described: DescribedVolume, files: list[PackageFile]) -> etree._Element:
    return etree.fromstring(mets.write(described, files))


def test_it_is_valid(described: DescribedVolume, files: list[PackageFile]) -> None:
    assert errors("mets-1-12", mets.write(described, files)) == []


def test_it_lists_every_file_with_its_digest_size_and_media_type(
    root: etree._Element, files: list[PackageFile]
) -> None:
    listed = {
        unquote(each.find("m:FLocat", NS).get(f"{X}href")): (
            each.get("CHECKSUM"),
            each.get("CHECKSUMTYPE"),
            each.get("SIZE"),
            each.get("MIMETYPE"),
        )
        for each in root.iterfind("m:fileSec//m:file", NS)
    }
    assert listed == {file.path: (file.sha512, "SHA-512", str(file.size), file.media_type) for file in files}
    assert HOSTILE in listed
    assert len(root.findall("m:fileSec//m:file", NS)) == len(files)


def test_it_refers_to_the_metadata_of_each_kind(root: etree._Element) -> None:
    kinds = [each.get("MDTYPE") for each in root.iterfind("m:dmdSec/m:mdRef", NS)]
    assert sorted(kinds) == ["DC", "DC", "MARC", "MARC", "MODS", "MODS"]
    preserved = root.find("m:amdSec/m:digiprovMD/m:mdRef", NS)
    assert (preserved.get("MDTYPE"), preserved.get(f"{X}href")) == ("PREMIS", "premis.xml")


def test_page_labels_are_those_of_the_pdf(root: etree._Element, described: DescribedVolume) -> None:
    for edition in described.editions:
        pages = root.findall(f".//m:div[@ID='phys-{edition.language}']/m:div[@TYPE='page']", NS)
        with pikepdf.open(edition.record.files[0].path) as pdf:
            assert [page.get("ORDERLABEL") for page in pages] == [page.label for page in pdf.pages]
        assert [page.get("ORDER") for page in pages] == [str(number) for number in range(1, len(pages) + 1)]
        assert [page.find(".//m:area", NS).get("BEGIN") for page in pages][:2] == ["page=1", "page=2"]


def _labels(root: etree._Element, id: str) -> list[str]:
    """The labels of the pages that a division of the logical map is linked to."""
    pages = {page.get("ID"): page.get("ORDERLABEL") for page in root.iterfind(".//m:div[@TYPE='page']", NS)}
    links = root.iterfind("m:structLink/m:smLink", NS)
    return [pages[each.get(f"{X}to")] for each in links if each.get(f"{X}from") == id]


def test_the_pages_of_articles_are_those_in_the_ledger(root: etree._Element, described: DescribedVolume) -> None:
    texts = root.findall(".//m:div[@TYPE='article']/m:div", NS)
    assert len(texts) == 4
    for edition in described.editions:
        assert edition.entry is not None
        for article in edition.entry.articles:
            division = next(each for each in texts if each.get("LABEL") == article.title)
            labels = _labels(root, division.get("ID"))
            assert (labels[0], labels[-1]) == (article.first_page, article.last_page)
            area = division.find("m:fptr/m:area", NS)
            begin, end = (int(area.get(name).removeprefix("page=")) for name in ("BEGIN", "END"))
            assert list(edition.record.page_labels[begin - 1 : end]) == labels


def test_volume_articles_and_translations_are_in_this_order(root: etree._Element) -> None:
    volume = root.find("m:structMap[@TYPE='LOGICAL']/m:div", NS)
    assert (volume.get("TYPE"), volume.get("LABEL")) == ("volume", "The River Reader: March 2022")
    articles = volume.findall("m:div[@TYPE='article']", NS)
    assert [each.get("LABEL") for each in articles] == ["Where the river rises", "The road beside it"]
    for article in articles:
        assert [each.get("TYPE") for each in article] == ["original", "translation"]
        assert [_language(root, each) for each in article] == ["en", "ka"]


def _language(root: etree._Element, division: etree._Element) -> str:
    described = root.find(f"m:dmdSec[@ID='{division.get('DMDID')}']//dc:language", NS)
    return str(described.text)


def test_every_other_part_of_an_edition_is_in_the_map(root: etree._Element, described: DescribedVolume) -> None:
    for edition in described.editions:
        parts = root.findall(f".//m:div[@ID='log-edition-{edition.language}']/m:div", NS)
        expected = [each.role for each in edition.record.documents if each.role != "article"]
        assert [each.get("TYPE") for each in parts] == expected
        cover = next(each for each in parts if each.get("TYPE") == "cover")
        assert _labels(root, cover.get("ID")) == [edition.record.page_labels[0]]


def test_places_in_an_epub_are_ids_of_its_package_document(root: etree._Element, described: DescribedVolume) -> None:
    with zipfile.ZipFile(described.editions[0].record.files[1].path) as book:
        known = {item.get("id") for item in etree.fromstring(book.read("EPUB/content.opf")).iter() if item.get("id")}
    places = {area.get("BEGIN") for area in root.iterfind(".//m:area[@BETYPE='IDREF']", NS)}
    assert places
    assert places <= known


def test_all_ids_are_unique_and_all_references_resolve(root: etree._Element) -> None:
    ids = [each.get("ID") for each in root.iter() if each.get("ID")]
    assert len(ids) == len(set(ids))
    for name in ("FILEID", "DMDID", "ADMID", f"{X}from", f"{X}to"):
        referred = {id for each in root.iter() for id in (each.get(name) or "").split()}
        assert referred <= set(ids), name


def test_moments_are_days_of_the_ledger(root: etree._Element) -> None:
    moments = {each.get(name) for each in root.iter() for name in ("CREATED", "CREATEDATE", "LASTMODDATE")}
    assert moments - {None} == {"2022-04-01T00:00:00Z"}


def test_a_draft_and_a_new_version_say_so(described: DescribedVolume, files: list[PackageFile]) -> None:
    draft = etree.fromstring(mets.write(replace(described, is_draft=True), files))
    assert draft.get("LABEL").startswith("[DRAFT]")
    assert draft.find("m:metsHdr", NS).get("RECORDSTATUS") == "DRAFT"
    assert draft.get("OBJID") != etree.fromstring(mets.write(described, files)).get("OBJID")
    editions = tuple(replace(each, record=replace(each.record, edition_version=2)) for each in described.editions)
    second = etree.fromstring(mets.write(replace(described, editions=editions), files))
    assert second.find("m:metsHdr", NS).get("RECORDSTATUS") == "REPLACEMENT"


def test_without_a_pdf_there_are_no_pages(described: DescribedVolume, files: list[PackageFile]) -> None:
    written = mets.write(described, [file for file in files if file.media_type != "application/pdf"])
    assert errors("mets-1-12", written) == []
    root = etree.fromstring(written)
    assert [each.get("TYPE") for each in root.iterfind("m:structMap", NS)] == ["LOGICAL"]
    assert root.find("m:structLink", NS) is None


def test_a_text_printed_beside_another_is_a_translation_of_its_own(described: DescribedVolume) -> None:
    english, _ = described.editions
    volume = replace(described, editions=(replace(english, articles=tuple(_with_parallels(described))),))
    written = mets.write(volume, sample_files(volume))
    assert errors("mets-1-12", written) == []
    root = etree.fromstring(written)
    first = root.find(".//m:div[@TYPE='article']", NS)
    assert [(each.get("TYPE"), _language(root, each)) for each in first] == [("original", "en"), ("translation", "ka")]
    one, two = (_labels(root, each.get("ID")) for each in first)
    assert one == two != []


def _with_parallels(described: DescribedVolume) -> Iterator[DescribedArticle]:
    english, georgian = described.editions
    for one, other in zip(english.articles, georgian.articles, strict=True):
        second = other.annotated
        parallel = ParallelText(second.article, second.body, second.notes)
        yield replace(one, annotated=replace(one.annotated, parallel=parallel))
