"""What is beside an edition's files in the folder of the volume: its record, the manifest, and everything else.

The record must agree with itself and with the manifest. source_comparison.py compares it with today's articles.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.files import sha256
from archivist.record.reading import parse_record
from archivist.record.volume_record import DocumentPages, RecordedDocument, VolumeRecord
from archivist.record.writing import as_json
from archivist.verdict import Message, Verdict, not_verified
from archivist.verify.internal_check import TOOL, error, guarded, warning

RECORD = "record"
MANIFEST = "manifest"
FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class VolumeFolder:
    """The folder of a volume and what is known of the files in it."""

    path: Path
    manifest: Path
    digests: Mapping[str, str]  # what the manifest says, by file name; empty if there is none
    named: frozenset[str]  # every file that a record in it names, and the records
    markers: tuple[Path, ...] = ()  # of editions whose files are not known to be one set
    partials: tuple[Path, ...] = ()  # files that a killed compile left half written


def check_record(record: Path, folder: VolumeFolder) -> tuple[Verdict, ...]:
    """Whether the record is consistent, and is the one that was written."""
    return guarded(record, RECORD, lambda: _record(record)), _in_manifest(record, folder)


def check_folder(folder: VolumeFolder) -> Verdict:
    """Whether there is anything in the folder that no record answers for."""
    return guarded(folder.manifest, FOLDER, lambda: _strangers(folder))


def _record(path: Path) -> Iterator[Message]:
    raw = path.read_bytes()
    record = parse_record(raw, path.parent)
    if as_json(json.loads(raw)) != raw:
        yield error("record-form", "the record is not written as a compile writes it: a key twice, other spaces")
    yield from _pages(record)
    for file in record.files:
        for document in {*file.documents, *file.texts} - {each.id for each in record.documents}:
            yield error("record-wrong", f"{file.path.name} has a document {document!r} that the record does not list")


def _pages(record: VolumeRecord) -> Iterator[Message]:
    """What the record says of pages in two places, as far as its version does."""
    if not record.documents:
        return
    if record.page_count != len(record.page_labels):
        yield error("record-wrong", f"{record.page_count} pages, and {len(record.page_labels)} page labels")
    pages_of = {each.article: each.pages for each in record.documents if each.article}
    for key, pages in record.article_pages.items():
        of_document = pages_of.get(key)
        if of_document is None or replace(of_document, index=0) != pages:
            yield error("record-wrong", f"the pages of the article {key} are not those of its document")
    for document in record.documents:
        if document.pages is not None:
            yield from _document_pages(document, document.pages, record.page_labels)


def _document_pages(document: RecordedDocument, pages: DocumentPages, labels: Sequence[str]) -> Iterator[Message]:
    own = labels[pages.index : pages.index + pages.count]
    if not own or len(own) != pages.count or (own[0], own[-1]) != (pages.first, pages.last):
        yield error("record-wrong", f"{document.id}: pages {pages.first} to {pages.last} are not those of the file")
    for name, label in document.anchors.items():
        if label not in own:
            yield error("record-wrong", f"{document.id}#{name} is on page {label}, which is not of that document")


def _in_manifest(record: Path, folder: VolumeFolder) -> Verdict:
    if not folder.manifest.is_file():
        why = f"{folder.manifest.name} is not there, so nothing vouches for the record. Compile the volume again."
        return not_verified(TOOL, record, why, check=MANIFEST)
    return guarded(record, MANIFEST, lambda: _listed(record, folder))


def _listed(record: Path, folder: VolumeFolder) -> Iterator[Message]:
    """The record and the files it names, as the manifest has them."""
    recorded = {file.path.name: file.digest for file in parse_record(record.read_bytes(), record.parent).files}
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
