"""What all tests share."""

import os
import signal
import sys

import pytest
from hypothesis import settings

from archivist.verify import epubcheck, outloud, verapdf
from tests.archives import Compiled, compiled, write_archive

# A shell lets what it runs in the background ignore interrupts, and so do the programs the tests start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

# On a slow machine programs say how far they are, which is no part of what is compared.
os.environ["ARCHIVIST_PROGRESS"] = "0"

# The first example of a property pays for imports and caches, and CI may be slow.
settings.register_profile("archivist", deadline=None)
settings.load_profile("archivist")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden files of tests/golden anew")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """The small archive of tests/archives.py, compiled once. Not to be changed: see Compiled.copy()."""
    return compiled(write_archive(tmp_path_factory.mktemp("made") / "archive"))


@pytest.fixture
def no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without outside tools."""
    for module in (verapdf, outloud, epubcheck):
        monkeypatch.setattr(module, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "prefix", "/does/not/exist")
