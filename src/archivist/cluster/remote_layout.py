"""What runs on a worker: its versions are reported, the engine is loaded, files arrive, documents are laid out."""

# Dask and the engine are imported where they run: this module is also read at home.
# ruff: noqa: PLC0415

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.cache import Store
from archivist.cluster.travelling import Answer, pack, unpack
from archivist.cluster.worker_versions import THREADS, Versions, differences, own_versions
from archivist.errors import ArchivistError
from archivist.files import sha256
from archivist.pdf import engine
from archivist.pdf.engine import LayoutJob
from archivist.pdf.margin_texts import as_json
from archivist.worker_process import collect_seldom

if TYPE_CHECKING:
    from distributed import Worker

_FOLDER = "archivist"  # below the worker's own folder, which Dask removes with it

Travelling = tuple[str, bytes]  # digest and content of a file


def report_versions(dask_worker: "Worker | None" = None) -> Versions:
    """The versions of this worker. Dask passes itself by the name of the argument."""
    threads = {} if dask_worker is None else {THREADS: str(dask_worker.state.nthreads)}
    return {**own_versions(), **threads}


def hand_over(digest: str, content: bytes) -> Travelling:
    """A file as the result of a task: Dask sends it to each worker that needs it, and again if a worker is lost."""
    return digest, content


def load_there() -> None:
    """Load the layout engine."""
    engine.load()


def lay_out_there(message: bytes, expected: Versions, *files: Travelling) -> bytes:
    """Lay out the document of a packed job, with files that were handed over; the packed answer."""
    return _answer(message, expected, files, lambda job, store: Answer(engine.lay_out(job, store)))


def find_margins_there(message: bytes, expected: Versions, *files: Travelling, kinds: Sequence[str]) -> bytes:
    """What the style sheets of a packed job print in margins; the packed answer."""

    def find(job: LayoutJob, store: Store) -> Answer:
        return Answer(margins=as_json(engine.find_margin_texts(job, store, kinds)))

    return _answer(message, expected, files, find)


def _answer(
    message: bytes, expected: Versions, files: Sequence[Travelling], do: Callable[[LayoutJob, Store], Answer]
) -> bytes:
    """What is made of a packed job, packed, or the error that it ended in."""
    from distributed import get_worker

    try:
        worker = get_worker()
        differing = differences(expected, report_versions(worker))
        if differing:
            raise ArchivistError(f"the worker {worker.address} differs: {', '.join(differing)}", SAME_VERSIONS)
        collect_seldom()
        store = _store(worker.local_directory)
        for digest, content in files:
            _keep(store, digest, content, worker.address)
        job = unpack(message, LayoutJob)
        styles = tuple(store.file(digest).read_bytes().decode("utf-8") for digest in job.styles)
        return pack(do(replace(job, styles=styles), store))
    except ArchivistError as error:
        return pack(Answer(error=str(error), hint=error.hint))


SAME_VERSIONS = "Install the same archivist and the same packages on each machine, for example one container image."
_STORES: dict[str, Store] = {}  # one for each worker of this process


def _store(folder: str) -> Store:
    return _STORES.setdefault(folder, Store(Path(folder) / _FOLDER))


def _keep(store: Store, digest: str, content: bytes, worker: str) -> None:
    """Put a file into the worker's store. Raises ArchivistError if it is another one than the job names."""
    if digest not in _kept(store):
        if sha256(content) != digest:
            raise ArchivistError(f"the worker {worker} was handed another file than {digest[:12]}…", "Compile again.")
        store.add(content)
        _kept(store).add(digest)


_KEPT: dict[Path, set[str]] = {}  # digests, by folder of a store


def _kept(store: Store) -> set[str]:
    return _KEPT.setdefault(store.folder, set())
