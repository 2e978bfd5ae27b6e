"""Damaged and hostile archives: refused with the place of the damage, nothing half read."""

import gzip
import time
import tracemalloc
import zlib
from pathlib import Path

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.reader_api.found import SourceError, Wishes
from archivist.readers.web_archives import index, is_web_archive, read
from tests.readers.web_archives.making import (
    PNG,
    Album,
    Taken,
    articles,
    found_in,
    left_out,
    page,
    wacz,
    warc,
    written,
)
from tests.running_time import seconds_since

pytestmark = pytest.mark.slow  # very large archives

A = "https://example.org/a"
CAPTURES = [Taken(f"{A}/{n}", page(f"Words {n}.")) for n in range(4)]
CAPTURES += [
    Taken(f"{A}/i.png", PNG, media_type="image/png"),
    Taken(f"{A}/z", gzip.compress(page("Z."), mtime=0), heads=[("Content-Encoding", "gzip")]),
]
PLAIN, PACKED = warc(*CAPTURES), warc(*CAPTURES, gzip=True)


@pytest.mark.parametrize("data", [PLAIN, PACKED], ids=["plain", "packed"])
def test_an_archive_that_breaks_off_is_refused_at_any_place(tmp_path: Path, data: bytes) -> None:
    for end in range(len(data) - 6, 0, -61):
        source = written(tmp_path, data[:end])
        whole_records = len(data[:end].rstrip(b"\r\n")) in _ends(data)
        try:
            iterator = read(source, Wishes(), Album())
            next(iterator)
        except SourceError as error:
            assert "record" in str(error)
            assert "byte" in str(error)
        else:
            assert whole_records, end


def _ends(data: bytes) -> set[int]:
    """Where records end; an archive cut there is a shorter whole one."""
    if data.startswith(b"WARC"):
        starts = [at for at in range(len(data)) if data.startswith(b"WARC/1", at)]
    else:
        starts = [at for at in range(len(data)) if data.startswith(b"\x1f\x8b\x08", at)]
    return {len(data[:at].rstrip(b"\r\n")) for at in starts}


