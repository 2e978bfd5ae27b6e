"""The connection to a scheduler, and a cluster on this machine: Dask as this program uses it."""

# Dask is imported where it runs: it is an extra, and takes half a second.
# ruff: noqa: PLC0415

import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING

from archivist.cluster.remote_layout import SAME_VERSIONS, report_versions
from archivist.cluster.scheduler_address import SchedulerAddress
from archivist.cluster.worker_versions import Versions, differences
from archivist.errors import ArchivistError
from archivist.executors import without_interrupts

if TYPE_CHECKING:
    from distributed import Client

_PATIENCE = 5  # seconds in which a scheduler must answer
_FIRST_WORKER = 30  # seconds in which it must have a worker
_SHUTDOWN = 5  # seconds
_LOGGERS = ("distributed", "distributed.client", "distributed.worker", "distributed.nanny", "distributed.scheduler")
_OPTIONS = {
    # Fonts of East Asia have 20 MB and travel once; Dask would warn.
    "distributed.admin.large-graph-warning-threshold": "1GB",
    "distributed.comm.retry.count": 2,
    # What Dask measures for a dashboard, a hundred times a second, takes a twentieth of a processor.
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
}
_CERTIFICATES = (
    "Name certificate, key and authority in Dask's configuration (distributed.comm.tls), or in variables such as "
    "DASK_DISTRIBUTED__COMM__TLS__CA_FILE."
)


class ClusterError(ArchivistError):
    """The cluster cannot be used, or was lost."""


@contextmanager
def connected(address: SchedulerAddress) -> Iterator["Client"]:
    """A client of the scheduler, or of a cluster that exists as long as this.

    Raises ClusterError if Dask is not installed, the scheduler does not answer or has no worker.
    """
    if find_spec("distributed") is None:
        raise ClusterError("Dask is not installed", "Run `pip install 'archivist[cluster]'`.")
    import dask
    import distributed  # noqa: F401 - sets up its loggers, which are silenced next

    for name in _LOGGERS:  # what goes wrong is reported by exceptions
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    with ExitStack() as opened, dask.config.set(_OPTIONS), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of versions of Dask, which are compared with all others
        url = address.url or opened.enter_context(_local_cluster(address.workers))
        client = _client(url)
        opened.callback(client.close, timeout=_SHUTDOWN)
        _wait_for_worker(client, url)
        yield client


@contextmanager
def _local_cluster(workers: int) -> Iterator[str]:
    """The address of the scheduler of a cluster on this machine: processes that are reached over TCP."""
    from distributed import LocalCluster

    # Ctrl-C reaches the whole process group, and this process alone decides. Threads and processes started here
    # inherit that it is held back, and so do the workers that replace lost ones. What tracks resources of processes
    # would let it through again when it starts.
    resource_tracker.ensure_running()
    with without_interrupts():
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            memory_limit=None,
            silence_logs=logging.CRITICAL,
        )
    try:
        yield cluster.scheduler_address
    finally:
        cluster.close(timeout=_SHUTDOWN)


def _client(url: str) -> "Client":
    from distributed import Client, Security

    if url.startswith("tls:") and Security().get_connection_args("client")["ssl_context"] is None:
        raise ClusterError(f"there are no certificates for {url}", _CERTIFICATES)
    try:
        return Client(url, timeout=_PATIENCE, set_as_default=False)
    except (OSError, RuntimeError, TypeError, ValueError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ClusterError(
            f"the scheduler {url} cannot be reached: {reason}",
            "Start it with `dask scheduler`, or correct the address.",
        ) from None


def _wait_for_worker(client: "Client", url: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_FIRST_WORKER)
    except TimeoutError:
        raise ClusterError(
            f"the scheduler {url} has no worker", f"Start one with `dask worker {url} --nthreads 1`."
        ) from None


def compare_workers(client: "Client", ours: Versions) -> None:
    """Compare the versions of all workers with those of this process. Raises ClusterError with all that differ."""
    told: Mapping[str, Versions | BaseException] = client.run(report_versions, on_error="return")
    wrong = [f"{name}: {said}" for name, each in sorted(told.items()) if (said := _refusal(ours, each))]
    if wrong:
        raise ClusterError(f"workers of the cluster differ: {'; '.join(wrong)}", SAME_VERSIONS)


def _refusal(ours: Versions, theirs: Versions | BaseException) -> str:
    if isinstance(theirs, BaseException):
        return f"it cannot run archivist ({theirs})"
    return ", ".join(differences(ours, theirs))
