"""`archivist deposit`: packages of published volumes, made of files that were verified.

read -> plan -> editions compared with ledger and articles -> verify -> describe -> parts -> bag -> zip -> its place

Each volume is a package of its own: what is wrong with one does not keep others from being made.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.archive import Archive
from archivist.deposit.bag import bag_info, write_bag
from archivist.deposit.description import DescribedVolume, PackageFile
from archivist.deposit.evidence import Evidence
from archivist.deposit.ocfl import write_object
from archivist.deposit.package_parts import PackageContext, make_parts
from archivist.deposit.package_place import PackageDiffersError, State, building, put_file, put_folder
from archivist.deposit.plain_folder import digest_list, write_folder
from archivist.deposit.profiles import DEFAULT, Container, Profile, read_profile, unmet
from archivist.deposit.zipped_bag import write_zip
from archivist.deposit_preparation.deposit_candidates import (
    Candidate,
    earlier_package,
    find_candidate,
    for_profile,
    report_missing_earlier,
)
from archivist.deposit_preparation.deposit_evidence import evidence_for, verify_candidates
from archivist.deposit_preparation.described_volumes import describe_volume
from archivist.deposit_preparation.volume_source import volume_source
from archivist.executors import Executor
from archivist.findings import Finding, has_errors, in_order
from archivist.pipeline import EditionBuilder
from archivist.planning import plan
from archivist.volumes import choose

if TYPE_CHECKING:
    from archivist.verify.edition_checks import Steps, Verification

FOLDER = "deposit"  # of packages, in the build folder
ZIP = ".zip"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which packages to make, and how."""

    volumes: Sequence[str]
    languages: Sequence[str] = ()  # of the editions; () for all that are published
    to: Path | None = None  # folder of the packages
    is_zipped: bool = False
    is_draft: bool = False
    profile: Profile = field(default_factory=lambda: read_profile(DEFAULT))


@dataclass(frozen=True, slots=True)
class Deposited:
    """A package."""

    volume: str
    path: Path
    state: State
    editions: tuple[str, ...]  # their languages
    files: tuple[PackageFile, ...]  # of its payload
    evidence: tuple[Evidence, ...]
    is_draft: bool

    @property
    def size(self) -> int:
        """Bytes of its payload."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, slots=True)
class Deposit:
    """The packages, and what was found."""

    packages: tuple[Deposited, ...]
    findings: tuple[Finding, ...]


def deposit_volumes(archive: Archive, wanted: Wanted, *, workers: Executor, steps: "Steps") -> Deposit:
    """Make the packages of some volumes. Raises UsageError for an unknown volume or language, OSError."""
    planned = plan(archive)
    chosen = choose(planned.editions, volumes=wanted.volumes, languages=wanted.languages)
    if has_errors(planned.findings):
        return Deposit((), planned.findings)
    builder = EditionBuilder(archive, planned, workers)
    candidates, findings = list[Candidate](), list[Finding]()
    for volume in dict.fromkeys(edition.volume.id for edition in chosen):
        editions = [edition for edition in chosen if edition.volume.id == volume]
        candidate, found = find_candidate(builder, editions, is_draft=wanted.is_draft)
        candidates += for_profile(candidate, wanted.profile) if candidate else []
        findings += found
    verified = verify_candidates(builder, candidates, steps)
    packages = []
    for each in candidates:
        package, said = _package(builder, each, verified, wanted)
        packages += [package] if package else []
        findings += said
    return Deposit(tuple(packages), in_order(findings))


# ---------------------------------------------------------------- the package


def _package(
    builder: EditionBuilder, candidate: Candidate, everything: "Verification", wanted: Wanted
) -> tuple[Deposited | None, Sequence[Finding]]:
    """Make the package of a volume; None if there is an error, and nothing was changed."""
    verified = evidence_for(candidate, everything, is_draft=wanted.is_draft)
    if has_errors(verified.findings):
        return None, verified.findings
    volume = describe_volume(builder, candidate.editions, is_draft=wanted.is_draft)
    reports = verified.reports(volume.editions[0].metadata.full_title)
    source = volume_source(builder.archive, builder.plan, candidate.volume)
    context = PackageContext(candidate.name, volume, verified.evidence, source, reports, builder.fonts, wanted.profile)
    made = make_parts(context)
    folder = wanted.to or builder.archive.build / FOLDER
    findings = [*verified.findings, *made.findings, *_unmet(candidate, folder, volume, made.files, wanted)]
    if has_errors(findings):
        return None, findings
    try:
        path, state = _put(folder, candidate, volume, made.files, wanted)
    except PackageDiffersError as differing:
        place = str(folder / f"{candidate.name}{ZIP if wanted.is_zipped else ''}")
        return None, [
            *findings,
            Finding("package-differs", f"another package is there; it differs in {differing}", place),
        ]
    languages = tuple(record.language for _, record in candidate.editions)
    return (
        Deposited(candidate.volume, path, state, languages, made.files, verified.evidence, wanted.is_draft),
        findings,
    )


def _put(
    folder: Path, candidate: Candidate, volume: DescribedVolume, files: Sequence[PackageFile], wanted: Wanted
) -> tuple[Path, State]:
    """Build the package, and of it the zip, beside its place and move it there. Raises PackageDiffersError, OSError."""
    name = candidate.name
    with building(folder) as temporary:
        built = temporary / name
        match wanted.profile.container:
            case Container.BAG:
                write_bag(built, files, bag_info(volume, name))
            case Container.FOLDER:
                write_folder(built, files)
            case Container.OCFL:
                write_object(built, volume, files, earlier_package(candidate, folder))
        if not wanted.is_zipped:
            listing = digest_list(name, files) if wanted.profile.container is Container.FOLDER else None
            return folder / name, put_folder(built, folder / name, replace=wanted.is_draft, listing=listing)
        zipped = temporary / f"{name}{ZIP}"
        write_zip(built, zipped, _day(volume))
        return folder / zipped.name, put_file(zipped, folder / zipped.name, replace=wanted.is_draft)


def _unmet(
    candidate: Candidate, folder: Path, volume: DescribedVolume, files: Sequence[PackageFile], wanted: Wanted
) -> Iterator[Finding]:
    """What the profile asks for and the package lacks."""
    yield from unmet(wanted.profile, volume, files)
    if wanted.profile.container is Container.OCFL:
        yield from report_missing_earlier(candidate, folder)


def _day(volume: DescribedVolume) -> datetime.date:
    """The day that the files of a zip are of: that of publication, else the last one of the volume."""
    published = [edition.entry.published for edition in volume.editions if edition.entry]
    return max(published, default=max(edition.metadata.published for edition in volume.editions))
