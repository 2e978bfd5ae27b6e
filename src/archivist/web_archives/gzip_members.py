"""Files packed with gzip: mostly a member for each record."""

import zlib

from archivist.web_archives.compression import PIECE, PackingError, Part

GZIP = b"\x1f\x8b"


class Gzip:
    """Members of gzip; each must be whole and end as its checksum says."""

    word = "gzip member"

    def begin(self, head: bytes) -> Part | None:
        """The member that begins so."""
        return _Member() if head.startswith(GZIP) else None


class _Member:
    def __init__(self) -> None:
        self._own = zlib.decompressobj(31)
        self._tail = b""
        self.needs_input, self.is_over, self.left = True, False, b""

    def unpack(self, packed: bytes) -> bytes:
        try:
            data = self._own.decompress(self._tail + packed, PIECE)
        except zlib.error as error:
            raise PackingError(str(error)) from None
        self._tail, self.left, self.is_over = self._own.unconsumed_tail, self._own.unused_data, self._own.eof
        self.needs_input = not self._tail
        return data
