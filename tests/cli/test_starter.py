from pathlib import Path

import pytest

from archivist.cli.starter import begin
from archivist.errors import UsageError
from archivist.settings.config import Config, load


def test_the_settings_are_valid_and_say_only_what_the_schema_knows(tmp_path: Path) -> None:
    files = list(begin(tmp_path / "new"))
    assert [path.relative_to(tmp_path / "new").name for path in files] == [
        "2025-01-01-welcome.en.md",
        ".gitignore",
        "archivist.toml",
    ]
    settings = load(tmp_path / "new" / "archivist.toml")
    assert settings.volumes == Config().volumes
    assert settings.archive.title == "My Archive"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    list(begin(tmp_path))
    (tmp_path / "articles/2025/2025-01-01-welcome.en.md").unlink()
    with pytest.raises(UsageError, match="exists already"):
        list(begin(tmp_path))
    assert list((tmp_path / "articles/2025").iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="not a folder"):
        list(begin(tmp_path / "file"))
