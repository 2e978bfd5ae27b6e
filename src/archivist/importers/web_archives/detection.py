"""Whether a file is a web archive, by its first bytes or, failing that, by its name."""

import re
import zlib
from pathlib import Path

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
ZSTANDARD = b"\x28\xb5\x2f\xfd"
_BEGINS = (b"WARC/", b"filedesc://")
_MEMBER_OF_WACZ = re.compile(rb"archive/[^/\0]{1,200}\.warc|datapackage\.json")
_SUFFIXES = (".warc", ".warc.gz", ".arc", ".arc.gz", ".wacz", ".warc.zst")


def is_web_archive(path: Path, head: bytes) -> bool:
    """Whether the first bytes of a file (some kilobytes), or its name, are those of WARC, ARC or WACZ."""
    if head.startswith(GZIP):
        head = _unpacked(head)
    if head.startswith(_BEGINS):
        return True
    if head.startswith(ZIP) and _MEMBER_OF_WACZ.search(head):
        return True
    return path.name.lower().endswith(_SUFFIXES)


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 1024)
    except zlib.error:
        return b""
