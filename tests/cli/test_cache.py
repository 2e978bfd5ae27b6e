"""`archivist cache`: what is kept for the next compile, shown, pruned and emptied."""

import os
import time
from pathlib import Path

import pytest

from archivist.cache import MOST_BYTES, Store, digest_of
from archivist.files import locked
from tests.cli.test_compile import run
from tests.json_output import data_of


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    assert run(tmp_path, "init", "new").returncode == 0
    return tmp_path / "new"


def fill(archive: Path) -> tuple[Path, Path]:
    """An entry that was not used for 100 days, and one of today."""
    store = Store(archive / "build/.cache")
    old, new = store.put(digest_of("old"), ".fragment", b"x" * 1500), store.put(digest_of("new"), ".pdf", b"y" * 500)
    when = time.time() - 100 * 86_400
    os.utime(old, (when, when))
    return old, new


def test_show_counts_the_entries_of_each_kind(archive: Path) -> None:
    fill(archive)
    shown = run(archive, "cache", "show")
    assert (shown.returncode, shown.stderr) == (0, "")
    first, fragments, pages, limits = shown.stdout.splitlines()
    assert first == "build/.cache: 2 entries, 2.0 kB"
    assert fragments.split() == ["fragment", "1", "1.5", "kB"]
    assert pages.split() == ["pdf", "1", "500", "B"]
    assert "90 days" in limits
    assert "4.0 GB" in limits


def test_show_prints_data(archive: Path) -> None:
    fill(archive)
    data = data_of("cache show", run(archive, "cache", "show", "--json").stdout)
    assert (data["entries"], data["bytes"]) == (2, 2000)
    assert data["kinds"] == {"fragment": {"entries": 1, "bytes": 1500}, "pdf": {"entries": 1, "bytes": 500}}
    assert data["limits"] == {"unused_days": 90.0, "bytes": MOST_BYTES}


def test_prune_removes_what_was_not_used_for_long(archive: Path) -> None:
    old, new = fill(archive)
    assert run(archive, "cache", "prune").stdout == "1 entry removed, 1.5 kB\n"
    assert (old.exists(), new.exists()) == (False, True)
    removed = data_of("cache prune", run(archive, "cache", "prune", "--json").stdout)
    assert (removed["removed"], removed["bytes"]) == (0, 0)


def test_empty_removes_everything(archive: Path) -> None:
    old, new = fill(archive)
    assert run(archive, "cache", "empty").stdout == "2 entries removed, 2.0 kB\n"
    assert not old.exists()
    assert not new.exists()


@pytest.mark.parametrize("command", ["show", "prune", "empty"])
def test_without_a_build_folder_there_is_nothing(archive: Path, command: str) -> None:
    done = run(archive, "cache", command)
    assert done.returncode == 0
    assert "0 entries" in done.stdout
    assert not (archive / "build").exists()


@pytest.mark.parametrize("command", ["prune", "empty"])
def test_nothing_is_removed_while_a_compile_runs(archive: Path, command: str) -> None:
    old, _ = fill(archive)
    with locked(archive / "build"):
        done = run(archive, "cache", command)
    assert done.returncode == 1
    assert "running" in done.stderr
    assert old.exists()
