"""An executor whose layouts and readings run on a cluster. What needs files of the archive runs at home."""

import time
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar, cast

from archivist.cluster.connection import ClusterError, compare_workers, connected
from archivist.cluster.remote_layout import Travelling, find_margins_there, hand_over, lay_out_there, load_there
from archivist.cluster.remote_reading import packed_reading, read_there
from archivist.cluster.scheduler_address import SchedulerAddress
from archivist.cluster.travelling import Answer, FilesRead, NotTravellingError, pack, unpack
from archivist.cluster.worker_versions import Versions, own_versions
from archivist.errors import ArchivistError
from archivist.executors import Executor, Pending, numbered_jobs, ready_jobs
from archivist.files import sha256
from archivist.fixity.streamed_digests import ReadFile, Reading, read_files
from archivist.pdf import engine
from archivist.pdf.engine import Contents, LaidOut, LayoutJob
from archivist.pdf.margin_texts import MarginTexts, from_json
from archivist.pdf.typeset_cover import CoverJob, typeset_cover

if TYPE_CHECKING:
    from distributed import Client, Future

J = TypeVar("J")
R = TypeVar("R")

_AHEAD = 2  # documents passed ahead of need, for each worker
_COUNTED = 5.0  # seconds after which the workers are counted again
_WITHOUT_WORKERS = 60.0  # seconds that a cluster may have no worker
_LOST = "every worker that laid out the document {} was lost"


def open_cluster(address: SchedulerAddress, home: Executor) -> "ClusterExecutor":
    """An executor on a cluster; `home` does what must be done on this machine. It connects when it is entered."""
    return ClusterExecutor(address, home)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A job that was sent, with the files that it alone needs: Dask keeps them as long as they are held here."""

    index: int
    document: str  # or package
    result: "Future[bytes]"
    pictures: "Sequence[Future[Travelling]]"


@dataclass(frozen=True, slots=True)
class _Later(Generic[R]):
    """A job that is done, or waited for, when its result is asked for."""

    result: Callable[[], R]


class ClusterExecutor:
    """Lays out documents on the workers of a Dask scheduler, and does everything else by another executor.

    A worker that differs is refused. A document whose worker is lost goes to another one.
    """

    def __init__(self, address: SchedulerAddress, home: Executor) -> None:
        self.address = address
        self._home = home
        self._opened = ExitStack()
        self._client: Client | None = None
        self._files: dict[str, Future[Travelling]] = {}  # fonts and style sheets on the cluster, by digest
        self._loading: Sequence[Future[None]] = ()  # what workers load before their first document
        self._versions: Versions = {}
        self._workers, self._counted = 0, 0.0

    def __enter__(self) -> Self:
        """Connect, and compare the workers. Raises ClusterError."""
        with ExitStack() as opened:
            opened.enter_context(self._home)
            self._client = opened.enter_context(connected(self.address))
            self._versions = own_versions()
            compare_workers(self._client, self._versions)
            self._opened = opened.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.clear()
        self._loading = ()
        self._client = None
        self._opened.__exit__(kind, error, trace)

    @property
    def client(self) -> "Client":
        """The connection. Raises ClusterError before and after it."""
        if self._client is None:
            raise ClusterError("the cluster is not connected")
        return self._client

    def prepare(self, *modules: str) -> None:
        """Prepare the workers: those of the cluster load the engine while this process finds out what there is to do.

        A worker that comes later, or fails, loads it with its first document.
        """
        self._home.prepare(*modules)
        there = sorted(self.client.nthreads())
        self._loading = [self.client.submit(load_there, workers=[each], pure=False) for each in there]

    def release(self) -> None:
        """Give the memory of the workers at home back. Those of the cluster keep what they have."""
        self._home.release()

    def submit(self, function: Callable[[J], R], job: J) -> Pending[R]:
        """Run a single job: what needs the engine on the cluster, and everything else at home.

        Of a cover the pages are laid out on the cluster when it is asked for.
        """
        if isinstance(function, partial) and function.func is engine.find_margin_texts:
            return cast(Pending[R], self._find_margins(cast(LayoutJob, job), **function.keywords))
        if cast(object, function) is typeset_cover:
            return cast(Pending[R], _Later(partial(typeset_cover, cast(CoverJob, job), self)))
        contents = _contents_of(function)
        if contents is not None:
            sent = self._send(0, cast(LayoutJob, job), contents)
            return cast(Pending[R], _Later(partial(self._wait_for_document, sent)))
        return self._home.submit(function, job)

    def run(self, function: Callable[[J], R], jobs: Iterable[J | None]) -> Generator[tuple[int, R], None, None]:
        """Yield each job's index and result as it finishes: layouts and readings from the cluster, others from home."""
        contents = _contents_of(function)
        if contents is not None:
            laid_out = self._run_there(
                cast(Iterable[LayoutJob | None], jobs), partial(self._send, contents=contents), _result
            )
            yield from cast(Generator[tuple[int, R], None, None], laid_out)
        elif cast(object, function) is read_files:
            read = self._run_there(cast(Iterable[Reading | None], jobs), self._send_reading, _files_read)
            yield from cast(Generator[tuple[int, R], None, None], read)
        else:
            yield from self._home.run(function, jobs)

    def _run_there(
        self, jobs: Iterable[J | None], send: Callable[[int, J], _Sent], take: Callable[[_Sent], R]
    ) -> Generator[tuple[int, R], None, None]:
        numbered = numbered_jobs(jobs)
        finished: SimpleQueue[Future[bytes]] = SimpleQueue()
        sent: dict[object, _Sent] = {}
        try:
            while True:
                for index, job in ready_jobs(numbered, max(self.room() - len(sent), 0)):
                    one = send(index, job)
                    sent[one.result.key] = one
                    one.result.add_done_callback(finished.put)
                if not sent:
                    return
                done = sent.pop(self._next(finished).key)
                yield done.index, take(done)
        finally:
            if sent:
                self.client.cancel([each.result for each in sent.values()])

    def _send(self, index: int, job: LayoutJob, contents: Contents) -> _Sent:
        return self._send_job(index, job, contents, partial(self.client.submit, lay_out_there))

    def _send_job(
        self, index: int, job: LayoutJob, contents: Contents, submit: "Callable[..., Future[bytes]]"
    ) -> _Sent:
        """Send what `submit` is to do with a job, and the files that it needs."""
        fonts = [self._share(digest, contents.file(digest)) for digest in job.fonts]
        digests = tuple(sha256(style.encode("utf-8")) for style in job.styles)
        styles = [self._share(digest, style) for digest, style in zip(digests, job.styles, strict=True)]
        pictures = [self.hand_over(each.digest, contents.file(each.digest)) for each in job.pictures]
        message = pack(replace(job, styles=digests))
        result = submit(message, self._versions, *fonts, *styles, *pictures, pure=False)
        return _Sent(index, job.document, result, pictures)

    def _find_margins(self, job: LayoutJob, contents: Contents, kinds: Sequence[str]) -> Pending[MarginTexts | None]:
        sent = self._send_job(0, job, contents, partial(self.client.submit, find_margins_there, kinds=kinds))
        lost = "every worker that looked for the margins was lost"
        return _Later(lambda: from_json(_answer(self.wait_for(sent.result, lost)).margins))

    def _wait_for_document(self, sent: _Sent) -> LaidOut:
        """A document that was submitted. Raises as `_result`."""
        return _document(self.wait_for(sent.result, _LOST.format(sent.document)), sent.document)

    def _send_reading(self, index: int, reading: Reading) -> _Sent:
        result = self.client.submit(read_there, packed_reading(reading), pure=False)
        return _Sent(index, str(reading.container.path), result, ())

    def count_workers(self) -> int:
        """How many workers there are, at least one."""
        self._count()
        return max(self._workers, 1)

    def room(self) -> int:
        """How many jobs may be out at a time."""
        return self.count_workers() * _AHEAD

    def hand_over(self, digest: str, content: Path | str) -> "Future[Travelling]":
        """A file put on the cluster, which has it as long as what is returned is held."""
        data = content.encode("utf-8") if isinstance(content, str) else content.read_bytes()
        return self.client.submit(hand_over, digest, data, key=f"archivist-{digest}")

    def wait_for(self, result: "Future[bytes]", lost: str) -> bytes:
        """The result of a job. Raises ClusterError, with what is `lost`, if there is none."""
        finished: SimpleQueue[Future[bytes]] = SimpleQueue()
        result.add_done_callback(finished.put)
        return _bytes_of(self._next(finished), lost)

    def _share(self, digest: str, content: Path | str) -> "Future[Travelling]":
        """A file that stays on the cluster until the end."""
        if digest not in self._files:
            self._files[digest] = self.hand_over(digest, content)
        return self._files[digest]

    def _count(self) -> None:
        """Count the workers, which come and go, now and then."""
        if time.monotonic() - self._counted > _COUNTED:
            self._workers, self._counted = len(self.client.nthreads()), time.monotonic()

    def _next(self, finished: "SimpleQueue[Future[bytes]]") -> "Future[bytes]":
        """The next job that is done. Raises ClusterError if there is nobody left to do it."""
        lost = None
        while True:
            try:
                return finished.get(timeout=_COUNTED)
            except Empty:
                self._count()
                lost = None if self._workers else lost or time.monotonic()
                if lost is not None and time.monotonic() - lost > _WITHOUT_WORKERS:
                    raise ClusterError("the cluster has no worker any more", "Start workers, and try again.") from None


