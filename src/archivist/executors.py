"""Running the same function on many jobs: in this process or in several, with the same results."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from functools import partial
from importlib import import_module
from itertools import chain, islice
from types import TracebackType
from typing import Self, TypeVar

from archivist.errors import ArchivistError

_OBJECTS_BETWEEN_COLLECTIONS = 200_000

J = TypeVar("J")
R = TypeVar("R")

# Jobs passed ahead of need, for each worker: so many that none waits, so few that memory does not grow.
_AHEAD = 2


def default_workers() -> int:
    """As many as this process may use processors: in a container fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def run_all(
    function: Callable[[J], R],
    jobs: Iterable[J],
    *,
    workers: int,
    initializer: Callable[[], object] | None = None,
) -> Generator[tuple[int, R], None, None]:
    """Yield each job's index and result as it is done. For a single round; see Workers for several."""
    with Workers(workers, initializer=initializer) as crew, closing(crew.run(function, jobs)) as results:
        yield from results


class Workers:
    """Processes that run jobs, kept from one round of jobs to the next, since starting one takes a second.

    `function` must be defined at the top of a module, and jobs and results must be picklable. With one
    worker, or for a single job, everything runs in this process. Processes start when a round needs them.
    """

    def __init__(self, workers: int = 0, *, initializer: Callable[[], object] | None = None) -> None:
        """`workers` 0 means one per CPU; `initializer` is run first in each new process."""
        self._count = workers if workers > 0 else default_workers()
        self._initializer = initializer
        self._pool: ProcessPoolExecutor | None = None
        self._strangers: frozenset[int | None] = frozenset()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is None:
            return
        # What is running after an exception would be thrown away, and after success nothing is: in both cases neither
        # the user nor the shell should wait until the processes have tidied up.
        self._end_processes()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None

    def run_batches(
        self, function: Callable[[J], R], jobs: Sequence[J], size: int
    ) -> Generator[tuple[int, R], None, None]:
        """As `run`, for many small jobs: so many at a time, for handing one over takes as long as doing it.

        No processes are started for less than two batches.
        """
        batches = [jobs[first : first + size] for first in range(0, len(jobs), size)]
        with closing(self.run(partial(_in_batch, function), batches)) as results:
            for number, batch in results:
                yield from enumerate(batch, number * size)

    def run(self, function: Callable[[J], R], jobs: Iterable[J]) -> Generator[tuple[int, R], None, None]:
        """Yield each job's index and result as it is done.

        Jobs are taken from the iterable only as they are needed. The first exception of a job ends the round
        and is raised here.

        Raises ArchivistError if a process ends before its time (out of memory, a fault in a C library).
        """
        jobs = iter(jobs)
        first = list(islice(jobs, 2)) if self._count > 1 else []
        jobs = chain(first, jobs)
        if len(first) < 2:
            for index, job in enumerate(jobs):
                yield index, function(job)
            return
        with closing(self._in_processes(function, jobs)) as results:
            yield from results

    def start(self, *modules: str) -> None:
        """Start the processes now, and let each read the code of modules whose functions it will be given.

        That takes them as long as this process needs to read its own code and to find out what there is to do.
        """
        if self._count > 1:
            for _ in range(self._count):
                self._started().submit(_read_code, modules)

    def begin(self, function: Callable[[J], R], job: J) -> Callable[[], R]:
        """Begin a single job; what is returned waits for its result.

        If processes are at hand it runs in one of them, beside this one, else in this one when its result is asked for.
        """
        if self._pool is None:
            return partial(function, job)
        return partial(_result, self._pool.submit(function, job))

    def _in_processes(self, function: Callable[[J], R], jobs: Iterator[J]) -> Generator[tuple[int, R], None, None]:
        pool = self._started()
        numbered = enumerate(jobs)
        waiting: dict[Future[R], int] = {}
        try:
            while True:
                for index, job in islice(numbered, self._count * _AHEAD - len(waiting)):
                    waiting[pool.submit(function, job)] = index
                if not waiting:
                    return
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    yield waiting.pop(future), future.result()
        except BrokenProcessPool:
            raise _broken() from None
        finally:
            for future in waiting:
                future.cancel()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._strangers = frozenset(child.pid for child in multiprocessing.active_children())
            self._pool = ProcessPoolExecutor(
                self._count,
                # Spawned: a forked copy of a process with threads can hang, and is not alike everywhere.
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin_worker,
                initargs=(self._initializer,),
            )
            with _without_interrupts():  # the first job starts the processes
                self._pool.submit(int)
        return self._pool

    def _end_processes(self) -> None:
        for child in multiprocessing.active_children():
            if child.pid not in self._strangers:
                child.terminate()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back for what is started here: until a process has read its code it would print a traceback.

    A process inherits which signals are held back; here they arrive at the end.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _result(future: "Future[R]") -> R:
    try:
        return future.result()
    except BrokenProcessPool:
        raise _broken() from None


def _broken() -> ArchivistError:
    return ArchivistError(
        "a worker process ended unexpectedly",
        "Most often memory ran out: try again with fewer workers, for example --jobs 1.",
    )


def _read_code(modules: Sequence[str]) -> None:
    for module in modules:
        import_module(module)


def _in_batch(function: Callable[[J], R], jobs: Sequence[J]) -> list[R]:
    return [function(job) for job in jobs]


def collect_seldom() -> None:
    """Let this process look for cycles of objects less often.

    A run makes millions of small objects and throws few cycles away: looking for those at Python's usual pace takes a
    tenth of the time. In memory it costs a few megabytes.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


def _begin_worker(initializer: Callable[[], object] | None) -> None:
    # Ctrl-C reaches the whole process group; the parent alone decides, so that no worker prints a traceback.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    collect_seldom()
    if initializer is not None:
        initializer()


def _end_with_parent() -> None:
    """A parent that was killed cannot notify its workers; without it they would wait for jobs forever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
