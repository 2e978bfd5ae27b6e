"""What was said of the same bytes is not asked again: counted in questions and readings, not in seconds."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.archive import open_archive
from archivist.cache import RenewedStore, Store
from archivist.cli.progress import NoSteps
from archivist.findings import Severity
from archivist.verdict import Message, Verdict
from archivist.verify import ace, edition_checks, epubcheck, outloud, own_checks, stored_checks, verapdf
from archivist.verify.edition_checks import Verification
from archivist.verify.outside_tools import TOOLS
from archivist.verify.stored_verdicts import Question, Validator, read_verdict, verdict_as_data, verdicts_on
from archivist.workflows import volume_verification
from archivist.workflows.volume_verification import verify_volumes
from tests.archives import Compiled


@dataclass
class Machine:
    """A machine with validators that pass everything, and count what they are asked."""

    version: str = "1"
    asked: Counter[str] = field(default_factory=Counter)  # files, by tool
    started: Counter[str] = field(default_factory=Counter)  # processes, by tool

    def tool(self, name: str) -> Validator:
        return Validator(name, self.version, lambda questions: self._answer(name, questions))

    def _answer(self, name: str, questions: Sequence[Question]) -> Iterator[Verdict]:
        self.started[name] += 1
        for question in questions:
            self.asked[name] += 1
            yield Verdict(name, self.version, question.file, True)

    def own(self, edition: own_checks.EditionFiles) -> own_checks.OwnChecks:
        self.asked["own"] += 1
        return own_checks.check_own(edition)

    def count(self) -> dict[str, int]:
        counted = dict(self.asked)
        assert all(times == 1 for times in self.started.values())
        self.asked.clear()
        self.started.clear()
        return counted


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    here = Machine()
    for module in (epubcheck, ace, outloud):
        monkeypatch.setattr(module, "validator", lambda tool=module.TOOL: here.tool(tool))

    def check(jobs: Iterable[verapdf.Job], *_: object) -> dict[Path, list[Verdict]]:
        return {job.file: [Verdict("verapdf", "1", job.file, True)] for job in jobs}

    monkeypatch.setattr(verapdf, "check", check)
    monkeypatch.setattr(edition_checks, "check_own", here.own)
    return here


def verified(root: Path, *, from_cache: bool = True) -> Verification:
    return verify_volumes(open_archive(root), volumes=["2022-02"], from_cache=from_cache, steps=NoSteps())


def test_every_outside_tool_is_asked_through_the_workers_of_a_cluster(
    made: Compiled, machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Counter[str] = Counter()

    def ask(validator: Validator, questions: Sequence[Question]) -> Iterator[Verdict]:
        asked[validator.tool] += len(questions)
        return validator.ask(questions)

    def check(
        jobs: Sequence[verapdf.Job], _: Store, count: Callable[[Verdict], None], run: verapdf.Run
    ) -> dict[Path, list[Verdict]]:
        return {job.file: list(run([job])) for job in jobs}

    monkeypatch.setattr(verapdf, "validator", lambda: machine.tool("verapdf"))
    monkeypatch.setattr(verapdf, "check", check)
    monkeypatch.setattr(volume_verification, "_ask_of", lambda _: ask)
    assert verified(made.copy(tmp_path / "copy")).passed
    assert asked == {"verapdf": 2, "outloud": 1, "epubcheck": 1, "ace": 1}  # of the PDF two standards
    assert set(asked) == set(TOOLS)


ALL = {"own": 1, "epubcheck": 1, "ace": 1, "outloud": 1}


def test_a_second_verification_asks_nobody_and_says_the_same(
    made: Compiled, machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = made.copy(tmp_path / "copy")
    first = verified(root)
    assert first.passed is True
    assert machine.count() == ALL
    assert verified(root) == first
    assert machine.count() == {}

    assert verified(root, from_cache=False) == first
    assert machine.count() == ALL

    machine.version = "2"
    verified(root)
    assert machine.count() == {name: 1 for name in ALL if name != "own"}

    monkeypatch.setattr(stored_checks, "installed_program", lambda: "another program")
    verified(root)
    assert machine.count() == {"own": 1}

    book = next(root.rglob("*2022-02.en.epub"))
    book.write_bytes(book.read_bytes() + b"\n")
    assert verified(root).passed is False
    assert machine.count() == {"own": 1, "epubcheck": 1, "ace": 1}
    assert verified(root).passed is False
    assert machine.count() == {"own": 1}  # a fault is looked at each time


def test_a_file_that_links_lead_to_is_looked_at_again(made: Compiled, machine: Machine, tmp_path: Path) -> None:
    root = made.copy(tmp_path / "copy")
    kept = open_archive(root)
    before = verify_volumes(kept, volumes=["2022-03"], languages=["en"], steps=NoSteps())
    machine.count()
    assert verify_volumes(kept, volumes=["2022-03"], languages=["en"], steps=NoSteps()) == before
    assert machine.count() == {}
    entries = [json.loads(path.read_bytes()) for path in kept.cache.glob("*/*.checks")]
    (name,) = {name for entry in entries for name in entry["others"]}
    other = next(root.rglob(Path(name).name))
    other.write_bytes(other.read_bytes() + b"\n")
    verify_volumes(kept, volumes=["2022-03"], languages=["en"], steps=NoSteps())
    assert machine.count() == {"own": 1}


# ---------------------------------------------------------------- entries


def test_what_cannot_be_known_is_asked_each_time(tmp_path: Path) -> None:
    here, file = Machine(), tmp_path / "x.epub"
    unknown = replace(here.tool("ace"), identity="")
    silent = Validator("ace", "1", lambda asked: (Verdict("ace", "", each.file, None) for each in asked))
    for _ in range(2):
        for tool in (unknown, silent):
            assert len(list(verdicts_on([Question(file, "d")], tool, Store(tmp_path)))) == 1
    assert here.asked["ace"] == 2
    list(verdicts_on([Question(file, "d")], here.tool("ace"), Store(tmp_path)))
    list(verdicts_on([Question(file, "d", ("--layer",))], here.tool("ace"), Store(tmp_path)))
    assert here.asked["ace"] == 4


def test_a_damaged_entry_counts_as_absent(tmp_path: Path) -> None:
    here, question = Machine(), Question(tmp_path / "x.epub", "d")
    for damage in (b"", b"{}", b"[]", b'{"passed": 1}', b"\xff"):
        list(verdicts_on([question], here.tool("ace"), Store(tmp_path)))
        (entry,) = tmp_path.glob("*/*.verdict")
        Store(tmp_path).put(entry.name[:64], ".verdict", damage)
        assert [each.passed for each in verdicts_on([question], here.tool("ace"), Store(tmp_path))] == [True]
    assert here.asked["ace"] == 6


def test_a_renewed_store_finds_what_was_put_through_it_alone(tmp_path: Path) -> None:
    key = "a" * 64
    Store(tmp_path).put(key, ".x", b"old")
    renewed = RenewedStore(tmp_path)
    assert renewed.get(key, ".x") is None
    renewed.put(key, ".x", b"new")
    for store in (renewed, Store(tmp_path)):
        path = store.get(key, ".x")
        assert path is not None
        assert path.read_bytes() == b"new"


messages = st.builds(
    Message, st.sampled_from(Severity), st.text(), st.text(), st.text(), st.integers(0), st.integers(0)
)
verdicts = st.builds(
    Verdict,
    st.text(),
    st.text(),
    st.just(Path("x.pdf")),
    st.booleans(),
    st.lists(messages, max_size=3).map(tuple),
    st.text(),
    st.text(),
)


@given(verdicts)
def test_a_verdict_is_read_as_it_was_written(verdict: Verdict) -> None:
    assert read_verdict(json.loads(json.dumps(verdict_as_data(verdict))), verdict.file) == verdict
