"""A worker process from inside: how it begins, does a job and ends with its parent, and the memory that it has."""

import atexit
import ctypes
import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path
from typing import TypeVar

from archivist.late_methods import compile_methods_late

J = TypeVar("J")
R = TypeVar("R")

_OBJECTS_BETWEEN_COLLECTIONS = 200_000
_JOBS_BETWEEN_TRIMS = 8  # a document leaves megabytes in cycles of objects: after 70 of them a worker had 380 MB
# More than the first job needs for modules. A document of 110 pages leaves 400 MB, which the next would be added to.
_LARGE_JOB = 150 << 20  # bytes
_DONE = count(1)  # jobs of this process


def begin_worker() -> None:
    """What each worker does before its first job."""
    # Ctrl-C reaches the whole process group; the parent alone decides, so that no worker prints a traceback.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    collect_seldom()
    compile_methods_late()


def do_job(function: Callable[[J], R], job: J) -> R:
    """Do a job of this worker. Now and then, and after a large one, the memory of earlier ones is given back."""
    before = own_memory(os.getpid())
    result = function(job)
    done = next(_DONE)
    if done % _JOBS_BETWEEN_TRIMS == 0 or own_memory(os.getpid()) - before > _LARGE_JOB:
        release_memory()
    if done == 1:
        gc.freeze()  # what modules have made stays: it is not looked through again
    return result


def release_memory(generation: int = 2) -> None:
    """Throw away what nothing but itself refers to, and give memory that is free back to the system.

    Up to generation 1 that is what was made since the last time, which takes a few milliseconds.
    """
    gc.collect(generation)
    trim_memory()


def trim_memory() -> None:
    """Give memory that is free back to the system, where the C library can do that (glibc).

    What libraries written in C free is in pieces between others, and is kept otherwise: after 60 volumes 100 of 280 MB.
    """
    trim = _malloc_trim()
    if trim is not None:
        trim(0)


@cache
def _malloc_trim() -> Callable[[int], object] | None:
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # another C library, or a system where there is no `None`
        return None


def _end_with_parent() -> None:
    """A parent that was killed cannot notify its workers; without it they would wait for jobs forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def collect_seldom() -> None:
    """Let this process look for cycles of objects less often.

    A run makes millions of small objects and throws few cycles away: looking for those at Python's usual pace takes a
    tenth of the time. In memory it costs a few megabytes.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


def end_without_collecting() -> None:
    """Let this process end without looking for cycles of objects once more: the system takes all of its memory.

    Python looks through all objects several times when it ends, 0.4 s of processor time after a compile. What has to
    be done at the end is done before (`atexit`, `weakref.finalize`), and files are closed where they are written.
    """
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def own_memory(process: int | None) -> int:
    """Bytes of memory that a process shares with no file; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("ascii", "replace").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon:")) * 1024
    except (OSError, StopIteration):
        return 0
