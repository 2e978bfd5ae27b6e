"""Which tests run a line: made once by running the tests under coverage, asked for each condition afterwards.

The map remembers the sources it was made of, so that it also answers for sources that changed since.
"""

import difflib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import coverage

ROOT = Path(__file__).parent.parent
PROGRAM = "src/archivist"
_SETTINGS = """\
[run]
data_file = {folder}/unfinished/.coverage
parallel = true
include = {tree}/src/archivist/*
context = ${{LINE_CONTEXT-}}
patch = _exit
"""


def copy_tree(target: Path) -> None:
    """A copy of the repository's files as they are now, with the virtual environment of this one."""
    shutil.rmtree(target, ignore_errors=True)
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    for name in filter(None, names):
        if os.path.lexists(ROOT / name):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name, follow_symlinks=False)
    (target / ".venv").symlink_to(Path(sys.prefix))


def environment(tree: Path) -> dict[str, str]:
    """What makes Python take the program from a copy of the tree."""
    path = f"{tree / 'src'}{os.pathsep}{ROOT / 'benchmarks'}"
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": ""}


def make(folder: Path, runs: Iterable[Sequence[str]]) -> None:
    """Run tests (arguments of pytest, one session each) and add what they run to the map in `folder`."""
    tree = folder / "tree"
    if not tree.exists():
        copy_tree(tree)
        (folder / "unfinished").mkdir()
        (folder / "coverage.ini").write_text(_SETTINGS.format(folder=folder, tree=tree), "utf-8")
    for arguments in runs:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "line_recorder", *arguments]
        subprocess.run(command, cwd=tree, env={**environment(tree), "LINE_RECORD": str(folder)}, check=False)
        for file in (folder / "unfinished").glob(".coverage.*"):  # a map may be asked while it grows
            file.rename(folder / file.name)


@dataclass(frozen=True, slots=True)
class Test:
    """A test of the map."""

    name: str  # pytest's node id
    seconds: float  # of the processor

    @property
    def file(self) -> str:
        """Its file."""
        return self.name.partition("::")[0]


class LineMap:
    """The map in a folder."""

    def __init__(self, folder: Path) -> None:
        self._tree = (folder / "tree").resolve()
        self._data = self._combined(folder)
        self.tests: dict[str, Test] = {}
        self._users: dict[str, list[Test]] = {}  # of a shared fixture
        for file in folder.glob("tests-*.json"):
            found: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
            for name, facts in found.items():
                test = self.tests[name] = Test(name, facts["seconds"])
                for fixture in facts["fixtures"]:
                    self._users.setdefault(fixture, []).append(test)

    @staticmethod
    def _combined(folder: Path) -> coverage.CoverageData:
        whole = coverage.Coverage(data_file=str(folder / "whole"), config_file=False)
        parts = [str(file) for file in folder.glob(".coverage.*")]
        if parts or not (folder / "whole").exists():
            whole.load()
            whole.combine(parts)
            whole.save()
        data = coverage.CoverageData(str(folder / "whole"))
        data.read()
        return data

    def has(self, path: str) -> bool:
        """Whether it was made when the program had this file."""
        return (self._tree / PROGRAM / path).exists()

    def running(self, tree: Path, path: str, first: int, last: int) -> list[Test]:
        """The tests that run one of these lines of a file of the program (as it is in `tree`), the quickest first."""
        lines = _lines_then(self._tree / PROGRAM / path, tree / PROGRAM / path)
        by_line = self._contexts(path)
        contexts = {name for line in range(first, last + 1) for name in by_line.get(lines.get(line, 0), ())}
        found = {test for name in contexts for test in self._tests_of(name)}
        return sorted(found, key=lambda test: (test.seconds, test.name))

    def _tests_of(self, context: str) -> Sequence[Test]:
        if context.startswith("fixture "):
            return self._users.get(context, ())
        return [self.tests[context]] if context in self.tests else []

    @cache  # noqa: B019 (there is one map)
    def _contexts(self, path: str) -> Mapping[int, Sequence[str]]:
        return self._data.contexts_by_lineno(str(self._tree / PROGRAM / path))


@cache
def _lines_then(before: Path, now: Path) -> Mapping[int, int]:
    """For each line of a file, which line it was when the map was made."""
    if not before.exists():
        return {}
    old, new = before.read_text("utf-8").splitlines(), now.read_text("utf-8").splitlines()
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {b + at + 1: a + at + 1 for a, b, size in blocks for at in range(size)}
