"""The documentation: its links lead somewhere, its examples are read, its commands exist, its tour is what happens."""

import importlib
import json
import os
import re
import shlex
import subprocess
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from archivist.articles import parse_body, read_folder
from archivist.cli.app import command_line
from archivist.cli.options import Settings
from archivist.deposit.profiles import read_profile
from archivist.findings import Finding, Severity
from archivist.glossary import parse_glossary
from archivist.glossary.glossary_file import TermTable
from archivist.settings import config
from tests.command import run

ROOT = Path(__file__).parents[1]
MADE_FROM_CODE = {"docs/configuration.md", "docs/findings.md", "docs/json.md"}  # proved by tests/cli/test_reference.py
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_NAMED_FILE = re.compile(r"`(articles/\S+\.md)`")


@dataclass(frozen=True)
class Example:
    """A code block."""

    page: str
    language: str
    text: str
    line: int
    before: str  # the paragraph above it

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def _examples(*languages: str, pages: list[str] = PAGES) -> list[Example]:
    return [example for page in pages for example in _blocks(page) if example.language in languages]


def _blocks(page: str) -> Iterator[Example]:
    text = (ROOT / page).read_text("utf-8")
    for match in _FENCE.finditer(text):
        before = text[: match.start()].rstrip().rpartition("\n\n")[2]
        yield Example(page, match[1], match[2], text.count("\n", 0, match.start()) + 1, before)


def _prose(page: str) -> str:
    """The page without code."""
    return re.sub(r"`[^`\n]+`", "", _FENCE.sub("", (ROOT / page).read_text("utf-8")))


def _anchors(page: Path) -> set[str]:
    """The ids that GitHub gives to headings."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


# ---------------------------------------------------------------- links


@pytest.mark.parametrize("page", sorted(set(PAGES) - MADE_FROM_CODE))
def test_links_lead_somewhere(page: str) -> None:
    for link in _LINK.findall(_prose(page)):
        if "://" in link:
            continue
        target, _, anchor = unquote(link).partition("#")
        file = (ROOT / page).parent / target if target else ROOT / page
        assert file.resolve().is_relative_to(ROOT), link
        assert file.exists(), link
        assert not anchor or anchor in _anchors(file), link


def test_the_index_names_every_page() -> None:
    linked = set(_LINK.findall(_prose("docs/index.md")))
    assert {Path(page).name for page in PAGES if page.startswith("docs/")} - {"index.md"} <= linked


# ---------------------------------------------------------------- commands


def _commands() -> Iterator[tuple[Example, str]]:
    for example in _examples("sh", "console"):
        for line in example.text.splitlines():
            if example.language == "sh":
                yield example, line
            elif line.startswith("$ "):
                yield example, line.removeprefix("$ ")
    for example in _examples("yaml"):
        for line in re.findall(r"^ *- run: (?:\S*/)?(\S.*)$", example.text, re.MULTILINE):
            yield example, line


def _arguments(command: str) -> list[str]:
    """The words of a command, up to a pipe."""
    words = shlex.split(command, comments=True)
    return words[: words.index("|")] if "|" in words else words


COMMANDS = sorted({line for _, line in _commands() if line.startswith("archivist ")})


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_are_understood(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [*_arguments(command)[1:], "--help"]  # options are read, and nothing is done
    command_line()(args=arguments, prog_name="archivist", obj=Settings(), standalone_mode=False)
    assert capsys.readouterr().out.startswith(("Usage: archivist", "archivist "))  # the latter for --version


def test_make_has_the_targets() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    made = [line.replace("-C archivist ", "") for _, line in _commands() if line.startswith("make ")]
    asked = {word for line in made for word in shlex.split(line)[1:]}
    assert {word for word in asked if "=" not in word} <= targets


# ---------------------------------------------------------------- settings and articles


@pytest.mark.parametrize("example", _examples("toml"), ids=str)
def test_settings_are_valid(example: Example, tmp_path: Path) -> None:
    if example.text.startswith("[[term]]"):
        assert parse_glossary(example.text.encode(), str(example)).terms
    elif example.page == "docs/deposit-profiles.md":
        (tmp_path / "mine.toml").write_text(example.text, "utf-8")
        assert read_profile(str(tmp_path / "mine.toml")).files
    else:
        config.parse(tomllib.loads(example.text), str(example))


def test_the_glossary_page_names_every_key() -> None:
    page = (ROOT / "docs/glossary.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == set(TermTable.model_fields)


ARTICLES = [each for each in _examples("markdown") if each.text.startswith(("---\n", "+++\n"))]


@pytest.mark.parametrize("example", ARTICLES, ids=str)
def test_articles_are_read_without_errors(example: Example, tmp_path: Path) -> None:
    (tmp_path / "example.md").write_text(example.text, "utf-8")
    articles, findings = read_folder(tmp_path, default_language="en")
    assert _words(findings) == []
    assert len(articles) == 1
    body = parse_body(articles[0], tmp_path)
    # The pictures of an example need not be there.
    assert _words(each for each in body.findings if each.code not in {"broken-image", "outside-archive"}) == []


def _words(findings: Iterable[Finding]) -> list[str]:
    return [f"{each.code}: {each.message}" for each in findings if each.severity is not Severity.INFO]


# ---------------------------------------------------------------- what is shown is what is printed


class Terminal:
    """A folder in which the commands of a page are given, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def enter(self, command: str) -> str:
        """What a terminal would show."""
        words = shlex.split(command)
        if words[0] == "cd":
            self.folder /= words[1]
            return ""
        environment = {**os.environ, "COLUMNS": "100", "LC_ALL": "C.UTF-8"}
        with tempfile.TemporaryFile() as shown:
            if words[0] == "archivist":
                told = {"stdout": shown.fileno(), "stderr": shown.fileno()}
                run(*words[1:], folder=self.folder, environment=environment, **told)
            else:
                subprocess.run(words, cwd=self.folder, env=environment, stdout=shown, stderr=shown, check=False)
            shown.seek(0)
            return shown.read().decode("utf-8")

    def prove(self, session: str) -> None:
        """Give every command of a session and compare what it prints."""
        for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            assert _lines(self.enter(command)) == _lines(shown), command


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


