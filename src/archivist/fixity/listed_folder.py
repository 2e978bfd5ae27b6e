"""A package as a plain folder, and the file beside it that lists its files: NAME and NAME.sha512.

What is in the folder is what a library asked for, so nothing in it lists the files. The list is outside, in the form
that `sha512sum` writes and checks: with paths that begin with the name of the folder.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.fixity.checksum_list import parse_checksums
from archivist.fixity.comparison import NamedList, compare
from archivist.fixity.containers import DAMAGE, FolderFiles, Listing, read_small, reason
from archivist.fixity.problem import Problem
from archivist.fixity.seal import Seal
from archivist.fixity.streamed_digests import ReadFile, Reading, plan_readings

LIST = ".sha512"  # after the name of the folder
ALGORITHM = "sha512"
_DIGITS = 128
_LARGEST = 64 << 20  # bytes of a list
_BEGINNING = re.compile(rb"[0-9A-Fa-f]{128}[ \t]+\*?([^/\r\n]+)/")


@dataclass(frozen=True, slots=True)
class ListedFolder:
    """A folder before its files are read."""

    path: Path
    sizes: Mapping[str, int]  # by names that begin with that of the folder, as in the list
    listed: NamedList | None
    problems: tuple[Problem, ...]  # found already

    def readings(self) -> Iterator[Reading]:
        """The jobs that read all its files."""
        return plan_readings(FolderFiles(self.path.parent), self.sizes, (ALGORITHM,))


def list_path(folder: Path) -> Path:
    """The file that lists the files of a folder."""
    return folder.with_name(folder.name + LIST)


def folder_of_list(path: Path) -> Path | None:
    """The folder that a file lists, by its name and its first line; None if it is another kind of file."""
    if not path.name.endswith(LIST) or path.name == LIST:
        return None
    try:
        with path.open("rb") as file:
            begins = _BEGINNING.match(file.read(1024))
    except OSError:
        return None
    name = path.name.removesuffix(LIST)
    return path.with_name(name) if begins and begins[1] == name.encode("utf-8", "surrogateescape") else None


def is_listed(folder: Path) -> bool:
    """Whether a list of its files is beside a folder, perhaps a damaged one."""
    return list_path(folder).is_file()


def survey_folder(path: Path) -> ListedFolder:
    """The folder, as far as its list can be read."""
    path = path.absolute()
    listing: Listing = FolderFiles(path).listing()
    problems = list(listing.problems)
    listed = None
    beside = list_path(path)
    try:
        content = read_small(FolderFiles(path.parent), beside.name, _LARGEST)
        listed = NamedList(beside.name, ALGORITHM, parse_checksums(content, _DIGITS))
    except DAMAGE as error:
        problems.append(Problem("fixity-unreadable", f"{beside.name} cannot be read: {reason(error)}"))
    sizes = {f"{path.name}/{name}": size for name, size in listing.sizes.items()}
    return ListedFolder(path, sizes, listed, tuple(problems))


def judge_folder(folder: ListedFolder, files: Mapping[str, ReadFile]) -> Iterator[Problem]:
    """What is wrong with a folder whose files were read."""
    yield from folder.problems
    if folder.listed is None:
        return
    for problem in compare(folder.listed, files, files):
        yield replace(problem, name=problem.name.removeprefix(f"{folder.path.name}/"))


def seal_of_folder(folder: ListedFolder) -> Seal | None:
    """The digest of the list, which decides all bytes of the folder."""
    if folder.listed is None:
        return None
    content = folder.listed.said.content
    return Seal(folder.listed.name, hashlib.sha512(content).hexdigest(), len(content), "list of SHA-512 digests")
