"""A worker gives memory that is free back: counted in calls and in bytes, not in seconds."""

import gc
import os
import subprocess
import sys
import weakref
from itertools import count
from pathlib import Path

import pytest

from archivist import worker_process
from archivist.worker_process import do_job, own_memory, trim_memory

MEBIBYTE = 1 << 20


def double(number: int) -> int:
    return 2 * number


def test_memory_is_given_back_after_so_many_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    trims: list[int] = []
    monkeypatch.setattr(worker_process, "_DONE", count(2))
    monkeypatch.setattr(worker_process, "trim_memory", lambda: trims.append(1))
    assert [do_job(double, number) for number in range(40)] == [2 * number for number in range(40)]
    assert len(trims) == 5


def test_a_large_job_gives_its_memory_back_at_once_and_before_anything_is_frozen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []
    grown = iter([0, 400 * MEBIBYTE, 0, 100 * MEBIBYTE])
    monkeypatch.setattr(worker_process, "_DONE", count(1))
    monkeypatch.setattr(worker_process, "own_memory", lambda _: next(grown))
    monkeypatch.setattr(worker_process, "trim_memory", lambda: done.append("trimmed"))
    monkeypatch.setattr("gc.collect", lambda _: done.append("collected"))
    monkeypatch.setattr("gc.freeze", lambda: done.append("frozen"))
    do_job(double, 1)
    assert done == ["collected", "trimmed", "frozen"]
    do_job(double, 2)  # it grew by less
    assert len(done) == 3


class Cycle:
    """An object that has itself."""

    def __init__(self, _: int) -> None:
        self.own = self


def test_cycles_of_objects_of_earlier_jobs_are_released(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "_DONE", count(2))
    gc.collect()
    gc.disable()
    try:
        left = [weakref.ref(do_job(Cycle, number)) for number in range(40)]
        assert sum(cycle() is not None for cycle in left) < 8
    finally:
        gc.enable()


def test_what_modules_have_made_is_not_looked_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[int] = []
    monkeypatch.setattr(worker_process, "_DONE", count(1))
    monkeypatch.setattr("gc.freeze", lambda: frozen.append(1))
    for number in range(20):
        do_job(double, number)
    assert len(frozen) == 1


ENDING = """
import atexit, os, tempfile, weakref
from archivist import cli
{prepare}
atexit.register(print, "at the end")  # runs before what was registered earlier
class Cycle:
    def __init__(self): self.own, self.folder = self, tempfile.TemporaryDirectory()
    def __del__(self): print("collected")
made = Cycle()
weakref.finalize(made, print, "finalized")
print(made.folder.name)
"""


@pytest.mark.parametrize("prepare", ["", "cli._prepare()"])
def test_a_command_ends_without_looking_for_cycles(prepare: str) -> None:
    program = ENDING.format(prepare=prepare)
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    folder, *said = found.stdout.splitlines()
    assert not Path(folder).exists()  # what is to be done at the end is done
    assert sorted(said) == (["at the end", "finalized"] if prepare else ["at the end", "collected", "finalized"])


@pytest.mark.skipif(worker_process._malloc_trim() is None, reason="the C library cannot do it")
def test_what_is_free_between_pieces_that_are_not_is_given_back() -> None:
    pieces = [b"a" * 2000 + str(number).encode() for number in range(20_000)]
    kept = pieces[::1000]
    pieces.clear()
    before = own_memory(os.getpid())
    trim_memory()
    assert before - own_memory(os.getpid()) > 20 * MEBIBYTE
    assert len(kept) == 20


def test_where_the_c_library_cannot_do_it_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "_malloc_trim", lambda: None)
    trim_memory()


def test_the_memory_of_a_process_that_has_ended_is_none() -> None:
    assert own_memory(1 << 30) == 0
    assert own_memory(os.getpid()) > MEBIBYTE
