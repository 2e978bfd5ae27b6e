"""A list of digests compared with the files that were read: what was changed, is gone, was added or renamed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archivist.fixity.checksum_list import ChecksumList, file_named
from archivist.fixity.problem import Problem
from archivist.fixity.streamed_digests import ReadFile

WORDS = {"md5": "MD5", "sha1": "SHA-1", "sha224": "SHA-224", "sha256": "SHA-256", "sha384": "SHA-384"}
WORDS["sha512"] = "SHA-512"


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list of digests: the name of its file, the algorithm as `hashlib` names it, and what it says."""

    name: str
    algorithm: str
    said: ChecksumList


def compare(listed: NamedList, files: Mapping[str, ReadFile], answerable: Iterable[str]) -> Iterator[Problem]:
    """What of the files does not agree with a list, which must list all that it is `answerable` for."""
    said = listed.said
    names = {file_named(entry.name, files): entry.digest for entry in said.entries}
    for fault in said.faults:
        yield Problem(fault.code, f"line {fault.line}: {fault.message}", listed.name)
    yield from _changed(listed, names, files)
    missing = {name: digest for name, digest in names.items() if name not in files}
    foreign = [name for name in answerable if name not in names]
    yield from misplaced_files(listed.name, listed.algorithm, missing, foreign, files)
    digests = {name: read.digests.get(listed.algorithm, "") for name, read in files.items()}
    is_right = not missing and all(digests[name] == digest for name, digest in names.items())
    if is_right and not said.faults and not said.is_written_for(digests):
        message = "written again from the files as they are now, the list has other bytes"
        yield Problem("manifest-form", message, listed.name)


def _changed(listed: NamedList, names: Mapping[str, str], files: Mapping[str, ReadFile]) -> Iterator[Problem]:
    for name, digest in names.items():
        read = files.get(name)
        if read is None:
            continue
        if read.problem:
            yield Problem("fixity-unreadable", f"cannot be read: {read.problem}", name)
        elif (found := read.digests[listed.algorithm]) != digest:
            word = WORDS.get(listed.algorithm, listed.algorithm)
            yield Problem("fixity-changed", f"{word} {found} instead of {digest} in {listed.name}", name)


def misplaced_files(
    listing: str, algorithm: str, missing: Mapping[str, str], foreign: Iterable[str], files: Mapping[str, ReadFile]
) -> Iterator[Problem]:
    """Files that are gone, and files that `listing` does not have; those that are the same file with another name.

    `missing` are the digests of the files that are gone, by name. A foreign file that was not read has no digest.
    """
    waiting = {name: digest.lower() for name, digest in missing.items()}
    for name in foreign:
        digest = files[name].digests.get(algorithm, "") if name in files else ""
        old = next((old for old, wanted in waiting.items() if wanted == digest), None)
        if old is None:
            yield Problem("fixity-foreign", f"{listing} does not list it", name)
        else:
            del waiting[old]
            yield Problem("fixity-renamed", f"in {listing} it has the name {old}", name)
    for name in waiting:
        yield Problem("fixity-missing", f"{listing} lists it, and it does not exist", name)
