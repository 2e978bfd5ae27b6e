"""No document takes longer than a bound that grows with its length."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from archivist.findings import CODES, Severity
from archivist.pdf import time_limit
from archivist.pdf.engine import document_layout
from archivist.pdf.time_limit import OutOfTimeError, limit, limited
from tests.pdf.making import document, job, laid, lay_out, whole
from tests.running_time import seconds_since


def test_what_takes_too_long_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "LEAST", 0.1)
    begun = time.process_time()
    with pytest.raises(OutOfTimeError, match="processor time"), limited(0):
        while time.process_time() - begun < 30:
            pass
    assert seconds_since(begun) < 10


def test_a_thread_is_interrupted_too_and_only_while_it_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "LEAST", 0.1)

    def work() -> str:
        begun, said = time.process_time(), ""
        try:
            with limited(0):
                while time.process_time() - begun < 30:
                    pass
        except OutOfTimeError as error:
            said = str(error)
        time.sleep(2 * time_limit._AGAIN)
        return said

    with ThreadPoolExecutor(1) as pool:
        assert "processor time" in pool.submit(work).result()


def test_waiting_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "LEAST", 0.2)
    with limited(0):
        time.sleep(0.5)


@pytest.mark.slow
def test_a_document_that_takes_too_long_is_an_error_and_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "LEAST", 0.1)
    monkeypatch.setattr(time_limit, "PER_CHARACTER", 0.0)
    made = laid("Words and words and words.\n\n" * 3000)
    assert "processor time" in made.out_of_time
    assert made.pdf == b""
    assert CODES["layout-too-long"].severity is Severity.ERROR
    monkeypatch.undo()
    assert whole(laid("Words."))


def test_the_limit_grows_with_the_document() -> None:
    assert limit(100_000) > limit(1000) > 30


@pytest.mark.parametrize("character", ["a", "ж", "წ", "水"])
def test_the_limit_counts_characters_whatever_the_script(monkeypatch: pytest.MonkeyPatch, character: str) -> None:
    counted: list[int] = []

    def counting(characters: int) -> Any:
        counted.append(characters)
        return limited(characters)

    monkeypatch.setattr(document_layout, "limited", counting)
    plain = job(document("Words."))
    longer = replace(plain, xhtml=plain.xhtml.replace(b"Words.", (character * 100).encode()))
    lay_out(replace(plain, prove=False))
    lay_out(replace(longer, prove=False))
    assert counted[1] - counted[0] == 100 - len("Words.")
