"""A folder of a mounted e-reader: files appear there under their names only when they are whole."""

import os
import shutil
from pathlib import Path

from archivist.files import sha256
from archivist.sending.sent_file import OutgoingFile, SendingError, State

_PART = ".part"


def copy_to(folder: Path, file: OutgoingFile) -> State:
    """Copy a file into a folder, and read it back. Raises SendingError, OSError."""
    if not folder.is_dir():
        raise SendingError(f"the folder {folder} does not exist", "Connect the reader, or correct `folder`.")
    target = folder / file.path.name
    existed = target.exists()
    if existed and target.stat().st_size == file.size and sha256(target) == file.sha256:
        return State.THERE
    part = target.with_name(f"{target.name}{_PART}")
    try:
        _copy(file.path, part)
        if sha256(part) != file.sha256:
            raise SendingError(f"{target} was read back, and it has other bytes", "Copy it again; check the reader.")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return State.REPLACED if existed else State.COPIED


def _copy(source: Path, target: Path) -> None:
    """Copy the bytes, and wait until they are on the device, which may be pulled out at once."""
    with source.open("rb") as read, target.open("wb") as written:
        shutil.copyfileobj(read, written, 1 << 20)
        written.flush()
        os.fsync(written.fileno())
