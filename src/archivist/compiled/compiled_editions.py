"""What compiles left of editions, as `verify` takes it: records, the text of each file, and the folders they are in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.build_folder.volume_folder import (
    MANIFEST,
    marked_language,
    read_manifest,
    record_path,
    recorded_language,
)
from archivist.errors import UsageError
from archivist.files import is_partial, sha256
from archivist.ledger import EMPTY, Ledger
from archivist.model.volumes import Edition
from archivist.record.reading import UnreadableRecordError, read_record
from archivist.volumes import compile_command, is_cumulative

if TYPE_CHECKING:
    from archivist.archive import Archive
    from archivist.compiled.stored_sources import StoredSources
    from archivist.record.volume_record import VolumeRecord
    from archivist.verify.edition_checks import Compiled
    from archivist.verify.file_text import FileText
    from archivist.verify.folder_checks import VolumeFolder

_NO_ARTICLES = "the articles are not here, so it is not known what today's program would make of them"


def editions_in(folder: Path, languages: Sequence[str] = ()) -> "list[Compiled]":
    """The editions of which a record is in a folder, or in a folder in it.

    Raises UsageError if there is no record.
    """
    from archivist.verify.edition_checks import Compiled  # noqa: PLC0415

    records = [path for path in _records(folder) if not languages or recorded_language(path.name) in languages]
    if not records:
        raise UsageError(f"no record of a volume is in {folder}: no file volume.LANGUAGE.json")
    compiled = []
    for path in records:
        name = f"{path.parent.name}.{recorded_language(path.name)}"
        try:
            record = read_record(path)
            compiled.append(Compiled(record.edition, path, record, _texts(record, _NO_ARTICLES), _NO_ARTICLES))
        except UnreadableRecordError as cause:
            compiled.append(Compiled(name, path, f"its record {path} cannot be read: {cause}"))
    return compiled


def editions_in_package(folder: Path) -> "Iterator[Compiled]":
    """The editions in a package: those of the records in it, its sources apart.

    If a file is not beside its record, as in some profiles, the edition is not verified.
    """
    from archivist.verify.edition_checks import Compiled, VerifiedFile  # noqa: PLC0415
    from archivist.verify.folder_checks import check_record  # noqa: PLC0415

    for path in sorted(folder.rglob("volume.*.json")):
        language = recorded_language(path.name)
        if not language or "source" in path.relative_to(folder).parts[:-1]:
            continue
        try:
            record = read_record(path)
        except UnreadableRecordError as cause:
            yield Compiled(path.stem, path, f"its record {path.name} cannot be read: {cause}")
            continue
        elsewhere = [file.path.name for file in record.files if not file.path.is_file()]
        if elsewhere:
            yield Compiled(record.edition, path, f"not beside its record: {', '.join(elsewhere)}")
            continue
        said = check_record(path, _folder(path.parent))[:1]  # its place in a manifest is a matter of the package
        beside = (VerifiedFile(path, sha256(path), said),)
        yield Compiled(record.edition, path, record, _texts(record, _NO_ARTICLES), _NO_ARTICLES, beside)


def _records(folder: Path) -> list[Path]:
    found = [*folder.glob("volume.*.json"), *folder.glob("*/volume.*.json")]
    return sorted(path for path in found if recorded_language(path.name))


# ---------------------------------------------------------------- one edition


def compiled_edition(
    archive: "Archive",
    edition: Edition,
    record_of_today: "Callable[[Edition, VolumeRecord], VolumeRecord | str]",
    stored: "StoredSources | None" = None,
) -> "Compiled":
    """What an earlier compile left of an edition, and what would be recorded today. Or why there is nothing.

    What would be recorded today is not asked for if `stored` knows that it is the same.
    """
    from archivist.verify.edition_checks import Compiled  # noqa: PLC0415
    from archivist.verify.source_comparison import check_sources  # noqa: PLC0415

    path = record_path(archive.build / edition.volume.id, edition.language)
    again = f"`{compile_command(edition.volume.id, edition.language)}`"
    if not path.exists():
        return Compiled(edition.id, path, f"it was never compiled: {path} is not there. Make it with {again}.")
    try:
        record = read_record(path)
    except UnreadableRecordError as cause:
        return Compiled(edition.id, path, f"its record {path} cannot be read: {cause}. Make it again with {again}.")
    known = stored.recall(edition, record) if stored else None
    if known:
        return Compiled(edition.id, path, record, _texts(record, ""), sources=known)
    is_empty = not edition.articles and not is_cumulative(edition.volume.id)
    today = "its articles are no longer there" if is_empty else record_of_today(edition, record)
    said = check_sources(path, record, today)
    if stored:
        stored.keep(edition, record, said)
    return Compiled(edition.id, path, record, _texts(record, today, again), today, sources=said)


def _texts(record: "VolumeRecord", today: "VolumeRecord | str", again: str = "") -> "Mapping[Path, FileText]":
    """The text of each file: as recorded, or, of a record that does not say it, as it would be made today."""
    from archivist.verify.file_text import texts_of, unknown_texts  # noqa: PLC0415
    from archivist.verify.source_comparison import changed_articles  # noqa: PLC0415

    if record.documents:
        return texts_of(record, is_recorded=True)
    if isinstance(today, str):
        return unknown_texts(record.files, f"the record is of version 1 and does not contain the text, and {today}")
    changed = changed_articles(record, today)
    if changed:
        why = f"changed since it was compiled: {', '.join(changed)}. Make it again with {again}."
        return unknown_texts(record.files, why)
    return texts_of(today, is_recorded=False)


# ---------------------------------------------------------------- the folders of volumes


def with_folders(compiled: "Sequence[Compiled]", ledger: Ledger = EMPTY) -> "Iterator[Compiled]":
    """Each edition with the checks of its record; with the first of a volume those of the volume's folder."""
    from dataclasses import replace  # noqa: PLC0415

    from archivist.verify.edition_checks import VerifiedFile  # noqa: PLC0415
    from archivist.verify.folder_checks import check_folder, check_record  # noqa: PLC0415
    from archivist.verify.ledger_comparison import check_published  # noqa: PLC0415
    from archivist.verify.source_comparison import check_sources  # noqa: PLC0415

    folders: dict[Path, VolumeFolder] = {}
    for each in compiled:
        beside: list[VerifiedFile] = []
        path = each.path.parent
        is_first = path not in folders
        folder = folders.setdefault(path, _folder(path))
        if not isinstance(each.record, str):
            sources = each.sources or check_sources(each.path, each.record, each.today)
            verdicts = (*check_record(each.path, folder), sources)
            published = ledger.edition(path.name, recorded_language(each.path.name))
            said = (check_published(each.path, each.record, published),) if published else ()
            beside.append(VerifiedFile(each.path, sha256(each.path), (*verdicts, *said)))
        if is_first and path.is_dir():
            digest = sha256(folder.manifest) if folder.manifest.is_file() else ""
            beside.append(VerifiedFile(folder.manifest, digest, (check_folder(folder),)))
        yield replace(each, beside=tuple(beside))


def _folder(path: Path) -> "VolumeFolder":
    """What is known of a volume's folder, which need not be there."""
    from archivist.verify.folder_checks import VolumeFolder  # noqa: PLC0415

    there = sorted(path.iterdir()) if path.is_dir() else []
    named = set()
    for record in (each for each in there if recorded_language(each.name)):
        named.add(record.name)
        with suppress(UnreadableRecordError):
            named |= {file.path.name for file in read_record(record).files}
    return VolumeFolder(
        path,
        path / MANIFEST,
        read_manifest(path) if path.is_dir() else {},
        frozenset(named),
        tuple(each for each in there if marked_language(each.name)),
        tuple(each for each in there if is_partial(each)),
    )
