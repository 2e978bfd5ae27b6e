"""An object of the Oxford Common File Layout 1.1: the files of a volume, and those of its earlier versions.

Each package of a later version begins with the object that was made of the version before it, whose folders it takes
over unchanged; only what differs is stored again. Ids of rules, such as E040, are those of the specification.
https://ocfl.io/1.1/spec/
"""

import hashlib
import json
import shutil
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.deposit.description import DescribedVolume, PackageFile
from archivist.deposit.mets_elements import moment
from archivist.deposit.package_facts import package_title, publication_day
from archivist.deposit.plain_folder import write_folder
from archivist.errors import ArchivistError
from archivist.settings.wording import worded

_TYPE = "https://ocfl.io/1.1/spec/#inventory"
_DECLARATION = "ocfl_object_1.1"
_INVENTORY = "inventory.json"
_SIDECAR = f"{_INVENTORY}.sha512"

Inventory = dict[str, object]
Paths = dict[str, list[str]]  # by digest


class UnusableObjectError(ArchivistError):
    """The object that a new version should continue is damaged, or is not of the same volume."""


@dataclass(frozen=True, slots=True)
class _Earlier:
    """What an object has before a version is added."""

    manifest: Paths
    versions: Mapping[str, object]


def object_id(volume: DescribedVolume) -> str:
    """The identifier of the object, the same for all versions of the volume (E110): a `urn:uuid:`."""
    languages = ",".join(edition.language for edition in volume.editions)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"archivist:object:{volume.serial.id}:{volume.id}:{languages}").urn


def write_object(
    folder: Path, volume: DescribedVolume, files: Sequence[PackageFile], earlier: Path | None = None
) -> None:
    """Make an object in a folder that does not exist yet; `earlier` is that of the version before, if there is one.

    Raises UnusableObjectError, ArchivistError if a file was changed while the package was made, OSError.
    """
    before = _read(earlier, object_id(volume)) if earlier else _Earlier({}, {})
    if earlier:
        shutil.copytree(earlier, folder, symlinks=True)
    head = f"v{len(before.versions) + 1}"
    new = _first_of_each_content(file for file in files if file.sha512 not in before.manifest)
    stored = [replace(file, path=f"{head}/content/{file.path}") for file in new]
    write_folder(folder, stored)
    manifest = {**before.manifest, **{file.sha512: [file.path] for file in stored}}
    inventory: Inventory = {
        "id": object_id(volume),
        "type": _TYPE,
        "digestAlgorithm": "sha512",
        "head": head,
        "manifest": manifest,
        "versions": {**before.versions, head: _version(volume, files)},
    }
    _write_inventories(folder, head, inventory)


def _first_of_each_content(files: Iterable[PackageFile]) -> list[PackageFile]:
    first: dict[str, PackageFile] = {}
    for file in files:
        first.setdefault(file.sha512, file)
    return list(first.values())


def _version(volume: DescribedVolume, files: Sequence[PackageFile]) -> Inventory:
    """What is said of a version: when and by whom it was made, and its files by digest (OCFL 3.5.3.1)."""
    state: Paths = {}
    for file in files:
        state.setdefault(file.sha512, []).append(file.path)
    return {
        "created": moment(publication_day(volume)),
        "message": f"{package_title(volume)}, version {volume.version}",
        "user": _user(volume),
        "state": {digest: sorted(paths) for digest, paths in state.items()},
    }


def _user(volume: DescribedVolume) -> Inventory:
    """Who made the version: the publisher, with the address of the contact, else of the site (W008, W009)."""
    serial = volume.serial
    language = volume.editions[0].language
    name = worded(serial.publisher, language) or serial.contact.name or volume.titles.get(language, "")
    address = f"mailto:{serial.contact.email}" if serial.contact.email else serial.site
    return {"name": name, **({"address": address} if address else {})}


def _write_inventories(folder: Path, head: str, inventory: Inventory) -> None:
    """The inventory of the object and of its new version, each with its digest (E058, E064, W010)."""
    content = (json.dumps(inventory, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
    sidecar = f"{hashlib.sha512(content).hexdigest()} {_INVENTORY}\n".encode()
    (folder / f"0={_DECLARATION}").write_text(f"{_DECLARATION}\n", "utf-8")
    for place in (folder / head, folder):
        place.mkdir(exist_ok=True)
        (place / _INVENTORY).write_bytes(content)
        (place / _SIDECAR).write_bytes(sidecar)


# ---------------------------------------------------------------- the object of the version before


def _read(folder: Path, id: str) -> _Earlier:
    """The versions of an object, after a comparison of its inventory and its files with their digests."""
    try:
        content = (folder / _INVENTORY).read_bytes()
        digest = (folder / _SIDECAR).read_text("utf-8").split()[0]
        inventory = json.loads(content)
        manifest, versions = inventory["manifest"], inventory["versions"]
        is_whole = (
            hashlib.sha512(content).hexdigest() == digest
            and inventory["digestAlgorithm"] == "sha512"
            and {*versions} == {f"v{number}" for number in range(1, len(versions) + 1)}
            and not any(path.is_symlink() for path in folder.rglob("*"))  # E090
            and all(_is_intact(folder, digest, paths) for digest, paths in manifest.items())
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise _unusable(folder, f"cannot be read: {error}") from None
    if not is_whole:
        raise _unusable(folder, "is damaged: its inventory or a file in it was changed")
    if inventory["id"] != id:
        raise _unusable(folder, "is of another volume or of other languages")
    return _Earlier(manifest, versions)


def _is_intact(folder: Path, digest: str, paths: Sequence[str]) -> bool:
    for path in paths:
        with (folder / path).open("rb") as file:
            if hashlib.file_digest(file, "sha512").hexdigest() != digest:
                return False
    return True


def _unusable(folder: Path, why: str) -> UnusableObjectError:
    remedy = "Restore it from a copy, so that the new version can continue it, or make the package in another folder."
    return UnusableObjectError(f"{folder}, the object of the version before, {why}", remedy)
