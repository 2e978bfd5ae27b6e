"""WACZ: its list of pages, its files, and what no archiving program would write."""

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from archivist.reader_api import zip_safety
from archivist.reader_api.found import SourceError
from tests.readers.web_archives.making import PNG, Album, Taken, articles, found_in, left_out, page, wacz, warc

A = "https://example.org/a"
FILE = warc(
    Taken(A, page('Words. <img src="https://example.org/i.png">')),
    Taken("https://example.org/frame", page("Frame.")),
    Taken("https://example.org/b", page("More.")),
    gzip=True,
)
PICTURES = warc(Taken("https://example.org/i.png", PNG, media_type="image/png"))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_all_files_are_read_and_pictures_found_across_them(tmp_path: Path, method: int) -> None:
    album = Album()
    found = found_in(wacz(tmp_path, FILE, PICTURES, method=method), album)
    assert [each.source for each in articles(found)] == [A, "https://example.org/frame", "https://example.org/b"]
    assert album.pictures == {"example.org/i.png": PNG}


def test_of_listed_pages_the_others_are_left_out(tmp_path: Path) -> None:
    pages = [{"url": A, "title": "T"}, {"url": "http://www.example.org/b/"}]
    found = found_in(wacz(tmp_path, FILE, PICTURES, pages=pages))
    assert [each.source for each in articles(found)] == [A, "https://example.org/b"]
    assert "such as frames: 1 (https://example.org/frame)" in left_out(found)


def test_a_list_of_pages_that_are_not_in_the_archive_is_of_no_account(tmp_path: Path) -> None:
    found = found_in(wacz(tmp_path, FILE, PICTURES, pages=[{"url": "https://example.com/"}]))
    assert len(list(articles(found))) == 3


@pytest.mark.parametrize("line", [b"{", b"[" * 100_000, b'"' + b"x" * 2_000_000 + b'"'])
def test_a_broken_list_of_pages_is_refused_with_its_line(tmp_path: Path, line: bytes) -> None:
    path = wacz(tmp_path, FILE)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("pages/pages.jsonl", b"{}\n" + line)
    with pytest.raises(SourceError, match="line 2"):
        found_in(path)


@pytest.mark.parametrize("line", [b"1", b"null", b"[]", b'{"url": 1}', b'{"url": "x"}', b""])
def test_lines_that_name_no_page_do_no_harm(tmp_path: Path, line: bytes) -> None:
    path = wacz(tmp_path, FILE)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("pages/pages.jsonl", line)
    assert len(list(articles(found_in(path)))) == 3


@pytest.mark.parametrize("name", ["../x", "archive/../../x", "/etc/x", "C:/x", "archive\\x", "..\\x"])
def test_members_that_climb_are_refused(tmp_path: Path, name: str) -> None:
    path = wacz(tmp_path, FILE)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, b"x")
    with pytest.raises(SourceError, match="leads out"):
        found_in(path)


def test_symbolic_links_are_refused(tmp_path: Path) -> None:
    path = wacz(tmp_path, FILE)
    link = zipfile.ZipInfo("archive/x.warc")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(SourceError, match="symbolic link"):
        found_in(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_with_one_name_are_refused(tmp_path: Path) -> None:
    path = wacz(tmp_path, FILE)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("archive/data-0.warc.gz", b"x")
    with pytest.raises(SourceError, match="two members"):
        found_in(path)


def test_encrypted_members_are_refused(tmp_path: Path) -> None:
    path = wacz(tmp_path, FILE)
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(SourceError, match="encrypted"):
        found_in(path)


def test_other_compressions_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="method 14"):
        found_in(wacz(tmp_path, FILE, method=zipfile.ZIP_LZMA))


def test_a_list_of_too_many_members_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = wacz(tmp_path, *[FILE] * 20)
    monkeypatch.setattr(zip_safety, "_MAX_MEMBERS", 10)
    with pytest.raises(SourceError, match="the limit is 10"):
        found_in(path)
    data = bytearray(path.read_bytes())  # and if it says that there are fewer
    data[-14:-10] = struct.pack("<HH", 1, 1)
    path.write_bytes(data)
    with pytest.raises(SourceError, match="the limit is 10"):
        found_in(path)


@pytest.mark.parametrize("numbers", [(2**40, 100, 0), (1, 2**40, 0), (1, 100, 2**60), (2**63, 2**63, 2**63)])
def test_records_for_large_files_that_lie_are_refused(tmp_path: Path, numbers: tuple[int, int, int]) -> None:
    path = wacz(tmp_path, FILE)
    data = path.read_bytes()
    begin = len(data) - 22
    record = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, numbers[0], *numbers)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, begin, 1)
    end = b"PK\x05\x06" + b"\0" * 4 + b"\xff" * 12 + b"\0\0"
    path.write_bytes(data[:begin] + record + locator + end)
    with pytest.raises(SourceError):
        found_in(path)


