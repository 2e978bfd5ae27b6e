"""The one handler of what stops the program."""

import pytest

from archivist.cli import _explain
from archivist.errors import ArchivistError, UsageError


def test_a_known_problem_is_reported_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert _explain(UsageError("there is no volume 2022-30", "There are: 2022-03.")) == 2
    assert capsys.readouterr().err == "archivist: there is no volume 2022-30\nThere are: 2022-03.\n"
    assert _explain(ArchivistError("out of paper")) == 1
    assert capsys.readouterr().err == "archivist: out of paper\n"


def test_an_unknown_one_is_named_in_two_lines(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise KeyError("volume")
    except KeyError as error:
        assert _explain(error) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert told[0].startswith("archivist: unexpected KeyError in test_ending.py:")
    assert "--debug" in told[1]
