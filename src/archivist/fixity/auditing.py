"""Targets audited: what has to be read is read by workers, what was read is judged here, and each target has a result.

target -> survey (lists, manifests) -> readings -> workers -> files read -> judgement
"""

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from archivist.executors import Executor
from archivist.findings import Finding, Severity, in_order
from archivist.fixity.bag import Bag, judge_bag, survey_bag
from archivist.fixity.comparison import WORDS
from archivist.fixity.containers import FolderFiles
from archivist.fixity.listed_folder import ALGORITHM, judge_folder, seal_of_folder, survey_folder
from archivist.fixity.ocfl_object import judge_object, seal_of_object, survey_object
from archivist.fixity.problem import Problem
from archivist.fixity.seal import Seal
from archivist.fixity.streamed_digests import ReadFile, Reading, read_files
from archivist.fixity.targets import Kind, Target
from archivist.fixity.volume import judge_volume, survey_volume
from archivist.fixity.zip_package import judge_zip, survey_zip
from archivist.ledger import UnreadableLedgerError, read_ledger

Results = Sequence[Sequence[ReadFile]]


@dataclass(frozen=True, slots=True)
class Audited:
    """A target and what was found."""

    path: Path
    kind: Kind
    findings: tuple[Finding, ...]
    files: int = 0  # that were read
    size: int = 0  # bytes of them
    algorithms: tuple[str, ...] = ()  # as they are written in prose: SHA-512
    seal: Seal | None = None

    @property
    def passed(self) -> bool | None:
        """False if anything is wrong, None if something could not be checked, else True."""
        severities = {finding.severity for finding in self.findings}
        if Severity.ERROR in severities:
            return False
        return None if Severity.WARNING in severities else True


@dataclass(frozen=True, slots=True)
class _Survey:
    """What has to be read of a target, and how what was read is judged."""

    target: Target
    readings: tuple[Reading, ...]
    judge: Callable[[Results], Iterable[Problem]]
    algorithms: tuple[str, ...] = ()
    seal: Callable[[Results], Seal | None] = lambda _: None
    uncounted: int = 0  # of the first readings: of a zip as it is, whose members are counted


@dataclass(slots=True)
class _Open:
    """A survey whose readings are not all done."""

    survey: _Survey
    results: dict[int, tuple[ReadFile, ...]] = field(default_factory=dict)

    def is_done(self) -> bool:
        """Whether all of them are."""
        return len(self.results) == len(self.survey.readings)


def audit(targets: Iterable[Target], executor: Executor) -> Generator[Audited, None, None]:
    """What is wrong with each target, in their order. Nothing is written.

    Of several targets the files are read at the same time, each as a stream. Damage is a finding. Raises
    ArchivistError only if a worker is lost.
    """
    started: dict[int, _Open] = {}
    owners: dict[int, tuple[int, int]] = {}  # of a job: target, place among its readings
    given = 0

    def jobs() -> Iterator[Reading]:
        for number, target in enumerate(targets):
            started[number] = _Open(_survey(target))
            for place, reading in enumerate(started[number].survey.readings):
                owners[len(owners)] = (number, place)
                yield reading

    with closing(executor.run(read_files, jobs())) as results:
        for job, read in results:
            number, place = owners[job]
            started[number].results[place] = read
            while given in started and started[given].is_done():
                yield _judge(started.pop(given))
                given += 1
    while given in started:
        yield _judge(started.pop(given))
        given += 1


def _judge(opened: _Open) -> Audited:
    survey, target = opened.survey, opened.survey.target
    results = [opened.results[place] for place in range(len(survey.readings))]
    problems = [*survey.judge(results)]
    read = [file for result in results[survey.uncounted :] for file in result]
    return Audited(
        target.path,
        target.kind,
        in_order(Finding(each.code, each.message, str(target.path), item=each.name) for each in problems),
        len(read),
        sum(file.size for file in read),
        tuple(WORDS.get(each, each) for each in survey.algorithms),
        survey.seal(results),
    )


