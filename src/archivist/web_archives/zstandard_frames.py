"""Files packed with Zstandard (RFC 8878), as web archives use it: a frame for each record.

A dictionary may be in a skippable frame at the beginning, packed itself or not, as in
https://iipc.github.io/warc-specifications/specifications/warc-zstd/.
"""

# ruff: noqa: PLC0415 (few archives are packed so)

import sys
from collections.abc import Callable
from types import ModuleType

from archivist.web_archives.compression import HEAD, PIECE, PackingError, Part

ZSTANDARD = b"\x28\xb5\x2f\xfd"
DICTIONARY = b"\x5d\x2a\x4d\x18"  # the skippable frame 0x184D2A5D
_SKIPPABLE = b"\x2a\x4d\x18"  # behind one byte from 0x50 to 0x5F
_MAX_DICTIONARY = 32 * 2**20
_MAX_WINDOW = 27  # its logarithm: 128 MB, what `zstd -d` takes if nobody says more


class Zstandard:
    """Frames, with the dictionary that the file may begin with."""

    word = "Zstandard frame"

    def __init__(self) -> None:
        self._dictionary: object = None
        self._is_begun = False

    def begin(self, head: bytes) -> Part | None:
        """The frame that begins so. One to be passed over holds the dictionary if it is the first."""
        is_first, self._is_begun = not self._is_begun, True
        if head.startswith(ZSTANDARD):
            return _Frame(self._dictionary)
        if len(head) < HEAD or head[0] & 0xF0 != 0x50 or head[1:4] != _SKIPPABLE:
            return None
        size = int.from_bytes(head[4:HEAD], "little")
        return _Passed(size, self._take if is_first and head.startswith(DICTIONARY) else None)

    def _take(self, written: bytes) -> None:
        self._dictionary = _dictionary(written)


class _Frame:
    def __init__(self, dictionary: object = None) -> None:
        zstd = _library()
        options = {zstd.DecompressionParameter.window_log_max: _MAX_WINDOW}
        self._own, self._error = zstd.ZstdDecompressor(dictionary, options), zstd.ZstdError
        self.needs_input, self.is_over, self.left = True, False, b""

    def unpack(self, packed: bytes) -> bytes:
        try:
            data: bytes = self._own.decompress(packed, PIECE)
        except self._error as error:
            raise PackingError(str(error)) from None
        self.needs_input, self.is_over, self.left = self._own.needs_input, self._own.eof, self._own.unused_data
        return data


class _Passed:
    """A frame that says nothing of records; what it contains goes to `take`."""

    def __init__(self, size: int, take: Callable[[bytes], None] | None) -> None:
        if take and size > _MAX_DICTIONARY:
            raise PackingError(f"its dictionary is larger than {_MAX_DICTIONARY // 2**20} MB")
        self._missing, self._take, self._held = HEAD + size, take, bytearray()
        self.needs_input, self.is_over, self.left = True, False, b""

    def unpack(self, packed: bytes) -> bytes:
        own, self.left = packed[: self._missing], packed[self._missing :]
        self._missing -= len(own)
        self._held += own if self._take else b""
        self.is_over = not self._missing
        if self.is_over and self._take:
            self._take(bytes(self._held[HEAD:]))
        return b""


def unpack_frame(packed: bytes, limit: int) -> bytes:
    """The content of one frame, or a little more than `limit` bytes of it. Raises PackingError."""
    frame, parts, size = _Frame(), [], 0
    while not frame.is_over and size <= limit:
        part = frame.unpack(packed)
        if not part and frame.needs_input and not packed:
            raise PackingError("it is incomplete")
        parts.append(part)
        size, packed = size + len(part), b""
    return b"".join(parts)


def _dictionary(written: bytes) -> object:
    """What is in the first frame, unpacked and made ready."""
    content = unpack_frame(written, _MAX_DICTIONARY) if written.startswith(ZSTANDARD) else written
    if len(content) > _MAX_DICTIONARY:
        raise PackingError(f"its dictionary is larger than {_MAX_DICTIONARY // 2**20} MB")
    zstd = _library()
    try:
        dictionary = zstd.ZstdDict(content)
        zstd.ZstdDecompressor(dictionary)  # only now are its tables looked at
        return dictionary
    except (ValueError, zstd.ZstdError) as error:
        raise PackingError(f"its dictionary is invalid: {error}") from None


def _library() -> ModuleType:
    """The module of Python 3.14, or what brings it to older ones."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd
