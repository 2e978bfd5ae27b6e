"""Running the same function on many jobs: in this process, in several, or elsewhere, with the same results."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import chain, islice, takewhile
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar, cast

from archivist.errors import ArchivistError
from archivist.worker_process import begin_worker, do_job, own_memory

J = TypeVar("J")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

# Small jobs, such as texts to be parsed, that take about as long as processes take to start.
FEW = 256

# Small jobs that travel together.
_BATCH = 32

# Jobs passed ahead of need, for each worker: so many that none waits, so few that memory does not grow.
_AHEAD = 2

# What fonts, patterns and the layout engine keep makes a process grow. A new one takes a second to start, so that each
# does so many jobs first.
_LARGEST = 200 << 20  # bytes of its own
_LEAST_JOBS = 64


def default_workers() -> int:
    """As many as this process may use processors: in a container fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


class Pending(Protocol[R_co]):
    """A job that was submitted."""

    def result(self) -> R_co:
        """Wait for its result, or raise its exception."""


class Executor(Protocol):
    """Runs a function on jobs and gives back the results as they finish, the same ones wherever it runs them.

    A function must be defined at the top of a module, or be a `functools.partial` of one; jobs and results must be
    picklable: an executor may run them in other processes or on other machines. An exception of a job is raised where
    its result is asked for; if a worker is lost, that is an ArchivistError.
    """

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End, and give up what still runs."""

    def prepare(self, *modules: str) -> None:
        """Let the workers, if there are any, load modules whose functions they will be given."""

    def release(self) -> None:
        """Give the memory of workers on this machine back. They start again if there is more to do."""

    def submit(self, function: Callable[[J], R], job: J) -> Pending[R]:
        """Run a single job, beside what the caller does until it asks for the result, if that is possible."""

    def run(self, function: Callable[[J], R], jobs: Iterable[J | None]) -> Generator[tuple[int, R], None, None]:
        """Yield each job's index and result as it finishes; the first exception ends the round.

        Jobs are taken from the iterable only as they are needed. If it yields None, no job is ready until the caller
        has had the result of another one; then it is asked again.
        """


def crew_for(executor: Executor, jobs: int) -> Executor:
    """The executor for so many small jobs; this process for a few."""
    return executor if jobs > FEW else InProcess()


def run_in_batches(
    executor: Executor, function: Callable[[J], R], jobs: Iterable[J], size: int, here: int = 0
) -> Generator[tuple[int, R], None, None]:
    """As `Executor.run`, for many small jobs, `size` at a time: handing over one job takes as long as doing it.

    Up to `here` jobs are done in this process.
    """
    jobs = iter(jobs)
    first = list(islice(jobs, here + 1)) if here else []
    if here and len(first) <= here:
        executor = InProcess()
    batches = _batches(chain(first, jobs), size)
    with closing(executor.run(partial(_run_batch, function), batches)) as results:
        for number, batch in results:
            yield from enumerate(batch, number * size)


def map_in_batches(
    executor: Executor, function: Callable[[J], R], jobs: Iterable[J], size: int = _BATCH, here: int = 0
) -> list[R]:
    """The results of `run_in_batches`, in the order of the jobs."""
    found = dict(run_in_batches(executor, function, jobs, size, here))
    return [found[number] for number in range(len(found))]


def submit_in_batches(
    executor: Executor, function: Callable[[J], R], jobs: Iterable[J], size: int = _BATCH
) -> Callable[[], list[R]]:
    """Begin many small jobs, beside what the caller does until it asks for their results, in the order of the jobs."""
    pending = [executor.submit(partial(_run_batch, function), batch) for batch in _batches(jobs, size)]
    return lambda: [result for batch in pending for result in batch.result()]


def _batches(jobs: Iterable[J], size: int) -> Iterator[list[J]]:
    jobs = iter(jobs)
    while batch := list(islice(jobs, size)):
        yield batch


def open_executor(workers: int = 0) -> Executor:
    """An executor with so many worker processes; 0 means one per CPU, and 1 only this process."""
    count = workers if workers > 0 else default_workers()
    return InProcess() if count == 1 else SpawnedProcesses(count)


def numbered_jobs(jobs: Iterable[J | None]) -> Iterator[tuple[int, J] | None]:
    """Jobs with their index, for `ready_jobs`; None as it is."""
    index = 0
    for job in jobs:
        yield None if job is None else (index, job)
        index += job is not None


def ready_jobs(numbered: Iterator[tuple[int, J] | None], room: int) -> list[tuple[int, J]]:
    """The next jobs, at most so many; fewer if there are no more, or if none is ready before another one is done."""
    return list(cast(Iterator[tuple[int, J]], takewhile(lambda each: each is not None, islice(numbered, room))))


@dataclass(frozen=True, slots=True)
class _Deferred(Generic[R]):
    """A job that runs when its result is asked for."""

    run: Callable[[], R]

    def result(self) -> R:
        return self.run()


class InProcess:
    """Runs everything in this process, one job after the other."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is left running."""

    def prepare(self, *modules: str) -> None:
        """There is nobody to prepare."""

    def release(self) -> None:
        """There is nobody else whose memory it is."""

    def submit(self, function: Callable[[J], R], job: J) -> Pending[R]:
        """Run the job when its result is asked for."""
        return _Deferred(partial(function, job))

    def run(self, function: Callable[[J], R], jobs: Iterable[J | None]) -> Generator[tuple[int, R], None, None]:
        """Yield each job's index and result, in order."""
        for index, job in enumerate(each for each in jobs if each is not None):
            yield index, function(job)


