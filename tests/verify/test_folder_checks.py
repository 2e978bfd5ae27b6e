"""The record against the book, the manifest against the record, and what lies in the folder besides."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from archivist.build_folder.volume_folder import MANIFEST, read_manifest
from archivist.compiled.compiled_editions import _folder
from archivist.files import sha256
from archivist.findings import Severity
from archivist.verify.folder_checks import VolumeFolder, check_folder, check_record
from tests.archives import Compiled


@pytest.fixture
def folder(made: Compiled, tmp_path: Path) -> Path:
    return made.copy(tmp_path / "copy") / "build/2022-03"


def codes(folder: Path) -> list[str]:
    verdicts = check_record(folder / "volume.en.json", _folder(folder))
    return [message.code for verdict in verdicts for message in verdict.messages]


@pytest.mark.slow
def test_a_record_as_it_was_written_passes(folder: Path) -> None:
    verdicts = check_record(folder / "volume.en.json", _folder(folder))
    assert [(verdict.name, verdict.passed) for verdict in verdicts] == [("record", True), ("manifest", True)]
    assert check_folder(_folder(folder)).messages == ()


def test_every_flipped_bit_of_a_record_is_noticed(folder: Path) -> None:
    record = folder / "volume.en.json"
    data, draw = record.read_bytes(), random.Random(15)
    for bit in (draw.randrange(len(data) * 8) for _ in range(100)):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        record.write_bytes(flipped)
        assert codes(folder), bit


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"page_labels": ["Cover"]}, "title: pages i to i are not those of the file"),
        ({"outputs": [{"documents": ["none"]}]}, "the-river-reader-2022-03.en.pdf has a document 'none'"),
        ({"documents": [{"pages": {"count": 7}}]}, "cover: pages"),
        ({"documents": [{"anchors": {"x": "1"}}]}, "cover#x is on page 1, which is not of that document"),
        ({"documents": [{"text": {"sha256": "0"}}]}, "the file is damaged"),
        ({"documents": [{"text": {"zlib": "eA=="}}]}, "the file is damaged"),
    ],
)
def test_a_record_that_contradicts_itself_beside_a_manifest_that_agrees(
    folder: Path, change: dict[str, Any], said: str
) -> None:
    record = folder / "volume.en.json"
    data = _merged(json.loads(record.read_bytes()), change)
    old = sha256(record)
    record.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", "utf-8")
    manifest = (folder / MANIFEST).read_text("utf-8")
    (folder / MANIFEST).write_text(manifest.replace(old, sha256(record)), "utf-8")
    verdict, _ = check_record(record, _folder(folder))
    assert verdict.passed is False
    assert any(message.text.startswith(said) for message in verdict.messages), verdict.messages
    assert {message.code for message in verdict.messages} <= {"record-wrong", "unreadable"}


def _merged(data: Any, change: Any) -> Any:
    if isinstance(data, dict) and isinstance(change, dict):
        return data | {name: _merged(data.get(name), value) for name, value in change.items()}
    if isinstance(data, list) and change and isinstance(change[0], dict):
        return [_merged(data[0], change[0]), *data[1:]]
    return change


def test_a_record_with_a_key_twice(folder: Path) -> None:
    record = folder / "volume.en.json"
    record.write_text(record.read_text("utf-8").replace('  "title"', '  "title": "T",\n  "title"', 1), "utf-8")
    assert "record-form" in codes(folder)


def test_without_a_manifest_the_record_is_not_verified(folder: Path) -> None:
    (folder / MANIFEST).unlink()
    _, listed = check_record(folder / "volume.en.json", _folder(folder))
    assert listed.passed is None
    (folder / MANIFEST).write_text("")
    assert set(codes(folder)) == {"not-in-manifest"}


def test_strangers_in_the_folder(folder: Path) -> None:
    (folder / "intruder.pdf").touch()
    (folder / ".0123456789abcdef.part").touch()
    (folder / "volume.en.incomplete").touch()
    with (folder / MANIFEST).open("a") as manifest:
        manifest.write(f"{'0' * 64}  gone.pdf\n")
    verdict = check_folder(_folder(folder))
    assert [(message.severity, message.code, message.place) for message in verdict.messages] == [
        (Severity.ERROR, "incomplete", "volume.en.incomplete"),
        (Severity.WARNING, "half-written", ".0123456789abcdef.part"),
        (Severity.WARNING, "not-recorded", "intruder.pdf"),
        (Severity.ERROR, "manifest-differs", "gone.pdf"),
    ]
    assert verdict.passed is False


def test_a_manifest_in_disorder_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(b"\xff\n" + b"0" * 64 + b"  a.pdf\n" + b"0" * 64 + b"  ../b\n\n")
    assert read_manifest(tmp_path) == {"a.pdf": "0" * 64}
    assert isinstance(_folder(tmp_path / "nowhere"), VolumeFolder)
