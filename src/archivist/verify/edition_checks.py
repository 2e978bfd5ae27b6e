"""Editions verified: every file their records name, every check, in an order that starts slow tools once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import Protocol

from archivist.cache import Store
from archivist.executors import Executor, InProcess
from archivist.files import sha256
from archivist.record.volume_record import RecordedFile, VolumeRecord
from archivist.verdict import Verdict, together
from archivist.verify import ace, epubcheck, outloud, verapdf
from archivist.verify.file_text import FileText
from archivist.verify.outside_tools import Ask, ask_here
from archivist.verify.own_checks import EditionFiles, OwnChecks, check_own, is_epub, is_pdf
from archivist.verify.stoppable_thread import stop_if, stoppable_thread
from archivist.verify.stored_checks import keep_checks, recall_checks
from archivist.verify.stored_verdicts import Question, Validator, verdicts_on

_PAGES_ALONE = 400  # checked in this process: that takes as long as others take to start


class Steps(Protocol):
    """Who wants to know how far it is. It is called from two threads."""

    def expect(self, steps: int) -> None:
        """So many more steps are to be done."""

    def done(self, step: str) -> None:
        """A step is done: which file, which check."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """An edition to be verified."""

    edition: str  # 2022-03.en
    path: Path  # of its record
    record: VolumeRecord | str  # or why there is none
    texts: Mapping[Path, FileText] = field(default_factory=dict)  # the text of each file that the record names
    today: VolumeRecord | str = ""  # what would be recorded today, or why that is not known
    beside: "tuple[VerifiedFile, ...]" = ()  # its record, and the folder it is in, which are checked already
    sources: Verdict | None = None  # on the record against today's articles, if that is known already


@dataclass(frozen=True, slots=True)
class VerifiedFile:
    """A file and what was said of it."""

    path: Path
    digest: str  # SHA-256 as it is now, hexadecimal; "" if it is gone
    verdicts: tuple[Verdict, ...]

    @property
    def passed(self) -> bool | None:
        """Whether it passed every check; None if none failed but not all could be made."""
        return together(self.verdicts)

    @property
    def standards(self) -> tuple[str, ...]:
        """The standards a validator has confirmed for it."""
        return tuple(verdict.standard for verdict in self.verdicts if verdict.standard and verdict.passed)


@dataclass(frozen=True, slots=True)
class VerifiedEdition:
    """An edition and its files."""

    edition: str
    files: tuple[VerifiedFile, ...]
    missing: str = ""  # why it could not be verified at all

    @property
    def passed(self) -> bool | None:
        """As of a file."""
        passed = together(verdict for file in self.files for verdict in file.verdicts)
        return None if self.missing and passed else passed


@dataclass(frozen=True, slots=True)
class Verification:
    """The result."""

    editions: tuple[VerifiedEdition, ...]

    @property
    def passed(self) -> bool | None:
        """False if a check failed, None if none failed and something could not be verified, True if all passed."""
        results = [edition.passed for edition in self.editions]
        if False in results:
            return False
        return True if results and None not in results else None

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All of them."""
        return tuple(verdict for edition in self.editions for file in edition.files for verdict in file.verdicts)


def verify(
    editions: Iterable[Compiled], store: Store, steps: Steps, workers: Executor, ask: Ask = ask_here
) -> Verification:
    """Check every file of these editions. `store` keeps what was said of the same bytes, `ask` asks outside tools."""
    editions = tuple(editions)
    files = tuple(file for each in editions for file in _files(each))
    steps.expect(sum(_steps(file) for file in files))
    digests = {file.path: sha256(file.path) if file.path.is_file() else "" for file in files}
    run = _Run(editions, digests, store, steps, workers, ask)
    # What opens EPUBs waits for Java and a browser; in the meantime this process reads the files itself.
    with stoppable_thread(run.check_own_and_pdfs) as own:
        books = run.validate_books()
        said = own.result()
    said = {path: (*verdicts, *books.get(path, ())) for path, verdicts in said.items()}
    return Verification(tuple(_verified(each, said, digests) for each in editions))


