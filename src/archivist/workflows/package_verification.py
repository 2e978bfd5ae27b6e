"""`archivist verify PACKAGE`: a package against its digests, and the editions in it against their records.

audit -> unpack a zip -> records in it -> verify
"""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from archivist import __version__
from archivist.cache import Store
from archivist.compiled.compiled_editions import editions_in_package
from archivist.errors import UsageError
from archivist.executors import InProcess, open_executor
from archivist.files import sha256
from archivist.fixity.auditing import Audited, audit
from archivist.fixity.targets import Kind, find_targets
from archivist.reader_api.zip_safety import checked_members
from archivist.verdict import Message, Verdict

if TYPE_CHECKING:
    from archivist.verify.edition_checks import Steps, Verification, VerifiedEdition, VerifiedFile

CHECK = "package"
_DAMAGED = "the package is damaged, so it was not unpacked"


def is_package(name: str) -> bool:
    """Whether an argument names a package, not a volume: a path, a zip, or the folder of a bag."""
    return "/" in name or name.endswith(".zip") or (Path(name) / "bagit.txt").is_file()


def verify_packages(paths: Sequence[Path], steps: "Steps") -> "Verification":
    """Check packages and what is in them. Nothing is written. Raises UsageError if one is not a package."""
    from archivist.verify.edition_checks import Verification  # noqa: PLC0415

    return Verification(tuple(edition for path in paths for edition in _verify(path, steps)))


def _verify(path: Path, steps: "Steps") -> "Iterator[VerifiedEdition]":
    from archivist.verify.edition_checks import VerifiedEdition, VerifiedFile, verify  # noqa: PLC0415

    audited = _audit(path)
    digest = sha256(path) if audited.kind is Kind.ZIP and path.is_file() else ""
    package = VerifiedFile(path, digest, (_verdict(audited),))
    if audited.kind is Kind.ZIP and audited.passed is False:
        yield VerifiedEdition(path.name, (package,), _DAMAGED)
        return
    yield VerifiedEdition(path.name, (package,))
    with TemporaryDirectory() as store, _unpacked(path, audited.kind) as folder, open_executor() as workers:
        for edition in verify(editions_in_package(folder), Store(Path(store)), steps, workers).editions:
            yield _placed(edition, folder, path)


def _audit(path: Path) -> Audited:
    targets = list(find_targets([path]))
    if len(targets) != 1 or targets[0].kind not in (Kind.BAG, Kind.ZIP):
        why = "does not exist" if not path.exists() else "is not a package: neither a bag nor a zip of one"
        raise UsageError(f"{path} {why}", "Name a package that `archivist deposit` made, or a volume such as 2022-03.")
    return next(audit(targets, InProcess()))


def _verdict(audited: Audited) -> Verdict:
    messages = (Message(each.severity, each.code, each.message, each.item) for each in audited.findings)
    return Verdict("archivist", __version__, audited.path, audited.passed, tuple(messages), CHECK)


@contextmanager
def _unpacked(path: Path, kind: Kind) -> Iterator[Path]:
    """The folder of a bag, or a zip unpacked into a temporary one. Raises SourceError if it unpacks excessively."""
    if kind is Kind.BAG:
        yield path
        return
    with TemporaryDirectory() as folder:
        with path.open("rb") as file:
            checked_members(file, str(path))
        with zipfile.ZipFile(path) as packed:
            packed.extractall(folder)
        yield Path(folder)


def _placed(edition: "VerifiedEdition", folder: Path, package: Path) -> "VerifiedEdition":
    """An edition with the paths that its files have in the package."""

    def within(path: Path) -> Path:
        return package / path.relative_to(folder)

    def file(each: "VerifiedFile") -> "VerifiedFile":
        verdicts = tuple(replace(verdict, file=within(verdict.file)) for verdict in each.verdicts)
        return replace(each, path=within(each.path), verdicts=verdicts)

    return replace(edition, files=tuple(map(file, edition.files)))
