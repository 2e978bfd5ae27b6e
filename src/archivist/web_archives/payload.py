"""What a record captured, freed of how it was sent: chunks and compression, within a limit."""

import zlib
from typing import TYPE_CHECKING

from archivist.web_archives.compression import PackingError
from archivist.web_archives.records import Record
from archivist.web_archives.zstandard_frames import unpack_frame

if TYPE_CHECKING:
    from warcio.bufferedreaders import ChunkedDataReader
    from warcio.digestverifyingreader import DigestVerifyingReader

_ROOM = 65_536  # for heads and chunk marks
_READ = 65_536


class PayloadError(Exception):
    """The capture cannot be used; the words say why."""


def payload_of(record: Record, limit: int) -> bytes:
    """The bytes as a browser would have had them. Raises PayloadError if they are more than `limit` or damaged."""
    too_large = PayloadError(f"larger than {limit // 2**20} MB")
    if record.length > limit + _ROOM:
        raise too_large
    data = _read(_unchunk(record), limit)
    for name in reversed(_encodings(record)):
        if len(data) <= limit:
            data = _decompress(data, name, limit)
    if len(data) > limit:
        raise too_large
    return data


def _unchunk(record: Record) -> "ChunkedDataReader | DigestVerifyingReader":
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415 (takes a moment)

    sent = (record.http.get_header("Transfer-Encoding") or "") if record.http else ""
    return ChunkedDataReader(record.block) if "chunked" in sent.lower() else record.block


def _read(stream: "ChunkedDataReader | DigestVerifyingReader", limit: int) -> bytes:
    parts, size = [], 0
    while size <= limit and (part := stream.read(_READ)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _encodings(record: Record) -> list[str]:
    written = (record.http.get_header("Content-Encoding") or "") if record.http else ""
    return [name for each in written.lower().split(",")[:4] if (name := each.strip()) not in ("", "identity")]


def _decompress(data: bytes, name: str, limit: int) -> bytes:
    """Unpacked to at most one byte more than the limit. Data that is not packed, whatever was declared, stays."""
    if name in ("gzip", "x-gzip"):
        return _inflate(data, 31, limit) if data.startswith(b"\x1f\x8b") else data
    if name == "deflate":
        has_head = len(data) > 1 and data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
        return data if _looks_plain(data) else _inflate(data, 15 if has_head else -15, limit)
    if name == "br":
        return data if _looks_plain(data) else _from_brotli(data, limit)
    if _looks_plain(data):
        return data
    if name == "zstd":
        return _from_zstandard(data, limit)
    raise PayloadError(f"compressed as “{name[:20]}”, which is not supported")


def _looks_plain(data: bytes) -> bool:
    """Archiving programs often keep the bytes unpacked and the head that says they are packed."""
    return (
        not data
        or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
        or data.startswith((b"\x89PNG", b"\xff\xd8", b"GIF8"))
    )


def _inflate(data: bytes, window: int, limit: int) -> bytes:
    unpacker = zlib.decompressobj(window)
    try:
        content = unpacker.decompress(data, limit + 1)
    except zlib.error as error:
        raise PayloadError(f"its compression is damaged ({error})") from None
    if not unpacker.eof and len(content) <= limit:
        raise PayloadError("its compressed data are incomplete")
    return content


def _from_zstandard(data: bytes, limit: int) -> bytes:
    try:
        return unpack_frame(data, limit)
    except PackingError as error:
        raise PayloadError(f"its compression is damaged ({error})") from None


def _from_brotli(data: bytes, limit: int) -> bytes:
    import brotli  # noqa: PLC0415

    unpacker, parts, size = brotli.Decompressor(), [], 0
    try:
        part = unpacker.process(data, output_buffer_limit=_READ)
        while part and size <= limit:
            parts.append(part)
            size += len(part)
            part = b"" if unpacker.is_finished() else unpacker.process(b"", output_buffer_limit=_READ)
    except brotli.error:
        raise PayloadError("its compression is damaged") from None
    if not unpacker.is_finished() and size <= limit:
        raise PayloadError("its compressed data are incomplete")
    return b"".join(parts)
