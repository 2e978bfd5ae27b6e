"""What the machine refuses - space, files, memory - in words, with what to do about it."""

import errno
import os
import tempfile

from archivist.cli.streams import STANDARD_OUTPUT, give_up_output, one_line
from archivist.errors import ArchivistError

_SPACE = "Free space there, then run the command again. Files already made are whole."
_REMEDIES = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: "The quota is used up. Free space there, then run the command again. Files already made are whole.",
    errno.EFBIG: "Files may not be that large here; `ulimit -f` shows the limit. Raise it and run the command again.",
    errno.EISDIR: "A folder is where a file should be. Move it elsewhere.",
    errno.ENOTDIR: "A file is where a folder should be. Move it elsewhere.",
    errno.EEXIST: "A file is where a folder should be. Move it elsewhere.",
    errno.ENAMETOOLONG: "Give it a shorter name.",
    errno.EMFILE: "The program may not open more files; `ulimit -n` shows the limit. Raise it, or use fewer --jobs.",
    errno.ENOMEM: "Memory ran out. Close other programs, or use fewer --jobs.",
    errno.EIO: "The disk or its connection fails. Check it before anything else.",
    errno.EROFS: "This file system is read-only. Name another folder with --build DIR.",
    errno.EAGAIN: "The system allows no more processes or threads; `ulimit -u` shows the limit. Use fewer --jobs.",
}
_PATH = "Check that the path is right and may be read or written."


def of_the_machine(error: BaseException) -> ArchivistError | None:
    """The error as one a user can do something about; None if it is not one of the machine's."""
    if isinstance(error, MemoryError):
        return ArchivistError("memory ran out", "Close other programs, or use fewer workers: --jobs 1.")
    return _of_files(error) if isinstance(error, OSError) else None


def _of_files(error: OSError) -> ArchivistError | None:
    if error.filename == STANDARD_OUTPUT:
        give_up_output()
        hint = "The output does not get there. Send it to another place, and run the command again."
        return ArchivistError(f"{STANDARD_OUTPUT} cannot be written: {error.strerror}", hint)
    if error.filename is not None:
        name = one_line(os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(error.filename))
        return ArchivistError(f"{name}: {error.strerror}", _REMEDIES.get(error.errno or 0, _PATH))
    if error.errno == errno.ENOENT:  # no folder of temporary files at all
        return ArchivistError(error.strerror or str(error), "TMPDIR names a folder for temporary files.")
    if error.errno in _REMEDIES:  # a write names no file; files of ours are named where they are written
        where = one_line(tempfile.gettempdir())
        return ArchivistError(
            f"{error.strerror}, most likely in the folder of temporary files, {where}",
            f"{_REMEDIES[error.errno or 0]} TMPDIR names another folder.",
        )
    return None
