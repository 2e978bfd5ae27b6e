"""The index of web archives: made once, bounded, and an error for each file that is not whole."""

from pathlib import Path

import pytest

from archivist.archived_links import capture_index
from archivist.archived_links.capture_index import WebArchives
from tests.archived_links.making import PAGE, archives_in, taken
from tests.readers.web_archives.making import wacz, warc


def moments(archives: WebArchives, address: str = PAGE) -> list[str]:
    return [capture.moment[:10] for _, capture in archives.captures_of(address)]


def test_captures_of_every_form_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(warc(taken(PAGE, "2022-02-01")))
    (tmp_path / "b.warc.gz").write_bytes(warc(taken(PAGE, "2022-02-02"), gzip=True))
    wacz(tmp_path, warc(taken(PAGE, "2022-02-03"), gzip=True), warc(taken(PAGE, "2022-02-04")))
    archives = archives_in(tmp_path, "*.warc*", "*.wacz")
    assert moments(archives) == ["2022-02-01", "2022-02-02", "2022-02-03", "2022-02-04"]
    assert not archives.findings()


def test_a_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.warc").write_bytes(warc(taken(PAGE, "2022-02-01")))
    assert moments(archives_in(tmp_path)) == ["2022-02-01"]
    monkeypatch.setattr(capture_index, "open_web_archive", None)  # would fail if the file were read again
    assert moments(archives_in(tmp_path)) == ["2022-02-01"]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(warc(taken(PAGE, "2022-02-01")))
    assert moments(archives_in(tmp_path)) == ["2022-02-01"]
    (tmp_path / "a.warc").write_bytes(warc(taken(PAGE, "2022-02-02")))
    assert moments(archives_in(tmp_path)) == ["2022-02-02"]


def test_the_index_is_in_parts_and_made_again_if_one_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture_index, "_PART", 2)
    days = [f"2022-02-{day:02}" for day in range(1, 6)]
    (tmp_path / "a.warc").write_bytes(warc(*(taken(PAGE, day) for day in days)))
    assert moments(archives_in(tmp_path)) == days
    parts = sorted((tmp_path / "build" / ".cache").glob("*/*.captures"), key=lambda path: path.stat().st_size)
    assert len(parts) == 4
    parts[-1].unlink()
    assert moments(archives_in(tmp_path)) == days


def test_nothing_in_the_build_folder_is_a_source(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "own.warc").write_bytes(warc(taken(PAGE, "2022-02-01")))
    (tmp_path / "a.warc").write_bytes(warc(taken(PAGE, "2022-02-02")))
    assert moments(archives_in(tmp_path, "**/*.warc")) == ["2022-02-02"]


def test_a_pattern_without_a_file_is_an_error(tmp_path: Path) -> None:
    (found,) = archives_in(tmp_path, "web/*.wacz").findings()
    assert (found.code, "web/*.wacz" in found.message) == ("web-archive-missing", True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a web archive",
        warc(taken(PAGE, "2022-02-01"))[:-40],
        warc(taken(PAGE, "2022-02-01"), gzip=True)[:-40],
        b"PK\x03\x04" + b"\0" * 60,
    ],
    ids=["empty", "other", "cut off", "cut off, gzip", "not a zip"],
)
def test_a_damaged_file_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.warc").write_bytes(content)
    archives = archives_in(tmp_path)
    (found,) = archives.findings()
    assert found.code == "web-archive-unreadable"
    assert "bad.warc" in found.message
    assert moments(archives) == []


def test_a_folder_is_not_a_web_archive(tmp_path: Path) -> None:
    (tmp_path / "a.warc").mkdir()
    assert [each.code for each in archives_in(tmp_path).findings()] == ["web-archive-missing"]
