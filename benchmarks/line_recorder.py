"""A pytest plugin: which test runs which line of src/archivist, child processes included.

`flip_conditions.py --make-map` loads it (`pytest -p line_recorder`). The environment variable LINE_RECORD names the
folder for its results: the data of coverage with a context for each test, and `tests-*.json` with what each test costs
(seconds of the processor) and which fixtures of a wider scope it shares with others. A fixture that is made once has a
context of its own, so that its lines count for every test that uses it, not only for the first.
"""

import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import coverage
import hypothesis
import pytest

FOLDER = Path(os.environ["LINE_RECORD"])
SETTINGS = FOLDER / "coverage.ini"
_CONTEXT = "LINE_CONTEXT"  # for child processes: coverage.ini has `context = ${LINE_CONTEXT-}`

_coverage = coverage.Coverage(config_file=str(SETTINGS), context="")
_current = [""]
_tests: dict[str, dict[str, Any]] = {}


def _switch(context: str) -> None:
    _current[0] = context
    os.environ[_CONTEXT] = context
    _coverage.switch_context(context)


@contextmanager
def _context(name: str) -> Iterator[None]:
    before = _current[0]
    _switch(name)
    try:
        yield
    finally:
        _switch(before)


def _fixture_name(definition: Any) -> str:
    return f"fixture {definition.baseid}::{definition.argname}"


def _spent() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def pytest_sessionstart() -> None:
    """Begin before the tests are imported."""
    os.environ["COVERAGE_PROCESS_START"] = str(SETTINGS)
    _coverage.start()


def pytest_collection_finish() -> None:
    """Try few examples of each property: which lines it runs is seen from them."""
    hypothesis.settings.register_profile("few", deadline=None, max_examples=8, derandomize=True)
    hypothesis.settings.load_profile("few")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count the lines of a test for it, and its time."""
    begun = _spent()
    with _context(item.nodeid):
        result = yield
    definitions = getattr(item, "_fixtureinfo").name2fixturedefs.values()  # noqa: B009 (private, so not typed)
    shared = [_fixture_name(found[-1]) for found in definitions if found[-1].scope != "function"]
    _tests[item.nodeid] = {"seconds": round(_spent() - begun, 3), "fixtures": shared}
    return result


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any) -> Iterator[Any]:
    """Count the lines of a shared fixture for the fixture."""
    if fixturedef.scope == "function":
        return (yield)
    with _context(_fixture_name(fixturedef)):
        return (yield)


def pytest_sessionfinish() -> None:
    """Save both."""
    _coverage.stop()
    _coverage.save()
    (FOLDER / f"tests-{uuid.uuid4().hex}.json").write_text(json.dumps(_tests, indent=0), "utf-8")
