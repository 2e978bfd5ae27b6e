"""Texts that were parsed before are not parsed again, unless they or something that they asked have changed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from archivist.archive import Archive, open_archive
from archivist.archive_facts import ArchiveFacts
from archivist.articles.files_asked import answers_about_files
from archivist.articles.stored_bodies import StoredBodies
from archivist.cache import Store
from archivist.dependencies import Answers
from archivist.executors import InProcess
from archivist.model.articles import Body
from archivist.parsed_texts import parse_texts
from archivist.planning import plan

SETTINGS = '[archive]\ntitle = "Reader"\nsite = "https://example.org"\n'
HEAD = "---\ntitle: {title}\ndate: 2022-03-0{day}\nlang: en\n{more}---\n"
RIVER = (
    "See [the road](road.md#bridges), [it](https://example.org/road), [a site](https://example.com/a), [none](none.md)."
    "\n\n"
    "![The map](map.png)\n\nA note.[^n]\n\n## Places {#places}\n\n[^n]: Its text.\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (tmp_path / "build").mkdir()
    (tmp_path / "archivist.toml").write_text(SETTINGS)
    (folder / "river.md").write_text(HEAD.format(title="River", day=1, more="") + RIVER)
    (folder / "road.md").write_text(
        HEAD.format(title="Road", day=2, more="source: https://example.org/road\n") + "A road."
    )
    data = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
    (folder / "dot.md").write_text(HEAD.format(title="Dot", day=3, more="") + f"![A dot](data:image/png;base64,{data})")
    Image.new("RGB", (9, 9)).save(folder / "map.png")
    return tmp_path


def parsed(root: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, Body], set[str]]:
    """The bodies, and the paths of the articles that were parsed for them."""
    kept: set[str] = set()
    recall = StoredBodies.recall

    def note(stored: StoredBodies, article: object) -> object:
        found = recall(stored, article)  # type: ignore[arg-type]
        kept.update({article.path} if found else ())  # type: ignore[attr-defined]
        return found

    with monkeypatch.context() as patched:
        patched.setattr(StoredBodies, "recall", note)
        archive = open_archive(root)
        facts = ArchiveFacts(archive, plan(archive))
        texts = parse_texts(archive, facts.plan.articles, InProcess(), facts.book, facts.answers)
    return {path: each.body for path, each in texts.items()}, texts.keys() - kept


def replaced(name: str, old: str, new: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        path = root / "articles" / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    return change


CHANGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "nothing": (lambda root: None, set()),
    "text": (replaced("river.md", "A note", "One note"), {"river.md"}),
    "text of another": (replaced("road.md", "A road", "The road"), {"road.md"}),
    "title of another": (replaced("road.md", "title: Road", "title: A road"), {"road.md"}),
    "address of another": (replaced("road.md", "example.org/road", "example.com/a"), {"river.md", "road.md"}),
    "other gone": (lambda root: (root / "articles/road.md").unlink(), {"river.md"}),
    "picture": (lambda root: Image.new("RGB", (9, 8)).save(root / "articles/map.png"), {"river.md"}),
    "picture gone": (lambda root: (root / "articles/map.png").unlink(), {"river.md"}),
    "file that was missing": (lambda root: (root / "articles/none.md").write_text("x"), {"river.md"}),
    "another picture": (lambda root: Image.new("RGB", (9, 8)).save(root / "articles/new.png"), set()),
    "site": (
        lambda root: (root / "archivist.toml").write_text(SETTINGS.replace("example.org", "example.net")),
        {"river.md", "road.md"},
    ),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_what_has_changed_is_parsed_again(root: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first, every = parsed(root, monkeypatch)
    assert every == {"river.md", "road.md", "dot.md"}
    change, expected = CHANGES[kind]
    change(root)
    bodies, again = parsed(root, monkeypatch)
    assert again == expected | {"dot.md"}  # its picture is in no file
    if not expected:
        assert bodies == first
    for entry in list(Store(open_archive(root).cache).entries()):
        entry.path.unlink()
    assert parsed(root, monkeypatch)[0] == bodies


def test_a_damaged_entry_is_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed(root, monkeypatch)
    archive: Archive = open_archive(root)
    for damage in (b"", b"[]", b"[]\n{}", b"{}\n[]", b"\xff", b'[]\n{"xhtml": 1}'):
        for entry in list(Store(archive.cache).entries()):
            if entry.kind == ".body":
                Store(archive.cache).put(entry.path.name[:64], ".body", damage)
        stored = StoredBodies(
            Store(archive.cache),
            archive.articles,
            "https://example.org",
            Answers(answers_about_files(archive.articles)),
        )
        assert [stored.recall(article) for article in plan(archive).articles] == [None] * 3
