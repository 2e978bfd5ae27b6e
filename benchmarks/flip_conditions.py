"""Conditions drawn by chance and turned round, one at a time: does a test notice? See README.md beside this file.

Ends with 1 if fewer than 95 in 100 were noticed.
"""

import argparse
import json
import os
import re
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import pytest
from conditions import Condition, conditions, drawn
from line_map import PROGRAM, LineMap, Test, copy_tree, environment, make

_LEAST = 0.95
_MEMORY = 4 * 2**30  # bytes a process of a test may use: a loop that never ends may fill a list
_FAILED = re.compile(r"^(?:FAILED|ERROR) (.*?)(?: - .*)?$", re.MULTILINE)
_PYTEST = ("-x", "-q", "-rfE", "--no-header", "-p", "only_listed", "-p", "no:cacheprovider")
_LIBRARIES = (
    "babel.dates", "fontTools.ttLib", "hypothesis", "jinja2", "lxml.html", "markdown_it", "nh3", "pikepdf", "PIL.Image",
    "pydantic", "rich.console", "tinycss2", "tomlkit", "trafilatura", "typer", "warcio", "weasyprint", "yaml",
)  # fmt: skip
_WHOLE_PROGRAMS = ("tests/cli", "tests/test_golden.py", "tests/test_docs.py")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition turned round was noticed, and by which test."""

    condition: Condition
    noticed: bool
    how: str


class Trial:
    """A copy of the repository in which one condition at a time is turned round."""

    def __init__(self, folder: Path, maps: Sequence[LineMap], *, seconds: float, wide: bool) -> None:
        self._tree = folder / "tree"
        self._listed, self._said = folder / "listed", folder / "said"
        self._maps = maps
        self._seconds = seconds  # of the processor, for the tests of one condition
        self._wide = wide
        self._changes = 0
        self._sources = folder / "sources"  # stays as it is, while the copy has one condition turned
        for tree in (self._tree, self._sources):
            copy_tree(tree)
        for library in _LIBRARIES:
            import_module(library)

    @property
    def program(self) -> Path:
        """The sources, as they were copied."""
        return self._sources / PROGRAM

    def judge(self, condition: Condition) -> Verdict:
        """Turn a condition round, run tests until one fails, and put it back."""
        file = self._tree / PROGRAM / condition.path
        before = file.read_bytes()
        self._write(file, condition.mutant)
        try:
            for tests in self._rounds(condition):
                failed = self._failure(tests)
                if failed:
                    return Verdict(condition, True, failed)
        finally:
            self._write(file, before)
        return Verdict(condition, False, "")

    def _write(self, file: Path, data: bytes) -> None:
        """Write a source so that no compiled file of another version is taken for it: its time differs each time."""
        file.write_bytes(data)
        self._changes += 1
        os.utime(file, (self._changes, self._changes))

    def _rounds(self, condition: Condition) -> Iterator[Sequence[Test]]:
        """The tests to be run, in rounds: those that run the line; whole files of them; then whole programs.

        What one test makes, others of its file may look at; and a map may have been made of a part of the cases.
        """
        running = [
            test
            for each in self._maps
            if each.has(condition.path)
            for test in each.running(self._sources, condition.path, condition.line, condition.last_line)
        ]
        own = f"tests/{condition.folder or 'test_'}"
        running.sort(key=lambda test: (not test.file.startswith(own), test.seconds))
        yield from self._portions(running)
        files = dict.fromkeys(test.file for test in running if test.file.startswith(own)) or self._of_package(own)
        yield [Test(file, self._seconds) for file in files]
        if self._wide:
            yield [Test(name, 60.0) for name in _WHOLE_PROGRAMS]

    def _of_package(self, own: str) -> list[str]:
        """The files of the tests of a package, for a line that the map does not know."""
        found = self._tree.glob(f"{own}*.py" if own.endswith("_") else f"{own}/**/test_*.py")
        return sorted(file.relative_to(self._tree).as_posix() for file in found)

    def _portions(self, tests: Iterable[Test]) -> Iterator[Sequence[Test]]:
        """At most so many seconds of tests, a few first: most changes are noticed at once."""
        portion: list[Test] = []
        spent, limit = 0.0, 4.0
        for test in tests:
            portion.append(test)
            spent += test.seconds
            if spent > limit or len(portion) >= 300:
                yield portion
                portion, limit = [], self._seconds
            if spent > self._seconds:
                return
        if portion:
            yield portion

    def _failure(self, tests: Sequence[Test]) -> str:
        """The first test that fails, or what else was wrong; "" if all pass."""
        listed = [test.name for test in tests if "::" in test.name]
        files = [file for file in dict.fromkeys(test.file for test in tests) if (self._tree / file).exists()]
        if not files:
            return ""
        self._listed.write_text("\n".join(listed), "utf-8")
        seconds = int(20 + 3 * sum(test.seconds for test in tests)) if listed else 600
        # A fork has everything imported that does not belong to the program, which saves half the time of a start.
        child = os.fork()
        if not child:
            self._run([*_PYTEST, *files], seconds, self._listed if listed else None)
        code = _ended(child, 10 * seconds)
        said = self._said.read_text("utf-8", "replace")
        if code in (0, 5):  # 5: no test is left of those listed
            return ""
        if code is None or code < 0:
            return f"no end after {seconds} s"
        match = _FAILED.search(said)
        return match[1] if match else said.strip().splitlines()[-1][:100]

    def _run(self, arguments: list[str], seconds: int, listed: Path | None) -> NoReturn:
        """Be a process that runs tests in the copy of the tree."""
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        os.chdir(self._tree)
        os.environ |= environment(self._tree)
        os.environ["ONLY_LISTED"] = str(listed or "")
        sys.path[:0] = [str(self._tree / "src"), str(self._tree)]
        said = os.open(self._said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)
        code: int = 3
        try:
            code = int(pytest.main(arguments))
        finally:
            sys.stdout.flush()
            os._exit(code)


def _ended(child: int, seconds: int) -> int | None:
    """How a process ended: its exit code, minus the signal, or None if it had to be killed after so many seconds."""
    for _ in range(seconds * 10):
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _name(condition: Condition) -> str:
    return f"{condition.path}:{condition.line} {condition.function}: {condition.text}  ->  {condition.turned}"


def _key(condition: Condition) -> str:
    return f"{condition.path}\0{condition.function}\0{condition.text}\0{condition.occurrence}"


def _chosen(options: argparse.Namespace, program: Path) -> list[Condition]:
    found = conditions(program)
    if not options.only:
        chosen = drawn(found, options.count, options.seed)
        return [each for each in chosen if each.path.startswith(tuple(options.below) or "")]
    places = [only.partition(":") for only in options.only]
    return [
        each
        for each in found
        if any(each.path.startswith(path) and (not line or each.line == int(line)) for path, _, line in places)
    ]


def run(options: argparse.Namespace) -> int:
    """Try them; 1 if too few were noticed."""
    trial = Trial(
        options.folder, [LineMap(folder) for folder in options.map], seconds=options.seconds, wide=options.wide
    )
    chosen = _chosen(options, trial.program)
    known = json.loads(options.results.read_text("utf-8")) if options.results.exists() else {}
    unnoticed: list[Condition] = []
    for number, condition in enumerate(chosen, 1):
        how = known.get(_key(condition))
        if how is None or (not how and options.again):
            how = known[_key(condition)] = trial.judge(condition).how
            options.results.write_text(json.dumps(known, ensure_ascii=False, indent=0), "utf-8")
        print(f"{number:4} {'noticed  ' if how else 'UNNOTICED'} {_name(condition)}\n     {how}", flush=True)
        if not how:
            unnoticed.append(condition)
    print(f"\n{len(chosen) - len(unnoticed)} of {len(chosen)} were noticed. Nobody noticed:")
    for condition in unnoticed:
        print(f"  {_name(condition)}")
    return 1 if len(unnoticed) > len(chosen) * (1 - _LEAST) + 1e-9 else 0


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=[], metavar="PATH[:LINE]", help="these conditions, not drawn ones")
    parser.add_argument("--below", nargs="*", default=[], metavar="PATH", help="of those drawn, the ones below these")
    parser.add_argument("--seconds", type=float, default=60, help="processor time of tests for each condition")
    parser.add_argument("--wide", action="store_true", help="then also the tests of commands, golden folders and docs")
    parser.add_argument("--make-map", nargs="*", metavar="TESTS", help="run tests and note which lines they run")
    parser.add_argument("--again", action="store_true", help="try again what was not noticed before")
    work = Path(tempfile.gettempdir()) / "flip-conditions"
    parser.add_argument(
        "--map", nargs="+", type=Path, default=[work / "map"], help="maps; --make-map adds to the first"
    )
    parser.add_argument("--folder", type=Path, default=work / "trial")
    parser.add_argument("--results", type=Path, default=work / "results.json", help="what is known is not tried again")
    options = parser.parse_args()
    for folder in (*options.map, options.folder, options.results.parent):
        folder.mkdir(parents=True, exist_ok=True)
    if options.make_map is not None:
        make(options.map[0], [[tests] for tests in options.make_map or ["tests"]])
        return
    sys.exit(run(options))


if __name__ == "__main__":
    main()
