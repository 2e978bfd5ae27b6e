"""`archivist send`: files of volumes mailed to a reader, or copied to a mounted one.

plan -> record of each edition -> files compared with it -> mailed or copied, one by one
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archivist.archive import Archive
from archivist.build_folder.volume_folder import marker_path, record_path
from archivist.errors import UsageError
from archivist.files import sha256
from archivist.model.results import Format
from archivist.model.volumes import Edition
from archivist.pages.printer_file import is_for_printer
from archivist.planning import plan
from archivist.record.reading import UnreadableRecordError, read_record
from archivist.record.volume_record import RecordedFile, VolumeRecord
from archivist.sending.mail_server import Connection, MailServer, connected
from archivist.sending.messages import message
from archivist.sending.password import find_password
from archivist.sending.reader_folder import copy_to
from archivist.sending.sent_file import OutgoingFile, SendingError, State
from archivist.settings.archive_tables import SendTable
from archivist.volumes import choose

_ENCODED = 4 / 3 * 1.03  # bytes of a message for each of its attachment: base64 with line ends, and its headers

Report = Callable[[OutgoingFile, State], None]


@dataclass(frozen=True, slots=True)
class Target:
    """Where files are sent to."""

    settings: SendTable
    folder: Path | None  # of a mounted reader; None if files are mailed

    def __str__(self) -> str:
        return str(self.folder) if self.folder else self.settings.to


def find_target(archive: Archive, name: str) -> Target:
    """The target with that name. Raises UsageError if the settings have none."""
    targets = archive.config.send
    if name not in targets:
        known = ", ".join(targets) or "none"
        raise UsageError(f"archivist.toml has no [send.{name}]", f"It names these: {known}.")
    settings = targets[name]
    return Target(settings, archive.root / settings.folder.expanduser() if settings.folder else None)


def find_files(
    archive: Archive, volumes: Sequence[str], languages: Sequence[str], form: Format
) -> tuple[OutgoingFile, ...]:
    """The files of the editions asked for, compared with their records.

    Raises UsageError for an unknown volume or language, SendingError for an edition that is not compiled or was
    changed.
    """
    chosen = choose(plan(archive).editions, volumes=volumes, languages=languages)
    return tuple(file for edition in chosen for file in _files(archive, edition, form))


def _files(archive: Archive, edition: Edition, form: Format) -> Iterator[OutgoingFile]:
    record = _record(archive, edition)
    ours = (each for each in record.files if not is_for_printer(each.path.name))
    found = [each for each in ours if each.path.suffix == f".{form.value}"]
    if not found:
        raise SendingError(f"{edition.id} has no {form.value.upper()}", f"Run `archivist compile {edition.volume.id}`.")
    for number, each in enumerate(found, 1):
        _compare(each, edition)
        part = f"{number}/{len(found)}" if len(found) > 1 else ""
        yield OutgoingFile(edition.id, record.title, each.path, each.size, each.digest, part)


def _record(archive: Archive, edition: Edition) -> VolumeRecord:
    folder = archive.build / edition.volume.id
    path, remedy = record_path(folder, edition.language), f"Run `archivist compile {edition.volume.id}`."
    if not path.exists() or marker_path(folder, edition.language).exists():
        raise SendingError(f"{edition.id} is not compiled", remedy)
    try:
        return read_record(path)
    except UnreadableRecordError as cause:
        raise SendingError(f"{path}: the record cannot be read: {cause}", remedy) from None


def _compare(file: RecordedFile, edition: Edition) -> None:
    if not file.path.is_file() or sha256(file.path) != file.digest:
        raise SendingError(
            f"{file.path} is not the file that its record names",
            f"Run `archivist compile {edition.volume.id} --again`, or restore the file.",
        )


def send_files(target: Target, files: Sequence[OutgoingFile], *, when: datetime.datetime, report: Report) -> None:
    """Send the files in order; `report` is called with each that was sent.

    Raises SendingError; before anything is sent if a file is too large.
    """
    if target.folder:
        for file in files:
            report(file, copy_to(target.folder, file))
        return
    _require_size(files, target.settings.max_size, "[send] max_size")
    with connected(_server(target.settings), lambda: find_password(target.settings.user)) as connection:
        _mail(connection, target, files, when=when, report=report)


def _mail(
    connection: Connection, target: Target, files: Sequence[OutgoingFile], *, when: datetime.datetime, report: Report
) -> None:
    _require_size(files, connection.largest(), connection.server.address)
    sender = target.settings.sender or target.settings.user
    for file in files:
        connection.send(message(file, sender=sender, recipient=target.settings.to, when=when))
        report(file, State.MAILED)


def _server(settings: SendTable) -> MailServer:
    host, _, port = settings.server.partition(":")
    return MailServer(host, int(port or 0), settings.security, settings.user)


def _require_size(files: Sequence[OutgoingFile], limit: int | None, whose: str) -> None:
    """Raises SendingError if a message would be larger than the limit."""
    for file in files:
        if limit and file.size * _ENCODED > limit:
            largest = int(limit / _ENCODED / 1_000_000 * 10) / 10
            raise SendingError(
                f"{file.path.name} has {file.size / 1e6:.1f} MB, and as an attachment it is larger than the limit of "
                f"{limit / 1e6:.1f} MB ({whose})",
                f'Set max_size = "{largest:g} MB" below [epub], and compile the volume: it is then made in parts.',
            )
