"""The bag around a package: BagIt 1.0 (RFC 8493) with SHA-512 manifests, the same bytes each time."""

import logging
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import bagit

from archivist import __version__
from archivist.deposit.description import DescribedEdition, DescribedVolume, PackageFile
from archivist.errors import ArchivistError
from archivist.settings.wording import worded

ALGORITHM = "sha512"
DRAFT = "DRAFT, not for deposit"
_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"  # the library writes version 0.97
_DATE = "Bagging-Date"

# What is wrong with a bag is raised; the library would print it in addition.
logging.getLogger("bagit").addHandler(logging.NullHandler())


def bag_info(volume: DescribedVolume, name: str) -> dict[str, list[str]]:
    """What `bag-info.txt` says, by label, apart from Payload-Oxum (RFC 8493, 2.2.2).

    The date is the day of publication, the last one of its editions; a draft has none.
    """
    publisher = worded(volume.serial.publisher, volume.editions[0].language)
    dates = [edition.entry.published for edition in volume.editions if edition.entry]
    info = {
        "Source-Organization": [publisher],
        "Contact-Name": [volume.serial.contact.name],
        "Contact-Email": [volume.serial.contact.email],
        "External-Description": [_description(volume)],
        "External-Identifier": [each for edition in volume.editions for each in _identifiers(edition)],
        "Bag-Group-Identifier": [_group(volume)],
        "Internal-Sender-Identifier": [name],
        "Internal-Sender-Description": [DRAFT if volume.is_draft else ""],
        _DATE: [max(dates).isoformat() if dates and not volume.is_draft else ""],
        "Bag-Software-Agent": [f"archivist {__version__}, bagit {bagit.VERSION}"],
    }
    return {label: kept for label, values in info.items() if (kept := [value for value in values if value])}


def _identifiers(edition: DescribedEdition) -> tuple[str, ...]:
    """The URN of an edition and what is registered of it, as URIs."""
    own = edition.metadata.identifiers
    return (edition.identifier, *own.uris(own.isbn_pdf, own.isbn_epub))


def _description(volume: DescribedVolume) -> str:
    """`The Liakhvi Reader: February 2022; Лиахвские чтения: февраль 2022`."""
    titles = "; ".join(edition.metadata.full_title for edition in volume.editions)
    return f"{DRAFT}: {titles}" if volume.is_draft else titles


def _group(volume: DescribedVolume) -> str:
    """What all bags of the serial have in common: its ISSN-L or its only ISSN, else the id of the archive."""
    numbers = (volume.serial.issn_l,) if volume.serial.issn_l else volume.serial.issns()
    return f"ISSN {numbers[0]}" if len(numbers) == 1 else volume.serial.id


def write_bag(folder: Path, files: Iterable[PackageFile], info: Mapping[str, Sequence[str]]) -> None:
    """Make a bag in a folder that does not exist yet, and read it back.

    Raises ArchivistError if a file was changed while the package was made, OSError.
    """
    files = tuple(files)
    for file in files:
        _write(folder / file.path, file.content)
    # Without a date the library writes today's.
    given = {label: list(values) for label, values in {_DATE: [""], **info}.items()}
    bag = bagit.make_bag(str(folder), given, checksums=[ALGORITHM])
    (folder / "bagit.txt").write_text(_DECLARATION, "utf-8")
    bag = bagit.Bag(str(folder))
    if _DATE not in info:
        del bag.info[_DATE]
    bag.save()
    _compare(bagit.Bag(str(folder)), files)
    for path in folder.rglob("*"):
        _sync(path)


def _write(path: Path, content: Path | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        shutil.copyfile(content, path)


def _compare(bag: bagit.Bag, files: Sequence[PackageFile]) -> None:
    """Raise an error if the bag does not have the files that its records describe."""
    try:
        bag.validate()
    except bagit.BagError as error:
        raise ArchivistError(f"the bag was not written as meant: {error}", "Run the command again.") from None
    written = {name: digests[ALGORITHM] for name, digests in bag.payload_entries().items()}
    for file in files:
        if written.get(f"data/{file.path}") != file.sha512:
            message = f"{file.path} was changed while the package was made; nothing was kept"
            raise ArchivistError(message, "Run the command again when no other program changes the files.")


def _sync(path: Path) -> None:
    """Make a file or the names in a folder durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
