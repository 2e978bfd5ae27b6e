import time

import pytest

from archivist.cli.heartbeat import heartbeat
from archivist.cli.importing import Count
from archivist.cli.progress import StepCount


def test_a_line_is_printed_now_and_then(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ARCHIVIST_PROGRESS", "0.01")
    with heartbeat(lambda: "verify: 1 of 2 steps"):
        time.sleep(2)  # read once, at the end: what is printed meanwhile would be lost
    assert capfd.readouterr().err.startswith("verify: 1 of 2 steps\nverify: 1 of 2 steps\n")


@pytest.mark.parametrize("seconds", ["0", "-1"])
def test_nothing_is_printed_if_no_one_wants_it(
    seconds: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ARCHIVIST_PROGRESS", seconds)
    with heartbeat(lambda: "x"):
        time.sleep(0.05)
    assert capfd.readouterr().err == ""


def test_the_states_are_lines() -> None:
    steps, count = StepCount(), Count()
    assert (str(steps), str(count)) == ("", "")
    steps.expect(12)
    steps.done("links")
    assert str(steps) == "verify: 1 of 12 steps, the last one: links"
    count.writing(1200)
    count.done()
    assert str(count) == "writing: 1 of 1,200 articles"
