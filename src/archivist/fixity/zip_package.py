"""A package in one zip file, and the file beside it with its digest: NAME.zip and NAME.zip.sha512."""

import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archivist.fixity.bag import Bag, judge_bag, looks_like_bag, survey_bag
from archivist.fixity.checksum_list import parse_checksums
from archivist.fixity.containers import DAMAGE, FolderFiles, Listing, ZipFiles, read_small, reason
from archivist.fixity.problem import Problem
from archivist.fixity.streamed_digests import ReadFile, Reading, plan_readings
from archivist.fixity.zip_structure import check_structure
from archivist.reader_api.found import SourceError
from archivist.reader_api.zip_safety import checked_members

SEAL = ".sha512"
_ALGORITHM, _DIGITS = "sha512", 128
_LARGEST_SEAL = 4096  # bytes


@dataclass(frozen=True, slots=True)
class ZipPackage:
    """A zip file before it is read as a whole."""

    path: Path
    bag: Bag | None  # None if it contains no bag
    members: tuple[Reading, ...]
    files: int
    problems: tuple[Problem, ...]  # found already

    def readings(self) -> Iterator[Reading]:
        """The jobs that read the file as it is, and then its members."""
        yield Reading(FolderFiles(self.path.parent), (self.path.name,), (_ALGORITHM,))
        yield from self.members


def seal_path(path: Path) -> Path:
    """The file with the digest of a zip."""
    return path.with_name(path.name + SEAL)


def survey_zip(path: Path) -> ZipPackage:
    """The package in a zip file, as far as its list of members can be read. Nothing is unpacked."""
    try:
        with path.open("rb") as file:
            members = checked_members(file, str(path))
        with zipfile.ZipFile(path) as opened:
            everything, begin = opened.infolist(), opened.start_dir
        problems = [*check_structure(path, everything, begin)]
    except SourceError as error:
        return ZipPackage(path, None, (), 0, (Problem("zip-damaged", error.message),))
    except (*DAMAGE, struct.error) as error:
        return ZipPackage(path, None, (), 0, (Problem("zip-damaged", f"cannot be read: {reason(error)}"),))
    return _survey_members(path, members, everything, problems)


def _survey_members(
    path: Path, members: Sequence[zipfile.ZipInfo], everything: Sequence[zipfile.ZipInfo], problems: list[Problem]
) -> ZipPackage:
    prefix = _bag_folder([member.filename for member in members])
    sizes = {member.filename: member.file_size for member in members}
    problems += _empty_folders(everything, sizes)
    if prefix is None:
        readings = tuple(plan_readings(ZipFiles(path), sizes, ()))
        return ZipPackage(path, None, readings, len(sizes), tuple(problems))
    outside = [name for name in sizes if not name.startswith(prefix)]
    problems += [Problem("fixity-foreign", "it is outside the folder of the bag", name) for name in outside]
    inside = {name.removeprefix(prefix): size for name, size in sizes.items() if name.startswith(prefix)}
    bag = survey_bag(ZipFiles(path, prefix), Listing(inside))
    readings = (*plan_readings(ZipFiles(path), {name: sizes[name] for name in outside}, ()), *bag.readings())
    return ZipPackage(path, bag, readings, len(sizes), tuple(problems))


def _bag_folder(names: Sequence[str]) -> str | None:
    """The folder in a zip that is a bag: "" for all of it, None if there is no bag."""
    tops = list(dict.fromkeys(name.partition("/")[0] for name in names))
    if looks_like_bag(tops):
        return ""
    for top in tops:
        below = [name.removeprefix(f"{top}/").partition("/")[0] for name in names if name.startswith(f"{top}/")]
        if looks_like_bag(below):
            return f"{top}/"
    return None


def _empty_folders(everything: Sequence[zipfile.ZipInfo], sizes: Mapping[str, int]) -> Iterator[Problem]:
    for member in everything:
        if member.is_dir() and not any(name.startswith(member.filename) for name in sizes):
            yield Problem("fixity-foreign", "an empty folder, which no manifest can list", member.filename)


def judge_zip(package: ZipPackage, results: Sequence[Sequence[ReadFile]]) -> Iterator[Problem]:
    """What is wrong with a zip whose readings have these results."""
    (outer,), members = results[0], [read for result in results[1:] for read in result]
    yield from package.problems
    sealed = seal_path(package.path)
    if outer.problem:
        yield Problem("fixity-unreadable", f"cannot be read: {outer.problem}")
    elif sealed.exists() or sealed.is_symlink():
        yield from _compare_seal(sealed, package.path.name, outer.digests[_ALGORITHM])
    else:
        code = "zip-not-sealed" if package.bag else "nothing-vouches"
        yield Problem(code, f"{sealed.name} does not exist")
    if package.bag is not None:
        yield from judge_bag(package.bag, {read.name: read for read in members})
    else:
        yield from (Problem("fixity-unreadable", read.problem, read.name) for read in members if read.problem)


def _compare_seal(sealed: Path, name: str, digest: str) -> Iterator[Problem]:
    """The file with the digest must have, byte for byte, the line that `sha512sum` writes."""
    try:
        content = read_small(FolderFiles(sealed.parent), sealed.name, _LARGEST_SEAL)
    except DAMAGE as error:
        yield Problem("fixity-unreadable", f"{sealed.name} cannot be read: {reason(error)}")
        return
    said = parse_checksums(content, _DIGITS).entries
    if content in (f"{digest}{space}{name}\n".encode("utf-8", "surrogateescape") for space in ("  ", " *")):
        return
    if len(said) == 1 and said[0].digest != digest:
        yield Problem("fixity-changed", f"SHA-512 {digest} instead of {said[0].digest} in {sealed.name}")
    elif len(said) == 1 and said[0].name != name:
        yield Problem("fixity-renamed", f"in {sealed.name} it has the name {said[0].name}")
    else:
        yield Problem("manifest-form", f"{sealed.name} is not one line with the digest and the name of the zip")
