"""The bytes of a zip file that belong to no file in it: headers, dates, attributes, and what is between members.

Python's reader takes from the list at the end what it needs, and looks at little else. Here each header is compared
with the list, and every byte must be part of something (APPNOTE.TXT 6.3.10, 4.3).
"""

import struct
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from archivist.fixity.problem import Problem

_HEADER = struct.Struct("<4sHHHHHIIIHH")
_HEADER_MARK = b"PK\x03\x04"
_DESCRIPTOR_MARK = b"PK\x07\x08"
_LATER = 0x08  # flag: sizes and CRC are behind the data
_LARGE = 0xFFFFFFFF
_DESCRIPTORS = (12, 16, 20, 24)  # bytes: without and with a mark, with sizes of 4 and of 8 bytes


class _Header(NamedTuple):
    mark: bytes
    version: int
    flags: int
    method: int
    time: int
    day: int
    crc: int
    packed: int
    size: int
    name_length: int
    extra_length: int


def check_structure(path: Path, members: Sequence[zipfile.ZipInfo], list_begins: int) -> Iterator[Problem]:
    """What is wrong around the members of a zip file whose list begins at an offset. Raises OSError, struct.error."""
    at = 0
    with path.open("rb") as file:
        for member in sorted(members, key=lambda each: each.header_offset):
            if member.header_offset != at:
                yield _between(at, member.header_offset)
            header, name = _read_header(file, member.header_offset)
            for what in _differences(member, header, name):
                yield Problem("zip-damaged", f"its header and the list of members differ in {what}", member.filename)
            data = member.header_offset + _HEADER.size + header.name_length + header.extra_length
            at = _end(file, member, header, data + member.compress_size)
        if list_begins != at:
            yield _between(at, list_begins)
        file.seek(0, 2)
        yield from _check_end(file, file.tell(), list_begins)


def _read_header(file: BinaryIO, offset: int) -> tuple[_Header, bytes]:
    file.seek(offset)
    header = _Header._make(_HEADER.unpack(file.read(_HEADER.size)))
    return header, file.read(header.name_length)


def _differences(member: zipfile.ZipInfo, header: _Header, name: bytes) -> Iterator[str]:
    """What a header says otherwise than the list. Sizes may be elsewhere: behind the data, or in an extra field."""
    year, month, day, hour, minute, second = member.date_time
    is_later = bool(header.flags & _LATER)
    known = (
        ("its mark", header.mark, _HEADER_MARK),
        ("the version needed", header.version, member.extract_version),
        ("the flags", header.flags, member.flag_bits),
        ("the method", header.method, member.compress_type),
        ("the time", header.time, hour << 11 | minute << 5 | second // 2),
        ("the date", header.day, (year - 1980) << 9 | month << 5 | day),
        ("the name", name, _encoded(member)),
    )
    yield from (what for what, found, expected in known if found != expected)
    if not is_later and header.crc != member.CRC:
        yield "the CRC"
    elsewhere = (_LARGE, 0) if is_later else (_LARGE,)
    if header.size not in (member.file_size, *elsewhere):
        yield "the size"
    if header.packed not in (member.compress_size, *elsewhere):
        yield "the packed size"


def _encoded(member: zipfile.ZipInfo) -> bytes:
    return member.orig_filename.encode("utf-8" if member.flag_bits & 0x800 else "cp437", "replace")


def _end(file: BinaryIO, member: zipfile.ZipInfo, header: _Header, data_ends: int) -> int:
    """Where a member ends: after its data, or after the sizes and the CRC that follow them."""
    if not header.flags & _LATER:
        return data_ends
    file.seek(data_ends)
    behind = file.read(max(_DESCRIPTORS))
    for length in reversed(_DESCRIPTORS):
        marked = behind[:length].removeprefix(_DESCRIPTOR_MARK)
        form = {12: "<III", 20: "<IQQ"}.get(len(marked))
        if form and struct.unpack(form, marked) == (member.CRC, member.compress_size, member.file_size):
            return data_ends + length
    return data_ends


def _between(begin: int, end: int) -> Problem:
    said = f"{end - begin:,} bytes from offset {begin:,} belong to no member" if end > begin else "members overlap"
    return Problem("zip-damaged", said)


def _check_end(file: BinaryIO, size: int, list_begins: int) -> Iterator[Problem]:
    """The list of members must reach to the record of its end, and that to the end of the file but for its comment."""
    file.seek(list_begins)
    tail = file.read(size - list_begins)
    at = tail.rfind(b"PK\x05\x06")
    disk, first_disk, here, total, length, begin, comment = struct.unpack("<HHHHIIH", tail[at + 4 : at + 22])
    if at + 22 + comment != len(tail):
        yield Problem("zip-damaged", "bytes behind the end of the zip file belong to nothing in it")
    is_large = _LARGE in (length, begin) or 0xFFFF in (here, total)
    if not is_large and (disk, first_disk) != (0, 0):
        yield Problem("zip-damaged", "it says that it is one part of several")
    if not is_large and (here != total or length != at or begin != list_begins):
        yield Problem("zip-damaged", "the record at its end and the list of members differ")
