"""A bag as one file: a zip with the same bytes each time, and its digest beside it."""

import datetime
import hashlib
import shutil
import zipfile
from pathlib import Path

_FIRST, _LAST = datetime.date(1980, 1, 1), datetime.date(2107, 12, 31)  # days that a zip can name
_MODE = 0o100644 << 16  # a file that its owner may write and everybody read
_UNIX = 3


def write_zip(folder: Path, target: Path, day: datetime.date) -> None:
    """Write a folder with its name into a zip: files sorted by name, stored, all of one day, at midnight.

    They are not compressed: what deflate makes of the same bytes depends on the build of zlib.
    """
    when = min(max(day, _FIRST), _LAST)
    files = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder.parent).as_posix(): path for path in files}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for name in sorted(names, key=str.encode):
            info = zipfile.ZipInfo(name, (when.year, when.month, when.day, 0, 0, 0))
            info.create_system, info.external_attr = _UNIX, _MODE
            info.file_size = names[name].stat().st_size  # so that a large one gets the fields that it needs
            with names[name].open("rb") as source, packed.open(info, "w") as member:
                shutil.copyfileobj(source, member, 1 << 20)


def digest_line(path: Path) -> bytes:
    """The digest of a zip as `sha512sum` writes it and checks it."""
    with path.open("rb") as file:
        return f"{hashlib.file_digest(file, 'sha512').hexdigest()}  {path.name}\n".encode()
