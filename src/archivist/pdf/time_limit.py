"""A limit on the processor time of one document, so that nothing an article can contain stops the others for hours.

What is known to take long is changed by its structure (table_settings.py, unbroken_runs.py), the same on every machine.
This is for what nobody has thought of: the document is given up with an error that names the article. So the limit
never decides how a page looks, only whether there is one; it grows with the document and is many times what ordinary
ones take on a slow machine.
"""

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from types import FrameType

LEAST = 45.0  # seconds of processor time that every document may take
PER_CHARACTER = 0.003  # and more for each character: ten times what running text takes
_AGAIN = 0.5  # seconds until the signal is repeated: an exception within a callback of the engine's libraries is lost


class OutOfTimeError(Exception):
    """A document took longer than any of its length should."""


@contextmanager
def limited(characters: int) -> Iterator[None]:
    """Raise OutOfTimeError in what is done here once it has taken too much processor time.

    In the main thread of a process a signal interrupts it, in another one (of a worker of a cluster) a thread that
    watches the clock. Where the system has neither there is no limit.
    """
    seconds = limit(characters)
    message = f"it took more than {seconds:.0f} seconds of processor time"
    if threading.current_thread() is threading.main_thread():
        with _by_signal(seconds, message) if hasattr(signal, "setitimer") else nullcontext():
            yield
        return
    try:
        with _by_thread(seconds) if hasattr(time, "pthread_getcpuclockid") else nullcontext():
            yield
    except OutOfTimeError:  # raised by its type, without words
        raise OutOfTimeError(message) from None


@contextmanager
def _by_signal(seconds: float, message: str) -> Iterator[None]:
    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise OutOfTimeError(message)

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    own, ended = threading.get_ident(), threading.Event()
    clock = time.pthread_getcpuclockid(own)
    end = time.clock_gettime(clock) + seconds

    def watch() -> None:
        while not ended.wait(_AGAIN):
            if time.clock_gettime(clock) > end:
                _raise_in(own, OutOfTimeError)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
        _raise_in(own, None)


def _raise_in(thread: int, error: type[Exception] | None) -> None:
    """Let a thread raise an exception at its next instruction; with None, no longer the one it was to raise."""
    raised = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def limit(characters: int) -> float:
    """The seconds of processor time for a document of so many characters."""
    return LEAST + PER_CHARACTER * characters
