"""The record read again: what is right, and every way in which it can be wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from archivist.files import sha256
from archivist.record.reading import UnreadableRecordError, read_record
from archivist.record.volume_record import FORMAT_1
from archivist.verify.file_digest import check

RECORD: dict[str, Any] = {
    "format": FORMAT_1,
    "pages": 3,
    "articles": [
        {"key": "a", "language": "en", "sha256": "0", "first_page": "1", "last_page": "1", "pages": 1, "more": True}
    ],
    "outputs": [{"file": "x.epub", "bytes": 3, "sha256": sha256(b"abc")}],
    "made_by": ["weasyprint 70.0", "archivist 0.9.9"],
}


def written(folder: Path, record: Any) -> Path:
    path = folder / "volume.en.json"
    path.write_text(record if isinstance(record, str) else json.dumps(record), "utf-8")
    return path


def test_a_record_and_its_files(tmp_path: Path) -> None:
    edition = read_record(written(tmp_path, RECORD))
    assert (edition.page_count, edition.article_pages["a"].first, edition.program_version) == (3, "1", "0.9.9")
    (file,) = edition.files
    assert file.path == tmp_path / "x.epub"
    assert [each.code for each in check(file).messages] == ["file-missing"]
    file.path.write_bytes(b"abc")
    assert check(file).passed
    file.path.write_bytes(b"abd")
    (message,) = check(file).messages
    assert message.code == "file-changed"
    assert "still 3 bytes" in message.text


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("{", "damaged"),
        ("[]", "damaged"),
        (RECORD | {"format": "archivist volume record 7"}, "has the format 'archivist volume record 7'"),
        (RECORD | {"pages": "many"}, "damaged"),
        (RECORD | {"outputs": [{"file": "../x", "bytes": 1, "sha256": ""}]}, "not a file name"),
    ],
)
def test_a_record_that_cannot_be_used(tmp_path: Path, record: Any, said: str) -> None:
    with pytest.raises(UnreadableRecordError, match=said):
        read_record(written(tmp_path, record))


def test_no_record(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRecordError, match="No such file"):
        read_record(tmp_path / "none.json")
