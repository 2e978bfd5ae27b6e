import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archivist.errors import ArchivistError, LayoutError
from archivist.executors import Workers, default_workers, run_all


def double(number: int) -> int:
    return 2 * number


def process(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def die(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def refuse(number: int) -> int:
    raise LayoutError(f"no room for {number}", "Make room.")


@pytest.mark.parametrize("workers", [1, 2])
def test_every_result_comes_once_with_its_index(workers: int) -> None:
    assert sorted(run_all(double, range(20), workers=workers)) == [(i, 2 * i) for i in range(20)]


@pytest.mark.parametrize("workers", [1, 2])
def test_no_jobs(workers: int) -> None:
    assert list(run_all(double, [], workers=workers)) == []


def test_one_worker_and_one_job_run_in_this_process() -> None:
    assert {pid for _, pid in run_all(process, range(3), workers=1)} == {os.getpid()}
    assert {pid for _, pid in run_all(process, range(1), workers=4)} == {os.getpid()}


def test_processes_are_kept_from_round_to_round() -> None:
    with Workers(2) as crew:
        first = {pid for _, pid in crew.run(process, range(8))}
        second = {pid for _, pid in crew.run(process, range(8))}
    assert os.getpid() not in first | second
    assert len(first | second) <= 2


@pytest.mark.parametrize("workers", [1, 2])
def test_the_error_of_a_job_arrives_whole(workers: int) -> None:
    with pytest.raises(LayoutError, match="no room for") as caught:
        list(run_all(refuse, range(5), workers=workers))
    assert caught.value.hint == "Make room."
    assert caught.value.exit_code == 1


def test_a_worker_that_dies_is_told_in_words() -> None:
    with pytest.raises(ArchivistError, match="ended unexpectedly") as caught:
        list(run_all(die, range(5), workers=2))
    assert "--jobs 1" in caught.value.hint


@pytest.mark.parametrize("workers", [1, 2])
def test_jobs_are_taken_only_as_they_are_needed(workers: int) -> None:
    taken = 0

    def jobs() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    results = run_all(double, jobs(), workers=workers)
    for done, _ in enumerate(results, 1):
        assert taken <= done + 2 * workers
        if done == 20:
            break
    results.close()
    assert taken < 40


def test_processes_started_ahead_do_the_jobs() -> None:
    with Workers(2) as crew:
        crew.start("json")
        assert crew.begin(process, 1)() != os.getpid()
        assert sorted(crew.run(double, range(5))) == [(i, 2 * i) for i in range(5)]
    with Workers(1) as alone:
        alone.start("json")
        assert alone.begin(process, 1)() == os.getpid()


def test_workers_are_counted_by_what_this_process_may_use() -> None:
    assert 1 <= default_workers() <= (os.cpu_count() or 1)


SLEEPERS = """
import os, sys, time
from pathlib import Path
from archivist.executors import run_all

def sleep(number):
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(600)

if __name__ == "__main__":
    list(run_all(sleep, range(100), workers=2))
"""


def _started(folder: Path, program: "subprocess.Popen[bytes]") -> set[int]:
    for _ in range(600):
        pids = {int(path.name) for path in folder.iterdir()}
        if len(pids) == 2:
            return pids
        assert program.poll() is None
        time.sleep(0.05)
    raise AssertionError("the workers did not start")


def _alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_nobody_is_waited_for_and_nobody_is_left(tmp_path: Path, how: signal.Signals) -> None:
    script, folder = tmp_path / "sleepers.py", tmp_path / "pids"
    script.write_text(SLEEPERS)
    folder.mkdir()
    program = subprocess.Popen([sys.executable, script, folder], stderr=subprocess.DEVNULL)
    workers = _started(folder, program)
    program.send_signal(how)
    program.wait(timeout=10)
    deadline = time.monotonic() + 10
    while any(map(_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_alive, workers))
