"""Whether a file is a web archive, by its first bytes or, failing that, by its name."""

import io
import re
from pathlib import Path

from archivist.reader_api.found import SourceError
from archivist.web_archives.opening import ZIP
from archivist.web_archives.record_stream import RecordStream
from archivist.web_archives.zstandard_frames import DICTIONARY

_BEGINS = (b"WARC/", b"filedesc://")
_MEMBER_OF_WACZ = re.compile(rb"archive/[^/\0]{1,200}\.warc|[^/\0]{1,200}\.wacz|datapackage\.json")
_SUFFIXES = (".warc", ".warc.gz", ".arc", ".arc.gz", ".wacz", ".warc.zst")


def begins_as_web_archive(head: bytes) -> bool:
    """Whether the first bytes of a file (some kilobytes) are those of WARC, ARC or WACZ."""
    if head.startswith(DICTIONARY) or _unpack(head).startswith(_BEGINS):
        return True
    return head.startswith(ZIP) and _MEMBER_OF_WACZ.search(head) is not None


def is_named_so(path: Path) -> bool:
    """Whether a file has the name of a web archive."""
    return path.name.lower().endswith(_SUFFIXES)


def _unpack(head: bytes) -> bytes:
    try:
        return RecordStream(io.BytesIO(head), "").read(16)
    except SourceError:
        return b""
