import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from archivist import executors
from archivist.errors import ArchivistError, LayoutError
from archivist.executors import (
    Executor,
    InProcess,
    J,
    R,
    SpawnedProcesses,
    crew_for,
    default_workers,
    map_in_batches,
    open_executor,
    run_in_batches,
    submit_in_batches,
)


def double(number: int) -> int:
    return 2 * number


def process(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def wait_for_others(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def die(_: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def refuse(number: int) -> int:
    raise LayoutError(f"no room for {number}", "Make room.")


@pytest.fixture(params=["in this process", "in spawned processes"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    """Each implementation, which must do the same."""
    with InProcess() if request.param == "in this process" else SpawnedProcesses(2) as made:
        yield made


def test_every_result_comes_once_with_its_index(executor: Executor) -> None:
    for _ in range(2):
        assert sorted(executor.run(double, range(20))) == [(i, 2 * i) for i in range(20)]


def test_a_few_small_jobs_are_done_in_this_process() -> None:
    with SpawnedProcesses(2) as executor:
        assert {pid for _, pid in run_in_batches(executor, process, range(6), 2, here=6)} == {os.getpid()}
        assert os.getpid() not in {pid for _, pid in run_in_batches(executor, process, range(6), 2, here=5)}


def test_no_jobs(executor: Executor) -> None:
    assert list(executor.run(double, [])) == []


def test_a_single_job_is_done(executor: Executor) -> None:
    assert list(executor.run(double, [4])) == [(0, 8)]
    assert executor.submit(double, 5).result() == 10
    executor.prepare("json")
    pending = [executor.submit(double, number) for number in range(4)]
    assert [each.result() for each in pending] == [0, 2, 4, 6]


def test_batches_have_the_same_results(executor: Executor) -> None:
    assert sorted(run_in_batches(executor, double, range(20), 3)) == [(i, 2 * i) for i in range(20)]


def test_results_are_in_the_order_of_the_jobs_and_travel_in_batches() -> None:
    given: list[int] = []

    class Counting(InProcess):
        def run(self, function: Callable[[J], R], jobs: Iterable[J | None]) -> Generator[tuple[int, R], None, None]:
            batches = list(jobs)
            given.append(len(batches))
            yield from reversed(list(super().run(function, batches)))

    assert map_in_batches(Counting(), double, range(20), 3) == [2 * number for number in range(20)]
    assert given == [7]
    assert map_in_batches(Counting(), double, range(20), here=20) == [2 * number for number in range(20)]
    assert given == [7]  # so few are done here
    assert map_in_batches(Counting(), double, []) == []


def test_small_jobs_run_beside_what_the_caller_does_and_come_in_order(executor: Executor) -> None:
    executor.prepare("json")
    results = submit_in_batches(executor, double, range(20), 3)
    assert list(executor.run(double, range(3)))
    assert results() == [2 * number for number in range(20)]
    assert submit_in_batches(executor, double, [])() == []


def test_jobs_of_batches_are_taken_only_as_they_are_needed(executor: Executor) -> None:
    taken: list[int] = []

    def jobs() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    with closing(run_in_batches(executor, double, jobs(), 10)) as results:
        assert len(list(islice(results, 10))) == 10
    assert len(taken) <= 10 * 2 * 2 + 10


def test_a_few_small_jobs_are_for_this_process(executor: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "FEW", 3)
    assert isinstance(crew_for(executor, 3), InProcess)
    assert crew_for(executor, 4) is executor


def test_the_error_of_a_job_arrives_whole(executor: Executor) -> None:
    with pytest.raises(LayoutError, match="no room for") as caught:
        list(executor.run(refuse, range(5)))
    assert caught.value.hint == "Make room."
    assert caught.value.exit_code == 1
    executor.prepare("json")
    pending = executor.submit(refuse, 7)
    with pytest.raises(LayoutError, match="no room for 7"):
        pending.result()


def test_jobs_are_taken_only_as_they_are_needed(executor: Executor) -> None:
    taken = 0

    def jobs() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    results = executor.run(double, jobs())
    for done, _ in enumerate(results, 1):
        assert taken <= done + 4
        if done == 20:
            break
    results.close()
    assert taken < 40


def test_one_worker_is_this_process() -> None:
    with open_executor(1) as alone:
        assert isinstance(alone, InProcess)
        assert {pid for _, pid in alone.run(process, range(3))} == {os.getpid()}
        assert alone.submit(process, 1).result() == os.getpid()
    with open_executor(4) as several:
        assert {pid for _, pid in several.run(process, range(1))} == {os.getpid()}


def test_processes_are_kept_from_round_to_round() -> None:
    with open_executor(2) as executor:
        first = {pid for _, pid in executor.run(process, range(8))}
        second = {pid for _, pid in executor.run(process, range(8))}
    assert os.getpid() not in first | second
    assert len(first | second) <= 2


def test_a_single_job_runs_here_until_processes_have_started() -> None:
    with open_executor(2) as executor:
        assert {pid for _, pid in executor.run(process, range(1))} == {os.getpid()}
        asked_before = executor.submit(process, 1)
        assert len(list(executor.run(process, range(8)))) == 8
        assert os.getpid() != asked_before.result()
        assert os.getpid() not in {pid for _, pid in executor.run(process, range(1))}
        assert os.getpid() != executor.submit(process, 1).result()


def test_processes_started_ahead_do_the_jobs() -> None:
    with open_executor(2) as executor:
        executor.prepare("json")
        assert executor.submit(process, 1).result() != os.getpid()


def test_released_processes_end_and_others_do_what_comes_after(executor: Executor) -> None:
    before = {pid for _, pid in executor.run(process, range(8))} - {os.getpid()}
    executor.release()
    assert not [pid for pid in before if Path(f"/proc/{pid}").exists()]
    assert executor.submit(process, 1).result() == os.getpid()  # none is started for one job
    after = {pid for _, pid in executor.run(process, range(8))} - {os.getpid()}
    assert len(after) == len(before)
    assert not before & after


def test_processes_that_have_grown_are_replaced_between_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "_LEAST_JOBS", 4)
    seen: list[int] = []
    with SpawnedProcesses(2) as executor:
        for largest, most in ((1 << 40, 2), (0, 6)):
            monkeypatch.setattr(executors, "_LARGEST", largest)
            results = dict(executor.run(process, range(24)))
            assert sorted(results) == list(range(24))
            seen.append(len(set(results.values())))
            assert seen[-1] <= most
    assert seen[0] < seen[1]


def test_processes_are_not_replaced_while_they_do_a_single_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "_LEAST_JOBS", 0)
    monkeypatch.setattr(executors, "_LARGEST", 0)
    with SpawnedProcesses(2) as executor:
        executor.prepare("json")
        pending = executor.submit(wait_for_others, 0.5)
        assert len(dict(executor.run(process, range(4)))) == 4
        assert pending.result() != os.getpid()


def test_a_worker_that_dies_is_reported_in_words() -> None:
    with open_executor(2) as executor, pytest.raises(ArchivistError, match="ended unexpectedly") as caught:
        list(executor.run(die, range(5)))
    assert "--jobs 1" in caught.value.hint


def test_workers_are_counted_by_what_this_process_may_use() -> None:
    assert 1 <= default_workers() <= (os.cpu_count() or 1)


SLEEPERS = """
import os, sys, time
from pathlib import Path
from archivist.executors import open_executor

def sleep(number):
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(600)

if __name__ == "__main__":
    with open_executor(2) as executor:
        list(executor.run(sleep, range(100)))
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
def test_interrupted_no_one_is_waited_for_and_no_one_is_left(tmp_path: Path, how: signal.Signals) -> None:
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


def test_a_job_that_is_not_ready_is_asked_for_again_after_another_result(executor: Executor) -> None:
    """As the next piece of a list is, which begins where the one before it ended."""
    ready = [1, 2, 3]
    done: list[int] = []

    def jobs() -> Iterator[int | None]:
        while len(done) < 12:
            yield ready.pop() if ready else None

    for index, result in executor.run(double, jobs()):
        done.append(index)
        if result < 30:
            ready.append(result)
    assert sorted(done) == list(range(12))
