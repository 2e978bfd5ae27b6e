"""What is answered about a file: another answer means that what asked is made again."""

from pathlib import Path

import pytest

from archivist.articles.files_asked import answers_about_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    (articles / "maps").mkdir(parents=True)
    (articles / "maps" / "river.png").write_bytes(b"a river")
    (tmp_path / "outside.png").write_bytes(b"outside")
    return articles


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("maps/river.png", ("file", "maps/river.png", "digest of a river")),
        ("maps", ("other", "maps", "")),
        ("maps/road.png", ("nothing", "", "")),
        ("maps/../road.png", ("nothing", "road.png", "")),
        ("../outside.png", ("file", "../outside.png", "digest of outside")),
    ],
)
def test_what_a_file_is(folder: Path, path: str, answer: tuple[str, str, str]) -> None:
    answers = answers_about_files(folder, lambda file: f"digest of {file.read_text()}")
    assert answers["file"](path) == answer
    assert answers["is file"](path) is (answer[0] == "file")
