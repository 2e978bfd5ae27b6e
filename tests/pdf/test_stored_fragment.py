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


def parts(entry: Path) -> tuple[dict[str, Any], bytes, bytes]:
    """The data, the structure and the PDF of an entry."""
    head, _, rest = entry.read_bytes().partition(b"\n")
    data: dict[str, Any] = json.loads(head)
    structure = data["lengths"][0]
    return data, rest[:structure], rest[structure:]


def joined(data: object, structure: bytes, pdf: bytes) -> bytes:
    if isinstance(data, dict):
        data = data | {"lengths": [len(structure), len(pdf)]}
    return json.dumps(data).encode() + b"\n" + structure + pdf


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]\n", b"\xff\n", b"[" * 100_000, b'{"lengths": [0, 0]}\n', b'{"format": 1}\n']
)
def test_another_form_is_as_good_as_absent(copy: Path, content: bytes) -> None:
    is_absent(copy, content)


@pytest.mark.parametrize("structure", [b"[]", b'{"s": "Document", "k": 5}', b'{"s": "Document", "unknown": 5}'])
def test_another_structure_is_as_good_as_absent(copy: Path, structure: bytes) -> None:
    data, _, pdf = parts(entries(copy, stored_fragment.KIND)[0])
    is_absent(copy, joined(data, structure, pdf))


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n"])
def test_what_is_not_a_pdf_is_as_good_as_absent(copy: Path, pdf: bytes) -> None:
    data, structure, _ = parts(entries(copy, stored_fragment.KIND)[0])
    is_absent(copy, joined(data, structure, pdf))


def is_absent(root: Path, content: bytes) -> None:
    key = replace(root, entries(root, stored_fragment.KIND)[0], content)
    store = Store(root / "build/.cache")
    assert stored_fragment.read(store, "x", key) is None
    assert store.get(key, stored_fragment.KIND) is None  # it is not asked again


@pytest.mark.parametrize("field", ["format", "lengths", "pages", "anchors", "starts", "runs", "floated", "long_notes"])
def test_every_field_counts(copy: Path, field: str) -> None:
    entry = next(each for each in entries(copy, stored_fragment.KIND) if parts(each)[0]["anchors"])
    data, structure, pdf = parts(entry)
    others: tuple[Any, ...] = (None, -1, "x", [[]], [{"name": 1, "page": "a", "x": 0, "y": 0}])
    for wrong in others:
        content = json.dumps(data | {field: wrong}).encode() + b"\n" + structure + pdf
        key = replace(copy, entry, content)
        assert stored_fragment.read(Store(copy / "build/.cache"), "x", key) is None, wrong


@pytest.mark.slow
def test_a_compile_over_a_store_of_other_forms_makes_the_same_files(made: Compiled, copy: Path) -> None:
    for number, entry in enumerate(entries(copy, "")):
        if entry.suffix:
            replace(copy, entry, (b"{}", b"[]", b"%PDF-1.7\n", b"", b"null")[number % 5])
    again = compiled(copy, "2022-02")
    assert len(again.watch.made_now) == 7
    assert {name: data for name, data in again.files.items() if name.startswith("2022-02")} == {
        name: data for name, data in made.files.items() if name.startswith("2022-02")
    }
