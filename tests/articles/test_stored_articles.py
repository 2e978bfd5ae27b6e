"""Articles as they were read before are those that are read now; whatever changed is read again."""

from pathlib import Path

import pytest

from archivist.articles import article_file, read_folder, stored_articles
from archivist.cache import Store
from archivist.model.articles import Article

HEAD = "---\ntitle: The river\ndate: 2022-03-09\nlang: en\n"
FILES = {
    "plain.md": f"{HEAD}authors: [Nino Example]\ntags: [rivers]\nrelated: [road]\n---\nText.\n\nMore.\n",
    "lines.md": f"{HEAD}key: lines\n---\nText.\n".replace("\n", "\r\n"),
    "values.md": f"{HEAD}key: values\nshown: 2022-01-01\nmany: [1, 2.5, true, {{a: b}}]\n---\nText.\n",
    "draft.md": f"{HEAD}key: draft\ndraft: true\n---\nText.\n",
    "empty.md": f"{HEAD}key: empty\n---\n",
    "broken.md": "---\ntitle: a: b\n---\nText.\n",
    "nothing.md": "Text.\n",
    "latin.md": f"{HEAD}key: latin\n---\nCaf\xe9.\n",
    "odd.md": f"{HEAD}key: odd\ntitel: x\n---\n\x07Text \U0001f600.\n",
    "toml.md": '+++\ntitle = "Road"\ndate = 2022-03-10\nlang = "ka"\nother = 10:00:00\n+++\nText.\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "articles"
    root.mkdir()
    for name, text in FILES.items():
        (root / name).write_bytes(text.encode("latin-1" if name == "latin.md" else "utf-8"))
    return root


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are parsed."""
    paths: list[str] = []
    parse = article_file.parse_file

    def note(source: str, path: str, *rest: object) -> object:
        paths.append(path)
        return parse(source, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(article_file, "parse_file", note)
    return paths


def test_what_was_read_before_is_the_same(folder: Path, tmp_path: Path, parsed: list[str]) -> None:
    (tmp_path / "cache").mkdir()
    fresh = read_folder(folder, languages=["en", "ka"])
    parsed.clear()

    def again(*languages: str) -> tuple[tuple[Article, ...], set[str]]:
        found = read_folder(folder, languages=languages, store=Store(tmp_path / "cache"))
        names = set(parsed)
        parsed.clear()
        assert found[1] == fresh[1] or names
        return found[0], names

    articles, names = again("en", "ka")
    assert articles == fresh[0]
    assert names == FILES.keys() - {"latin.md"}
    articles, names = again("en", "ka")
    assert articles == fresh[0]
    assert names <= {"values.md", "toml.md"}  # a value of an unknown key that JSON has no form for

    (folder / "plain.md").write_text(FILES["plain.md"].replace("Text.", "Word."))
    articles, names = again("en", "ka")
    assert "plain.md" in names
    assert {each.text for each in articles if each.path == "plain.md"} == {"Word.\n\nMore.\n"}
    assert "plain.md" not in again("en", "ka")[1]
    assert "plain.md" in again("en")[1]  # another language may be read from a folder's name


def test_another_program_and_a_damaged_entry_read_everything(
    folder: Path, tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for damage in (b"", b"[]", b"{}", b"\xff", b'{"program": "", "settings": [], "entries": {"a": 1}}'):
        # A store of its own each time: one that was opened earlier would not see, and so not replace, what was written.
        Store(tmp_path / "cache").put(stored_articles._KEY, stored_articles._SUFFIX, damage)
        parsed.clear()
        read_folder(folder, store=Store(tmp_path / "cache"))
        assert "plain.md" in parsed
    monkeypatch.setattr(stored_articles, "installed_program", lambda: "another")
    parsed.clear()
    read_folder(folder, store=Store(tmp_path / "cache"))
    assert "plain.md" in parsed


def test_without_a_cache_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    read_folder(folder, store=Store(tmp_path / "cache"))
    assert {path.name for path in tmp_path.iterdir()} == {"articles"}
