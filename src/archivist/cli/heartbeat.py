"""A line on stderr now and then, where stderr is a pipe or a file and nobody would see a bar."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_SECONDS = 10.0
_VARIABLE = "ARCHIVIST_PROGRESS"  # seconds between two lines; 0 for none


@contextmanager
def heartbeat(state: Callable[[], str]) -> Iterator[None]:
    """Print how far it is every ten seconds, for as long as this is open; nothing while `state` is ""."""
    seconds = _interval()
    if not seconds:
        yield
        return
    is_over = threading.Event()
    beat = threading.Thread(target=_beat, args=(state, is_over, seconds), daemon=True)
    beat.start()
    try:
        yield
    finally:
        is_over.set()
        beat.join()


def _beat(state: Callable[[], str], is_over: threading.Event, seconds: float) -> None:
    while not is_over.wait(seconds):
        line = state()
        with suppress(OSError, ValueError):  # closed: nobody can see it
            if line:
                print(line, file=sys.stderr, flush=True)  # noqa: T201


def _interval() -> float:
    try:
        return max(0.0, float(os.environ.get(_VARIABLE, _SECONDS)))
    except ValueError:
        return _SECONDS
