"""`archivist rebuild`: PDF and EPUB made again from the source in a package, and compared with those in it.

open -> plan -> each edition made -> its files compared, byte for byte -> which recorded inputs differ
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.archive import Archive, open_archive
from archivist.build_folder.volume_folder import record_path
from archivist.compiled.recorded_inputs import differing_fonts, differing_inputs
from archivist.deposit.opened_package import OpenedPackage, UnreadablePackageError, opened_package
from archivist.errors import UsageError
from archivist.executors import Executor
from archivist.findings import Finding, has_errors, in_order
from archivist.fonts import FontLibrary
from archivist.model.results import Format
from archivist.model.volumes import Edition
from archivist.pipeline import EditionBuilder, Progress
from archivist.place import Place
from archivist.planning import plan
from archivist.record.reading import UnreadableRecordError, parse_record, read_record
from archivist.record.volume_record import VolumeRecord


@dataclass(frozen=True, slots=True)
class RebuiltFile:
    """A file of the package, and what became of it."""

    edition: str
    path: Path  # where it was made
    is_identical: bool


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was made again, and what was found."""

    files: tuple[RebuiltFile, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Packaged:
    """An edition of the package."""

    edition: Edition
    record: VolumeRecord
    content: bytes  # of the record


def rebuild_package(
    package: Path,
    to: Path,
    *,
    fonts: Sequence[Path] | None = None,
    workers: Executor,
    progress: Progress,
) -> Rebuilt:
    """Make the editions of a package again, in the empty folder `to`, and compare their files.

    `fonts` are the only folders of fonts, () those of this machine; with None they are the fonts of the package, or
    those of this machine if it has none. What was made stays, also if it differs. Raises UsageError,
    UnreadablePackageError, and what `open_archive` and `plan` raise.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise UsageError(f"{to} is not an empty folder", "Name a folder that is empty, or does not exist yet.")
    with opened_package(package) as opened:
        archive = _archive(opened, to, fonts)
        planned = plan(archive)
        if has_errors(planned.findings):
            return Rebuilt((), planned.findings)
        packaged = tuple(_packaged(opened, planned.editions))
        if not packaged:
            said = "there is no record of an edition of the volume in the package"
            raise UnreadablePackageError(said, "Take another copy of the package.", Place(str(package)))
        builder = EditionBuilder(archive, planned, workers)
        made = [_rebuild(builder, each, opened, progress) for each in packaged]
    files = tuple(file for each in made for file in each.files)
    return Rebuilt(files, in_order(dict.fromkeys(finding for each in made for finding in each.findings)))


def _archive(opened: OpenedPackage, to: Path, fonts: Sequence[Path] | None) -> Archive:
    archive = open_archive(opened.source, to)
    if fonts is None:
        return archive
    folders = tuple(folder.absolute() for folder in fonts)
    table = archive.config.fonts.model_copy(update={"folders": folders})
    return replace(archive, config=archive.config.model_copy(update={"fonts": table}))


def _packaged(opened: OpenedPackage, editions: Sequence[Edition]) -> Iterator[_Packaged]:
    """The editions that the package has, with their records. Raises UnreadablePackageError for a damaged record."""
    for edition in editions:
        path = opened.find(record_path(Path(), edition.language).name)
        if path is None:
            continue
        try:
            content = path.read_bytes()
            yield _Packaged(edition, parse_record(content, path.parent), content)
        except (UnreadableRecordError, OSError) as cause:
            said = f"the record of {edition.id} cannot be read: {cause}"
            raise UnreadablePackageError(said, "Take another copy of the package.", Place(str(path))) from None


def _rebuild(builder: EditionBuilder, packaged: _Packaged, opened: OpenedPackage, progress: Progress) -> Rebuilt:
    """One edition, made and compared."""
    record, archive = packaged.record, builder.archive
    suffixes = {file.path.suffix for file in record.files}
    only = Format.EPUB if ".pdf" not in suffixes else Format.PDF if ".epub" not in suffixes else None
    result = replace(builder, only=only).make(packaged.edition, progress)
    errors = [each for each in result.findings if has_errors([each])]
    files = tuple(_compared(packaged, opened, archive.build / packaged.edition.volume.id))
    differing = [file.path.name for file in files if not file.is_identical]
    inputs = [each.message for each in differing_fonts(record.fonts, archive.fonts)]
    if result.files:
        now = read_record(record_path(archive.build / packaged.edition.volume.id, packaged.edition.language))
        inputs += [each.message for each in differing_inputs(record, now)]
    findings = [*errors, *_input_findings(packaged.edition, inputs), *_installed(record, archive)]
    if differing:
        why = "; ".join(inputs) or "no recorded input differs, so it is a program that the record does not name"
        message = f"{packaged.edition.id} is not what is in the package: {', '.join(differing)}. {why}"
        findings.append(Finding("rebuilt-file-differs", message))
    return Rebuilt(files, tuple(findings))


def _compared(packaged: _Packaged, opened: OpenedPackage, folder: Path) -> Iterator[RebuiltFile]:
    """The files that the record lists, and the record itself."""
    names = [file.path.name for file in packaged.record.files]
    for name in names:
        there = opened.find(name)
        is_same = there is not None and _content(folder / name) == there.read_bytes()
        yield RebuiltFile(packaged.edition.id, folder / name, is_same)
    record = record_path(folder, packaged.edition.language)
    yield RebuiltFile(packaged.edition.id, record, _content(record) == packaged.content)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _input_findings(edition: Edition, inputs: Sequence[str]) -> Iterator[Finding]:
    return (Finding("recorded-input-differs", f"{edition.id}: {each}") for each in inputs)


def _installed(record: VolumeRecord, archive: Archive) -> Iterator[Finding]:
    """Where the fonts of the package were used: the fonts that this machine has in another version."""
    if not archive.config.fonts.folders:
        return
    here = FontLibrary()
    installed = [font for font in record.fonts if here.file(font.file)]
    for each in differing_fonts(installed, here):
        message = f"{each.message}. The installed font was not used: the package has its own"
        yield Finding("installed-font-differs", message)
