"""`archivist deliver`: a package sent to a library.

audit -> open the target -> send and read back -> append the event beside the package
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from archivist import __version__
from archivist.delivery.address import Address
from archivist.delivery.sending import Delivered, deliver, package_files
from archivist.delivery.target import open_target
from archivist.executors import InProcess
from archivist.findings import Finding
from archivist.fixity.auditing import Audited
from archivist.fixity.bag import INFO
from archivist.fixity.containers import DAMAGE, FolderFiles, ZipFiles, read_small
from archivist.fixity.events_of_audits import audit_and_record, record_transfer
from archivist.fixity.premis_events import DamagedEventsError
from archivist.fixity.targets import PACKAGES, Kind, Target, find_targets

_DRAFT = b"DRAFT, not for deposit"  # what `deposit --draft` writes into the metadata of a bag
_LARGEST = 1 << 20  # bytes of the metadata of a bag


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a package that was to be delivered."""

    path: Path
    files: tuple[Delivered, ...] = ()
    findings: tuple[Finding, ...] = field(default=())  # those of the audit, and why it was not delivered

    @property
    def is_delivered(self) -> bool:
        """Whether all of it is at the target."""
        return bool(self.files)


def deliver_package(
    path: Path,
    address: Address,
    *,
    when: datetime.datetime,
    record: bool = True,
    report: Callable[[Delivered], None] = lambda _: None,
) -> Delivery:
    """Audit a package and send it. A package that is not found intact is not sent.

    `report` is called with each file that is at the target. With `record` false no event is written. Raises
    DeliveryError if it cannot be sent, or does not arrive as it was sent.
    """
    found = next(iter(find_targets([path])))
    if found.kind is not Kind.MISSING and (found.path != path or found.kind not in PACKAGES):
        refusal = Finding(
            "not-a-package",
            "only a package can be delivered: a bag, a zip, an OCFL object, or a folder with its list",
            str(path),
        )
        return Delivery(path, findings=(refusal,))
    audited = _audit(found, when, record=record)
    refusals = [*audited.findings, *_refusals(audited)]
    if refusals:
        return Delivery(path, findings=tuple(refusals))
    target = open_target(address)
    files = []
    for each in deliver(target, package_files(path)):
        files.append(each)
        report(each)
    return Delivery(path, tuple(files), _record(audited, address, when, len(files)) if record else ())


def _audit(target: Target, when: datetime.datetime, *, record: bool) -> Audited:
    with InProcess() as executor:
        return next(audit_and_record([target], executor, when=when, program=_program(), record=record))


def _program() -> str:
    return f"archivist {__version__}"


def _refusals(audited: Audited) -> list[Finding]:
    """Why an intact package is not sent."""
    if audited.passed is True and _is_draft(audited.path, audited.kind):
        return [Finding("draft-not-delivered", "it is a draft", str(audited.path))]
    return []


def _is_draft(path: Path, kind: Kind) -> bool:
    if path.absolute().name.removesuffix(".zip").endswith("-DRAFT"):
        return True
    if kind in (Kind.FOLDER, Kind.OCFL):  # only their names say so
        return False
    container = FolderFiles(path) if kind is Kind.BAG else ZipFiles(path, f"{path.name.removesuffix('.zip')}/")
    try:
        return _DRAFT in read_small(container, INFO, _LARGEST)
    except (*DAMAGE, KeyError):  # not a package of this program
        return False


def _record(audited: Audited, address: Address, when: datetime.datetime, files: int) -> tuple[Finding, ...]:
    """The event of the delivery beside the package; a finding if it cannot be written."""
    detail = f"{files} files sent to {address}, read back and compared"
    try:
        record_transfer(audited, None, when, _program(), detail)
    except DamagedEventsError as error:
        return (Finding("events-damaged", str(error), str(audited.path)),)
    except OSError as error:
        return (Finding("events-not-written", error.strerror or str(error), str(audited.path)),)
    return ()
