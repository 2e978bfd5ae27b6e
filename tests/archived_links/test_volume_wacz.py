"""The WACZ of an edition: valid, the same bytes from the same captures, every record as it was."""

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cdxj_indexer.main import CDXJIndexer
from surt import surt as surt_of_library
from wacz.validate import Validation
from warcio.archiveiterator import ArchiveIterator

from archivist.archived_links.capture_choice import choose_capture
from archivist.archived_links.capture_index import WebArchives
from archivist.archived_links.cdxj import surt
from archivist.archived_links.record_copies import ChangedArchiveError
from archivist.archived_links.volume_wacz import wacz_of
from archivist.model.annotated import ArchivedPage
from archivist.model.book import BookMetadata
from tests.archived_links.making import PAGE, archives_in, moved, taken
from tests.readers.web_archives.making import wacz as write_wacz
from tests.readers.web_archives.making import warc

NEW = "https://library.example/new"
OLD = "https://library.example/old?b=2&a=ა"
CAPTURES = (taken(PAGE, "2022-02-04"), moved(OLD, "/new", "2022-02-03"), taken(NEW, "2022-02-03"))
DATA = BookMetadata(
    "urn:uuid:1", "The Reader", "February 2022", "en", ("en",), "2022-02", 1, 1, 2022, date(2022, 2, 10),
    datetime(2022, 2, 10, tzinfo=UTC),
)  # fmt: skip


def pages_of(archives: WebArchives) -> list[ArchivedPage]:
    found = (choose_capture(address, date(2022, 2, 10), archives, 10_000).page for address in (PAGE, OLD))
    return [page for page in found if page]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("wacz")
    (folder / "a.warc").write_bytes(warc(*CAPTURES))
    return wacz_of(pages_of(archives_in(folder)), DATA)


def test_it_is_valid_by_the_wacz_package(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    path.write_bytes(made)
    found = Validation(str(path))
    assert found.version == "1.1.1"
    assert found.check_required_contents() == 0
    assert found.frictionless_validate()
    assert found.check_file_paths()
    assert found.check_file_hashes()
    assert found.check_data_package_hash_and_sig()


def test_its_index_is_that_of_another_program(made: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        (tmp_path / "data.warc").write_bytes(opened.read("archive/data.warc"))
        own = opened.read("indexes/index.cdx").decode()
    output = io.StringIO()
    CDXJIndexer(
        output, [str(tmp_path / "data.warc")], sort=True, records="response,revisit,resource", dir_root=str(tmp_path)
    ).process_all()
    assert own == output.getvalue()


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org",
        "http://www2.Example.org:80/A//b/../C/?b=2&a=1",
        "https://example.org:8080/a/b/",
        "https://example.org/%E1%83%90?x=%20y&x",
        "https://ka.example.org/wiki/თბილისი#x",
        "http://თბ.example/a b",
        "http://example.org/a?x=%2541&",
        "http://example.org/.././a/.",
        "https://u:p@example.org/a%23b?c#d",
        "http://example.org//",
    ],
)
def test_keys_of_the_index_are_those_of_another_program(address: str) -> None:
    assert surt(address) == surt_of_library(address)


def test_records_are_copied_as_they_were(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        copied = opened.read("archive/data.warc")
    for each in CAPTURES:
        assert warc(each).partition(b"WARC-Record-ID")[2].partition(b"\r\n")[2] in copied
    kinds = [record.rec_type for record in ArchiveIterator(io.BytesIO(copied), check_digests="raise")]
    assert kinds == ["warcinfo", "response", "response", "response"]


def test_other_files_of_the_same_captures_give_the_same_bytes(made: bytes, tmp_path: Path) -> None:
    whole = warc(*CAPTURES, gzip=True)
    (tmp_path / "z.warc.gz").write_bytes(whole)
    write_wacz(tmp_path, whole)
    assert wacz_of(pages_of(archives_in(tmp_path, "*.gz", "*.wacz")), DATA) == made


def test_a_volume_can_be_made_again_from_its_own_wacz(made: bytes, tmp_path: Path) -> None:
    (tmp_path / "own.wacz").write_bytes(made)
    assert wacz_of(pages_of(archives_in(tmp_path, "own.wacz")), DATA) == made


def test_a_record_of_an_arc_file_becomes_one_of_warc(tmp_path: Path) -> None:
    block = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>old"
    head = b"filedesc://a.arc 0.0.0.0 20020101000000 text/plain %d\n"
    version = b"1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n\n"
    page = b"%s 127.0.0.1 20220204100000 text/html %d\n%s\n" % (PAGE.encode(), len(block), block)
    (tmp_path / "a.warc").write_bytes(head % len(version) + version + page)
    copied = wacz_of(pages_of(archives_in(tmp_path)), DATA)
    (tmp_path / "b.warc").write_bytes(zipfile.ZipFile(io.BytesIO(copied)).read("archive/data.warc"))
    with (tmp_path / "b.warc").open("rb") as file:
        *_, record = ((each.rec_headers, each.content_stream().read()) for each in ArchiveIterator(file))
    heads, content = record
    assert content == b"<p>old"
    assert heads.get_header("WARC-Target-URI") == PAGE
    assert heads.get_header("WARC-Date") == "2022-02-04T10:00:00Z"


def test_an_archive_that_changes_while_it_is_read_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(warc(*CAPTURES))
    pages = pages_of(archives_in(tmp_path))
    for content in (warc(*reversed(CAPTURES)), warc(CAPTURES[0])[:-30], b""):
        path.write_bytes(content)
        with pytest.raises(ChangedArchiveError, match=r"a\.warc changed while it was read"):
            wacz_of(pages, DATA)
