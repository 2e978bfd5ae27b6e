"""A real scheduler with two workers on this machine, reached over TCP: one for all tests of this file."""

import datetime
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from distributed import Worker

from archivist.archive import open_archive
from archivist.cli import compile_
from archivist.cluster import (
    ClusterExecutor,
    SchedulerAddress,
    connection,
    open_cluster,
    read_address,
    remote_layout,
    remote_tools,
)
from archivist.cluster.connection import ClusterError
from archivist.cluster.tools_there import ask_of
from archivist.cluster.travelling import Answer, unpack
from archivist.cluster.worker_versions import own_versions
from archivist.errors import ArchivistError
from archivist.executors import InProcess
from archivist.files import sha256
from archivist.findings import Severity
from archivist.fixity.containers import FolderFiles
from archivist.fixity.streamed_digests import Reading, read_files
from archivist.model.results import Compilation
from archivist.pdf import engine
from archivist.verdict import Verdict
from archivist.verify import outloud
from archivist.verify.outside_tools import TOOLS
from archivist.verify.stored_verdicts import Question, Validator
from archivist.workflows.package_audit import audit_packages
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


def has_engine() -> bool:
    return "weasyprint" in sys.modules


def test_workers_load_the_engine_before_the_first_document(cluster: ClusterExecutor) -> None:
    assert not any(cluster.client.run(has_engine).values())  # this is the first test of the file
    cluster.prepare()
    assert [each.result(timeout=60) for each in cluster._loading] == [None, None]
    assert list(cluster.client.run(has_engine).values()) == [True, True]


def test_two_workers_make_the_same_bytes(
    cluster: ClusterExecutor, month: Compiled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "load", lambda: pytest.fail("the machine that compiles loads the engine"))
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


# ---------------------------------------------------------------- verification and audit


def refuse_tools() -> None:
    """Run on a worker: it says that it has another outloud."""
    other = Validator(outloud.TOOL, "another", lambda _: iter(()))
    vars(remote_tools)["TOOLS"] = {**TOOLS, outloud.TOOL: lambda: other}


def allow_tools() -> None:
    vars(remote_tools)["TOOLS"] = TOOLS


@pytest.fixture
def question(month: Compiled) -> Question:
    (file,) = (month.root / "build").glob("*/*.en.pdf")
    return Question(file, sha256(file), outloud.layers(("2a", "ua1")))


def test_a_worker_says_of_a_file_what_this_machine_says(cluster: ClusterExecutor, question: Question) -> None:
    validator = outloud.validator()
    here = list(validator.ask([question]))
    there = list(ask_of(cluster)(replace(validator, ask=_ask_nobody), [question]))
    assert there == here
    assert here[0].passed


def _ask_nobody(questions: Sequence[Question]) -> Iterator[Verdict]:
    raise AssertionError(f"asked on this machine about {len(questions)} files")


def test_a_worker_with_another_tool_is_refused_by_name(cluster: ClusterExecutor, question: Question) -> None:
    cluster.client.run(refuse_tools)
    try:
        with pytest.raises(ArchivistError, match=r"the worker tcp://\S+ has another outloud"):
            list(ask_of(cluster)(outloud.validator(), [question]))
    finally:
        cluster.client.run(allow_tools)


def test_a_tool_that_is_missing_is_reported_by_this_machine(cluster: ClusterExecutor, question: Question) -> None:
    missing = Verdict(outloud.TOOL, "", question.file, None, ())
    assert list(ask_of(cluster)(Validator(outloud.TOOL, "", lambda _: iter([missing])), [question])) == [missing]


def test_packages_are_read_by_workers_with_the_same_result(cluster: ClusterExecutor, month: Compiled) -> None:
    when, file = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), (month.root / "build") / "2022-03" / "added.txt"
    file.write_text("of nobody")
    try:
        here = list(audit_packages([(month.root / "build")], when=when, jobs=1, record=False))
        counted = _count_tasks(cluster)
        there = list(audit_packages([(month.root / "build")], when=when, record=False, workers=cluster))
        assert there == here
        assert [each.code for each in here[0].findings] == ["fixity-foreign"]
        assert _count_tasks(cluster) > counted
    finally:
        file.unlink()


def _count_tasks(cluster: ClusterExecutor) -> int:
    """How often workers have read files for an audit so far."""
    return sum(cluster.client.run(_readings).values())


def _readings(dask_worker: Worker) -> int:
    return sum(1 for event in dask_worker.state.log if "read_there" in str(event))


def test_a_package_that_workers_do_not_see_is_an_error(cluster: ClusterExecutor, tmp_path: Path) -> None:
    reading = Reading(FolderFiles(tmp_path / "elsewhere"), ("a",), ("sha256",))
    with pytest.raises(ArchivistError, match="does not see") as refused:
        list(cluster.run(read_files, [reading]))
    assert "shared folder" in refused.value.hint
