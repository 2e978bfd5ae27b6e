import hashlib
import multiprocessing
import stat
from pathlib import Path

import pytest

from archivist.errors import BuildLockedError
from archivist.files import holds_many, inside, locked, sha256, write_whole


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_whole(tmp_path / "a/b/c.pdf", b"abc")
    assert (tmp_path / "a/b/c.pdf").read_bytes() == b"abc"
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["c.pdf"]


def test_a_file_is_replaced_and_readable_by_others_as_the_user_allows(tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary"
    ordinary.write_bytes(b"")
    for data in (b"old", b"new"):
        write_whole(tmp_path / "file", data, synced=False)
    assert (tmp_path / "file").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == stat.S_IMODE(ordinary.stat().st_mode)


def test_a_name_as_long_as_the_file_system_allows(tmp_path: Path) -> None:
    write_whole(tmp_path / ("x" * 255), b"abc")
    assert (tmp_path / ("x" * 255)).read_bytes() == b"abc"


def test_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError):
        write_whole(tmp_path / "taken", b"abc")
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(TypeError):
        write_whole(tmp_path / "file", "not bytes")  # type: ignore[arg-type]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "taken"]
    assert (tmp_path / "file").read_bytes() == b"old"


def _try_to_lock(folder: Path) -> str:
    try:
        with locked(folder):
            return "got it"
    except BuildLockedError as error:
        return f"{error.message} {error.hint}"


def _hold_until_killed(folder: Path, ready: "multiprocessing.synchronize.Event") -> None:
    with locked(folder):
        ready.set()
        multiprocessing.Event().wait()


def test_a_second_process_is_reported_who_holds_the_folder(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        with locked(tmp_path / "build"):
            refused = pool.apply(_try_to_lock, (tmp_path / "build",))
        allowed = pool.apply(_try_to_lock, (tmp_path / "build",))
    assert "another compile or import (process" in refused
    assert "--build" in refused
    assert allowed == "got it"


def test_the_lock_ends_with_a_killed_process(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    holder = context.Process(target=_hold_until_killed, args=(tmp_path, ready))
    holder.start()
    assert ready.wait(30)
    with pytest.raises(BuildLockedError, match=f"process {holder.pid}"), locked(tmp_path):
        pass
    holder.kill()
    holder.join()
    with locked(tmp_path):
        pass


def test_digests_of_bytes_and_files_agree(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc" * 100_000)
    assert sha256(tmp_path / "file") == sha256(b"abc" * 100_000) == hashlib.sha256(b"abc" * 100_000).hexdigest()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.png", True),
        ("deep/er/a.png", True),
        ("deep/../a.png", True),
        (".", True),
        ("../a.png", False),
        ("deep/../../a.png", False),
        ("../articles-and-more/a.png", False),
        ("/etc/passwd", False),
        ("out/passwd", False),
        ("in/a.png", True),
        ("loop/a.png", False),
        ("a\0b", False),
    ],
)
def test_containment(tmp_path: Path, path: str, expected: bool) -> None:
    root = tmp_path / "articles"
    (root / "deep").mkdir(parents=True)
    (root / "out").symlink_to("/etc")
    (root / "in").symlink_to("deep")
    (root / "loop").symlink_to("loop")
    assert inside(root, Path(path)) is expected


def test_containment_in_a_folder_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert inside(tmp_path / "link", tmp_path / "real" / "a.png")
    assert inside(tmp_path / "link", Path("a.png"))


def test_many_files_are_counted_as_far_as_need_be(tmp_path: Path) -> None:
    for name in ("a.md", "b/c.md", "b/d.txt", ".git/e.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [holds_many(tmp_path, ".md", count) for count in (1, 2, 3)] == [True, True, False]
    assert not holds_many(tmp_path / "nowhere", ".md", 1)


def test_who_may_read_a_file_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"old")
    (tmp_path / "secret").chmod(0o600)
    write_whole(tmp_path / "secret", b"new")
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