# ---------------------------------------------------------------- the kinds of targets


def _survey(target: Target) -> _Survey:
    surveys = {
        Kind.BAG: _bag,
        Kind.ZIP: _zip,
        Kind.FOLDER: _folder,
        Kind.OCFL: _object,
        Kind.VOLUME: _volume,
        Kind.LEDGER: _ledger,
    }
    return surveys.get(target.kind, _nothing)(target)


def _bag(target: Target) -> _Survey:
    container = FolderFiles(target.path)
    bag = survey_bag(container, container.listing())
    return _Survey(
        target,
        tuple(bag.readings()),
        lambda results: judge_bag(bag, _by_name(results)),
        bag.algorithms,
        lambda _: _seal_of_bag(target.path, bag),
    )


def _seal_of_bag(folder: Path, bag: Bag) -> Seal | None:
    strongest = min(bag.tags, key=lambda each: bag.algorithms.index(each.algorithm), default=None)
    if strongest is None:
        return None
    content = strongest.said.content
    name = f"{folder.absolute().name}/{strongest.name}"
    return Seal(name, hashlib.sha512(content).hexdigest(), len(content), "BagIt tag manifest")


def _zip(target: Target) -> _Survey:
    package = survey_zip(target.path)
    algorithms = tuple(dict.fromkeys(("sha512", *(package.bag.algorithms if package.bag else ()))))
    return _Survey(
        target,
        tuple(package.readings()),
        lambda results: judge_zip(package, results),
        algorithms,
        lambda results: _seal_of_zip(target.path, results[0][0]),
        uncounted=1,
    )


def _seal_of_zip(path: Path, outer: ReadFile) -> Seal | None:
    return None if outer.problem else Seal(path.name, outer.digests["sha512"], outer.size, "ZIP")


def _folder(target: Target) -> _Survey:
    folder = survey_folder(target.path)
    return _Survey(
        target,
        tuple(folder.readings()),
        lambda results: judge_folder(folder, _by_name(results)),
        (ALGORITHM,),
        lambda _: seal_of_folder(folder),
    )


def _object(target: Target) -> _Survey:
    object = survey_object(target.path)
    return _Survey(
        target,
        tuple(object.readings()),
        lambda results: judge_object(object, _by_name(results)),
        object.algorithms,
        lambda _: seal_of_object(object),
    )


def _volume(target: Target) -> _Survey:
    volume = survey_volume(target.path)
    return _Survey(
        target, tuple(volume.readings()), lambda results: judge_volume(volume, _by_name(results)), ("sha256",)
    )


def _ledger(target: Target) -> _Survey:
    return _Survey(target, (), lambda _: _judge_ledger(target))


def _judge_ledger(target: Target) -> Iterator[Problem]:
    try:
        ledger = read_ledger(target.path)
    except UnreadableLedgerError as error:
        yield Problem("ledger-unreadable", str(error))
        return
    if target.within is None:
        return
    # Where a compile puts them below the folder of an archive: build/2022-03; or below another folder.
    found = (path for depth in ("*", "*/*") for path in target.within.glob(f"{depth}/volume.*.json"))
    present = {path.parent.name for path in found}
    for edition in ledger.editions.values():
        if edition.volume not in present:
            yield Problem("published-elsewhere", f"{edition.id} was published, and its volume is not here")


def _nothing(target: Target) -> _Survey:
    codes = {Kind.MISSING: "package-missing", Kind.LINK: "fixity-link", Kind.UNREADABLE: "fixity-unreadable"}
    said = {Kind.LINK: "a symbolic link in the place of a package"}
    code = codes.get(target.kind, "nothing-to-audit")
    message = target.why or said.get(target.kind, "nothing that can be audited is here")
    return _Survey(target, (), lambda _: [Problem(code, message)])


def _by_name(results: Results) -> dict[str, ReadFile]:
    return {read.name: read for result in results for read in result}
