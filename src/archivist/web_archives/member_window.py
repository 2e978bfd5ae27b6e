"""A member that is stored in a zip file as it is, as a file that can be read at any place."""

import io
import struct
import zipfile
from typing import BinaryIO, cast

from archivist.place import Place
from archivist.reader_api.found import SourceError

_LOCAL_HEAD = struct.Struct("<4s22xHH")  # mark, …, lengths of name and extra field


def window(file: BinaryIO, name: str, member: zipfile.ZipInfo) -> BinaryIO:
    """A stored member of an open zip file. Raises SourceError if its head is not where the list of members says."""
    file.seek(member.header_offset)
    head = file.read(_LOCAL_HEAD.size)
    if len(head) < _LOCAL_HEAD.size or not head.startswith(b"PK\x03\x04"):
        raise SourceError(f"{member.filename} is not where the list of members says", place=Place(name))
    _, name_length, extra_length = _LOCAL_HEAD.unpack(head)
    begin = member.header_offset + _LOCAL_HEAD.size + name_length + extra_length
    return cast(BinaryIO, _Window(file, begin, member.file_size))


class _Window(io.RawIOBase):
    """A part of a file; reads end where it ends."""

    def __init__(self, file: BinaryIO, begin: int, size: int) -> None:
        super().__init__()
        self._file, self._begin, self._size, self._at = file, begin, size, 0

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """To a place in the member."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, min(base + offset, self._size))
        return self._at

    def tell(self) -> int:
        """The place in the member."""
        return self._at

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes of what is left."""
        left = self._size - self._at
        self._file.seek(self._begin + self._at)
        data = self._file.read(left if size < 0 else min(size, left))
        self._at += len(data)
        return data
