"""`verify` compares the identifiers that PDF and EPUB say they have with those of the record."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from archivist.identifiers import NO_IDENTIFIERS
from archivist.record.reading import read_record
from archivist.record.volume_record import VolumeRecord
from archivist.verify.epub_book import EpubBook, read_epub
from archivist.verify.stated_identifiers import has_identifiers, messages_of_epub, messages_of_pdf
from tests.deposit.conftest import VOLUME


@pytest.fixture(scope="module")
def record(published: Path) -> VolumeRecord:
    return read_record(published / "build" / VOLUME / "volume.en.json")


@pytest.fixture(scope="module")
def pdf(record: VolumeRecord) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(next(file.path for file in record.files if file.path.suffix == ".pdf")) as opened:
        yield opened


@pytest.fixture(scope="module")
def book(record: VolumeRecord) -> Iterator[EpubBook]:
    with zipfile.ZipFile(next(file.path for file in record.files if file.path.suffix == ".epub")) as archive:
        yield read_epub(archive)


def said(pdf: pikepdf.Pdf, book: EpubBook, record: VolumeRecord) -> tuple[set[str], set[str]]:
    in_pdf, in_epub = messages_of_pdf(pdf, record), messages_of_epub(book, record, is_part=False)
    return {each.text for each in in_pdf}, {each.text for each in in_epub}


def test_the_files_have_the_identifiers_of_the_record(pdf: pikepdf.Pdf, book: EpubBook, record: VolumeRecord) -> None:
    assert record.identifiers.issn_pdf and record.identifiers.issn_epub
    assert said(pdf, book, record) == (set(), set())
    assert not has_identifiers(replace(record, identifiers=NO_IDENTIFIERS))


def test_another_issn_is_found_in_the_medium_that_it_is_of(
    pdf: pikepdf.Pdf, book: EpubBook, record: VolumeRecord
) -> None:
    other = replace(record, identifiers=replace(record.identifiers, issn_epub="0378-5955"))
    in_pdf, in_epub = said(pdf, book, other)
    assert in_pdf == set()
    assert in_epub == {
        "urn:issn: does not have urn:issn:0378-5955, which the record has",
        f"urn:issn: has urn:issn:{record.identifiers.issn_epub}, which the record does not have",
    }


def test_missing_identifiers_are_found(pdf: pikepdf.Pdf, book: EpubBook, record: VolumeRecord) -> None:
    own = replace(record.identifiers, doi="10.5555/river", isbn_pdf="978-3-16-148410-0", urn_nbn="urn:nbn:fi-fe1")
    in_pdf, in_epub = said(pdf, book, replace(record, identifiers=own))
    assert {"prism:doi does not have 10.5555/river, which the record has"} < in_pdf
    assert {text.split()[0] for text in in_pdf} == {"prism:doi", "prism:isbn", "xmp:Identifier"}
    assert in_epub == {
        "dc:identifier does not have https://doi.org/10.5555/river, which the record has",
        "dc:identifier does not have urn:nbn:fi-fe1, which the record has",
    }


def test_a_part_must_not_have_the_identifier_of_the_whole(book: EpubBook, record: VolumeRecord) -> None:
    assert [(each.code, each.text) for each in messages_of_epub(book, record, is_part=True)] == [
        ("identifier-differs", f"dc:identifier has {record.identifier}, which the record does not have")
    ]