class SpawnedProcesses:
    """Processes of this machine, kept from one round of jobs to the next, since starting one takes a second.

    They start when a round has more than one job; until then a single job runs in this process. Afterwards it does not:
    this process would have to load, and keep in memory, what they have loaded already.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None
        self._strangers: frozenset[int | None] = frozenset()
        self._done = 0  # jobs of rounds since the processes started
        self._submitted: list[Callable[[], bool]] = []  # of each single job that may not be done, whether it is

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """End the processes. What was submitted must be done."""
        if self._pool is None:
            return
        # What is running after an exception would be thrown away, and after success nothing is: in both cases neither
        # the user nor the shell should wait until the processes have tidied up.
        self._end_processes()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool, self._done, self._submitted = None, 0, []

    def run(self, function: Callable[[J], R], jobs: Iterable[J | None]) -> Generator[tuple[int, R], None, None]:
        """Yield each job's index and result as it finishes.

        Raises ArchivistError if a process ends unexpectedly (out of memory, a fault in a C library).
        """
        numbered = numbered_jobs(jobs)
        while self._pool is None:
            first = ready_jobs(numbered, 2)
            if len(first) == 2:
                numbered = chain(first, numbered)
                break
            if not first:
                return
            ((index, job),) = first
            yield index, function(job)
        with closing(self._in_processes(function, numbered)) as results:
            yield from results

    def prepare(self, *modules: str) -> None:
        """Start the processes now, and let each load modules whose functions it will be given.

        That takes them as long as this process needs to read its own code and to find out what there is to do.
        """
        for _ in range(self._count):
            self._start_pool().submit(_load, modules)

    def submit(self, function: Callable[[J], R], job: J) -> Pending[R]:
        """Run a single job in one of the processes if they have started.

        If they have not, it runs when its result is asked for: in one of them if they have started since, else here.
        """
        if self._pool is None:
            return _Deferred(partial(self._run_later, function, job))
        future = self._pool.submit(do_job, function, job)
        self._submitted = [*(is_done for is_done in self._submitted if not is_done()), future.done]
        return _Deferred(partial(_result_of, future))

    def _run_later(self, function: Callable[[J], R], job: J) -> R:
        return function(job) if self._pool is None else _result_of(self._pool.submit(do_job, function, job))

    def _in_processes(
        self, function: Callable[[J], R], numbered: Iterator[tuple[int, J] | None]
    ) -> Generator[tuple[int, R], None, None]:
        waiting: dict[Future[R], int] = {}
        try:
            while True:
                if not self._have_grown():
                    for index, job in ready_jobs(numbered, self._count * _AHEAD - len(waiting)):
                        waiting[self._start_pool().submit(do_job, function, job)] = index
                elif not waiting:
                    self.release()
                    continue
                if not waiting:
                    return
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    self._done += 1
                    yield waiting.pop(future), future.result()
        except BrokenProcessPool:
            raise _worker_lost() from None
        finally:
            for future in waiting:
                future.cancel()

    def _have_grown(self) -> bool:
        """Whether new processes should do the jobs that are left, and these have nothing else in hand."""
        if self._done < self._count * _LEAST_JOBS or not all(is_done() for is_done in self._submitted):
            return False
        return any(own_memory(child.pid) > _LARGEST for child in self._own_processes())

    def _start_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._strangers = frozenset(child.pid for child in multiprocessing.active_children())
            self._pool = ProcessPoolExecutor(
                self._count,
                # Spawned: a forked copy of a process with threads can hang, and is not alike everywhere.
                mp_context=multiprocessing.get_context("spawn"),
                initializer=begin_worker,
            )
            with without_interrupts():  # the first job starts the processes
                self._pool.submit(int)
        return self._pool

    def _end_processes(self) -> None:
        for child in self._own_processes():
            child.terminate()

    def _own_processes(self) -> Iterator[BaseProcess]:
        return (each for each in multiprocessing.active_children() if each.pid not in self._strangers)


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back for what is started here: until a process has loaded its code it would print a traceback.

    A process inherits which signals are held back; here they arrive at the end.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _result_of(future: "Future[R]") -> R:
    try:
        return future.result()
    except BrokenProcessPool:
        raise _worker_lost() from None


def _worker_lost() -> ArchivistError:
    return ArchivistError(
        "a worker process ended unexpectedly",
        "Most often memory ran out: try again with fewer workers, for example --jobs 1.",
    )


def _load(modules: Sequence[str]) -> None:
    for module in modules:
        import_module(module)


def _run_batch(function: Callable[[J], R], jobs: Sequence[J]) -> list[R]:
    return [function(job) for job in jobs]
