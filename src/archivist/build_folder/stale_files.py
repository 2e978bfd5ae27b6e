"""What is in the build folder and is no longer what a compile would make: found, named, and removed if asked.

Only files that a compile made are ever named here: those that a record of this archive names and that are still, byte
for byte, what was recorded; those whose names have the form `TITLE-VOLUME.LANGUAGE.pdf` (or .epub, .part1.epub) in the
folder of that volume, beside a record; records, manifests and markers.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.build_folder.volume_folder import (
    MANIFEST,
    forget,
    language_of,
    marked_language,
    marker_path,
    record_path,
    recorded_language,
)
from archivist.citations import FORMATS
from archivist.files import is_partial, sha256, sweep, sync_folder
from archivist.findings import Finding
from archivist.identity import volume_identifier
from archivist.links.robust_links import SUFFIX
from archivist.model.volumes import Edition
from archivist.pages.printer_file import is_for_printer
from archivist.settings.archive_tables import ArchiveTable
from archivist.volumes import compile_command, cumulative_editions

if TYPE_CHECKING:
    from archivist.record.volume_record import RecordedFile

_OLD = 3600  # seconds after which a file half written in the cache is no other process's work

_USUAL = (".pdf", ".epub", *(each.suffix for each in FORMATS))  # of the files of an edition that has one EPUB


@dataclass(frozen=True, slots=True)
class StaleFiles:
    """A volume or an edition that is no longer made, or files of one that are not."""

    folder: Path
    volume: str
    language: str  # "" for a whole volume
    files: tuple[Path, ...]  # what may be removed
    changed: tuple[Path, ...] = ()  # recorded, and changed since: not removed


@dataclass(frozen=True, slots=True)
class Build:
    """A build folder, and what would be made in it."""

    folder: Path
    slug: str  # as the names of files begin
    archive: ArchiveTable
    editions: Sequence[Edition]

    @property
    def all_editions(self) -> Sequence[Edition]:
        """Those, and the cumulative volumes that can be made of them."""
        return (*self.editions, *cumulative_editions(self.editions))

    def planned(self) -> Mapping[str, frozenset[str]]:
        """The languages of each volume."""
        found: dict[str, set[str]] = defaultdict(set)
        for edition in self.all_editions:
            found[edition.volume.id].add(edition.language)
        return {volume: frozenset(languages) for volume, languages in found.items()}


def sweep_partials(build: Path) -> None:
    """Remove what compiles that were killed left half written. To be called by who holds the build folder."""
    for folder in _folders(build):
        sweep(folder)
    for shelf in _folders(build / ".cache"):
        sweep(shelf, older_than=_OLD)  # `verify` also writes there, without holding the folder


def find_stale_files(build: Build) -> tuple[StaleFiles, ...]:
    """Everything in the build folder that is no longer made, by volume and language."""
    planned = build.planned()
    return tuple(each for folder in _folders(build.folder) for each in _in_folder(build, folder, planned))


def findings(build: Build) -> Iterator[Finding]:
    """What a user should know about the build folder: what is no longer made, and what is incomplete."""
    for each in find_stale_files(build):
        if not each.language:
            yield Finding("stale-volume", f"volume {each.volume} is no longer made", str(each.folder))
            continue
        for file in (*each.files, *each.changed):
            if file.name != MANIFEST and not is_partial(file):
                yield Finding("stale-file", f"{file.name} is no longer made", str(file))
    for edition in build.all_editions:
        marker = marker_path(build.folder / edition.volume.id, edition.language)
        if marker.exists():
            yield Finding(
                "edition-incomplete",
                f"{edition.id}: a compile was interrupted while it replaced the files",
                str(marker),
                hint=f"Run `{compile_command(edition.volume.id, edition.language)}`.",
            )


def remove(found: Iterable[StaleFiles]) -> tuple[Path, ...]:
    """Remove what is left over; say what is gone. To be called by who holds the build folder. Raises OSError."""
    gone: list[Path] = []
    for each in found:
        # The records last: until then they say whose the files are.
        for file in sorted(each.files, key=lambda path: bool(recorded_language(path.name))):
            file.unlink(missing_ok=True)
            gone.append(file)
        forget(each.folder, (file.name for file in each.files))
        sync_folder(each.folder)
        with suppress(OSError):  # not empty: something there is not ours
            each.folder.rmdir()
    return tuple(gone)


def _folders(build: Path) -> list[Path]:
    try:
        return sorted(
            path
            for path in build.iterdir()
            if path.is_dir() and not path.is_symlink() and not path.name.startswith(".")
        )
    except OSError:
        return []


def _in_folder(build: Build, folder: Path, planned: Mapping[str, frozenset[str]]) -> Iterator[StaleFiles]:
    volume = folder.name
    names = sorted(path.name for path in folder.iterdir())
    recorded = {language for name in names if (language := recorded_language(name))}
    if not recorded and not any(marked_language(name) for name in names):
        return
    stale = recorded - planned.get(volume, frozenset())
    own = {language for language in stale if _is_of(build.archive, record_path(folder, language), volume)}
    if volume not in planned:
        if own:
            yield _volume(folder, names, own, is_alone=recorded == own)
        return
    for language in sorted(own):
        yield _edition(folder, language, names)
    for language in sorted(recorded & planned[volume]):
        superseded = _find_superseded(folder, language, names, build.slug)
        if superseded and _is_of(build.archive, record_path(folder, language), volume):
            yield StaleFiles(folder, volume, language, superseded)


def _is_of(archive: ArchiveTable, record: Path, volume: str) -> bool:
    """Whether a record is of this archive: another one may be built in the same folder."""
    try:
        data = json.loads(record.read_bytes())
        given, language, version = data["identifier"], data["language"], int(data.get("version", 1))
        return bool(given == volume_identifier(archive, volume, language, version))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False


def _volume(folder: Path, names: Sequence[str], languages: Iterable[str], *, is_alone: bool) -> StaleFiles:
    editions = [_edition(folder, language, names) for language in sorted(languages)]
    files = [file for each in editions for file in each.files]
    if is_alone:
        files += [folder / name for name in names if name == MANIFEST or is_partial(folder / name)]
    return StaleFiles(folder, folder.name, "", tuple(files), tuple(file for each in editions for file in each.changed))


def _edition(folder: Path, language: str, names: Sequence[str]) -> StaleFiles:
    """All files of an edition: what its record names, and what its name says is of it."""
    recorded = {file.path.name: file for file in _read_recorded(folder, language)}
    own = [name for name in names if language_of(name, folder.name) == language or name in recorded]
    changed = [name for name in own if name in recorded and not _is_whole(recorded[name])]
    files = tuple(folder / name for name in own if name not in changed)
    return StaleFiles(folder, folder.name, language, files, tuple(folder / name for name in changed))


def _read_recorded(folder: Path, language: str) -> "tuple[RecordedFile, ...]":
    from archivist.record.reading import UnreadableRecordError, read_record  # noqa: PLC0415 - seldom needed

    try:
        return read_record(record_path(folder, language)).files
    except UnreadableRecordError:
        return ()


def _is_whole(file: "RecordedFile") -> bool:
    try:
        return sha256(file.path) == file.digest
    except OSError:
        return False


def _find_outputs(folder: Path, language: str, names: Sequence[str]) -> set[str]:
    """The names of an edition's files, without its record and its marker."""
    of_edition = {name for name in names if language_of(name, folder.name) == language}
    return {name for name in of_edition if not (recorded_language(name) or marked_language(name))}


def _is_replaced(name: str, kept: Iterable[str]) -> bool:
    """Whether a file that a record does not name is of a kind that may no longer be made; it names what is `kept`."""
    kind = ".pdf" if is_for_printer(name) else ".epub" if name.endswith(".epub") else ""
    return name.endswith(SUFFIX) or bool(kind and any(each.endswith(kind) for each in kept))


def _find_superseded(folder: Path, language: str, names: Sequence[str], slug: str) -> tuple[Path, ...]:
    """Files of a planned edition that its record does not name, and that the next compile would not make either."""
    stem = f"{slug}-{folder.name}.{language}"
    outputs = _find_outputs(folder, language, names)
    if outputs <= {f"{stem}{suffix}" for suffix in _USUAL}:  # as nearly always: no record has to be read
        return ()
    kept = {file.path.name for file in _read_recorded(folder, language)}
    return tuple(
        folder / name
        for name in sorted(outputs)
        if kept and name not in kept and (not name.startswith(f"{stem}.") or _is_replaced(name, kept))
    )
