"""Whether a record is what its digest says, written in base 32, base 64 or hexadecimal digits.

The digest of the block counts, and that of the payload only where there is no other: programs do not agree whether it
is that of the content as it was sent, in chunks, or of the result.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warcio.digestverifyingreader import DigestVerifyingReader
    from warcio.recordloader import ArcWarcRecord

_WRITTEN = re.compile(r"(md5|sha-?1|sha-?256|sha-?512):([A-Za-z0-9+/_-]{16,128}={0,6})", re.IGNORECASE)


def watch_digest(own: "ArcWarcRecord") -> "DigestVerifyingReader":
    """The block of a record as warcio reads it, which knows in the end whether it is the one that was written."""
    from warcio.digestverifyingreader import DigestChecker, DigestVerifyingReader  # noqa: PLC0415 (takes a moment)

    block = _in_base_32(own.rec_headers.get_header("WARC-Block-Digest"))
    payload = "" if block else _in_base_32(own.rec_headers.get_header("WARC-Payload-Digest"))
    segment = own.rec_headers.get_header("WARC-Segment-Number")
    return DigestVerifyingReader(
        own.raw_stream.stream, own.raw_stream.limit, DigestChecker(), own.rec_type, payload, block, segment
    )


def begin_payload(own: "ArcWarcRecord") -> None:
    """What follows in the block is the payload."""
    sent = own.http_headers.get_header("Transfer-Encoding") if own.http_headers else None
    if sent:
        own.raw_stream.payload_digester_obj = None
    own.raw_stream.begin_payload()


def is_as_written(own: "ArcWarcRecord") -> bool:
    """Whether no digest contradicts what was read, all of it."""
    return own.raw_stream.digest_checker.passed is not False


def _in_base_32(written: str | None) -> str | None:
    """A digest as warcio compares it; None if it cannot be compared."""
    found = _WRITTEN.fullmatch((written or "").strip())
    if not found:
        return None
    name = found[1].lower().replace("-", "")
    value = _digest_bytes(found[2], hashlib.new(name, usedforsecurity=False).digest_size)
    return f"{name}:{base64.b32encode(value).decode()}" if value else None


def _digest_bytes(value: str, size: int) -> bytes:
    """The bytes of a digest; b"" if they are not `size`, however they are read."""
    bare = value.rstrip("=")
    ways: tuple[tuple[int, Callable[[], bytes]], ...] = (
        (size * 2, lambda: bytes.fromhex(bare)),
        (-(-size * 8 // 5), lambda: base64.b32decode(bare.upper() + "=" * (-len(bare) % 8))),
        (-(-size * 8 // 6), lambda: base64.urlsafe_b64decode(bare.translate(_URL_SAFE) + "=" * (-len(bare) % 4))),
    )
    try:
        return next((way() for length, way in ways if length == len(bare)), b"")
    except (ValueError, binascii.Error):
        return b""


_URL_SAFE = str.maketrans("+/", "-_")
