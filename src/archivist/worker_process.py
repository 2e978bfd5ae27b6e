"""A worker process from inside: how it begins, how it ends with its parent, and the memory that it has."""

import gc
import multiprocessing
import os
import signal
import threading
from pathlib import Path

_OBJECTS_BETWEEN_COLLECTIONS = 200_000


def begin_worker() -> None:
    """What each worker does before its first job."""
    # Ctrl-C reaches the whole process group; the parent alone decides, so that no worker prints a traceback.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    collect_seldom()


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


def own_memory(process: int | None) -> int:
    """Bytes of memory that a process shares with no file; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("ascii", "replace").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon:")) * 1024
    except (OSError, StopIteration):
        return 0
