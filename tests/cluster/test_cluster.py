"""A real scheduler with two workers on this machine, reached over TCP: one for all tests of this file."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from distributed import Worker

from archivist.archive import open_archive
from archivist.cli import compile_
from archivist.cluster import ClusterExecutor, SchedulerAddress, connection, open_cluster, read_address, remote_layout
from archivist.cluster.connection import ClusterError
from archivist.cluster.travelling import Answer, unpack
from archivist.cluster.worker_versions import own_versions
from archivist.errors import ArchivistError
from archivist.executors import InProcess
from archivist.findings import Severity
from archivist.model.results import Compilation
from archivist.workflows.volume_compilation import compile_volumes
from tests import command
from tests.archives import PROSE, Compiled, Watch, compiled, made_files, write_archive

pytestmark = pytest.mark.slow  # a worker takes a second to start

# So many documents that each worker has some in hand when one is lost.
TEXT = f"---\ntitle: Day {{day}}\ndate: 2022-03-{{day:02}}\n---\n{PROSE}\n\n![A field](blue.png)\n"
MONTH = {f"2022-03-{day:02}-day-{day}.en.md": TEXT.format(day=day) for day in range(1, 9)}


@pytest.fixture(scope="module")
def cluster() -> Iterator[ClusterExecutor]:
    with open_cluster(read_address("local:2"), InProcess()) as opened:
        yield opened


@pytest.fixture
def address(cluster: ClusterExecutor) -> SchedulerAddress:
    scheduler = cluster.client.scheduler
    return read_address(str(scheduler and scheduler.address))


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """An archive of one volume, compiled in this process."""
    return compiled(write_archive(tmp_path_factory.mktemp("month") / "archive", articles=MONTH))


@dataclass
class Interrupting(Watch):
    """Does something when the second document is laid out."""

    act: Callable[[], None] = lambda: None

    def laid_out(self, document: str, reused: bool) -> None:
        super().laid_out(document, reused)
        if len(self.documents) == 2:
            self.act()


def compile_with(executor: ClusterExecutor, root: Path, build: Path, watch: Watch) -> dict[str, bytes]:
    done = compile_volumes(open_archive(root, build), workers=executor, progress=watch)
    assert [each for each in done.findings if each.severity is Severity.ERROR] == []
    return made_files(build)


def files_on(dask_worker: Worker) -> int:
    return len([*Path(dask_worker.local_directory, "archivist").glob("*/*")])


def report_other_versions() -> None:
    """Run on a worker: it says that it has another engine and another font."""
    told = {**own_versions(), "weasyprint": "1.0", "fonts of formulas": "0123456789ab"}
    vars(remote_layout)["own_versions"] = lambda: told


def report_own_versions() -> None:
    vars(remote_layout)["own_versions"] = own_versions


def test_two_workers_make_the_same_bytes(cluster: ClusterExecutor, month: Compiled, tmp_path: Path) -> None:
    assert compile_with(cluster, month.root, tmp_path, Watch()) == month.files
    assert any(cluster.client.run(files_on).values())  # what has fonts has laid out something


def test_a_lost_worker_costs_its_documents_alone(cluster: ClusterExecutor, month: Compiled, tmp_path: Path) -> None:
    lost, *_ = cluster.client.run(os.getpid).values()
    watch = Interrupting(act=lambda: os.kill(lost, signal.SIGKILL))
    assert compile_with(cluster, month.root, tmp_path, watch) == month.files
    assert lost not in cluster.client.run(os.getpid).values()
    assert len(watch.documents) == len(set(watch.documents)) == watch.announced["2022-03.en"]


def test_a_worker_that_differs_is_refused_by_name(
    cluster: ClusterExecutor, address: SchedulerAddress, month: Compiled, tmp_path: Path
) -> None:
    worker = sorted(cluster.client.nthreads())[0]
    cluster.client.run(report_other_versions, workers=[worker])
    differs = r"weasyprint 1\.0 instead of \d.*"
    try:
        with pytest.raises(ClusterError, match=rf"{worker}: fonts of formulas .*{differs}"):
            open_cluster(address, InProcess()).__enter__()
        # The same of workers that came after the others were compared; here both, as either may get all documents.
        cluster.client.run(report_other_versions)
        with pytest.raises(ArchivistError, match=rf"the worker tcp://\S+ differs: .*{differs}"):
            compile_with(cluster, month.root, tmp_path, Watch())
    finally:
        cluster.client.run(report_own_versions)


def test_a_worker_refuses_a_file_that_is_not_the_one_named(cluster: ClusterExecutor) -> None:
    packed = cluster.client.submit(
        remote_layout.lay_out_there, b"", own_versions(), ("ab" * 32, b"another font"), pure=False
    ).result()
    assert "was handed another file" in unpack(packed, Answer).error


def test_a_command_uses_the_cluster(cluster: ClusterExecutor, address: SchedulerAddress, month: Compiled) -> None:
    cluster.client.run(report_other_versions)
    refused = command.run("compile", "--scheduler", address.url, folder=month.root)
    cluster.client.run(report_own_versions)
    assert (refused.returncode, refused.stderr.count("weasyprint 1.0")) == (1, 2)
    done = command.run("compile", "--scheduler", address.url, "--strict", folder=month.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert "unchanged" in done.stdout
    wrong = command.run("compile", "--scheduler", "10.0.0.5", folder=month.root)
    assert (wrong.returncode, "tcp://HOST:PORT" in wrong.stderr) == (2, True)


def test_a_connection_that_is_not_encrypted_is_a_warning_of_the_compile() -> None:
    made = compile_._with_warnings(Compilation((), ()), "tcp://10.0.0.5:8786")
    assert [each.code for each in made.findings] == ["cluster-not-encrypted"]


def test_a_scheduler_that_does_not_answer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_PATIENCE", 0.5)
    with pytest.raises(ClusterError, match=r"tcp://127\.0\.0\.1:9 cannot be reached") as refused:
        open_cluster(read_address("tcp://127.0.0.1:9"), InProcess()).__enter__()
    assert "dask scheduler" in refused.value.hint


def test_a_scheduler_without_certificates_is_an_error() -> None:
    with pytest.raises(ClusterError, match="no certificates for tls://127"):
        open_cluster(read_address("tls://127.0.0.1:9"), InProcess()).__enter__()


def test_without_dask_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "find_spec", lambda name: None)
    with pytest.raises(ClusterError, match="Dask is not installed") as refused:
        open_cluster(read_address("local:1"), InProcess()).__enter__()
    assert "pip install 'archivist[cluster]'" in refused.value.hint