@dataclass(frozen=True, slots=True)
class _Run:
    """One verification."""

    editions: Sequence[Compiled]
    digests: Mapping[Path, str]  # SHA-256 of each file; "" if it is not there
    store: Store
    steps: Steps
    workers: Executor
    ask: Ask

    def check_own_and_pdfs(self, is_over: Event) -> dict[Path, tuple[Verdict, ...]]:
        """The program's own checks of all files, and what outside tools say of PDFs, which need to be read first."""
        own = self._own_checks(is_over)
        validated = self._validate_pdfs(
            {path: claims for each in own for path, claims in each.flavours.items()}, is_over
        )
        said = {path: verdicts for each in own for path, verdicts in each.verdicts.items()}
        return {path: (*verdicts, *validated.get(path, ())) for path, verdicts in said.items()}

    def _own_checks(self, is_over: Event) -> list[OwnChecks]:
        """Those of each edition; of several editions that are not known, beside one another."""
        known: dict[int, OwnChecks] = {}
        new: dict[int, tuple[EditionFiles, Path]] = {}
        for number, each in enumerate(self.editions):
            if isinstance(each.record, VolumeRecord):
                files = EditionFiles(each.record, each.texts)
                found = recall_checks(files, each.path, self.digests, self.store)
                if found is None:
                    new[number] = files, each.path
                else:
                    known[number] = found
                    self._count(files)
        numbers, jobs = list(new), [files for files, _ in new.values()]
        with closing(_crew(self.workers, jobs).run(check_own, jobs)) as results:
            for index, checks in results:
                stop_if(is_over)
                files, record = new[numbers[index]]
                keep_checks(checks, files, record, self.digests, self.store)
                known[numbers[index]] = checks
                self._count(files)
        return [known[number] for number in sorted(known)]

    def _count(self, edition: EditionFiles) -> None:
        for file in edition.record.files:
            self.steps.done(f"{file.path.name}: own checks")

    def _validate_pdfs(
        self, flavours: Mapping[Path, tuple[str, ...]], is_over: Event
    ) -> dict[Path, tuple[Verdict, ...]]:
        """What outside tools say of the PDFs that are there."""
        claims = {path: claimed for path, claimed in flavours.items() if self.digests[path]}
        jobs = [verapdf.Job(path, self.digests[path], claim) for path, claimed in claims.items() for claim in claimed]
        self.steps.expect(len(jobs) - len(claims))

        def count(verdict: Verdict) -> None:
            stop_if(is_over)
            self.steps.done(f"{verdict.file.name}: {verdict.name}")

        told = verapdf.check(jobs, self.store, count, self._run_verapdf)
        result = {path: tuple(told.get(path, ())) for path in claims}
        questions = [Question(path, self.digests[path], outloud.layers(claimed)) for path, claimed in claims.items()]
        for verdict in self._verdicts_on(questions, outloud.validator()):
            count(verdict)
            result[verdict.file] += (verdict,)
        return result

    def _run_verapdf(self, jobs: Sequence[verapdf.Job]) -> Iterator[Verdict]:
        return self.ask(verapdf.validator(), [Question(job.file, job.digest, (job.flavour,)) for job in jobs])

    def _verdicts_on(self, questions: Sequence[Question], validator: Validator) -> Iterator[Verdict]:
        return verdicts_on(questions, replace(validator, ask=partial(self.ask, validator)), self.store)

    def validate_books(self) -> dict[Path, tuple[Verdict, ...]]:
        """What outside tools say of the EPUBs that are there."""
        files = [file.path for each in self.editions for file in _files(each) if is_epub(file)]
        questions = [Question(path, self.digests[path]) for path in files if self.digests[path]]
        verdicts: dict[Path, tuple[Verdict, ...]] = {question.file: () for question in questions}
        for tool in (epubcheck.validator(), ace.validator()):
            for verdict in self._verdicts_on(questions, tool):
                verdicts[verdict.file] += (verdict,)
                self.steps.done(f"{verdict.file.name}: {verdict.name}")
        return verdicts


def _crew(workers: Executor, jobs: Sequence[EditionFiles]) -> Executor:
    """Who makes the checks: workers, if there is enough to do for them to start."""
    return workers if sum(job.record.page_count for job in jobs) > _PAGES_ALONE else InProcess()


def _files(edition: Compiled) -> Sequence[RecordedFile]:
    return edition.record.files if isinstance(edition.record, VolumeRecord) else ()


def _steps(file: RecordedFile) -> int:
    """In how many steps a file is checked: own checks, and two outside tools."""
    return 3 if is_epub(file) or is_pdf(file) else 1


def _verified(
    edition: Compiled, said: Mapping[Path, tuple[Verdict, ...]], digests: Mapping[Path, str]
) -> VerifiedEdition:
    if isinstance(edition.record, str):
        return VerifiedEdition(edition.edition, edition.beside, edition.record)
    files = tuple(VerifiedFile(file.path, digests[file.path], said[file.path]) for file in edition.record.files)
    return VerifiedEdition(edition.edition, (*files, *edition.beside))
