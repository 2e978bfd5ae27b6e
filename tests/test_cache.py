import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.cache import Store, digest_of

PARTS = st.lists(st.one_of(st.binary(max_size=4), st.text(max_size=4)), max_size=4)
KEY, OTHER = digest_of("one"), digest_of("other")


@given(PARTS, PARTS)
def test_other_parts_have_another_digest(one: list[bytes | str], other: list[bytes | str]) -> None:
    assert (digest_of(*one) == digest_of(*other)) == (one == other)


def test_borders_and_kinds_of_parts_count() -> None:
    digests = {
        digest_of("ab", "c"),
        digest_of("a", "bc"),
        digest_of("abc"),
        digest_of(b"abc"),
        digest_of("abc", ""),
    }
    assert len(digests) == 5


def test_what_was_put_is_got(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    assert store.get(KEY, ".pdf") is None
    path = store.put(KEY, ".pdf", b"%PDF")
    assert path.suffix == ".pdf"
    assert store.get(KEY, ".pdf") == path
    assert path.read_bytes() == b"%PDF"
    assert store.get(KEY, ".json") is None
    assert store.get(OTHER, ".pdf") is None


def test_suffixes_of_one_key_stand_side_by_side(tmp_path: Path) -> None:
    store = Store(tmp_path)
    pdf, json = store.put(KEY, ".pdf", b"pdf"), store.put(KEY, ".json", b"json")
    assert (store.get(KEY, ".pdf"), store.get(KEY, ".json")) == (pdf, json)


def test_the_last_put_counts(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, ".pdf", b"old")
    new = store.put(KEY, ".pdf", b"new")
    assert store.get(KEY, ".pdf") == new
    assert len(list(new.parent.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"%PD", b"%PDF-longer", b"%PDX"])
def test_a_damaged_entry_is_a_miss_and_is_made_again(tmp_path: Path, damage: bytes) -> None:
    store = Store(tmp_path)
    store.put(KEY, ".pdf", b"%PDF").write_bytes(damage)
    assert store.get(KEY, ".pdf") is None
    assert store.put(KEY, ".pdf", b"%PDF").read_bytes() == b"%PDF"
    assert store.get(KEY, ".pdf") is not None


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_only_digests_are_keys(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        Store(tmp_path).put(key, ".pdf", b"")


def test_prune_removes_what_is_neither_used_nor_recent(tmp_path: Path) -> None:
    store = Store(tmp_path)
    kept, old, recent = (store.put(digest_of(name), ".pdf", b"x") for name in ("kept", "old", "recent"))
    long_ago = time.time() - 100 * 86_400
    for path in (kept, old):
        os.utime(path, (long_ago, long_ago))
    assert store.prune({digest_of("kept")}) == 1
    assert (kept.exists(), old.exists(), recent.exists()) == (True, False, True)


def test_getting_an_entry_is_using_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = store.put(KEY, ".pdf", b"x")
    os.utime(path, (0, 0))
    assert store.get(KEY, ".pdf") == path
    assert store.prune(()) == 0
    assert store.prune((), unused_days=-1) == 1


def test_a_shelf_is_read_once_however_many_entries_are_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [digest_of(str(number)) for number in range(300)]
    for key in keys:
        Store(tmp_path).put(key, ".pdf", key.encode())
    listed: list[Path] = []
    list_folder = Path.iterdir

    def counted(self: Path) -> Iterator[Path]:
        listed.append(self)
        return list_folder(self)

    monkeypatch.setattr(Path, "iterdir", counted)
    store = Store(tmp_path)
    assert all(store.get(key, ".pdf") for key in keys * 2)
    assert len(listed) == len(set(listed)) == len({key[:2] for key in keys})


@pytest.mark.parametrize("place", ["store", "dangling", "shelf", "entry"])
def test_whatever_lies_in_the_place_of_a_folder_or_an_entry_is_as_good_as_absent(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "cache"
    entry = Store(folder).put(KEY, ".pdf", b"%PDF")
    taken = {"store": folder, "dangling": folder, "shelf": entry.parent, "entry": entry}[place]
    shutil.rmtree(taken) if taken.is_dir() else taken.unlink()
    if place == "dangling":
        taken.symlink_to("nowhere")
    elif place == "entry":
        (taken / "within").mkdir(parents=True)
    else:
        taken.write_text("in the way")
    store = Store(folder)
    assert store.get(KEY, ".pdf") is None
    assert store.put(KEY, ".pdf", b"%PDF").read_bytes() == b"%PDF"
    assert Store(folder).get(KEY, ".pdf") == entry
    if place == "entry":
        (entry.parent / f"{OTHER}.{'0' * 64}.pdf").mkdir()
        assert Store(folder).get(OTHER, ".pdf") is None