def test_a_member_that_unpacks_to_a_thousand_times_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "crawl.wacz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("archive/x.warc", "w") as member:
        for _ in range(150):
            member.write(bytes(2**20))
    with pytest.raises(SourceError, match="200 times"):
        found_in(path)


def test_a_zip_file_without_records_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no WARC file"):
        found_in(wacz(tmp_path))


def test_a_damaged_record_in_a_member_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"crawl\.wacz, archive/data-0\.warc\.gz: record 3 at byte \d+"):
        found_in(wacz(tmp_path, FILE[:-30]))


def test_the_checksum_of_the_zip_file_counts(tmp_path: Path) -> None:
    path = wacz(tmp_path, PICTURES)
    path.write_bytes(path.read_bytes().replace(b"bytes of a picture", b"bytes of a Picture"))
    with pytest.raises(SourceError, match="damaged"):
        found_in(path)


def test_nothing_is_written(tmp_path: Path) -> None:
    path = wacz(tmp_path, FILE, PICTURES)
    before = path.read_bytes()
    found_in(path)
    assert [each.name for each in tmp_path.iterdir()] == ["crawl.wacz"]
    assert path.read_bytes() == before


def test_members_that_lie_in_one_another_are_refused(tmp_path: Path) -> None:
    path = wacz(tmp_path, FILE, PICTURES)
    with zipfile.ZipFile(path) as archive:
        first, second = archive.infolist()[:2]
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    assert second.header_offset != first.header_offset
    data[at + 42 : at + 46] = struct.pack("<I", first.header_offset)
    path.write_bytes(data)
    with pytest.raises(SourceError):
        found_in(path)


def test_a_zip_file_cut_off_is_refused(tmp_path: Path) -> None:
    whole = wacz(tmp_path, FILE, PICTURES).read_bytes()
    path = tmp_path / "cut.wacz"
    for end in range(len(whole) - 1, 4, -97):
        path.write_bytes(io.BytesIO(whole).read(end))
        with pytest.raises(SourceError):
            found_in(path)


def _stored(tmp_path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    path = tmp_path / "several.wacz"
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _parts(tmp_path: Path) -> dict[str, bytes]:
    """Two crawls as Browsertrix hands them out: each a WACZ of its own, which lists its page."""
    frame = Taken(f"{A}/frame", page("A frame."))
    parts = {}
    for n in range(2):
        data = warc(Taken(f"{A}/{n}", page(f'{n} <img src="{A}/i.png">')), frame, gzip=True)
        parts[f"crawl-{n}.wacz"] = wacz(tmp_path, data, pages=[{"url": f"{A}/{n}"}]).read_bytes()
    image = wacz(tmp_path, warc(Taken(f"{A}/i.png", PNG, media_type="image/png")), pages=[{"url": f"{A}/i.png"}])
    return {**parts, "crawl-2.wacz": image.read_bytes(), "datapackage.json": b"{}"}


def test_archives_in_an_archive_are_read_as_one(tmp_path: Path) -> None:
    album = Album()
    found = found_in(_stored(tmp_path, _parts(tmp_path)), album)
    assert [each.plain for each in articles(found)] == ["0 ", "1 "]
    assert len(album.pictures) == 1
    assert f"does not list as pages, such as frames: 1 ({A}/frame)" in left_out(found)


def test_pages_are_not_judged_by_lists_that_some_of_the_archives_do_not_have(tmp_path: Path) -> None:
    parts = _parts(tmp_path)
    parts["crawl-1.wacz"] = wacz(tmp_path, warc(Taken(f"{A}/1", page("1 ")))).read_bytes()
    found = found_in(_stored(tmp_path, parts))
    assert sorted(each.plain for each in articles(found)) == ["0 ", "1 ", "A frame."]


def test_an_archive_in_an_archive_that_is_packed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"crawl-0\.wacz is compressed"):
        found_in(_stored(tmp_path, _parts(tmp_path), zipfile.ZIP_DEFLATED))


def test_archives_are_not_looked_for_deeper(tmp_path: Path) -> None:
    inner = _stored(tmp_path, _parts(tmp_path)).read_bytes()
    with pytest.raises(SourceError, match=r"several\.wacz, inner\.wacz: holds another WACZ"):
        found_in(_stored(tmp_path, {"inner.wacz": inner}))


def test_damage_in_an_archive_in_an_archive_is_refused_with_its_place(tmp_path: Path) -> None:
    parts = _parts(tmp_path)
    parts["crawl-1.wacz"] = parts["crawl-1.wacz"][:-30]
    with pytest.raises(SourceError, match=r"several\.wacz, crawl-1\.wacz: "):
        found_in(_stored(tmp_path, parts))
