"""A package as a plain folder: its files, and nothing around them. A list of them is put beside it."""

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from archivist.deposit.description import PackageFile
from archivist.errors import ArchivistError


def write_folder(folder: Path, files: Iterable[PackageFile]) -> None:
    """Write files into a folder that does not exist yet, and read them back.

    Raises ArchivistError if a file was changed while the package was made, OSError.
    """
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(file.content, bytes):
            path.write_bytes(file.content)
        else:
            shutil.copyfile(file.content, path)
        with path.open("rb") as written:
            if hashlib.file_digest(written, "sha512").hexdigest() != file.sha512:
                message = f"{file.path} was changed while the package was made; nothing was kept"
                raise ArchivistError(message, "Run the command again when no other program changes the files.")
    for path in (folder, *folder.rglob("*")):
        _sync(path)


def digest_list(name: str, files: Iterable[PackageFile]) -> bytes:
    """The digests of the files in a folder of this name, as `sha512sum` writes and checks them beside it."""
    lines = {f"{name}/{file.path}": file.sha512 for file in files}
    return "".join(f"{lines[path]}  {path}\n" for path in sorted(lines, key=str.encode)).encode()


def _sync(path: Path) -> None:
    """Make a file or the names in a folder durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
