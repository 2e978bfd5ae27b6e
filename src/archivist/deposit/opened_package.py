"""A package as a folder: as it is, or unpacked from a zip. Its source, and its files by name."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archivist.errors import ArchivistError, UsageError
from archivist.place import Place
from archivist.reader_api.found import SourceError
from archivist.reader_api.zip_safety import checked_members, read_member
from archivist.volume_context import FILE_NAME as CONTEXT

_DAMAGED = "Check the package with `archivist audit`, or take another copy of it."


class UnreadablePackageError(ArchivistError):
    """The package cannot be opened, or has no source."""


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """A package in a folder."""

    root: Path
    source: Path  # the folder with the settings and the context of the volume

    def find(self, name: str) -> Path | None:
        """The file of the package with this name that is nearest to the source; None otherwise."""
        found = (path for path in self.root.rglob("*") if path.name == name and not path.is_relative_to(self.source))
        near = sorted((path for path in found if path.is_file() and not path.is_symlink()), key=self._nearness)
        return near[-1] if near else None

    def _nearness(self, path: Path) -> tuple[int, str]:
        """How many folders a file has in common with the source. Of versions the last one is the nearest."""
        pairs = zip(path.parts, self.source.parts, strict=False)
        return next((count for count, (one, other) in enumerate(pairs) if one != other), 0), path.as_posix()


@contextmanager
def opened_package(package: Path) -> Iterator[OpenedPackage]:
    """A package, to be read. Raises UsageError if it is not one, UnreadablePackageError if it is damaged."""
    if package.is_dir():
        yield _with_source(package, package)
    elif package.is_file():
        with tempfile.TemporaryDirectory(prefix="archivist-") as folder:
            _unpack(package, Path(folder))
            yield _with_source(Path(folder), package)
    else:
        raise UsageError(f"{package} is not a package", "Name the folder of a package, or its zip.")


def _with_source(root: Path, package: Path) -> OpenedPackage:
    contexts = sorted(path for path in root.rglob(CONTEXT) if path.is_file() and not path.is_symlink())
    if not contexts:
        raise UnreadablePackageError(
            f"the package has no source: there is no {CONTEXT} in it", _DAMAGED, Place(str(package))
        )
    return OpenedPackage(root, contexts[-1].parent)


def _unpack(package: Path, folder: Path) -> None:
    try:
        with package.open("rb") as file:
            for member in checked_members(file, package.name):
                path = folder / member.filename
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(read_member(file, member, member.file_size))
    except SourceError as error:
        raise UnreadablePackageError(f"the zip {error}", _DAMAGED, Place(str(package))) from None
