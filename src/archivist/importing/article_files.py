"""What an import writes into the folder of articles: whole files, and none over what it has not seen."""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archivist.errors import ArchivistError, BuildLockedError
from archivist.files import inside, is_partial, write_whole
from archivist.findings import Finding
from archivist.place import Place


class BarredError(Exception):
    """An article cannot be put in its place."""

    def __init__(self, path: str, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.path, self.code, self.message, self.hint = path, code, message, hint

    def finding(self, folder: Path, place: Place) -> Finding:
        """What to tell: `folder` is that of the articles, `place` where the article was found."""
        message = f"{self.message}, so {place} was not written"
        return Finding.at(Place((folder / self.path).as_posix()), self.code, message, self.hint)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold a folder against other imports, also those with another build folder. Nothing is left in it.

    Raises BuildLockedError at once if another import holds it.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BuildLockedError(f"another import is running in {folder}", "Wait until it has finished.") from None
        except OSError:  # a file system that cannot lock folders; the build folder is locked anyway
            pass
        yield
    finally:
        os.close(handle)


def read_existing(home: Path, path: str, pictures: Iterable[str]) -> bytes | None:
    """What the folder of articles has in an article's place; None if nothing.

    Raises BarredError if a link leads that place or a picture's out of the folder, or it is not a file.
    """
    for each in (path, *pictures):
        if not inside(home, home / each):
            raise BarredError(each, "outside-archive", "it is a symbolic link", "Replace the link by a folder.")
    file = home / path
    try:
        if file.is_file():
            return file.read_bytes()
        is_free = not file.exists()
    except OSError as error:
        reason = f"the existing file cannot be read ({error.strerror or error})"
        raise BarredError(path, "unreadable-file", reason, "Check its permissions.") from None
    if not is_free:  # a folder, or a pipe, which would keep a reader waiting forever
        raise BarredError(path, "unreadable-file", "it is not a file", "Move it elsewhere.")
    return None


def write(file: Path, data: bytes) -> None:
    """Write a file whole. Raises ArchivistError."""
    try:
        write_whole(file, data)
    except OSError as error:  # it may not name the file: a disk that is full does not
        hint = "Fix this and import again: the files already written are complete, and the import will continue."
        raise ArchivistError(f"{file} cannot be written: {error.strerror or error}", hint) from None


def sweep(folder: Path) -> None:
    """Remove what an import that was killed left half written. Nothing else may be writing into the folder."""
    for partial in folder.rglob(".*.part"):
        if is_partial(partial):
            with suppress(OSError):
                partial.unlink()
