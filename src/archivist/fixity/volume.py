"""A volume folder as it is now: its manifest, its records, and the ledger, which says what was published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archivist.build_folder.volume_folder import MANIFEST, marked_language, recorded_language
from archivist.fixity.checksum_list import parse_checksums
from archivist.fixity.comparison import NamedList, compare
from archivist.fixity.containers import DAMAGE, FolderFiles, Listing, read_small, reason
from archivist.fixity.problem import Problem
from archivist.fixity.streamed_digests import ReadFile, Reading, plan_readings
from archivist.ledger import FILE_NAME, PublishedEdition, UnreadableLedgerError, read_ledger
from archivist.record.reading import UnreadableRecordError, parse_record
from archivist.record.volume_record import VolumeRecord

_ALGORITHM, _DIGITS = "sha256", 64
_LARGEST = 64 << 20  # bytes of a manifest or a record
_LEVELS = 2  # from the folder of a volume, build/2022-03, up to that of the ledger


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume folder before its files are read."""

    path: Path
    listing: Listing
    manifest: NamedList | None
    records: Mapping[str, VolumeRecord]  # by file name
    ledger: Path | None  # the nearest one above
    problems: tuple[Problem, ...]  # found already

    def readings(self) -> Iterator[Reading]:
        """The jobs that read all its files."""
        return plan_readings(FolderFiles(self.path), self.listing.sizes, (_ALGORITHM,))


def looks_like_volume(names: Sequence[str]) -> bool:
    """Whether a folder with these files in it is that of a volume, perhaps one whose manifest was lost."""
    return MANIFEST in names or any(map(recorded_language, names))


def survey_volume(path: Path) -> Volume:
    """The volume in a folder, as far as its manifest and records can be read."""
    listing = FolderFiles(path).listing()
    problems = list(listing.problems)
    manifest = None
    try:
        content = read_small(FolderFiles(path), MANIFEST, _LARGEST)
        manifest = NamedList(MANIFEST, _ALGORITHM, parse_checksums(content, _DIGITS))
    except DAMAGE as error:
        problems.append(Problem("fixity-unreadable", f"the manifest cannot be read: {reason(error)}", MANIFEST))
    records: dict[str, VolumeRecord] = {}
    for name in filter(recorded_language, listing.sizes):
        try:
            records[name] = parse_record(read_small(FolderFiles(path), name, _LARGEST), path)
        except (*DAMAGE, UnreadableRecordError) as error:
            problems.append(Problem("fixity-unreadable", f"the record cannot be read: {reason(error)}", name))
    problems += [
        Problem("incomplete", "a compile was interrupted while it replaced the files of this edition", name)
        for name in listing.sizes
        if marked_language(name)
    ]
    return Volume(path, listing, manifest, records, _ledger_above(path), tuple(problems))


def _ledger_above(path: Path) -> Path | None:
    above = path.absolute().parents[:_LEVELS]
    return next((folder / FILE_NAME for folder in above if (folder / FILE_NAME).is_file()), None)


def judge_volume(volume: Volume, files: Mapping[str, ReadFile]) -> Iterator[Problem]:
    """What is wrong with a volume whose files were read."""
    yield from volume.problems
    if volume.manifest is not None:
        answerable = [name for name in files if name != MANIFEST and not marked_language(name)]
        yield from compare(volume.manifest, files, answerable)
        digests = {entry.name: entry.digest for entry in volume.manifest.said.entries}
        for record in volume.records.values():
            yield from _recorded(record, digests)
    yield from _published(volume, files)


def _recorded(record: VolumeRecord, digests: Mapping[str, str]) -> Iterator[Problem]:
    """The manifest and the record say the same of each file."""
    for file in record.files:
        said = digests.get(file.path.name)
        if said is None:
            yield Problem("not-in-manifest", f"the record of {record.edition} names it", file.path.name)
        elif said != file.digest:
            yield Problem("manifest-differs", f"SHA-256 {said} instead of {file.digest} in the record", file.path.name)


def _published(volume: Volume, files: Mapping[str, ReadFile]) -> Iterator[Problem]:
    if volume.ledger is None:
        return
    try:
        ledger = read_ledger(volume.ledger)
    except UnreadableLedgerError as error:
        yield Problem("ledger-unreadable", str(error))
        return
    name = volume.path.absolute().name
    for language in ledger.languages_of(name):
        edition = ledger.edition(name, language)
        if edition is not None and not _is_further(volume, edition):
            yield from _of_edition(edition, files)


def _is_further(volume: Volume, edition: PublishedEdition) -> bool:
    """Whether the files are a version that is to replace the published one, and is not published yet."""
    record = volume.records.get(edition.current.record.file)
    return record is not None and record.replaces == edition.current.identifier


def _of_edition(edition: PublishedEdition, files: Mapping[str, ReadFile]) -> Iterator[Problem]:
    for file in edition.outputs:
        read = files.get(file.file)
        if read is None:
            yield Problem("ledger-differs", f"{edition.id} was published with it, and it is gone", file.file)
        elif not read.problem and read.digests[_ALGORITHM] != file.sha256:
            found = f"SHA-256 {read.digests[_ALGORITHM]} instead of {file.sha256} in {FILE_NAME}"
            yield Problem("ledger-differs", found, file.file)
