"""A package sent: what is there already is not sent again, what was cut is continued, all of it is read back.

Where files can be renamed, a package arrives under a temporary name, NAME.part, and gets its own when all of it is
there: a library that watches the folder never sees half a package. In S3 the file that lists all others is sent last.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from archivist.delivery.target import DeliveryError, Target

PART = ".part"
_BLOCK = 1 << 20  # bytes in memory at a time


class State(StrEnum):
    """What was done with a file."""

    SENT = "sent"
    CONTINUED = "continued"  # the beginning had arrived before
    REPLACED = "replaced"  # what had arrived before was damaged
    THERE = "already there"


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file of a package at its target, read back and compared."""

    name: str  # in the folder of the target
    state: State
    size: int  # bytes
    sent: int  # bytes of it that were sent


@dataclass(frozen=True, slots=True)
class Package:
    """What is sent: by name at the target the local files, the one that vouches for the others last."""

    name: str  # 2022-02, 2022-02.zip
    files: Mapping[str, Path]
    is_folder: bool


def package_files(path: Path) -> Package:
    """The files of a package: of a zip also the file with its digest; of a folder its tag manifest last."""
    name = path.absolute().name
    if not path.is_dir():
        beside = path.with_name(f"{path.name}.sha512")
        return Package(name, {name: path, beside.name: beside}, is_folder=False)
    found = sorted(each for each in path.rglob("*") if each.is_file())
    found.sort(key=lambda each: (each.parent == path, each.name.startswith("tagmanifest-")))
    return Package(name, {f"{name}/{each.relative_to(path).as_posix()}": each for each in found}, is_folder=True)


def deliver(target: Target, package: Package) -> Iterator[Delivered]:
    """Send a package, file by file. Nothing at the target that is not part of an unfinished delivery is changed.

    Raises DeliveryError if another package has its name, or a file does not arrive as it was sent.
    """
    if package.is_folder:
        yield from _deliver_folder(target, package)
        return
    for name, local in package.files.items():
        yield _deliver_file(target, name, local)


def _deliver_file(target: Target, name: str, local: Path) -> Delivered:
    size = target.size(name)
    if size is not None:
        if size != local.stat().st_size or _digest_there(target, name) != _digest(local):
            raise _differs(target, name)
        return Delivered(name, State.THERE, size, 0)
    if not target.is_file_system:
        target.put(local, name)
        _compare(target, name, local)
        return Delivered(name, State.SENT, local.stat().st_size, local.stat().st_size)
    sent = _send(target, f"{name}{PART}", local)
    target.rename(f"{name}{PART}", name)
    _require_size(target, name, local)
    return Delivered(name, sent.state, sent.size, sent.sent)


def _deliver_folder(target: Target, package: Package) -> Iterator[Delivered]:
    there = target.sizes(package.name)
    wanted = {name.removeprefix(f"{package.name}/"): local for name, local in package.files.items()}
    foreign = sorted(there.keys() - wanted.keys())
    if foreign:
        raise _differs(target, f"{package.name}/{foreign[0]}")
    if target.is_file_system and not there:
        yield from _send_folder(target, package.name, wanted)
        return
    missing = sorted(wanted.keys() - there.keys())
    if target.is_file_system and missing:
        raise DeliveryError(
            f"{target.address}: {package.name} is there and lacks {missing[0]}",
            "It was damaged there. Have it removed at the target, then deliver again.",
        )
    for name, local in wanted.items():
        yield _deliver_file(target, f"{package.name}/{name}", local)


def _send_folder(target: Target, name: str, wanted: Mapping[str, Path]) -> Iterator[Delivered]:
    part = f"{name}{PART}"
    for left in target.sizes(part).keys() - wanted.keys():  # of an earlier delivery that did not come to its end
        target.remove(f"{part}/{left}")
    for each, local in wanted.items():
        sent = _send(target, f"{part}/{each}", local)
        yield Delivered(f"{name}/{each}", sent.state, sent.size, sent.sent)
    target.rename(part, name)
    arrived = target.sizes(name)
    if arrived != {each: local.stat().st_size for each, local in wanted.items()}:
        raise DeliveryError(f"{target.address}: {name} does not have the files that were sent", "Deliver it again.")


def _send(target: Target, name: str, local: Path) -> Delivered:
    """Send what has not arrived of a file, and compare all of it. The name is a temporary one."""
    size, there = local.stat().st_size, target.size(name)
    if there == size and _digest_there(target, name) == _digest(local):
        return Delivered(name, State.THERE, size, 0)
    is_begun = there is not None and 0 < there < size and _digest_there(target, name) == _digest(local, there)
    offset = there if is_begun and there is not None else 0
    with local.open("rb") as source, target.writing(name, append=is_begun) as file:
        source.seek(offset)
        while block := source.read(_BLOCK):
            file.write(block)
    _compare(target, name, local)
    state = State.CONTINUED if is_begun else State.REPLACED if there else State.SENT
    return Delivered(name, state, size, size - offset)


def _compare(target: Target, name: str, local: Path) -> None:
    """Read a file back. Raises DeliveryError if it is not the one that was sent."""
    if _digest_there(target, name) != _digest(local):
        raise DeliveryError(
            f"{target.address}: {name} was read back, and it has other bytes than those sent",
            "Deliver it again; if the message remains, have the disk of the target checked.",
        )


def _require_size(target: Target, name: str, local: Path) -> None:
    if target.size(name) != local.stat().st_size:
        raise DeliveryError(f"{target.address}: {name} is not there after it was renamed", "Deliver it again.")


def _differs(target: Target, name: str) -> DeliveryError:
    return DeliveryError(
        f"{target.address}: another package has this name: {name} differs, or is not part of this one",
        "A package that was delivered is never replaced. Deliver to another folder, or make a new version.",
    )


def _digest_there(target: Target, name: str) -> str:
    with target.reading(name) as file:
        return _digest_of(file.read)


def _digest(path: Path, size: int | None = None) -> str:
    """The digest of a file, or of its first bytes."""
    left = path.stat().st_size if size is None else size
    with path.open("rb") as file:
        return _digest_of(_limited(file, left))


def _limited(file: BinaryIO, left: int) -> Callable[[int], bytes]:
    def read(size: int) -> bytes:
        nonlocal left
        block = file.read(min(size, left))
        left -= len(block)
        return block

    return read


def _digest_of(read: Callable[[int], bytes]) -> str:
    digest = hashlib.sha512()
    while block := read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def summarize(files: Sequence[Delivered]) -> str:
    """`5 files, 1,234 bytes sent; already there: 3`."""
    sent = sum(each.sent for each in files)
    there = sum(each.state is State.THERE for each in files)
    return f"{len(files)} files, {sent:,} bytes sent" + (f"; already there: {there}" if there else "")
