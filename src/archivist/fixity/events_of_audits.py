"""The audit of a package as an event, and the package compared with what its events say it was."""

import datetime
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from archivist.executors import Executor
from archivist.findings import Finding, in_order
from archivist.fixity.auditing import Audited, audit
from archivist.fixity.premis_events import (
    FIXITY_CHECK,
    TRANSFER,
    DamagedEventsError,
    Event,
    append_event,
    events_path,
    recorded_seal,
)
from archivist.fixity.targets import PACKAGES, Target


def check_seal(audited: Audited, folder: Path | None) -> Audited:
    """The audit of a package, with a finding if the package is another one than was audited before.

    The file of events is beside the package, or in a folder. A package that failed is not compared: its seal is
    another one because it is damaged.
    """
    path = events_path(audited.path, folder)
    try:
        recorded = recorded_seal(path)
    except DamagedEventsError as error:
        return _with(audited, "events-damaged", f"{path.name} cannot be read: {error}")
    if recorded and audited.seal and audited.passed is not False and recorded != audited.seal.sha512:
        said = f"SHA-512 {audited.seal.sha512} of {audited.seal.file} instead of {recorded} in {path.name}"
        return _with(audited, "package-replaced", said)
    return audited


def record_audit(audited: Audited, folder: Path | None, when: datetime.datetime, program: str) -> Audited:
    """Append the event of an audit to the file of events. What cannot be written is a finding more."""
    if audited.seal is None or any(finding.code == "events-damaged" for finding in audited.findings):
        return audited
    path = events_path(audited.path, folder)
    notes = tuple(f"{each.code}: {f'{each.item}: ' if each.item else ''}{each.message}" for each in audited.findings)
    counted = f"{audited.files:,} files, {audited.size:,} bytes"
    detail = f"{counted}: {', '.join(audited.algorithms)} compared with what was recorded when it was sealed"
    event = Event(FIXITY_CHECK, time_of(when), detail, audited.passed, notes)
    try:
        append_event(path, audited.path.absolute().name, audited.seal, event, program)
    except DamagedEventsError as error:
        return _with(audited, "events-damaged", f"{path.name} cannot be read: {error}")
    except OSError as error:
        return _with(audited, "events-not-written", f"{path}: {error.strerror or error}")
    return audited


def audit_and_record(
    targets: Iterable[Target],
    executor: Executor,
    *,
    when: datetime.datetime,
    program: str,
    events: Path | None = None,
    record: bool = True,
) -> Generator[Audited, None, None]:
    """Audit targets; compare each package with the events beside it, or in the folder `events`, and add one.

    With `record` false nothing is written. Raises ArchivistError if a worker is lost.
    """
    with closing(audit(targets, executor)) as found:
        for each in found:
            if each.kind in PACKAGES:
                checked = check_seal(each, events)
                yield record_audit(checked, events, when, program) if record else checked
            else:
                yield each


def record_transfer(audited: Audited, folder: Path | None, when: datetime.datetime, program: str, detail: str) -> None:
    """Append the event that a package was delivered. Raises DamagedEventsError, OSError."""
    if audited.seal is not None:
        event = Event(TRANSFER, time_of(when), detail, passed=True)
        append_event(events_path(audited.path, folder), audited.path.absolute().name, audited.seal, event, program)


def time_of(when: datetime.datetime) -> str:
    """A time as PREMIS has it: to the second, in UTC."""
    return when.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _with(audited: Audited, code: str, message: str) -> Audited:
    return replace(audited, findings=in_order([*audited.findings, Finding(code, message, str(audited.path))]))
