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
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import pytest
from conditions import Condition, conditions, drawn
from line_map import PROGRAM, LineMap, copy_tree, environment, make
from related_tests import RelatedTests
from trial_limits import NO_END

_LEAST = 0.95
_MEMORY = 4 * 2**30  # bytes a process of a test may use: a loop that never ends may fill a list
_FAILED = re.compile(r"^(?:FAILED|ERROR) (.*?)(?: - .*)?$", re.MULTILINE)
_PYTEST = ("-x", "-q", "-rfE", "--no-header", "-p", "trial_limits", "-p", "no:cacheprovider", "-p", "no:xdist")
_LIBRARIES = (
    "babel.dates", "fontTools.ttLib", "hypothesis", "jinja2", "lxml.html", "markdown_it", "nh3", "pikepdf", "PIL.Image",
    "pydantic", "rich.console", "tinycss2", "tomlkit", "trafilatura", "typer", "warcio", "weasyprint", "yaml",
)  # fmt: skip
_WHOLE_PROGRAMS = ("tests/cli", "tests/test_golden.py", "tests/test_docs.py")
_TEST_SECONDS = 60.0  # of the processor, after which a test counts as one that never ends
_NO_END = "no end"
_FIRST_FILES = 4  # most changes are noticed by the tests nearest to them
_MOST_FILES = 60


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition turned round was noticed, and by which test."""

    condition: Condition
    how: str  # the test that failed; "" if none did


@dataclass(frozen=True, slots=True)
class _Round:
    """Tests that are run by one process."""

    files: Sequence[str]
    listed: Sequence[str] = ()  # of their tests only these, in this order
    marks: str = ""  # only those with these marks


class Trial:
    """A copy of the repository in which one condition at a time is turned round."""

    def __init__(self, folder: Path, maps: Sequence[LineMap], *, seconds: float, wide: bool, quick: bool) -> None:
        self._tree = folder / "tree"
        self._listed, self._said = folder / "listed", folder / "said"
        self._maps = maps
        self._seconds = seconds  # of the processor, for the tests of one condition
        self._wide, self._quick = wide, quick
        self._changes = 0
        self._sources = folder / "sources"  # stays as it is, while the copy has one condition turned
        for tree in (self._tree, self._sources):
            copy_tree(tree)
        self._related = RelatedTests(self._sources)
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
        spent = 0.0
        try:
            for tests in self._rounds(condition):
                begun = _seconds_of_children()
                failed = self._failure(tests, self._seconds - spent)
                spent += _seconds_of_children() - begun
                if failed or spent >= self._seconds:
                    return Verdict(condition, failed)
            for name in _WHOLE_PROGRAMS if self._wide else ():
                failed = self._failure(_Round([name]), _TEST_SECONDS)
                if failed:
                    return Verdict(condition, failed)
        finally:
            self._write(file, before)
        return Verdict(condition, "")

    def failing(self, tests: Collection[str]) -> set[str]:
        """Those of these tests that fail although nothing is turned round."""
        names = sorted(test for test in tests if "::" in test and not test.startswith(_NO_END))
        files = list(dict.fromkeys(name.partition("::")[0] for name in names))
        self._failure(_Round(files, names), 3600, further=("--maxfail=1000",))
        found = set(_FAILED.findall(self._said.read_text("utf-8", "replace"))) if files else set()
        return found & set(names)

    def _write(self, file: Path, data: bytes) -> None:
        """Write a source so that no compiled file of another version is taken for it: its time differs each time."""
        file.write_bytes(data)
        self._changes += 1
        os.utime(file, (self._changes, self._changes))

    def _rounds(self, condition: Condition) -> Iterator[_Round]:
        """The tests to be run: by a map those that run the line, then files of related tests, the quick ones first."""
        running = [
            test
            for each in self._maps
            if each.has(condition.path)
            for test in each.running(self._sources, condition.path, condition.line, condition.last_line)
        ]
        own = f"tests/{condition.folder or 'test_'}"
        running.sort(key=lambda test: (not test.file.startswith(own), test.seconds))
        for at in range(0, min(len(running), 600), 200):
            portion = running[at : at + 200]
            files = list(dict.fromkeys(test.file for test in portion if (self._tree / test.file).exists()))
            yield _Round(files, [test.name for test in portion])
        related = self._related.of(condition.path)
        first, others = related[:_FIRST_FILES], related[_FIRST_FILES:_MOST_FILES]
        yield _Round(first, marks="not slow")
        yield _Round(others, marks="not slow")
        if not self._quick:
            yield _Round(first, marks="slow")
            yield _Round(others, marks="slow")

    def _failure(self, tests: _Round, seconds: float, *, further: Sequence[str] = ()) -> str:
        """The first test that fails, or what else was wrong; "" if all pass, or all that ran in so many seconds."""
        if not tests.files:
            return ""
        self._listed.write_text("\n".join(tests.listed), "utf-8")
        limits = {
            "TRIAL_TESTS": str(self._listed) if tests.listed else "",
            "TRIAL_SECONDS": str(seconds),
            "TRIAL_TEST_SECONDS": str(_TEST_SECONDS),
        }
        # A fork has everything imported that does not belong to the program, which saves half the time of a start.
        child = os.fork()
        if not child:
            marks = ("-m", tests.marks) if tests.marks else ()
            self._run([*_PYTEST, *marks, *further, *tests.files], limits)
        code = _ended(child, 1800)
        said = self._said.read_text("utf-8", "replace")
        if code in (0, 2, 5):  # 2: no time was left; 5: none of these tests is there
            return "" if not _FAILED.search(said) else _FAILED.findall(said)[0]
        failed = _FAILED.findall(said)
        if code is None or code < 0 or code == NO_END:
            return f"{_NO_END} after {_TEST_SECONDS:.0f} s: {failed[0] if failed else tests.files[0]}"
        return str(failed[0]) if failed else said.strip().splitlines()[-1][:100]

    def _run(self, arguments: list[str], limits: Mapping[str, str]) -> NoReturn:
        """Be a process that runs tests in the copy of the tree."""
        os.setsid()
        limit = int(float(limits["TRIAL_SECONDS"]) + 2 * _TEST_SECONDS)  # for a loop in a module, or in C
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        os.chdir(self._tree)
        os.environ |= environment(self._tree) | limits
        sys.dont_write_bytecode = False  # so that each process compiles only what was changed
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
    """How a process ended: its exit code, minus the signal, or None if it had to be killed after so many seconds.

    What it started and left behind is ended with it.
    """
    for _ in range(seconds * 10):
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            break
        time.sleep(0.1)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if found:
        return os.waitstatus_to_exitcode(status)
    os.waitpid(child, 0)
    return None


def _seconds_of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _name(condition: Condition) -> str:
    return f"{condition.path}:{condition.line} {condition.function}: {condition.text}  ->  {condition.turned}"


def _key(condition: Condition) -> str:
    return f"{condition.path}\0{condition.function}\0{condition.text}\0{condition.occurrence}"


def _chosen(options: argparse.Namespace, program: Path) -> list[Condition]:
    found = conditions(program)
    if not options.only:
        chosen = drawn(found, options.count, options.seed)
        chosen.sort(key=lambda each: not each.folder)  # what lies beside the packages has the slowest tests
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
        options.folder,
        [LineMap(folder) for folder in options.map],
        seconds=options.seconds,
        wide=options.wide,
        quick=options.quick,
    )
    chosen = _chosen(options, trial.program)
    known = json.loads(options.results.read_text("utf-8")) if options.results.exists() else {}
    for number, condition in enumerate(chosen, 1):
        how = known.get(_key(condition))
        if how is None or (not how and options.again):
            how = known[_key(condition)] = trial.judge(condition).how
            options.results.write_text(json.dumps(known, ensure_ascii=False, indent=0), "utf-8")
        print(f"{number:4} {'noticed  ' if how else 'UNNOTICED'} {_name(condition)}\n     {how}", flush=True)
    failing = trial.failing({known[_key(condition)] for condition in chosen})
    for condition in chosen:
        if known[_key(condition)] in failing:
            known[_key(condition)] = ""
    return _report(chosen, known, failing)


def _report(chosen: Sequence[Condition], known: Mapping[str, str], failing: Collection[str]) -> int:
    """Print what was found; 1 if too few were noticed."""
    for test in sorted(failing):
        print(f"fails although nothing is turned round, so it does not count: {test}")
    unnoticed = [condition for condition in chosen if not known[_key(condition)]]
    without_end = sum(known[_key(condition)].startswith(_NO_END) for condition in chosen)
    print(
        f"\n{len(chosen) - len(unnoticed)} of {len(chosen)} were noticed, {without_end} of them by a test without end."
    )
    drawn_from, unnoticed_in = (Counter(each.folder for each in found) for found in (chosen, unnoticed))
    for folder, count in sorted(drawn_from.items()):
        print(f"  {folder or '(top)':24} {count - unnoticed_in[folder]:3} of {count}")
    print("No test noticed:")
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
    parser.add_argument("--quick", action="store_true", help="no tests that are marked slow")
    parser.add_argument("--wide", action="store_true", help="then also the tests of commands, golden folders and docs")
    parser.add_argument("--make-map", nargs="*", metavar="TESTS", help="run tests and note which lines they run")
    parser.add_argument("--again", action="store_true", help="try again what was not noticed before")
    work = Path(tempfile.gettempdir()) / "flip-conditions"
    parser.add_argument(
        "--map", nargs="*", type=Path, default=[], help="which tests run a line; --make-map adds to the first"
    )
    parser.add_argument("--folder", type=Path, default=work / "trial")
    parser.add_argument("--results", type=Path, default=work / "results.json", help="what is known is not tried again")
    options = parser.parse_args()
    for folder in (*options.map, options.folder, options.results.parent):
        folder.mkdir(parents=True, exist_ok=True)
    if options.make_map is not None:
        make((options.map or [work / "map"])[0], [[tests] for tests in options.make_map or ["tests"]])
        return
    sys.exit(run(options))


if __name__ == "__main__":
    main()
