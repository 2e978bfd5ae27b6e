"""A thread for work beside that of the main one, which ends when the main one does not go on."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import TypeVar

T = TypeVar("T")


class StoppedError(Exception):
    """The main thread has ended: what this one does is not needed."""


@contextmanager
def stoppable_thread(work: Callable[[Event], T]) -> "Iterator[Future[T]]":
    """Run work in a thread for as long as this is open. The event that it is given is set if it need not go on.

    An interrupt reaches the main thread alone; without the event it would have to wait for the other one.
    """
    is_over = Event()
    with ThreadPoolExecutor(1) as pool:
        try:
            yield pool.submit(work, is_over)
        finally:
            is_over.set()


def stop_if(is_over: Event) -> None:
    """Raise StoppedError if the event is set."""
    if is_over.is_set():
        raise StoppedError
