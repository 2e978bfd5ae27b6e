"""A bag (RFC 8493) as it is now: its manifests, its tag files, and what is wrong with its form."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archivist.fixity.checksum_list import parse_checksums
from archivist.fixity.comparison import NamedList, compare
from archivist.fixity.containers import DAMAGE, FolderFiles, Listing, ZipFiles, read_small, reason
from archivist.fixity.problem import Problem
from archivist.fixity.streamed_digests import ReadFile, Reading, plan_readings

DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
PAYLOAD = "data/"
_MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
_ALGORITHMS = frozenset(hashlib.algorithms_guaranteed) - {"shake_128", "shake_256"}
_DECLARED = re.compile(r"BagIt-Version: (\d+\.\d+)\r?\nTag-File-Character-Encoding: (\S+)(?:\r?\n)?")
_VERSIONS = ("1.0", "0.97", "0.96", "0.95", "0.94", "0.93")
_OXUM = re.compile(r"^Payload-Oxum:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_LARGEST = 64 << 20  # bytes of a manifest: of half a million files


@dataclass(frozen=True, slots=True)
class Bag:
    """A bag before its files are read."""

    container: FolderFiles | ZipFiles
    listing: Listing
    payload: tuple[NamedList, ...]
    tags: tuple[NamedList, ...]
    problems: tuple[Problem, ...]  # found already

    @property
    def algorithms(self) -> tuple[str, ...]:
        """The algorithms of its manifests, the strongest of those in use first."""
        return tuple(sorted({each.algorithm for each in (*self.payload, *self.tags)}, key=_weakness))

    def readings(self) -> Iterator[Reading]:
        """The jobs that read all its files."""
        return plan_readings(self.container, self.listing.sizes, self.algorithms)


def looks_like_bag(names: Sequence[str]) -> bool:
    """Whether a folder with these files and folders in it is a bag, perhaps one whose declaration was lost."""
    is_tagged = any(match[1] for name in names if (match := _MANIFEST.fullmatch(name)))
    has_payload = PAYLOAD.rstrip("/") in names and any(map(_MANIFEST.fullmatch, names))
    return DECLARATION in names or is_tagged or has_payload


def survey_bag(container: FolderFiles | ZipFiles, listing: Listing) -> Bag:
    """The bag in a container, as far as its tag files can be read."""
    lists: dict[bool, list[NamedList]] = {True: [], False: []}
    problems = list(listing.problems)
    for name in listing.sizes:
        match = _MANIFEST.fullmatch(name)
        if match is None:
            continue
        try:
            lists[bool(match[1])].append(_read_manifest(container, name, match[2]))
        except DAMAGE as error:
            problems.append(Problem("fixity-unreadable", f"cannot be read: {reason(error)}", name))
    if not lists[False]:
        problems.append(
            Problem("bag-unprotected", "the bag has no manifest that can be read: nothing lists its payload")
        )
    if not lists[True]:
        said = "the bag has no tag manifest that can be read: nothing lists its manifests and tag files"
        problems.append(Problem("bag-unprotected", said))
    problems += [*_check_declaration(container, listing), *_check_info(container, listing)]
    return Bag(container, listing, tuple(lists[False]), tuple(lists[True]), tuple(problems))


def judge_bag(bag: Bag, files: Mapping[str, ReadFile]) -> Iterator[Problem]:
    """What is wrong with a bag whose files were read."""
    yield from bag.problems
    payload = [name for name in files if name.startswith(PAYLOAD)]
    tags = [name for name in files if not name.startswith(PAYLOAD) and not _is_tag_manifest(name)]
    for listed in bag.payload:
        yield from compare(listed, files, payload)
    for listed in bag.tags:
        yield from compare(listed, files, tags)
    if not bag.payload or not bag.tags:  # then nothing above has reported what cannot be read
        yield from (
            Problem("fixity-unreadable", f"cannot be read: {read.problem}", name)
            for name, read in files.items()
            if read.problem
        )


def _is_tag_manifest(name: str) -> bool:
    match = _MANIFEST.fullmatch(name)
    return match is not None and match[1] is not None


def _weakness(algorithm: str) -> tuple[int, str]:
    return -hashlib.new(algorithm, usedforsecurity=False).digest_size, algorithm


def _read_manifest(container: FolderFiles | ZipFiles, name: str, algorithm: str) -> NamedList:
    if algorithm not in _ALGORITHMS:
        raise ValueError(f"{algorithm} is not an algorithm that this program knows")
    digits = 2 * hashlib.new(algorithm, usedforsecurity=False).digest_size
    return NamedList(name, algorithm, parse_checksums(read_small(container, name, _LARGEST), digits))


def _tag_text(container: FolderFiles | ZipFiles, name: str) -> str:
    """A tag file. Raises one of DAMAGE, of which UnicodeDecodeError is one."""
    return read_small(container, name, _LARGEST).decode("utf-8")


def _check_declaration(container: FolderFiles | ZipFiles, listing: Listing) -> Iterator[Problem]:
    if DECLARATION not in listing.sizes:
        yield Problem("bag-form", "the declaration of the bag does not exist", DECLARATION)
        return
    try:
        declared = _DECLARED.fullmatch(_tag_text(container, DECLARATION))
    except DAMAGE as error:
        yield Problem("bag-form", f"the declaration cannot be read: {reason(error)}", DECLARATION)
        return
    if declared is None:
        yield Problem("bag-form", "the declaration is not the two lines of RFC 8493, 2.1.1", DECLARATION)
    elif declared[1] not in _VERSIONS:
        yield Problem("bag-form", f"BagIt version {declared[1]} is not one that this program knows", DECLARATION)
    elif declared[2].upper() != "UTF-8":
        yield Problem("bag-form", f"tag files in {declared[2]} are not supported, only UTF-8", DECLARATION)


def _check_info(container: FolderFiles | ZipFiles, listing: Listing) -> Iterator[Problem]:
    """The number of files and bytes that the bag says its payload has; the metadata of a bag are optional."""
    if INFO not in listing.sizes:
        return
    try:
        said = _OXUM.findall(_tag_text(container, INFO))
    except DAMAGE as error:
        yield Problem("bag-form", f"the metadata of the bag cannot be read: {reason(error)}", INFO)
        return
    payload = [size for name, size in listing.sizes.items() if name.startswith(PAYLOAD)]
    found = f"{sum(payload)}.{len(payload)}"
    for oxum in said:
        if oxum != found:
            yield Problem("bag-form", f"Payload-Oxum is {oxum[:60]}; the payload has {found}", INFO)
