"""The files of an export, which is a folder or a zip file. Nothing is unpacked to disk, and no link is followed out."""

import os
from abc import ABC, abstractmethod
from pathlib import Path
from zipfile import ZipInfo

from archivist.files import inside
from archivist.place import Place
from archivist.reader_api.found import SourceError
from archivist.reader_api.zip_safety import checked_members, read_member

LARGEST = 200_000_000  # bytes of one file


class ExportFiles(ABC):
    """The files by their paths below the folder or within the zip file, sorted."""

    names: tuple[str, ...]

    @abstractmethod
    def read(self, name: str) -> bytes:
        """A file. Raises SourceError if it is damaged, larger than 200 MB or cannot be read."""


class _FolderFiles(ExportFiles):
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        found = (Path(place) / name for place, _, names in os.walk(folder) for name in names)
        self.names = tuple(
            sorted(
                file.relative_to(folder).as_posix()
                for file in found
                if file.is_file() and inside(folder, file.absolute())
            )
        )

    def read(self, name: str) -> bytes:
        file = self._folder / name
        try:
            _check_size(file.stat().st_size, name)
            return file.read_bytes()
        except OSError as error:
            raise SourceError(f"cannot be read: {error.strerror or error}", place=Place(name)) from None


class _ZipFiles(ExportFiles):
    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            self._members: dict[str, ZipInfo] = {each.filename: each for each in checked_members(file, path.name)}
        self.names = tuple(sorted(self._members))

    def read(self, name: str) -> bytes:
        member = self._members[name]
        _check_size(member.file_size, name)
        try:
            with self._path.open("rb") as file:
                data = read_member(file, member, LARGEST + 1)
        except OSError as error:
            raise SourceError(f"cannot be read: {error.strerror or error}", place=Place(self._path.name)) from None
        _check_size(len(data), name)
        return data


def _check_size(size: int, name: str) -> None:
    if size > LARGEST:
        raise SourceError(f"is larger than {LARGEST // 10**6} MB", place=Place(name))


def open_export(source: Path) -> ExportFiles:
    """The files of a folder or a zip file. Raises SourceError for a zip file that is damaged or hostile."""
    if source.is_dir():
        return _FolderFiles(source)
    try:
        return _ZipFiles(source)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", place=Place(str(source))) from None
