"""The check of words in `make check`: what it reads of each kind of file, what it reports, and what it lets pass."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("plain_english", ROOT / "setup" / "plain_english.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


plain_english = _load()
WORDS = """
files = ["*.md", "*.py", "*.css", "Makefile"]
pending = ["old.*"]
[[avoid]]
words = 'is told'
use = "write “is reported”"
[[avoid]]
words = 'mend(?:s|ed)?'
use = "write “fix”"
allowed-in = ["data.py"]
[[avoid]]
words = 'besides'
use = "write “also”"
except = ['besides that']
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "words.toml").write_text(WORDS, "utf-8")
    return tmp_path


def _check(folder: Path, name: str, text: str) -> list[str]:
    (folder / name).write_text(text, "utf-8")
    words = plain_english.read_words(folder / "words.toml")
    lines: list[str] = plain_english.check(folder / name, name, words.rules)
    return lines


def test_a_word_is_reported_with_file_line_and_replacement(folder: Path) -> None:
    assert _check(folder, "a.md", "# Title\n\nIt was Mended.\n") == ["a.md:3: “Mended”: write “fix”"]


def test_a_phrase_is_found_across_a_line_break(folder: Path) -> None:
    assert _check(folder, "a.md", "One line.\nThis is\ntold.\n") == ["a.md:2: “is told”: write “is reported”"]


def test_only_whole_words_count(folder: Path) -> None:
    assert not _check(folder, "a.md", "Recommended, amended, this told tale.\n")


def test_code_in_pages_is_no_prose(folder: Path) -> None:
    text = "The option `mend` is old.\n\n```sh\narchivist mend\n```\n\nMend it.\n"
    assert _check(folder, "a.md", text) == ["a.md:7: “Mend”: write “fix”"]


def test_python_files_are_read_for_docstrings_comments_and_messages(folder: Path) -> None:
    text = '''"""Docstring: it is
told."""

# A comment that
# mends.
mended = 1  # a name


def mend(besides: str) -> str:
    return f"The file {besides} {mended} is told" + "mended" + "{mend}"
'''
    assert _check(folder, "a.py", text) == [
        "a.py:1: “is told”: write “is reported”",
        "a.py:5: “mends”: write “fix”",
        "a.py:10: “is told”: write “is reported”",
    ]


def test_adjacent_strings_are_one_message(folder: Path) -> None:
    assert _check(folder, "a.py", 'x = (\n    "this is "\n    "told"\n)\n') == [
        "a.py:2: “is told”: write “is reported”"
    ]


def test_style_sheets_are_read_for_comments(folder: Path) -> None:
    assert _check(folder, "a.css", "p.besides { color: red }\n/* mended\n   besides */\n") == [
        "a.css:2: “mended”: write “fix”",
        "a.css:3: “besides”: write “also”",
    ]


def test_exceptions_and_data_are_let_pass(folder: Path) -> None:
    assert not _check(folder, "a.md", "And besides\nthat, nothing.\n")
    assert not _check(folder, "data.py", '"""Mended words."""\n')


def test_older_releases_of_the_changelog_stay_as_they_are(folder: Path) -> None:
    text = "# Changelog\n\n## [2.0] - Unreleased\n\n- Mends.\n\n## [1.0]\n\n- Mended.\n"
    assert _check(folder, "CHANGELOG.md", text) == ["CHANGELOG.md:5: “Mends”: write “fix”"]


def test_the_command_checks_all_files_but_the_pending_ones(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "old.md").write_text("Mended.\n", "utf-8")
    (folder / "new.md").write_text("Fixed.\n", "utf-8")
    assert plain_english.main([], folder, folder / "words.toml") == 0
    assert plain_english.main(["old.md"], folder, folder / "words.toml") == 1
    assert capsys.readouterr().out == "old.md:1: “Mended”: write “fix”\n"


def test_every_file_that_the_words_are_for_exists() -> None:
    words = plain_english.read_words()
    assert all(list(ROOT.glob(glob)) for glob in words.files)
    assert {"README.md", "docs/index.md", "src/archivist/cli/check.py"} <= set(plain_english.listed_files(ROOT, words))
