"""What the store has under a document's key and is not a fragment is as good as absent."""

import io
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zlib import decompress

import pytest
from fontTools.ttLib import TTFont

from archivist.cache import Store
from archivist.pdf import fragment_parts, stored_fragment
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


def parts(entry: Path) -> tuple[dict[str, Any], bytes]:
    """The data of an entry, and what follows it."""
    head, _, rest = entry.read_bytes().partition(b"\n")
    return json.loads(head), rest


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]\n", b"\xff\n", b"[" * 100_000, b'{"lengths": [0, 0]}\n', b'{"format": 1}\n']
)
def test_another_form_is_as_good_as_absent(copy: Path, content: bytes) -> None:
    is_absent(copy, content)


@pytest.mark.parametrize("share", [0, 0.2, 0.5, 0.9, 1])
def test_an_entry_with_another_byte_or_less_is_as_good_as_absent(copy: Path, share: float) -> None:
    data, rest = parts(entries(copy, stored_fragment.KIND)[0])
    head, at = json.dumps(data).encode() + b"\n", min(int(share * len(rest)), len(rest) - 1)
    is_absent(copy, head + rest[:at] + bytes([rest[at] ^ 1]) + rest[at + 1 :])
    is_absent(copy, head + rest[:at])


def is_absent(root: Path, content: bytes) -> None:
    key = replace(root, entries(root, stored_fragment.KIND)[0], content)
    store = Store(root / "build/.cache")
    assert stored_fragment.read(store, ["x"], key) is None
    assert store.get(key, stored_fragment.KIND) is None  # it is not asked again


def test_the_pieces_of_pages_name_the_faces_as_font_tools_reads_them(made: Compiled) -> None:
    names: set[str] = set()
    for entry in entries(made.root, stored_fragment.KIND):
        data, rest = parts(entry)
        _, _, length = data["lengths"]
        pieces = fragment_parts.take_to_pieces(rest[len(rest) - length :])
        for font in pieces.fonts:
            start, end = font.place[0], sum(font.place)
            with TTFont(io.BytesIO(decompress(rest[len(rest) - length :][start:end]))) as program:
                assert font.face == program["name"].getDebugName(6)
            names.add(font.face)
        assert json.loads(fragment_parts.as_data(pieces)) == json.loads(json.dumps(asdict(pieces)))
    assert len(names) > 1


def test_a_font_without_names_is_refused() -> None:
    with pytest.raises(ValueError, match="without the table name"):
        fragment_parts._table(b"OTTO\0\0" + bytes(6), b"name")


OTHERS: tuple[Any, ...] = (None, -1, "x", [[]], [{"name": 1, "page": "a", "x": 0, "y": 0}])


@pytest.mark.parametrize("field", ["format", "lengths", "checksum", "pages", "documents"])
def test_every_field_counts(copy: Path, field: str) -> None:
    entry = entries(copy, stored_fragment.KIND)[0]
    data = parts(entry)[0]
    are_absent(copy, entry, (data | {field: wrong} for wrong in OTHERS))


@pytest.mark.parametrize("field", ["pages", "first", "anchors", "starts", "runs", "floated", "long_notes"])
def test_every_field_of_a_document_counts(copy: Path, field: str) -> None:
    entry, data, own = next(
        (entry, data, data["documents"][0])
        for entry in entries(copy, stored_fragment.KIND)
        if len((data := parts(entry)[0])["documents"]) == 1 and data["documents"][0]["anchors"]
    )
    changed = [[own | {field: wrong}] for wrong in OTHERS]
    are_absent(copy, entry, (data | {"documents": each} for each in (*changed, [own, own], [])))


def are_absent(copy: Path, entry: Path, heads: Iterable[dict[str, Any]]) -> None:
    _, rest = parts(entry)
    for wrong in heads:
        key = replace(copy, entry, json.dumps(wrong).encode() + b"\n" + rest)
        assert stored_fragment.read(Store(copy / "build/.cache"), ["x"], key) is None, wrong


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
