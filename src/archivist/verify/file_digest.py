"""The bytes of a file against the digest in the record."""

from collections.abc import Iterator

from archivist.files import sha256
from archivist.record.volume_record import RecordedFile
from archivist.verdict import Message, Verdict
from archivist.verify.internal_check import error, guarded

CHECK = "file"


def check(recorded: RecordedFile) -> Verdict:
    """Whether the file is, byte for byte, the one that was compiled."""
    return guarded(recorded.path, CHECK, lambda: _differences(recorded))


def _differences(recorded: RecordedFile) -> Iterator[Message]:
    path = recorded.path
    if not path.is_file():
        yield error("file-missing", f"{path.name} is gone; the record names it. Compile the volume again.")
        return
    size, digest = path.stat().st_size, sha256(path)
    if digest != recorded.digest:
        sizes = f"{size} bytes instead of {recorded.size}" if size != recorded.size else f"still {size} bytes"
        yield error(
            "file-changed",
            f"changed since it was compiled: {sizes}, SHA-256 {digest} instead of {recorded.digest}",
        )
    elif size != recorded.size:
        yield error("record-wrong", f"the record gives {recorded.size} bytes; the file of that SHA-256 has {size}")
