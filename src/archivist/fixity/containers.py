"""What files are kept in: a folder, or a zip file. Both list their files and open them for reading, unchanged."""

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from archivist.fixity.problem import Problem

# What damaged files and zips raise when they are read; not an exception of the program itself.
DAMAGE = (OSError, EOFError, RuntimeError, ValueError, NotImplementedError, zipfile.BadZipFile, zlib.error)

Opener = Callable[[str], BinaryIO]


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a container: sizes in bytes by name, with `/` between folders; and what is not a file."""

    sizes: Mapping[str, int]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """The files below a folder. Links are not followed: what they lead to can change without the package."""

    path: Path

    @contextmanager
    def opened(self) -> Iterator[Opener]:
        """Files of the folder, opened one by one."""
        yield self._open

    def _open(self, name: str) -> BinaryIO:
        return cast("BinaryIO", open(os.open(self.path / name, os.O_RDONLY | os.O_NOFOLLOW), "rb"))  # noqa: PTH123

    def listing(self) -> Listing:
        """All files below, and links, devices, folders that are empty or cannot be read."""
        sizes: dict[str, int] = {}
        problems: list[Problem] = []
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(self.path / folder) as entries:
                    found = sorted(entries, key=lambda each: each.name)
            except OSError as error:
                problems.append(Problem("fixity-unreadable", f"the folder cannot be read: {reason(error)}", folder))
                continue
            if folder and not found:
                problems.append(Problem("fixity-foreign", "an empty folder, which no manifest can list", f"{folder}/"))
            for entry in found:
                name = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(name)
                else:
                    _note(entry, name, sizes, problems)
        return Listing(dict(sorted(sizes.items())), tuple(problems))


def _note(entry: "os.DirEntry[str]", name: str, sizes: dict[str, int], problems: list[Problem]) -> None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        problems.append(Problem("fixity-unreadable", f"cannot be read: {reason(error)}", name))
        return
    if stat.S_ISREG(status.st_mode):
        sizes[name] = status.st_size
    elif stat.S_ISLNK(status.st_mode):
        problems.append(Problem("fixity-link", "a symbolic link in the place of a file", name))
    else:
        problems.append(Problem("fixity-link", "a device, a pipe or a socket in the place of a file", name))


@dataclass(frozen=True, slots=True)
class ZipFiles:
    """The files below a folder in a zip file: `prefix` is "" or ends in `/`."""

    path: Path
    prefix: str = ""

    @contextmanager
    def opened(self) -> Iterator[Opener]:
        """Members of the zip file, opened one by one; their CRC is checked at the end of each."""
        with zipfile.ZipFile(self.path) as members:
            yield lambda name: cast("BinaryIO", members.open(self.prefix + name))


def read_small(container: FolderFiles | ZipFiles, name: str, most: int) -> bytes:
    """A small file. Raises one of DAMAGE, ValueError if it has more than `most` bytes."""
    with container.opened() as opener, opener(name) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise ValueError(f"it has more than {most:,} bytes")
    return content


def reason(error: BaseException) -> str:
    """Why something could not be read, without the path, which is named anyway."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error) or type(error).__name__
