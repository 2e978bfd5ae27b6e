"""A pytest plugin for `flip_conditions.py`: which tests of the files named are run, and for how long.

The environment variable TRIAL_TESTS names a file with one test per line, which are run in that order; without it, all
are. TRIAL_SECONDS is the processor time after which no further test begins, TRIAL_TEST_SECONDS that after which a test
counts as one that never ends: the process ends with status 9.
"""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import hypothesis
import pytest

NO_END = 9

_LISTED = os.environ.get("TRIAL_TESTS", "")
_SECONDS = float(os.environ.get("TRIAL_SECONDS", "inf"))
_TEST_SECONDS = float(os.environ.get("TRIAL_TEST_SECONDS", "60"))
_PHASES = (hypothesis.Phase.explicit, hypothesis.Phase.generate)  # one failing example is enough


def _spent() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Choose and sort, and let no property look for a simpler example."""
    if _LISTED:
        order = {name: number for number, name in enumerate(Path(_LISTED).read_text("utf-8").splitlines())}
        items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])
    for item in items:
        test = getattr(item, "obj", None)
        own = getattr(test, "_hypothesis_internal_use_settings", None)
        if own is not None:
            setattr(test, "_hypothesis_internal_use_settings", hypothesis.settings(own, phases=_PHASES))  # noqa: B010


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Run a test, unless the time is spent; end the process if the test does not end."""

    def give_up(number: int, frame: FrameType | None) -> None:
        os.write(1, f"\nFAILED {item.nodeid} - no end\n".encode())
        os._exit(NO_END)

    if _spent() > _SECONDS:
        item.session.shouldstop = "the time is spent"
    signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, _TEST_SECONDS)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
