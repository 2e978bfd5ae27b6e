"""Files are watched: bursts of changes are one, and what belongs to an editor or to archivist is passed over."""

import threading
from pathlib import Path

import pytest

from archivist.archive import open_archive
from archivist.previewing.watched_files import FileWatch, folders_of, is_text

_SETTINGS = """\
[archive]
title = "Papers"
cover = "pictures/cover.png"
[editions]
languages = ["en"]
[glossary]
file = "words/glossary.toml"
[fonts]
folders = ["fonts"]
"""


class Noted:
    """The bursts of changes that a watch reports."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.bursts: list[set[str]] = []
        self._arrived = threading.Condition()

    def note(self, paths: frozenset[Path]) -> None:
        with self._arrived:
            self.bursts.append({path.relative_to(self.root).as_posix() for path in paths})
            self._arrived.notify()

    def wait_for(self, *paths: str) -> None:
        """Until all of these have changed."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: set(paths) <= set().union(*self.bursts), timeout=30)

    def wait_briefly(self, path: str) -> None:
        """Raises TimeoutError if it has not changed soon."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: path in set().union(*self.bursts), timeout=0.5):
                raise TimeoutError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    from PIL import Image  # noqa: PLC0415

    for folder in ("articles/2022", "build/.cache", "pictures", "words", "fonts"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "archivist.toml").write_text(_SETTINGS)
    (tmp_path / "words/glossary.toml").write_text("")
    Image.new("RGB", (10, 10)).save(tmp_path / "pictures/cover.png")
    return tmp_path


def test_what_volumes_are_made_of_is_watched_and_a_burst_is_one_change(root: Path) -> None:
    archive, noted = open_archive(root), Noted(root)
    watch = FileWatch(archive.build, noted.note)
    assert watch.follow(folders_of(archive))
    assert not watch.follow(folders_of(archive))  # the same folders
    _write_until_seen(root / "articles/first.md", noted)
    noted.bursts.clear()

    names = [f"articles/2022/{number}.md" for number in range(20)]
    for own in ("articles/.5.md.swp", "articles/5.md~", "build/x.pdf", "articles/.git"):
        (root / own).write_text("own")
    for name in names:
        (root / name).write_text("text")
    noted.wait_for(*names)
    assert len(noted.bursts) <= 3
    assert set().union(*noted.bursts) - {"articles/2022"} == set(names)

    others = ["archivist.toml", "words/glossary.toml", "pictures/cover.png", "fonts/own.ttf", "articles/new/a.md"]
    (root / "articles/new").mkdir()
    for name in others:
        with (root / name).open("ab") as file:
            file.write(b"\n")
    noted.wait_for(*others[:-1])
    noted.bursts.clear()
    _write_until_seen(root / "articles/new/b.md", noted)
    (root / names[0]).unlink()
    noted.wait_for(names[0])


def _write_until_seen(path: Path, noted: Noted) -> None:
    """Write a file again until the watch reports it, which may begin a little later."""
    path.parent.mkdir(exist_ok=True)
    name = path.relative_to(noted.root).as_posix()
    for _ in range(100):
        path.write_text("text")
        try:
            noted.wait_briefly(name)
            return
        except TimeoutError:
            continue
    raise AssertionError(f"{path} was not reported")


def test_a_folder_that_was_made_again_is_watched_again(root: Path) -> None:
    archive = open_archive(root)
    before = folders_of(archive)
    (root / "articles").rename(root / "elsewhere")
    (root / "articles").mkdir()
    assert folders_of(archive) != before


def test_only_files_of_articles_are_texts(root: Path) -> None:
    archive = open_archive(root)
    assert is_text(root.resolve() / "articles/2022/a.en.md", archive)
    for other in ("articles/2022/a.png", "archivist.toml", "words/a.md"):
        assert not is_text(root.resolve() / other, archive)
