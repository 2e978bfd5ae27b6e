"""The bytes of a WARC file, unpacked as they are read, with the places where records begin."""

import sys
from typing import BinaryIO, NamedTuple

from archivist.place import Place
from archivist.reader_api.found import SourceError
from archivist.web_archives.compression import HEAD, Packing, PackingError, Part
from archivist.web_archives.gzip_members import GZIP, Gzip
from archivist.web_archives.zstandard_frames import DICTIONARY, ZSTANDARD, Zstandard

_CHUNK = 32_768
_MAX_LINE_BYTES = 1_048_576  # of a record's heads together
_FREE = 100 * 2**20  # bytes that may be unpacked before the ratio counts
_MAX_RATIO = 200  # unpacked to packed; text is packed to a fifth or a twentieth


class Position(NamedTuple):
    """Where to begin reading: an offset in the file, and how many unpacked bytes to pass over from there."""

    offset: int
    skip: int = 0


class RecordStream:
    """Reads forward, a part of the file at a time: a gzip member, a Zstandard frame; each must be whole.

    `packing` is that of the stream which began where the file does, for what begins elsewhere.
    """

    def __init__(
        self, file: BinaryIO, name: str, position: Position | None = None, packing: Packing | None = None
    ) -> None:
        self._file, self._name = file, name
        self._number, self._record_at = 0, 0
        self.is_whole = position is None  # whether it begins where the file does
        position = position or Position(0)
        file.seek(position.offset)
        self._input = file.read(_CHUNK)  # packed, not unpacked yet; of a plain file always empty but here
        self._at = position.offset + len(self._input)  # of the file, after `_input`
        self._start = position.offset
        self.packing = packing or _packing_of(self._input)
        self._part: Part | None = None
        self._is_at_end = False
        self._part_at, self._unpacked, self._all_unpacked = position.offset, 0, 0
        self._buffer, self._read = b"", 0  # unpacked bytes, and how many of them have been handed out
        self._lines_left, self._in_heads = _MAX_LINE_BYTES, False
        self._pass_over(position.skip)

    def position(self) -> Position:
        """Where the next byte comes from."""
        if self._read >= len(self._buffer):
            self._fill()
        unread = len(self._buffer) - self._read
        if self.packing is None:
            return Position(self._at - unread)
        return Position(self._part_at, self._unpacked - unread)

    def begin_record(self, number: int, position: Position) -> None:
        """From here on whatever is wrong is so in this record."""
        self._number, self._record_at = number, position.offset

    def damaged(self, reason: str) -> SourceError:
        """What to raise: the file, the record and where it begins, and what is wrong."""
        return SourceError(
            f"record {max(1, self._number)} at byte {self._record_at}: {reason}",
            "Fetch the archive again; nothing of it was imported.",
            place=Place(self._name),
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
            raise self.damaged("its header is larger than 1 MB")
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
        self._buffer, self._read = (self._unpack(self.packing) if self.packing else self._plain()), 0
        self._all_unpacked += len(self._buffer)
        packed = self._at - self._start
        if self._all_unpacked > max(_FREE, _MAX_RATIO * packed):
            raise self.damaged(f"it decompresses to more than {_MAX_RATIO} times its size")
        return bool(self._buffer)

    def _plain(self) -> bytes:
        if self._input:
            data, self._input = self._input, b""
            return data
        data = self._file.read(_CHUNK)
        self._at += len(data)
        return data

    def _unpack(self, packing: Packing) -> bytes:
        """The next unpacked bytes, all of one part; b"" at the end of the file."""
        while True:
            if self._part is None and not self._begin_part(packing):
                return b""
            data = self._from_part()
            if data:
                return data
            if self._part is not None and self._part.needs_input and self._is_at_end:
                raise self.damaged(f"the file ends within a {packing.word}")

    def _from_part(self) -> bytes:
        part = self._part
        assert part is not None
        if part.needs_input and not self._input:
            self._read_more()
        packed, self._input = (self._input, b"") if part.needs_input else (b"", self._input)
        try:
            data = part.unpack(packed)
        except PackingError as error:
            raise self.damaged(f"its compression is damaged ({error})") from None
        self._unpacked += len(data)
        if part.is_over:
            self._input = part.left + self._input
            self._part = None
        return data

    def _read_more(self) -> None:
        more = self._file.read(_CHUNK)
        self._at += len(more)
        self._input += more
        self._is_at_end = not more

    def _begin_part(self, packing: Packing) -> bool:
        """Begin the next part; False if only zeros follow, with which tapes were filled up, or nothing."""
        while len(self._input) < HEAD and not self._is_at_end:
            self._read_more()
        self._part_at, self._unpacked = self._at - len(self._input), 0
        try:
            self._part = packing.begin(self._input[:HEAD])
        except PackingError as error:
            raise self.damaged(f"its compression is damaged ({error})") from None
        if self._part is None and not self._only_zeros():
            raise self.damaged(f"it is followed by bytes that are not a {packing.word}")
        return self._part is not None

    def _only_zeros(self) -> bool:
        while self._input and not self._input.strip(b"\0"):
            self._input = b""
            self._read_more()
        return not self._input


def _packing_of(head: bytes) -> Packing | None:
    """How a file that begins so is packed; None if it is not."""
    if head.startswith(GZIP):
        return Gzip()
    return Zstandard() if head.startswith((ZSTANDARD, DICTIONARY)) else None
