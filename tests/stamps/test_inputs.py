"""A change of anything that decides what is made changes the digest of the inputs; nothing else does."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.archive import open_archive
from archivist.cache import Store
from archivist.fonts import TEXT_FACES
from archivist.planning import plan
from archivist.stamps import file_digests, inputs
from archivist.stamps.file_digests import FileDigests
from archivist.stamps.inputs import inputs_of

ARTICLE = "---\ntitle: {title}\ndate: 2022-0{month}-03\nkey: {key}\nlang: {lang}\n---\nA text.\n\n![A dot](dot.png)\n"
SETTINGS = """\
[archive]
title = "The reader"
id = "https://example.org/reader"
cover = "logo.svg"
[editions]
languages = ["en", "ka"]
[fonts]
folders = ["fonts"]
[links]
archives = ["crawls/*.warc"]
[pdf]
style = "print.css"
[epub]
style = "screen.css"
[labels.en]
contents = "What is here"
"""
FILES = {
    "archivist.toml": SETTINGS,
    "glossary.toml": '[[term]]\nname.en = "river"\n',
    "print.css": "/* a comment of the user */ p { color: black }",
    "screen.css": "/* a comment of the user */ p { color: black }",
    "logo.svg": "<!-- a comment of the user --><svg/>",
    "crawls/one.warc": "WARC/1.0",
    "articles/river.en.md": ARTICLE.format(title="River", month=1, key="river", lang="en"),
    "articles/river.ka.md": ARTICLE.format(title="Mdinare", month=1, key="river", lang="ka"),
    "articles/road.en.md": ARTICLE.format(title="Road", month=2, key="road", lang="en"),
    "articles/dot.png": "a picture",
    "static/map.png": "a picture",
    "assets/map.png": "a picture",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("inputs")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / "fonts").mkdir()
    for face in TEXT_FACES[:2]:
        (root / "fonts" / face.name).write_bytes(b"a font")
    return root


def digest(root: Path) -> str:
    """As another process finds it, which knows what is in the cache and no more."""
    file_digests_of_process = FileDigests(Store(root / "build" / ".cache"))
    from archivist import fonts  # noqa: PLC0415

    fonts._files.cache_clear()
    opened = open_archive(root)
    found = inputs_of(opened, plan(opened), file_digests_of_process)
    file_digests_of_process.keep()
    return found


def flip(path: Path, at: int) -> None:
    """Another byte in the place of one; size and time of modification stay."""
    data, facts = bytearray(path.read_bytes()), path.stat()
    at %= len(data)
    data[at] ^= 1
    path.write_bytes(bytes(data))
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


RAW = ("logo.svg", "print.css", "screen.css", "crawls/one.warc", "articles/dot.png", "static/map.png", "assets/map.png")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(RAW), st.integers(3, 20))
def test_any_byte_counts(archive: Path, name: str, at: int) -> None:
    before = digest(archive)
    flip(archive / name, at)
    changed = digest(archive)
    flip(archive / name, at)
    assert changed != before
    assert digest(archive) == before


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / name).read_text()
        assert old in text
        (root / name).write_text(text.replace(old, new))

    return change


CHANGES: dict[str, Callable[[Path], object]] = {
    "text": replaced("articles/river.en.md", "A text", "A word"),
    "front matter": replaced("articles/road.en.md", "Road", "Path"),
    "translation": replaced("articles/river.ka.md", "Mdinare", "Tskali"),
    "date": replaced("articles/road.en.md", "2022-02", "2022-03"),
    "label": replaced("archivist.toml", "What is here", "Contents"),
    "setting": replaced("archivist.toml", "The reader", "The other reader"),
    "glossary": replaced("glossary.toml", '"river"', '"rivers"'),
    "picture gone": lambda root: (root / "articles/dot.png").unlink(),
    "picture new": lambda root: (root / "articles/new.png").write_bytes(b"x"),
    "folder new": lambda root: shutil.copytree(root / "static", root / "articles/more"),
    "article gone": lambda root: (root / "articles/road.en.md").unlink(),
    "web archive new": lambda root: (root / "crawls/two.warc").write_bytes(b"x"),
    "font gone": lambda root: (root / "fonts" / TEXT_FACES[0].name).unlink(),
    "font new": lambda root: (root / "fonts" / TEXT_FACES[2].name).write_bytes(b"x"),
    "font": lambda root: (root / "fonts" / TEXT_FACES[0].name).write_bytes(b"A font"),
    "link elsewhere": lambda root: link_to(root / "articles/dot.png", root / "static/map.png"),
}


def link_to(path: Path, target: Path) -> None:
    target.write_bytes(b"Another one")
    path.unlink()
    path.symlink_to(target)


@pytest.mark.parametrize("kind", CHANGES)
def test_any_kind_of_input_counts(archive: Path, tmp_path: Path, kind: str) -> None:
    root = shutil.copytree(archive, tmp_path / "copy", copy_function=shutil.copy2)
    before = digest(root)
    assert digest(root) == before
    CHANGES[kind](root)
    assert digest(root) != before


def test_so_do_the_time_that_counts_as_now_and_the_program(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {digest(archive)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    found.add(digest(archive))
    monkeypatch.setattr(inputs, "installed_program", lambda: "another version of a package")
    found.add(digest(archive))
    assert len(found) == 3


def test_what_is_made_does_not(archive: Path, tmp_path: Path) -> None:
    root = shutil.copytree(archive, tmp_path / "copy", copy_function=shutil.copy2)
    before = digest(root)
    (root / "build" / "2022-01").mkdir(parents=True)
    (root / "build" / "2022-01" / "x.pdf").write_bytes(b"x")
    os.utime(root / "articles/dot.png")
    assert digest(root) == before


def test_folders_behind_links_count_once_and_without_end(archive: Path, tmp_path: Path) -> None:
    root = shutil.copytree(archive, tmp_path / "copy", copy_function=shutil.copy2)
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "articles" / "shared").symlink_to(outside)
    (outside / "around").symlink_to(root / "articles")
    before = digest(root)
    (outside / "x.png").write_bytes(b"x")
    assert digest(root) != before


# ---------------------------------------------------------------- files remembered


def test_a_file_is_read_again_if_it_may_have_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, read = tmp_path / "x", list[Path]()
    file.write_bytes(b"one")
    store = Store(tmp_path / "cache")

    def content(path: Path) -> str:
        read.append(path)
        return path.read_bytes().hex()

    monkeypatch.setattr(file_digests, "sha256", content)
    clock = file.stat().st_ctime_ns
    monkeypatch.setattr("archivist.stamps.file_digests.time.time_ns", lambda: clock)

    def ask() -> tuple[str, int]:
        files = FileDigests(Store(store.folder))
        found = files.digest(file), len(read)
        files.keep()
        read.clear()
        return found

    assert ask() == (b"one".hex(), 1)
    assert ask() == (b"one".hex(), 1)  # it was changed just before it was read: perhaps once more in the same tick
    clock += 60_000_000_000
    assert ask() == (b"one".hex(), 1)
    assert ask() == (b"one".hex(), 0)
    file.write_bytes(b"two")
    assert ask() == (b"two".hex(), 1)
    file.unlink()
    assert ask() == ("", 0)


def test_what_is_remembered_may_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"one")
    for damage in (b"", b"[]", b"{}", b'{"/x": 1}', b'{"/x": [[1], 2]}', b"\xff"):
        store = Store(tmp_path / "cache")
        store.put(file_digests._KEY, file_digests._SUFFIX, damage)
        assert len(FileDigests(store).digest(tmp_path / "x")) == 64


LAID_OUT_ELSEWHERE = """
import json, sys
from archivist import pipeline
from archivist.epub import epub_writer
from archivist.pdf import joining, typeset_volume
from archivist.pdf.engine import srgb_profile, versions
from archivist.stamps.inputs import loaded_libraries
versions(), srgb_profile()
is_here, before = "weasyprint" in sys.modules, loaded_libraries()
from archivist.pdf.engine import document_layout
print(json.dumps([is_here, sorted(loaded_libraries().keys() - before.keys())]))
"""


@pytest.mark.slow  # loads the layout engine
def test_the_libraries_of_the_engine_are_named_if_only_workers_used_it() -> None:
    done = subprocess.run([sys.executable, "-c", LAID_OUT_ELSEWHERE], capture_output=True, check=True)
    is_here, names = json.loads(done.stdout)
    assert not is_here  # neither versions nor what is joined needs the engine
    further = [Path(name).name for name in names]
    of_engine = re.compile("lib(pango|harfbuzz|fontconfig|freetype|gobject|glib|fribidi)")
    assert [name for name in further if of_engine.match(name)] == []


def test_each_library_is_looked_at_once_in_a_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = tmp_path / "libexample.so"
    library.write_bytes(b"1")
    facts, asked = inputs._facts(str(library)), list[str]()
    look = inputs._facts

    def count(path: str) -> tuple[int, ...]:
        asked.append(path)
        return look(path)

    monkeypatch.setattr(inputs, "_facts", count)
    seen: dict[str, tuple[int, ...]] = {}
    assert all(inputs.are_same([(str(library), list(facts))], seen) for _ in range(9))
    assert not inputs.are_same([(str(library), (*facts[:-1], -1))], seen)
    assert asked == [str(library)]
    library.write_bytes(b"22")
    assert not inputs.are_same([(str(library), facts)], {})
