"""What all tests share."""

import gc
import os
import signal
import sys
from collections import Counter

import pytest
from hypothesis import settings

from archivist.verify import epubcheck, outloud, verapdf
from archivist.worker_process import collect_seldom
from tests.archives import Compiled, compiled, write_archive
from tests.command import use_one_worker

_QUICK_CASES, _QUICK_EXAMPLES = 2, 5  # of a test, of a property
_SETTINGS_OF_TEST = "_hypothesis_internal_use_settings"  # hypothesis has no other way to them once they are applied

# A shell lets what it runs in the background ignore interrupts, and so do the programs the tests start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

# On a slow machine programs say how far they are, which is no part of what is compared.
os.environ["ARCHIVIST_PROGRESS"] = "0"

use_one_worker()
collect_seldom()

# The first example of a property pays for imports and caches, and CI may be slow.
settings.register_profile("archivist", deadline=None)
settings.load_profile("archivist")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden files of tests/golden again")
    parser.addoption("--quick", action="store_true", help="leave out slow tests, further cases and most examples")
    parser.addoption("--examples", type=int, default=1, help="try each property so many times as often")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --quick: no slow tests, of a test with many cases the first ones, and few examples of each property."""
    for item in items:
        _set_examples(item, 0 if config.getoption("--quick") else config.getoption("--examples"))
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


def _set_examples(item: pytest.Item, times: int) -> None:
    """Change the number of examples of a property, whatever its own settings say; 0 times is a few."""
    test = getattr(item, "obj", None)
    own = getattr(test, _SETTINGS_OF_TEST, None)
    if own is not None and times != 1:
        setattr(test, _SETTINGS_OF_TEST, settings(own, max_examples=own.max_examples * times or _QUICK_EXAMPLES))


def pytest_collection_finish() -> None:
    """Let no collection of garbage look through the tests themselves, which all stay to the end."""
    gc.collect()
    gc.freeze()


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
