"""The files of a published edition against the ledger, which says what their bytes are."""

from collections.abc import Iterator
from pathlib import Path

from archivist.files import sha256
from archivist.ledger import PublishedEdition
from archivist.record.volume_record import VolumeRecord
from archivist.verdict import Message, Verdict
from archivist.verify.internal_check import error, guarded, info

CHECK = "ledger"


def check_published(path: Path, record: VolumeRecord, published: PublishedEdition) -> Verdict:
    """Whether the record at `path` and the files beside it are, byte for byte, what was published."""
    return guarded(path, CHECK, lambda: _differences(path, record, published))


def _differences(path: Path, record: VolumeRecord, published: PublishedEdition) -> Iterator[Message]:
    following = published.version + 1
    if record.edition_version == following and record.replaces == published.current.identifier:
        yield info(
            "not-published-yet", f"version {following} of {published.id}; version {published.version} is published"
        )
        return
    for file in published.outputs:
        beside = path.parent / file.file
        if not beside.is_file():
            yield error("ledger-differs", "it was published and is gone", file.file)
        elif (digest := sha256(beside)) != file.sha256:
            yield error("ledger-differs", f"SHA-256 {digest} instead of {file.sha256}, which was published", file.file)