def test_the_place_of_the_damage_is_named(tmp_path: Path) -> None:
    third = [at for at in range(len(PLAIN)) if PLAIN.startswith(b"WARC/1", at)][2]
    with pytest.raises(SourceError, match=rf"crawl\.warc: record 3 at byte {third}: .* ends \d+ bytes before the end"):
        found_in(written(tmp_path, PLAIN[: third + 500]))


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    data = bytearray(PACKED)
    data[len(data) // 2] ^= 0xFF
    with pytest.raises(SourceError, match="record"):
        found_in(written(tmp_path, bytes(data)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"\0" * 100,
        b"\x1f\x8b",
        b"\x1f\x8b" * 50,
        gzip.compress(b"", mtime=0),
        gzip.compress(b"text", mtime=0),
        b"WARC/1.0",
        b"WARC/1.0\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -1\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"(\xb5/\xfd" + b"x" * 50,
    ],
)
def test_what_is_not_a_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(SourceError):
        found_in(written(tmp_path, data))


def test_bytes_behind_the_last_member_are_refused_but_zeros_are_not(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not a gzip member"):
        found_in(written(tmp_path, PACKED + b"garbage"))
    assert len(list(articles(found_in(written(tmp_path, PACKED + bytes(1024)))))) == 5


def test_a_head_without_end_is_refused_with_little_memory(tmp_path: Path) -> None:
    for begin in (
        b"WARC/1.0\r\n",
        PLAIN[: PLAIN.index(b"Content-Length: ")] + b"Content-Length: 9999999\r\n\r\nHTTP/1.1 200 OK\r\n",
    ):
        source = written(tmp_path, begin + (b"X: " + b"y" * 60 + b"\r\n") * 100_000)
        tracemalloc.start()
        with pytest.raises(SourceError, match="larger than 1 MB"):
            found_in(source)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 150 * 2**20


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    head = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 999999999999\r\n\r\n"
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = packer.compress(head) + b"".join(packer.compress(bytes(2**20)) for _ in range(300)) + packer.flush()
    began = time.process_time()
    with pytest.raises(SourceError, match="200 times"):
        found_in(written(tmp_path, data))
    assert seconds_since(began) < 5


@pytest.mark.parametrize(
    ("name", "pack"), [("gzip", gzip.compress), ("br", brotli.compress), ("deflate", zlib.compress)]
)
def test_a_page_that_unpacks_without_end_is_left_out(tmp_path: Path, name: str, pack) -> None:  # type: ignore[no-untyped-def]
    body = pack(page(" " * 60_000_000))
    source = written(tmp_path, warc(Taken(A, body, heads=[("Content-Encoding", name)]), Taken(f"{A}/b", page("B."))))
    tracemalloc.start()
    found = found_in(source)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [each.plain for each in articles(found)] == ["B."]
    assert f"larger than 20 MB: 1 ({A})" in left_out(found)
    assert peak < 80 * 2**20


@pytest.mark.parametrize("name", ["gzip", "br", "deflate", "zstd"])
def test_a_page_whose_compression_is_damaged_is_left_out(tmp_path: Path, name: str) -> None:
    body = {
        "gzip": gzip.compress(page("A.") * 99, mtime=0)[:-5],
        "br": brotli.compress(page("A.") * 99)[:-5],
        "deflate": zlib.compress(page("A.") * 99)[:-5],
    }
    found = found_in(
        written(tmp_path, warc(Taken(A, body.get(name, b"(\xb5/\xfdx"), heads=[("Content-Encoding", name)])))
    )
    assert "pages that cannot be used" in left_out(found)


def test_pages_over_the_limit_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MAX_PAGE", 2**20)
    found = found_in(written(tmp_path, warc(Taken(A, page("x" * 2**21)), Taken(f"{A}/b", page("B.")))))
    assert [each.plain for each in articles(found)] == ["B."]
    assert "larger than 1 MB" in left_out(found)


@pytest.mark.parametrize(
    "address",
    ["https://[bad/", "http://", "https://example.org:99999/", "http://\u202e/", "https://a/" + "%" * 5000, "dns:x"],
)
def test_addresses_that_are_none_do_no_harm(tmp_path: Path, address: str) -> None:
    other = Taken(f"{A}/b", page(f'B. <img src="{address}">', f'<link rel=canonical href="{address}">'))
    found = found_in(written(tmp_path, warc(Taken(address, page("A.")), other)))
    assert "B. " in [each.plain for each in articles(found)]


def test_redirects_in_a_circle_end(tmp_path: Path) -> None:
    moved = [Taken(f"{A}/{n}.png", status="302 Found", heads=[("Location", f"/a/{1 - n}.png")]) for n in range(2)]
    found = found_in(written(tmp_path, warc(Taken(A, page(f'<img src="{A}/0.png">')), *moved)))
    assert len(list(articles(found))) == 1


def test_a_large_archive_needs_little_memory(tmp_path: Path) -> None:
    captures = (Taken(f"{A}/{n}", page("Words " + "x" * 140_000), has_digest=False) for n in range(70))
    source = written(tmp_path, warc(*captures, gzip=True))
    tracemalloc.start()
    count = sum(1 for _ in read(source, Wishes(), Album()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 70
    assert peak < 16 * 2**20  # all pages together take 30


SETTINGS = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SETTINGS
@given(
    st.sampled_from(["plain", "packed", "zip"]),
    st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=6)), min_size=1, max_size=5),
)
def test_mutated_bytes_raise_nothing_but_source_errors(
    tmp_path: Path, kind: str, changes: list[tuple[int, bytes]]
) -> None:
    if kind == "zip":
        whole = wacz(tmp_path, PACKED, PLAIN, pages=[{"url": f"{A}/1"}]).read_bytes()
    else:
        whole = PLAIN if kind == "plain" else PACKED
    data = bytearray(whole)
    for place, new in changes:
        at = place % len(data)
        data[at : at + len(new)] = new
    source = written(tmp_path, bytes(data))
    try:
        found_in(source)
    except SourceError as error:
        assert "crawl.warc" in str(error)


def test_archives_are_known_by_their_bytes_and_names() -> None:
    assert is_web_archive(Path("a"), PLAIN[:100])
    assert is_web_archive(Path("a"), PACKED[:100])
    assert is_web_archive(Path("a"), b"filedesc://x")
    assert is_web_archive(Path("a.zip"), b"PK\x03\x04" + b"\0" * 26 + b"archive/data.warc.gz")
    assert is_web_archive(Path("A.WACZ"), b"")
    assert not is_web_archive(Path("a.zip"), b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml")
    assert not is_web_archive(Path("a.gz"), gzip.compress(b"text", mtime=0))
    assert not is_web_archive(Path("a.xml"), b"<rss>")
