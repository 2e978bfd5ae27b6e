"""A source as readers see it when they are asked whether it is of their kind: some bytes, some names."""

import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from itertools import islice
from pathlib import Path, PurePosixPath

from archivist.files import inside
from archivist.reader_api.found import SourceError
from archivist.reader_api.zip_safety import member_names, read_member

HEAD = 65_536  # bytes that show what a file is
_FILES = 10_000  # of a folder
_NOT_ARTICLES = ("readme", "license", "licence", "changelog")


class SourceSample:
    """A file or a folder. What is asked for is read once, and only then. Raises OSError where it cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.path.is_dir()

    @cached_property
    def head(self) -> bytes:
        """The first 64 KB of a file; nothing of a folder."""
        if self.is_folder:
            return b""
        with self.path.open("rb") as file:
            return file.read(HEAD)

    @property
    def suffix(self) -> str:
        """The suffix of its name, in lower case: `.html`."""
        return self.path.suffix.lower()

    @cached_property
    def files(self) -> tuple[PurePosixPath, ...]:
        """The files of a folder or of a zip file, by their paths below it: those not hidden, 10,000 at most.

        () for a file of another kind, and for a zip file whose list of members cannot be read.
        """
        if self.is_folder:
            return tuple(islice(self._in_folder(), _FILES))
        if not self.head.startswith(b"PK"):
            return ()
        with suppress(SourceError), self.path.open("rb") as file:
            return tuple(PurePosixPath(name) for name in member_names(file, self.path.name)[:_FILES])
        return ()

    @cached_property
    def articles(self) -> tuple[PurePosixPath, ...]:
        """The files without those that go with any folder: a read-me, a licence, a list of changes."""
        return tuple(file for file in self.files if file.stem.lower() not in _NOT_ARTICLES)

    def head_of(self, file: PurePosixPath) -> bytes:
        """The first 64 KB of one of `files`; b"" if it cannot be read."""
        with suppress(OSError, SourceError, zipfile.BadZipFile):
            if not self.is_folder:
                with self.path.open("rb") as opened:
                    return read_member(opened, file.as_posix(), HEAD)
            if inside(self.path, (self.path / file).absolute()):
                with (self.path / file).open("rb") as opened:
                    return opened.read(HEAD)
        return b""

    def _in_folder(self) -> Iterator[PurePosixPath]:
        for place, folders, names in os.walk(self.path):
            folders.sort()
            for name in sorted(names):
                file = Path(place) / name
                if not name.startswith(".") and file.is_file():
                    yield PurePosixPath(file.relative_to(self.path).as_posix())
