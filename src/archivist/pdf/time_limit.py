"""A limit on the processor time of one document, so that nothing an article can contain stops the others for hours.

What is known to take long is changed by its structure (table_settings.py, unbroken_runs.py), the same on every machine.
This is for what nobody has thought of: the document is given up with an error that names the article. So the limit
never decides how a page looks, only whether there is one; it grows with the document and is many times what ordinary
ones take on a slow machine.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

LEAST = 45.0  # seconds of processor time that every document may take
PER_CHARACTER = 0.003  # and more for each character: ten times what running text takes
_AGAIN = 0.5  # seconds until the signal is repeated: an exception within a callback of the engine's libraries is lost


class OutOfTimeError(Exception):
    """A document took longer than any of its length should."""


@contextmanager
def limited(characters: int) -> Iterator[None]:
    """Raise OutOfTimeError in what is done here once it has taken too much processor time.

    Only the main thread of a process can be interrupted, and only where the system has such a timer; elsewhere there is
    no limit.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    seconds = limit(characters)

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise OutOfTimeError(f"it took more than {seconds:.0f} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def limit(characters: int) -> float:
    """The seconds of processor time for a document of so many characters."""
    return LEAST + PER_CHARACTER * characters
