"""Files: written whole or not at all, locked, digested, kept inside their folder."""

import fcntl
import hashlib
import os
import re
import secrets
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO

from archivist.errors import ArchivistError, BuildLockedError

LOCK_NAME = ".lock"
_PARTIAL = re.compile(r"\.[0-9a-f]{16}\.part")


def write_whole(path: Path, data: bytes, *, synced: bool = True) -> None:
    """Write a file so that it is seen whole or not at all, also after a crash.

    Missing folders are made. Who may read and write a file that is there stays as it is. With `synced` false the file
    may be damaged by a power cut: only for what can be made again and carries a checksum.

    Raises OSError, which always names the file that was to be written, or the folder that cannot be made.
    """
    staged = stage(path, data, synced=synced)
    move(staged, path)
    if synced:
        sync_folder(path.parent)


def stage(path: Path, data: bytes, *, synced: bool = True) -> Path:
    """Write the data beside the place of a file, ready to be moved there by `move`; return where.

    Raises OSError as `write_whole`; then nothing is left.
    """
    # In the same folder, since only there is the replacement one step; its name is short, since the file's
    # own may already be as long as the file system allows.
    partial = path.parent / f".{secrets.token_hex(8)}.part"
    with _name_in_errors(path, partial):
        created = _create(partial)
        try:
            with created as file:
                if path.is_file():
                    os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
                file.write(data)
                if synced:
                    file.flush()
                    os.fsync(file.fileno())
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
    return partial


def _create(path: Path) -> BinaryIO:
    """A new file, opened to be written. Missing folders are made; nearly always none is missing."""
    try:
        return path.open("xb")
    except (FileNotFoundError, NotADirectoryError):
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


def move(partial: Path, path: Path) -> None:
    """Move what `stage` wrote to its place. Raises OSError; then nothing is left of it."""
    with _name_in_errors(path, partial):
        try:
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


@contextmanager
def _name_in_errors(path: Path, partial: Path) -> Iterator[None]:
    """Let an error name the file that was meant: a full disk names none, and the name of a temporary file says nothing.

    An error about something else, such as a folder that cannot be made, keeps its name.
    """
    try:
        yield
    except OSError as error:
        own = error.filename is None or os.fspath(error.filename) == os.fspath(partial)
        if not own or error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None


def sweep(folder: Path, *, older_than: float = 0) -> int:
    """Remove what a process that was killed left half written in a folder; say how many files.

    Nothing else may be writing into the folder, unless only files of more than `older_than` seconds are taken.
    """
    found = 0
    with suppress(OSError):
        for partial in folder.iterdir():
            if is_partial(partial) and _age(partial) >= older_than:
                with suppress(OSError):
                    partial.unlink()
                    found += 1
    return found


def is_partial(path: Path) -> bool:
    """Whether this is a file that `stage` writes."""
    return bool(_PARTIAL.fullmatch(path.name)) and path.is_file() and not path.is_symlink()


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0


def sync_folder(folder: Path) -> None:
    """Make the new names durable. Some network file systems cannot; the files are whole anyway."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for this process alone; it is made if it does not exist.

    The lock is the operating system's, so it ends with the process however that ends. The lock file stays:
    removing it would let two processes lock two files of the same name.

    Raises BuildLockedError at once if another process holds it, ArchivistError if it cannot be held.
    """
    with _lock_file(folder) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _held_by_another(folder, _read_owner(folder)) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _lock_file(folder: Path) -> IO[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / LOCK_NAME).open("a+", encoding="ascii")
    except (FileExistsError, NotADirectoryError) as error:
        raise ArchivistError(
            f"{error.filename} is not a folder",
            "Move it elsewhere, or name another folder with --build DIR.",
        ) from None
    except IsADirectoryError as error:
        raise ArchivistError(
            f"{error.filename} is a folder; the lock must be a file of that name", "Move the folder elsewhere."
        ) from None


def _read_owner(folder: Path) -> str:
    try:
        return (folder / LOCK_NAME).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _held_by_another(folder: Path, owner: str) -> BuildLockedError:
    process = f" (process {owner})" if owner else ""
    return BuildLockedError(
        f"another compile or import{process} is running in {folder}",
        "Wait until it has finished, or name another folder with --build DIR.",
    )


def sha256(source: bytes | Path) -> str:
    """SHA-256 of bytes or of a file's bytes, hexadecimal."""
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def holds_many(folder: Path, suffix: str, count: int) -> bool:
    """Whether below a folder are at least so many files of a suffix; hidden folders and links are passed over."""
    found = 0
    for _, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += sum(name.endswith(suffix) for name in names)
        if found >= count:
            return True
    return False


def reach_size(paths: Iterable[Path], size: int) -> bool:
    """Whether files and folders together have at least so many bytes; links are passed over."""
    found = 0
    for path in paths:
        for folder, _, names in os.walk(path) if path.is_dir() else [(str(path.parent), [], [path.name])]:
            for name in names:
                with suppress(OSError):
                    found += os.lstat(os.path.join(folder, name)).st_size  # noqa: PTH118
            if found >= size:
                return True
    return False


def inside(root: Path, path: Path) -> bool:
    """Whether a path stays inside a folder once `..` and symbolic links are followed.

    A relative path is taken from the folder; the folder itself is inside.
    """
    try:
        return (root / path).resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):  # a loop of links, a NUL in the name
        return False
