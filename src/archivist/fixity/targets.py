"""What there is to audit in the places that were named: each package, volume and ledger once, in the order of paths."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from archivist.fixity.bag import looks_like_bag
from archivist.fixity.listed_folder import folder_of_list, is_listed
from archivist.fixity.ocfl_object import looks_like_object
from archivist.fixity.premis_events import EVENTS
from archivist.fixity.volume import looks_like_volume
from archivist.fixity.zip_package import SEAL
from archivist.ledger import FILE_NAME

_ZIP = ".zip"


class Kind(StrEnum):
    """What a target is; the value is what the table shows."""

    BAG = "bag"
    ZIP = "zip"
    FOLDER = "folder"  # with a list of its files beside it
    OCFL = "OCFL"
    VOLUME = "volume"
    LEDGER = "ledger"
    MISSING = "missing"
    LINK = "link"
    UNREADABLE = "unreadable"
    NOTHING = "nothing"


PACKAGES = (Kind.BAG, Kind.ZIP, Kind.FOLDER, Kind.OCFL)  # what is sealed: a library can have it, and it has events


@dataclass(frozen=True, slots=True)
class Target:
    """Something to audit."""

    path: Path
    kind: Kind
    # Of a ledger that was found below a folder: that folder, in which the published volumes are looked for.
    within: Path | None = None
    why: str = ""  # of what is missing or cannot be read


def find_targets(paths: Iterable[Path]) -> Iterator[Target]:
    """Every target in these places. What does not exist or cannot be read is one, too."""
    seen: set[Path] = set()
    for path in paths:
        for target in _at(path):
            resolved = target.path.absolute()
            if resolved not in seen:
                seen.add(resolved)
                yield target


def _at(path: Path) -> Iterator[Target]:
    """What a path that was named is; a link to it is followed."""
    if not path.exists():
        yield Target(path, Kind.MISSING, why="it does not exist")
    elif path.is_dir():
        found = list(_below(path, path))
        yield from found or [Target(path, Kind.NOTHING)]
    else:
        yield _file(_package_of(path) or path)


def _file(path: Path) -> Target:
    if not path.exists():
        return Target(path, Kind.MISSING, why="a file that belongs beside it is there, and it is not")
    if path.name == FILE_NAME:
        return Target(path, Kind.LEDGER)
    if path.is_dir():
        return next(_below(path, path), Target(path, Kind.NOTHING))
    return Target(path, Kind.ZIP if path.suffix.lower() == _ZIP else Kind.NOTHING)


def _package_of(path: Path) -> Path | None:
    """The package that a file belongs beside by its name."""
    for suffix in (f"{_ZIP}{SEAL}", EVENTS):
        if path.name.endswith(suffix) and path.name != suffix:
            return path.with_name(path.name.removesuffix(SEAL if suffix != EVENTS else EVENTS))
    return folder_of_list(path)


def _below(folder: Path, within: Path) -> Iterator[Target]:
    """Targets in a folder, or the folder itself. Hidden folders are passed over, links are not followed."""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        yield Target(folder, Kind.UNREADABLE, why=error.strerror or str(error))
        return
    if looks_like_bag([name for name in names if name != "manifest-sha256.txt" or "data" in names]):
        yield Target(folder, Kind.BAG)
    elif looks_like_object(names):
        yield Target(folder, Kind.OCFL)
    elif is_listed(folder.absolute()):
        yield Target(folder, Kind.FOLDER)
    elif looks_like_volume(names):
        yield Target(folder, Kind.VOLUME)
    else:
        for name in names:
            yield from _entry(folder / name, within)


def _entry(path: Path, within: Path) -> Iterator[Target]:
    """What an entry of a folder is; nothing if it is a file that is not a package."""
    package = _package_of(path)
    if path.is_symlink():
        if path.suffix.lower() == _ZIP or path.is_dir():
            yield Target(path, Kind.LINK)
    elif path.is_dir():
        if not path.name.startswith("."):
            yield from _below(path, within)
    elif path.name == FILE_NAME:
        yield Target(path, Kind.LEDGER, within)
    elif package is not None:
        if not os.path.lexists(package):
            yield Target(package, Kind.MISSING, why=f"{path.name} is there, and it is not")
    elif path.suffix.lower() == _ZIP:
        yield Target(path, Kind.ZIP)
