"""outloud run and understood; errors fail, warnings do not, a missing tool is no pass."""

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from archivist.findings import Severity
from archivist.verdict import Verdict
from archivist.verify import outloud
from archivist.verify.stored_verdicts import Question
from tests.verify.making import changed, good

pytestmark = pytest.mark.slow  # whole books


_TIMES = re.compile(rb'"(?:generated|seconds)": [^\n]*')


def check(file: Path, flavours: tuple[str, ...]) -> Verdict:
    (verdict,) = outloud.check([Question(file, "", outloud.layers(flavours))])
    return verdict


needs_outloud = pytest.mark.skipif(find_spec("outloud") is None, reason="outloud is missing; pip install outloud")


@needs_outloud
def test_a_good_file_passes_and_one_without_a_title_does_not(tmp_path: Path) -> None:
    right, wrong = tmp_path / "right.pdf", tmp_path / "wrong.pdf"
    right.write_bytes(good())

    def change(pdf: Any) -> None:
        del pdf.Root["/ViewerPreferences"]

    wrong.write_bytes(changed(change))
    assert check(right, ("2a", "ua1")).passed is True
    failed = check(wrong, ("2a", "ua1"))
    assert failed.passed is False
    assert "DOC-011" in [message.code for message in failed.messages]
    assert check(wrong, ("2a",)).passed is True  # its rules of PDF/UA-1 are not asked where it is not claimed


@needs_outloud
def test_it_says_what_its_command_says_and_imports_less(tmp_path: Path) -> None:
    file = tmp_path / "wrong.pdf"

    def change(pdf: Any) -> None:
        del pdf.Root["/ViewerPreferences"]

    file.write_bytes(changed(change))
    ours = subprocess.run(
        (sys.executable, "-X", "importtime", "-m", "archivist.verify.outloud_process", "--json", "-", str(file)),
        capture_output=True,
        check=False,
    )
    theirs = subprocess.run(
        (sys.executable, "-m", "outloud.cli", "--json", "-", str(file)), capture_output=True, check=False
    )
    assert ours.returncode == theirs.returncode == 1
    said = _TIMES.sub(b"", ours.stdout)
    assert b"DOC-011" in said
    assert said == _TIMES.sub(b"", theirs.stdout)
    assert b"pymupdf" in ours.stderr
    assert b"onnxruntime" not in ours.stderr


@needs_outloud
def test_damage_fails(tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(good()[:2000])
    verdict = check(file, ())
    assert (verdict.passed, verdict.messages[0].code) == (False, "unreadable")


@needs_outloud
def test_a_report_is_read() -> None:
    finding = {"rule": "TBL-011", "severity": "warning", "message": "m", "count": 3, "evidence": "e", "page": 2}
    rule = {"rule": "ORD-001", "status": "crashed", "reason": "r"}
    report = {"error": None, "findings": [finding], "rules": [rule]}
    verdict = outloud.read_report(report, Path("x.pdf"))
    assert verdict.passed is True
    assert verdict.count(Severity.WARNING) == 2
    assert [(each.code, each.text, each.place) for each in verdict.messages] == [
        ("ORD-001", "this rule of outloud broke down: r", ""),
        ("TBL-011", "m (3 times): e", "page 2 of the file"),
    ]


def test_a_missing_tool_is_not_a_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outloud, "find_spec", lambda name: None)
    verdict = check(Path("x.pdf"), ())
    assert verdict.passed is None
    assert "pip install 'archivist[verify]'" in verdict.messages[0].text


@needs_outloud
def test_a_tool_that_fails_gives_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.CompletedProcess((), 3, b"", b"broken")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    verdict = check(Path("x.pdf"), ())
    assert verdict.passed is None
    assert "broken" in verdict.messages[0].text


@needs_outloud
def test_files_share_a_process_and_each_has_one_of_its_own_if_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    said: dict[str, Any] = {"error": None, "findings": [], "rules": []}

    def run(command: tuple[str, ...], **_: object) -> subprocess.CompletedProcess[bytes]:
        files = list(command[command.index("--") + 1 :])
        asked.append([Path(file).name for file in files])
        is_ended = "bad.pdf" in asked[-1]
        output = b"" if is_ended else json.dumps({"results": [said] * len(files)}).encode()
        return subprocess.CompletedProcess((), int(is_ended), output, b"crashed")

    monkeypatch.setattr(subprocess, "run", run)
    names = ("a.pdf", "b.pdf", "bad.pdf", "c.pdf")
    semantic = ("--layer", "semantic")
    questions = [Question(Path(name), "", semantic if name == "c.pdf" else ()) for name in names]
    assert [verdict.passed for verdict in outloud.check(questions)] == [True, True, None, True]
    assert asked == [["a.pdf", "b.pdf", "bad.pdf"], ["a.pdf"], ["b.pdf"], ["bad.pdf"], ["c.pdf"]]