def _contents_of(function: Callable[..., object]) -> Contents | None:
    """Where the files of jobs are, if the function lays out documents, and so may run on a cluster."""
    if isinstance(function, partial) and function.func is engine.lay_out:
        return cast(Contents, function.keywords["contents"])
    return None


def _result(sent: _Sent) -> LaidOut:
    """The result of a document. Raises the error of archivist that it ended in, or ClusterError."""
    return _document(_bytes_of(sent.result, _LOST.format(sent.document)), sent.document)


def _document(packed: bytes, name: str) -> LaidOut:
    answer = _answer(packed)
    if answer.laid_out is None:
        raise NotTravellingError(f"a message of the cluster lacks the document {name}")
    return answer.laid_out


def _answer(packed: bytes) -> Answer:
    """What a worker answered. Raises the error of archivist that it ended in."""
    answer = unpack(packed, Answer)
    if answer.error:
        raise ArchivistError(answer.error, answer.hint)
    return answer


def _files_read(sent: _Sent) -> tuple[ReadFile, ...]:
    """The files of a reading. Raises the error of archivist that it ended in, or ClusterError."""
    read = unpack(_bytes_of(sent.result, f"every worker that read {sent.document} was lost"), FilesRead)
    if read.error:
        raise ArchivistError(read.error, read.hint)
    return read.files


def _bytes_of(result: "Future[bytes]", lost: str) -> bytes:
    """The result of a job that is done. Raises ClusterError, with what is `lost`."""
    from distributed import CancelledError, KilledWorker  # noqa: PLC0415

    try:
        packed: bytes = result.result()
    except KilledWorker:
        raise ClusterError(lost, "Most often memory ran out: give the workers more.") from None
    except (CancelledError, OSError):
        raise ClusterError("the connection to the scheduler was lost", "Try again.") from None
    return packed