_NAMES = {"made_by", "settings"}  # objects whose keys are names, not members of the format


def _shape(data: Any) -> Any:
    """The keys of JSON data; of a list, those of its first item."""
    if isinstance(data, dict):
        return {key: "names" if key in _NAMES else _shape(value) for key, value in data.items()}
    return [_shape(data[0])] if isinstance(data, list) and data else type(data).__name__


@pytest.mark.slow
def test_the_tour_of_the_readme(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    for example in _examples("console", "markdown", pages=["README.md"]):
        if example.language == "console":
            terminal.prove(example.text)
        elif named := _NAMED_FILE.search(example.before):
            (terminal.folder / named[1]).write_text(example.text, "utf-8")
    record = json.loads((terminal.folder / "build/2025-01/volume.en.json").read_text("utf-8"))
    (shown,) = _examples("json", pages=["docs/volumes.md"])
    assert _shape(json.loads(shown.text)) == _shape(record)


@pytest.mark.slow
def test_sessions_with_the_sample_archive() -> None:
    sessions = [each for each in _examples("console") if each.page != "README.md"]
    assert sessions
    for example in sessions:
        Terminal(ROOT).prove(example.text)


# ---------------------------------------------------------------- the page of benchmarks


def test_the_page_of_benchmarks_is_what_its_figures_make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    page = importlib.import_module("bench_page")
    monkeypatch.setattr(page, "_PAGE", tmp_path / "benchmarks.md")
    monkeypatch.setattr(page, "_IMAGES", tmp_path)
    page.write_page()
    made = {"docs/benchmarks.md", "docs/images/benchmarks-time.svg", "docs/images/benchmarks-memory.svg"}
    for name in made:
        assert (tmp_path / Path(name).name).read_text("utf-8") == (ROOT / name).read_text("utf-8"), (
            f"change benchmarks/bench_page.py, not {name}, and run benchmarks/bench.py --page"
        )
