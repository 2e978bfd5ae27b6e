"""Archives packed with Zstandard, with and without a dictionary: read like others, refused where they are damaged."""

import itertools
import time
from pathlib import Path
from typing import Any

import pytest
from backports import zstd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.reader_api.found import SourceError
from archivist.readers.web_archives import is_web_archive
from tests.readers.web_archives.making import PNG, Album, Taken, articles, found_in, page, wacz, warc, written
from tests.running_time import seconds_since

A = "https://example.org/a"
CAPTURES = [Taken(f"{A}/{n}", page(f"Words {n}. " * 30 + f'<img src="{A}/i.png">')) for n in range(6)]
CAPTURES.append(Taken(f"{A}/i.png", PNG, media_type="image/png"))


def _records() -> list[bytes]:
    whole = warc(*CAPTURES)
    starts = [at for at in range(len(whole)) if whole.startswith(b"WARC/1", at)]
    return [whole[begin:end] for begin, end in itertools.pairwise([*starts, len(whole)])]


RECORDS = _records()
DICTIONARY: Any = zstd.train_dict(RECORDS * 20, 3000)


def _skippable(content: bytes, mark: int = 0x5D) -> bytes:
    return bytes([mark]) + b"\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content


def _with_dictionary(first: bytes) -> bytes:
    return first + b"".join(zstd.compress(each, zstd_dict=DICTIONARY) for each in RECORDS)


ARCHIVES = {
    "a frame for each record": b"".join(zstd.compress(each) for each in RECORDS),
    "one frame": zstd.compress(b"".join(RECORDS)),
    "a dictionary": _with_dictionary(_skippable(DICTIONARY.dict_content)),
    "a packed dictionary": _with_dictionary(_skippable(zstd.compress(DICTIONARY.dict_content))),
    "frames to pass over": b"".join(zstd.compress(each) + _skippable(b"index", 0x50) for each in RECORDS),
}


@pytest.mark.parametrize("data", ARCHIVES.values(), ids=ARCHIVES)
def test_every_page_and_picture_is_found(tmp_path: Path, data: bytes) -> None:
    album = Album()
    found = found_in(written(tmp_path, data, "crawl.warc.zst"), album)
    assert [each.plain for each in articles(found)] == [f"Words {n}. " * 30 for n in range(6)]
    assert len(album.pictures) == 1


@pytest.mark.parametrize("data", ARCHIVES.values(), ids=ARCHIVES)
def test_it_is_known_by_its_bytes_and_in_a_wacz_by_its_name(tmp_path: Path, data: bytes) -> None:
    assert is_web_archive(Path("a"), data[:65_536])
    path = wacz(tmp_path, data)
    path.write_bytes(path.read_bytes().replace(b"data-0.warc", b"da.warc.zst"))
    assert len(list(articles(found_in(path)))) == 6


@pytest.mark.parametrize("data", ARCHIVES.values(), ids=ARCHIVES)
def test_what_breaks_off_is_refused_at_any_place(tmp_path: Path, data: bytes) -> None:
    for end in range(len(data) - 1, 0, -41):
        if data[end : end + 4] in (_skippable(b"", 0x50)[:4], b"\x28\xb5\x2f\xfd"):
            continue  # a shorter archive, and a whole one
        with pytest.raises(SourceError, match="record"):
            found_in(written(tmp_path, data[:end]))


def test_frames_of_a_lost_dictionary_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="compression is damaged"):
        found_in(written(tmp_path, _with_dictionary(b"")))


@pytest.mark.parametrize(
    "first",
    [
        _skippable(b"no dictionary"),
        _skippable(b""),
        _skippable(zstd.compress(DICTIONARY.dict_content)[:-9]),
        b"\x5d\x2a\x4d\x18\xff\xff\xff\xff",
        _skippable(zstd.compress(bytes(2**26))),
    ],
    ids=["none", "empty", "broken off", "of 4 GB", "a bomb"],
)
def test_a_dictionary_that_is_none_is_refused(tmp_path: Path, first: bytes) -> None:
    with pytest.raises(SourceError, match=r"dictionary|incomplete"):
        found_in(written(tmp_path, _with_dictionary(first)))


@pytest.mark.slow
def test_a_bomb_is_refused(tmp_path: Path) -> None:
    head = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 999999999999\r\n\r\n"
    source = written(tmp_path, zstd.compress(head + bytes(300 * 2**20)))
    began = time.process_time()
    with pytest.raises(SourceError, match="200 times"):
        found_in(source)
    assert seconds_since(began) < 5


def test_a_window_that_needs_a_gigabyte_is_refused(tmp_path: Path) -> None:
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 30})
    data = packer.compress(RECORDS[0]) + packer.flush()
    with pytest.raises(SourceError, match="too much memory"):
        found_in(written(tmp_path, data))


def test_a_page_sent_in_zstandard_is_unpacked_within_the_limit(tmp_path: Path) -> None:
    heads = [("Content-Encoding", "zstd")]
    small = Taken(A, zstd.compress(page("Words.")), heads=heads)
    large = Taken(f"{A}/large", zstd.compress(page(" " * 60_000_000)), heads=heads)
    found = found_in(written(tmp_path, warc(small, large)))
    assert [each.plain for each in articles(found)] == ["Words."]


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(ARCHIVES)),
    st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=6)), min_size=1, max_size=4),
)
def test_mutated_bytes_raise_nothing_but_source_errors(
    tmp_path: Path, kind: str, changes: list[tuple[int, bytes]]
) -> None:
    data = bytearray(ARCHIVES[kind])
    for place, new in changes:
        at = place % len(data)
        data[at : at + len(new)] = new
    try:
        found_in(written(tmp_path, bytes(data)))
    except SourceError as error:
        assert "crawl.warc" in str(error)
