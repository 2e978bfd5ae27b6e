"""What the store has under a document's key and is not a fragment is as good as absent."""

import json
from pathlib import Path
from typing import Any

import pytest

from archivist.cache import Store
from archivist.pdf import stored_fragment
from tests.archives import Compiled, compiled


@pytest.fixture
def copy(made: Compiled, tmp_path: Path) -> Path:
    return made.copy(tmp_path / "copy")


def entries(root: Path, suffix: str) -> list[Path]:
    return sorted((root / "build/.cache").glob(f"*/*{suffix}"))


def replace(root: Path, entry: Path, data: bytes) -> str:
    """Put other bytes under the same key, with a checksum that is right."""
    key = entry.name[:64]
    Store(root / "build/.cache").put(key, entry.suffix, data)
    return key


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".json", b"{}"),
        (".json", b"[]"),
        (".json", b"\xff"),
        (".json", b"[" * 100_000),
        (".json", b'{"pages": 1, "anchors": [], "starts": [], "floated": [], "long_notes": []}'),
        (".json", b'{"pages": "1", "anchors": [1], "starts": {}, "floated": 1, "long_notes": []}'),
        (".structure", b"[]"),
        (".structure", b'{"s": "Document", "k": 5}'),
        (".structure", b'{"s": "Document", "unknown": 5}'),
        (".pdf", b""),
        (".pdf", b"%PDF-1.7\n"),
    ],
)
def test_another_form_is_as_good_as_absent(copy: Path, suffix: str, data: bytes) -> None:
    key = replace(copy, entries(copy, ".structure")[0].with_suffix(suffix), data)
    store = Store(copy / "build/.cache")
    assert stored_fragment.read(store, "x", key) is None
    assert store.get(key, ".structure") is None  # it is not asked again


@pytest.mark.parametrize("field", ["pages", "anchors", "starts", "floated", "long_notes"])
def test_every_field_counts(copy: Path, field: str) -> None:
    entry = next(each for each in entries(copy, ".json") if json.loads(each.read_bytes()).get("anchors"))
    data: dict[str, Any] = json.loads(entry.read_bytes())
    others: tuple[Any, ...] = (None, -1, "x", [[]], [{"name": 1, "page": "a", "x": 0, "y": 0}])
    for wrong in others:
        key = replace(copy, entry, json.dumps(data | {field: wrong}).encode())
        assert stored_fragment.read(Store(copy / "build/.cache"), "x", key) is None, wrong


@pytest.mark.slow
def test_a_compile_over_a_store_of_other_forms_makes_the_same_files(made: Compiled, copy: Path) -> None:
    for number, entry in enumerate(entries(copy, "")):
        if entry.suffix:
            replace(copy, entry, (b"{}", b"[]", b"%PDF-1.7\n", b"", b"null")[number % 5])
    again = compiled(copy, "2022-02")
    assert len(again.watch.made_now) == 5
    assert {name: data for name, data in again.files.items() if name.startswith("2022-02")} == {
        name: data for name, data in made.files.items() if name.startswith("2022-02")
    }
