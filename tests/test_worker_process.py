"""A worker gives memory that is free back: counted in calls and in bytes, not in seconds."""

import os
from itertools import count

import pytest

from archivist import worker_process
from archivist.worker_process import do_job, own_memory, trim_memory

MEBIBYTE = 1 << 20


def double(number: int) -> int:
    return 2 * number


def test_memory_is_given_back_after_so_many_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    trims: list[int] = []
    done = count(1)
    monkeypatch.setattr(worker_process, "_DONE", done)
    monkeypatch.setattr(worker_process, "trim_memory", lambda: trims.append(1))
    assert [do_job(double, number) for number in range(40)] == [2 * number for number in range(40)]
    assert len(trims) == 2


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
