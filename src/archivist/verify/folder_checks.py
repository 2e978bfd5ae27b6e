"""What is beside an edition's files in the folder of the volume: its record, the manifest, and everything else.

The record is held against the book, field by field, and its bytes against the manifest, which no field of it can say.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archivist.files import sha256
from archivist.verdict import Message, Verdict, not_verified
from archivist.verify.internal_check import TOOL, error, guarded, warning

RECORD = "record"
MANIFEST = "manifest"
FOLDER = "folder"

# What a record that was found should say; or why that is not known.
Content = Callable[[Mapping[str, Any]], Mapping[str, Any]] | str


@dataclass(frozen=True, slots=True)
class VolumeFolder:
    """The folder of a volume and what is known of the files in it."""

    path: Path
    manifest: Path
    digests: Mapping[str, str]  # what the manifest says, by file name; empty if there is none
    named: frozenset[str]  # every file that a record in it names, and the records
    markers: tuple[Path, ...] = ()  # of editions whose files are not known to be one set
    partials: tuple[Path, ...] = ()  # files that a killed compile left half written


def check_record(record: Path, folder: VolumeFolder, content: Content) -> tuple[Verdict, ...]:
    """Whether the record says of the book what is true, and is the one that was written."""
    listed = _in_manifest(record, folder)
    if isinstance(content, str):
        return not_verified(TOOL, record, content, check=RECORD), listed
    return guarded(record, RECORD, lambda: _against(record, content)), listed


def check_folder(folder: VolumeFolder) -> Verdict:
    """Whether there is anything in the folder that no record answers for."""
    return guarded(folder.manifest, FOLDER, lambda: _strangers(folder))


def _against(record: Path, content: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Iterator[Message]:
    raw = record.read_bytes()
    found = json.loads(raw)
    yield from _differences("", found, content(found))
    if (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode() != raw:
        yield error("record-form", "the record is not written as a compile writes it: a key twice, other spaces")


def _differences(path: str, found: Any, expected: Any) -> Iterator[Message]:
    """Each field that differs, named as a path: `articles[2].title`."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for name in dict.fromkeys((*expected, *found)):
            yield from _differences(f"{path}.{name}".lstrip("."), found.get(name), expected.get(name))
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        for number, (one, other) in enumerate(zip(found, expected, strict=True)):
            yield from _differences(f"{path}[{number}]", one, other)
    elif found != expected or type(found) is not type(expected):
        yield error("record-differs", f"{path}: {_shown(found)} in the record, {_shown(expected)} in the book")


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False) if value is not None else "nothing"
    return text if len(text) <= 80 else f"{text[:79]}…"


def _in_manifest(record: Path, folder: VolumeFolder) -> Verdict:
    if not folder.manifest.is_file():
        why = f"{folder.manifest.name} is not there, so nothing vouches for the record. Compile the volume again."
        return not_verified(TOOL, record, why, check=MANIFEST)
    return guarded(record, MANIFEST, lambda: _listed(record, folder))


def _listed(record: Path, folder: VolumeFolder) -> Iterator[Message]:
    """The record and the files it names, as the manifest has them."""
    recorded = {str(file["file"]): str(file["sha256"]) for file in json.loads(record.read_bytes())["outputs"]}
    for name, digest in {record.name: sha256(record), **recorded}.items():
        said = folder.digests.get(name)
        if said is None:
            yield error("not-in-manifest", f"{folder.manifest.name} does not list {name}")
        elif said != digest:
            yield error("manifest-differs", f"{name}: SHA-256 {digest} instead of {said} in {folder.manifest.name}")


def _strangers(folder: VolumeFolder) -> Iterator[Message]:
    for marker in folder.markers:
        said = "a compile was interrupted while it replaced the files of this edition. Compile the volume again."
        yield error("incomplete", said, marker.name)
    for partial in folder.partials:
        yield warning("half-written", "a compile that was killed left this; the next one removes it", partial.name)
    passed_over = {folder.manifest.name, *(path.name for path in (*folder.markers, *folder.partials))}
    there = {path.name for path in folder.path.iterdir()}
    for name in sorted(there - folder.named - passed_over):
        yield warning("not-recorded", "no record names this file, so nothing is known of it", name)
    for name in sorted(folder.digests.keys() - folder.named):
        yield error("manifest-differs", f"{folder.manifest.name} lists a file that no record names", name)
