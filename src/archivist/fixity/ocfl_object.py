"""An object of the Oxford Common File Layout as it is now: its inventories, its versions, and what is not in them.

The inventory lists the content of all versions with its digests, and a file beside it has the digest of the inventory.
Ids of rules, such as E058, are those of the specification. https://ocfl.io/1.1/spec/
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archivist.fixity.comparison import misplaced_files
from archivist.fixity.containers import DAMAGE, FolderFiles, Listing, read_small, reason
from archivist.fixity.problem import Problem
from archivist.fixity.seal import Seal
from archivist.fixity.streamed_digests import ReadFile, Reading, plan_readings

INVENTORY = "inventory.json"
_ALGORITHMS = ("sha512", "sha256")  # E025
_DECLARATION = re.compile(r"0=(ocfl_object_1\.[01])")
_SIDECAR = re.compile(rf"{re.escape(INVENTORY)}\.(sha512|sha256)")
_OF_VERSION = re.compile(r"v\d+/(.+)")
_LARGEST = 64 << 20  # bytes of an inventory


@dataclass(frozen=True, slots=True)
class OcflObject:
    """An object before its files are read."""

    path: Path
    listing: Listing
    algorithm: str
    inventory: bytes
    content: Mapping[str, str]  # digests of the files that the inventory lists, by name
    versions: tuple[str, ...]  # the newest last
    problems: tuple[Problem, ...]  # found already

    def readings(self) -> Iterator[Reading]:
        """The jobs that read all its files. Inventories of earlier versions may have the other algorithm."""
        return plan_readings(FolderFiles(self.path), self.listing.sizes, self.algorithms)

    @property
    def algorithms(self) -> tuple[str, ...]:
        """Those of its files with digests."""
        sidecars = (match[1] for name in self.listing.sizes if (match := _SIDECAR.fullmatch(name.rpartition("/")[2])))
        return tuple(sorted({self.algorithm, *sidecars}, reverse=True))


def looks_like_object(names: Sequence[str]) -> bool:
    """Whether a folder with these files in it is an object, perhaps one whose declaration was lost."""
    is_declared = any(name.startswith("0=ocfl_object") for name in names)
    return is_declared or (INVENTORY in names and any(map(_SIDECAR.fullmatch, names)))


def survey_object(path: Path) -> OcflObject:
    """The object in a folder, as far as its inventory can be read."""
    listing = FolderFiles(path).listing()
    problems = list(listing.problems)
    try:
        inventory = read_small(FolderFiles(path), INVENTORY, _LARGEST)
        algorithm, versions, content = _parse(inventory)
    except (*DAMAGE, KeyError, TypeError, AttributeError, RecursionError) as error:
        said = f"the inventory cannot be read: {reason(error)}"
        problems.append(Problem("fixity-unreadable", said, INVENTORY))
        return OcflObject(path, listing, _ALGORITHMS[0], b"", {}, (), tuple(problems))
    problems += _check_declaration(path, listing)
    return OcflObject(path, listing, algorithm, inventory, content, versions, tuple(problems))


def _parse(inventory: bytes) -> tuple[str, tuple[str, ...], dict[str, str]]:
    """The algorithm, the versions, and the digests by file. Raises ValueError, KeyError, TypeError …"""
    said = json.loads(inventory)
    algorithm, head = said["digestAlgorithm"], said["head"]
    earlier = sorted((name for name in said["versions"] if name != head), key=lambda name: (len(name), name))
    if algorithm not in _ALGORITHMS:
        raise ValueError(f"{str(algorithm)[:40]} is not an algorithm of OCFL")
    content = {path: digest for digest, paths in said["manifest"].items() for path in paths}
    return algorithm, (*earlier, str(head)), content


def _check_declaration(path: Path, listing: Listing) -> Iterator[Problem]:
    declared = [match for name in listing.sizes if (match := _DECLARATION.fullmatch(name))]
    if len(declared) != 1:
        yield Problem("ocfl-form", "the declaration of the object does not exist")
        return
    name, version = declared[0].group(0, 1)
    try:
        content = read_small(FolderFiles(path), name, 1024)
    except DAMAGE as error:
        yield Problem("fixity-unreadable", f"cannot be read: {reason(error)}", name)
        return
    if content != f"{version}\n".encode():
        yield Problem("ocfl-form", "the declaration is not the line of OCFL, 3.2", name)


def judge_object(object: OcflObject, files: Mapping[str, ReadFile]) -> Iterator[Problem]:
    """What is wrong with an object whose files were read."""
    yield from object.problems
    yield from (
        Problem("fixity-unreadable", f"cannot be read: {read.problem}", name)
        for name, read in files.items()
        if read.problem
    )
    readable = {name: read for name, read in files.items() if not read.problem}
    yield from _compare_inventories(object, readable)
    if object.inventory:
        yield from _compare_content(object, readable, there=files)


def _compare_inventories(object: OcflObject, files: Mapping[str, ReadFile]) -> Iterator[Problem]:
    """Each inventory has a digest beside it (E058), and the newest version has the one of the object (E064)."""
    sizes = object.listing.sizes
    for name in (INVENTORY, *(f"{version}/{INVENTORY}" for version in object.versions)):
        beside = [f"{name}.{algorithm}" for algorithm in _ALGORITHMS if f"{name}.{algorithm}" in sizes]
        if name not in sizes:
            yield Problem("fixity-missing", "the object or a version has no inventory", name)
        elif not beside:
            yield Problem("fixity-missing", "no file with its digest is beside it", name)
        elif name in files:
            yield from (each for sidecar in beside for each in _compare_sidecar(object, sidecar, files[name]))
    root = files.get(INVENTORY)
    newest = files.get(f"{object.versions[-1]}/{INVENTORY}") if object.versions else None
    if root and newest and newest.digests != root.digests:
        yield Problem("fixity-changed", "it is not the same as the inventory of the object", newest.name)


def _is_own(name: str) -> bool:
    """Whether a file is one of the object, not of its content."""
    match = _OF_VERSION.fullmatch(name)
    return "/" not in (match[1] if match else name)


def _compare_sidecar(object: OcflObject, name: str, inventory: ReadFile) -> Iterator[Problem]:
    """The file with the digest must have, byte for byte, the line that OCFL asks for."""
    try:
        content = read_small(FolderFiles(object.path), name, 4096)
    except DAMAGE:
        return  # reported with the files that cannot be read
    digest = inventory.digests[name.rpartition(".")[2]]
    if content in (f"{digest}{space}{INVENTORY}\n".encode() for space in (" ", "  ")):
        return
    if digest.encode() in content.split():
        yield Problem("manifest-form", f"it is not one line with the digest and {INVENTORY}", name)
    else:
        yield Problem("fixity-changed", f"it has another digest than that in {name}", inventory.name)


def _compare_content(object: OcflObject, files: Mapping[str, ReadFile], there: Iterable[str]) -> Iterator[Problem]:
    missing = dict(object.content)
    foreign = []
    for name in there:
        wanted = missing.pop(name, None)
        if wanted is None:
            foreign += [] if _is_expected(name) else [name]
        elif name in files and files[name].digests[object.algorithm] != wanted.lower():
            found = files[name].digests[object.algorithm]
            yield Problem("fixity-changed", f"{found} instead of {wanted} in {INVENTORY}", name)
    yield from misplaced_files(INVENTORY, object.algorithm, missing, foreign, files)


def _is_expected(name: str) -> bool:
    """Whether a file belongs to an object without being its content: the declaration, and inventories."""
    last = name.rpartition("/")[2]
    is_inventory = _is_own(name) and (last == INVENTORY or _SIDECAR.fullmatch(last) is not None)
    return is_inventory or _DECLARATION.fullmatch(name) is not None


def seal_of_object(object: OcflObject) -> Seal | None:
    """The digest of the inventory, which decides the content of all versions."""
    if not object.inventory:
        return None
    name = f"{object.path.absolute().name}/{INVENTORY}"
    return Seal(name, hashlib.sha512(object.inventory).hexdigest(), len(object.inventory), "OCFL inventory")
