"""Where packages are put: built beside their place, and moved there as a whole. What is there is never replaced.

A process that is killed leaves no package or a whole one. What it was building is removed by the next one.
"""

import fcntl
import filecmp
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from archivist.deposit.zipped_bag import digest_line
from archivist.files import sync_folder, write_whole

_BUILDING = re.compile(r"\.[0-9a-f]{16}\.part")


class State(StrEnum):
    """What became of a package."""

    MADE = "made"
    UNCHANGED = "unchanged"  # it is there already, byte for byte
    REPLACED = "replaced"  # a draft by another one


class PackageDiffersError(Exception):
    """At the place of a package is another one; the message names the files that differ."""


@contextmanager
def building(place: Path) -> Iterator[Path]:
    """An empty folder in the folder of packages, to build in; it is removed afterwards. Raises OSError.

    Its lock is the operating system's and ends with the process, so that what was left behind can be recognised.
    """
    place.mkdir(parents=True, exist_ok=True)
    _sweep(place)
    folder, lock = _locked_folder(place)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _locked_folder(place: Path) -> tuple[Path, int]:
    while True:
        folder = place / f".{secrets.token_hex(8)}.part"
        folder.mkdir()
        with suppress(FileNotFoundError):  # another process took it for one left behind, before it was locked
            lock = os.open(folder, os.O_RDONLY)
            if _locks(lock) and folder.exists():
                return folder, lock
            os.close(lock)


def _locks(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sweep(place: Path) -> None:
    """Remove what processes that were killed were building."""
    for folder in place.iterdir():
        if _BUILDING.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
            with suppress(OSError):
                lock = os.open(folder, os.O_RDONLY)
                try:
                    if _locks(lock):
                        shutil.rmtree(folder, ignore_errors=True)
                finally:
                    os.close(lock)


def put_folder(built: Path, place: Path, *, replace: bool = False, listing: bytes | None = None) -> State:
    """Move a folder to its place, after the list of its files, if it has one, beside it: `2022-03-kb.sha512`.

    Raises PackageDiffersError if another folder, or the list of another one, is there; with `replace` these go.
    """
    beside = place.with_name(f"{place.name}.sha512")
    differences = _differences(built, place) if _is_there(place) else []
    if listing is not None and _is_other(beside, listing):
        differences.append(beside.name)
    if differences and not replace:
        raise PackageDiffersError(_listed(differences))
    if not differences and _is_there(place) and (listing is None or beside.exists()):
        return State.UNCHANGED
    if differences and _is_there(place):
        place.rename(built.parent / "replaced")
    if listing is not None:
        _put_beside(beside, listing, built.parent)
    if not _is_there(place):
        built.rename(place)
    sync_folder(place.parent)
    return State.REPLACED if differences else State.MADE


def put_file(built: Path, place: Path, *, replace: bool = False) -> State:
    """Move a zip to its place, after its digest, which is in a file beside it: `2022-03.zip.sha512`.

    Raises PackageDiffersError if another zip, or the digest of another one, is there; with `replace` these go.
    """
    digest = digest_line(built)
    beside = place.with_name(f"{place.name}.sha512")
    is_other = {place: _is_there(place) and not _is_same(built, place), beside: _is_other(beside, digest)}
    differing = [path.name for path, differs in is_other.items() if differs]
    if differing and not replace:
        raise PackageDiffersError(_listed(differing))
    if not differing and place.exists() and beside.exists():
        return State.UNCHANGED
    if differing:
        place.unlink(missing_ok=True)
    _put_beside(beside, digest, built.parent)
    built.replace(place)
    sync_folder(place.parent)
    return State.REPLACED if differing else State.MADE


def _put_beside(place: Path, content: bytes, folder: Path) -> None:
    """Write a file into the folder of the package being built, which is swept, and move it to its place."""
    built = folder / place.name
    write_whole(built, content)
    built.replace(place)


def _is_there(place: Path) -> bool:
    return place.exists() or place.is_symlink()


def _is_same(one: Path, other: Path) -> bool:
    return other.is_file() and filecmp.cmp(one, other, shallow=False)


def _is_other(path: Path, content: bytes) -> bool:
    return path.exists() and not (path.is_file() and path.read_bytes() == content)


def _differences(built: Path, place: Path) -> list[str]:
    """The files that are not the same in both folders, by their path in them."""
    names = sorted({*_files(built), *_files(place)})
    return [name for name in names if not (built / name).is_file() or not _is_same(built / name, place / name)]


def _files(folder: Path) -> Iterator[str]:
    if not folder.is_dir():
        yield "."
        return
    for path in folder.rglob("*"):
        if not path.is_dir() or path.is_symlink():
            yield path.relative_to(folder).as_posix()


_LISTED = 5


def _listed(names: list[str]) -> str:
    more = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {more} more" if more > 0 else "")
