"""What all tests share."""

import os
import signal
import sys
from collections import Counter

import pytest
from hypothesis import settings

from archivist.verify import epubcheck, outloud, verapdf
from tests.archives import Compiled, compiled, write_archive

_QUICK_CASES, _QUICK_EXAMPLES = 2, 5  # of a test, of a property

# A shell lets what it runs in the background ignore interrupts, and so do the programs the tests start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

# On a slow machine programs say how far they are, which is no part of what is compared.
os.environ["ARCHIVIST_PROGRESS"] = "0"

# The first example of a property pays for imports and caches, and CI may be slow.
settings.register_profile("archivist", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=_QUICK_EXAMPLES)
settings.load_profile("archivist")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden files of tests/golden again")
    parser.addoption("--quick", action="store_true", help="leave out slow tests, further cases and most examples")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--quick"):
        settings.load_profile("quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --quick: no slow tests, and of a test with many cases the first ones."""
    if not config.getoption("--quick"):
        return
    cases: Counter[str] = Counter()
    chosen = []
    for item in items:
        name = item.nodeid.partition("[")[0]
        cases[name] += 1
        if cases[name] <= _QUICK_CASES and not item.get_closest_marker("slow"):
            chosen.append(item)
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """The small archive of tests/archives.py, compiled once. Not to be changed: see Compiled.copy()."""
    return compiled(write_archive(tmp_path_factory.mktemp("made") / "archive"))


@pytest.fixture
def no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without outside tools."""
    hide_tools(monkeypatch)


def hide_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no outside tool be found."""
    for module in (verapdf, outloud, epubcheck):
        monkeypatch.setattr(module, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "prefix", "/does/not/exist")
