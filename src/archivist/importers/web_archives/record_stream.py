"""The bytes of a WARC file, unpacked as they are read, with the places where records begin."""

import sys
import zlib
from typing import BinaryIO, NamedTuple

from archivist.importers.found import SourceError

_GZIP = b"\x1f\x8b"
_CHUNK = 32_768
_MAX_LINE_BYTES = 1_048_576  # of a record's heads together
_FREE = 100 * 2**20  # bytes that may be unpacked before the ratio counts
_MAX_RATIO = 200  # unpacked to packed; text is packed to a fifth or a twentieth


class Position(NamedTuple):
    """Where to begin reading: an offset in the file, and how many unpacked bytes to pass over from there."""

    offset: int
    skip: int = 0


class RecordStream:
    """Reads forward. Gzip members follow one another; each must be whole and end as its checksum says."""

    def __init__(self, file: BinaryIO, name: str, position: Position | None = None) -> None:
        self._file, self._name = file, name
        self._number, self._record_at = 0, 0
        self.is_whole = position is None  # whether it begins where the file does
        position = position or Position(0)
        file.seek(position.offset)
        self._input = file.read(_CHUNK)  # packed, not unpacked yet; of a plain file always empty but here
        self._at = position.offset + len(self._input)  # of the file, behind `_input`
        self._start = position.offset
        self._is_gzip = self._input.startswith(_GZIP)
        self._member: zlib._Decompress | None = None
        self._is_at_end = False
        self._member_at, self._unpacked, self._all_unpacked = position.offset, 0, 0
        self._buffer, self._read = b"", 0  # unpacked bytes, and how many of them have been handed out
        self._lines_left, self._in_heads = _MAX_LINE_BYTES, False
        self._pass_over(position.skip)

    def position(self) -> Position:
        """Where the next byte comes from."""
        if self._read >= len(self._buffer):
            self._fill()
        unread = len(self._buffer) - self._read
        if not self._is_gzip:
            return Position(self._at - unread)
        return Position(self._member_at, self._unpacked - unread)

    def begin_record(self, number: int, position: Position) -> None:
        """From here on whatever is wrong is so in this record."""
        self._number, self._record_at = number, position.offset

    def damaged(self, reason: str) -> SourceError:
        """What to raise: the file, the record and where it begins, and what is wrong."""
        return SourceError(
            f"{self._name}: record {max(1, self._number)} at byte {self._record_at}: {reason}",
            "Fetch the archive again; nothing of it was imported.",
        )

    def begin_heads(self) -> None:
        """From here on lines are those of a record's heads, which may not be endless."""
        self._lines_left, self._in_heads = _MAX_LINE_BYTES, True

    def end_heads(self) -> None:
        """From here on lines are those of a record's block."""
        self._in_heads = False

    def read(self, size: int) -> bytes:
        """As many bytes as asked for; fewer only at the end. Raises SourceError."""
        parts = []
        while size > 0 and (self._read < len(self._buffer) or self._fill()):
            part = self._buffer[self._read : self._read + size]
            self._read += len(part)
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def readline(self, size: int = sys.maxsize) -> bytes:
        """A line with its end, or the first `size` bytes of it. Raises SourceError, also for heads without end."""
        parts: list[bytes] = []
        left = min(size, self._lines_left + 1) if self._in_heads else size
        while left > 0 and (self._read < len(self._buffer) or self._fill()):
            end = self._buffer.find(b"\n", self._read) + 1 or len(self._buffer)
            part = self._buffer[self._read : min(end, self._read + left)]
            self._read += len(part)
            left -= len(part)
            parts.append(part)
            if part.endswith(b"\n"):
                break
        self._lines_left -= sum(map(len, parts)) if self._in_heads else 0
        if self._lines_left < 0:
            raise self.damaged("its head is larger than 1 MB")
        return b"".join(parts)

    def tell(self) -> int:
        """How many bytes were unpacked and handed out."""
        return self._all_unpacked - len(self._buffer) + self._read

    def _pass_over(self, size: int) -> None:
        while size > 0:
            passed = len(self.read(min(size, _CHUNK)))
            if not passed:
                raise self.damaged("the file became shorter while it was read")
            size -= passed

    def _fill(self) -> bool:
        """Unpack some more into the empty buffer; False at the end of the file."""
        self._buffer, self._read = (self._unpack() if self._is_gzip else self._plain()), 0
        self._all_unpacked += len(self._buffer)
        packed = self._at - self._start
        if self._all_unpacked > max(_FREE, _MAX_RATIO * packed):
            raise self.damaged(f"it unpacks to more than {_MAX_RATIO} times its size")
        return bool(self._buffer)

    def _plain(self) -> bytes:
        if self._input:
            data, self._input = self._input, b""
            return data
        data = self._file.read(_CHUNK)
        self._at += len(data)
        return data

    def _unpack(self) -> bytes:
        """The next unpacked bytes, all of one member; b"" at the end of the file."""
        while True:
            if not self._input:
                self._read_on()
            if self._member is None and not (self._input and self._begin_member()):
                return b""
            data = self._from_member()
            if data:
                return data
            if self._member is not None and not self._input and self._is_at_end:
                raise self.damaged("the file breaks off inside a gzip member")

    def _from_member(self) -> bytes:
        assert self._member is not None
        try:
            data = self._member.decompress(self._input, _CHUNK)
        except zlib.error as error:
            raise self.damaged(f"its compression is damaged ({error})") from None
        is_over = self._member.eof
        self._input = self._member.unused_data if is_over else self._member.unconsumed_tail
        self._unpacked += len(data)
        if is_over:
            self._member = None
        return data

    def _read_on(self) -> None:
        more = self._file.read(_CHUNK)
        self._at += len(more)
        self._input += more
        self._is_at_end = not more

    def _begin_member(self) -> bool:
        """Begin the next member; False if only zeros follow, with which tapes were filled up."""
        if len(self._input) < len(_GZIP):
            self._read_on()
        if not self._input.startswith(_GZIP):
            if self._input.strip(b"\0"):
                raise self.damaged("bytes follow that are no gzip member")
            return self._only_zeros()
        self._member_at, self._unpacked = self._at - len(self._input), 0
        self._member = zlib.decompressobj(31)
        return True

    def _only_zeros(self) -> bool:
        while data := self._file.read(_CHUNK):
            if data.strip(b"\0"):
                raise self.damaged("bytes follow that are no gzip member")
        self._input = b""
        return False
