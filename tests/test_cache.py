import os
import pathlib
import pickle
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.cache import MissingContentError, Removed, Store, digest_of
from archivist.files import sha256
from tests.function_calls import calls

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


def aged(path: Path, days: float) -> Path:
    """The entry, last used so many days ago."""
    when = time.time() - days * 86_400
    os.utime(path, (when, when), follow_symlinks=False)
    return path


def test_prune_removes_what_was_not_used_for_long(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old, recent = (store.put(digest_of(name), ".pdf", b"xyz") for name in ("old", "recent"))
    aged(old, 91)
    aged(recent, 89)
    assert store.prune(time.time()) == Removed(1, 3)
    assert (old.exists(), recent.exists()) == (False, True)


def test_prune_removes_the_oldest_of_too_much(tmp_path: Path) -> None:
    store = Store(tmp_path)
    paths = [aged(store.put(digest_of(str(days)), ".pdf", b"x" * 10), days) for days in range(1, 6)]
    assert store.prune(time.time(), most_bytes=30) == Removed(2, 20)
    assert [path.exists() for path in paths] == [True, True, True, False, False]


def test_prune_keeps_what_was_just_used_however_large(tmp_path: Path) -> None:
    store = Store(tmp_path)
    begun = time.time() - 10
    path = aged(store.put(KEY, ".pdf", b"x" * 10), 100)
    other = aged(store.put(OTHER, ".pdf", b"y" * 10), 1)
    assert store.get(KEY, ".pdf") == path  # which is using it
    assert store.prune(begun, most_bytes=0) == Removed(1, 10)
    assert (path.exists(), other.exists()) == (True, False)


def test_empty_removes_everything(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    (tmp_path / "font.ttf").write_bytes(b"font")
    store.put(KEY, ".pdf", b"xyz")
    store.add(b"content")
    store.add_file(tmp_path / "font.ttf", sha256(b"font"))
    assert sum(entry.size for entry in store.entries()) == 10  # a link takes no room
    assert store.empty().entries == 3
    assert list(store.entries()) == []
    assert (tmp_path / "font.ttf").read_bytes() == b"font"


def test_content_is_found_by_its_digest_in_another_process(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    (tmp_path / "font.ttf").write_bytes(b"font")
    digest = store.add(b"content")
    assert store.add(b"content") == digest == sha256(b"content")
    assert store.add_file(tmp_path / "font.ttf", sha256(b"font")) == sha256(b"font")
    elsewhere = pickle.loads(pickle.dumps(store))
    assert elsewhere.file(digest).read_bytes() == b"content"
    assert elsewhere.file(sha256(b"font")).read_bytes() == b"font"


@pytest.mark.parametrize("how", ["absent", "damaged", "changed behind the link"])
def test_content_that_is_not_there_is_an_error(tmp_path: Path, how: str) -> None:
    store = Store(tmp_path / "cache")
    digest = sha256(b"font")
    if how == "damaged":
        store.add(b"font")
        (tmp_path / "cache" / digest[:2] / f"{digest}.{digest}.content").write_bytes(b"other")
    elif how == "changed behind the link":
        (tmp_path / "font.ttf").write_bytes(b"font")
        store.add_file(tmp_path / "font.ttf", digest)
        (tmp_path / "font.ttf").write_bytes(b"other")
    with pytest.raises(MissingContentError, match="not in the cache, or is damaged"):
        store.file(digest)


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


def test_folders_are_asked_for_only_where_one_is_missing(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    keys = [f"ab{number:062x}" for number in range(50)]
    with calls(lambda file: file == pathlib.__file__) as counted:
        for key in keys:
            store.put(key, ".x", key.encode())
    assert counted["Path.mkdir"] <= 3  # the shelf, which is tried twice, and the folder that it is in
    assert counted["Path.is_dir"] == 0
    assert all(store.read(key, ".x") == key.encode() for key in keys)


def test_content_is_read_once_and_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "cache")
    assert store.read(KEY, ".terms") is None
    path = store.put(KEY, ".terms", b"some terms")
    opened: list[str] = []
    monkeypatch.setattr(Path, "open", counting(Path.open, opened))
    monkeypatch.setattr("archivist.cache._note_use", lambda used: opened.append(f"used {used.suffix}"))
    assert store.read(KEY, ".terms") == b"some terms"
    assert opened == [path.name, "used .terms"]

    path.write_bytes(b"other terms")
    assert store.read(KEY, ".terms") is None
    assert not path.exists()


def counting(function: Callable[..., IO[bytes]], calls: list[str]) -> Callable[..., IO[bytes]]:
    def counted(path: Path, *given: str, **named: str) -> IO[bytes]:
        calls.append(path.name)
        return function(path, *given, **named)

    return counted
