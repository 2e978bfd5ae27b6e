"""Zip files from strangers: looked through before a member is opened. Nothing is ever unpacked to disk."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath, PureWindowsPath
from typing import BinaryIO

from archivist.place import Place
from archivist.reader_api.found import SourceError

_END, _END64, _LOCATOR64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_MAX_COMMENT = 65_535
_MAX_MEMBERS = 100_000
_MAX_LIST = 32 * 2**20  # bytes of the list of members
_FREE = 100 * 2**20  # bytes that may be unpacked before the ratio counts
_MAX_RATIO = 200
_DAMAGE = (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, EOFError)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def checked_members(file: BinaryIO, name: str) -> list[zipfile.ZipInfo]:
    """The files in a zip file, by name. Raises SourceError if it is damaged or not what an archive would be."""
    with _damage_told(name):
        size = file.seek(0, 2)
        _check_list(file, name)
        with zipfile.ZipFile(file) as opened:
            members = opened.infolist()
    _check_names(members, name)
    for member in members:
        _check(member, name)
    _check_places(members, name, size)
    return sorted((each for each in members if not each.is_dir()), key=lambda each: each.filename)


def member_names(file: BinaryIO, name: str) -> list[str]:
    """The names of the files in a zip file, sorted, of whatever form. Raises SourceError if the list is damaged."""
    with _damage_told(name):
        _check_list(file, name)
        with zipfile.ZipFile(file) as opened:
            return sorted(each.filename for each in opened.infolist() if not each.is_dir())


def read_member(file: BinaryIO, member: str | zipfile.ZipInfo, most: int) -> bytes:
    """The first bytes of a file in a zip file, `most` of them at most. Raises SourceError if they are damaged."""
    name = member if isinstance(member, str) else member.filename
    try:
        with zipfile.ZipFile(file) as opened, opened.open(member) as content:
            return content.read(most)
    except (*_DAMAGE, KeyError, RuntimeError, zlib.error) as error:
        raise SourceError(f"is damaged ({error})", "Fetch the zip file again.", place=Place(name)) from None


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise SourceError(f"its list of members is damaged ({error})", "Fetch it again.", place=Place(name)) from None
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", place=Place(name)) from None


def _check_list(file: BinaryIO, name: str) -> None:
    """Whether the list of members is of a size that can be read, whatever it claims."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _MAX_COMMENT - 22 - 20))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise SourceError("incomplete zip file: its end is missing", "Fetch it again.", place=Place(name))
    count, length, begin = struct.unpack("<HII", tail[at + 10 : at + 20])
    if 0xFFFF in (count,) or 0xFFFFFFFF in (length, begin):
        count, length, begin = _numbers64(file, tail[max(0, at - 20) : at], (count, length, begin))
    if count > _MAX_MEMBERS or length > _MAX_LIST:
        raise SourceError(f"lists {count} members in {length} bytes; the limit is {_MAX_MEMBERS}", place=Place(name))
    if begin + length > size:
        raise SourceError("its list of members is outside the file", "Fetch it again.", place=Place(name))
    file.seek(max(0, size - len(tail) + at - length - 76))
    if file.read(length + 76).count(b"PK\x01\x02") > _MAX_MEMBERS + 2:
        raise SourceError(f"lists more members than it says; the limit is {_MAX_MEMBERS}", place=Place(name))


def _numbers64(file: BinaryIO, locator: bytes, plain: tuple[int, int, int]) -> tuple[int, int, int]:
    """The three numbers from the record for large files, if there is one."""
    if not locator.startswith(_LOCATOR64):
        return plain
    file.seek(min(struct.unpack("<Q", locator[8:16])[0], 2**62))
    record = file.read(56)
    if len(record) < 56 or not record.startswith(_END64):
        raise zipfile.BadZipFile("the record for large files is missing")
    count, length, begin = struct.unpack("<QQQ", record[32:56])
    return count, length, begin


def _check_names(members: list[zipfile.ZipInfo], name: str) -> None:
    seen: set[str] = set()
    for member in members:
        own = member.filename
        if own in seen:
            raise SourceError(f"has two members named {own!r}; which one is meant is ambiguous", place=Place(name))
        seen.add(own)


def _check(member: zipfile.ZipInfo, name: str) -> None:
    """Raise SourceError for a member that no archiving program would write."""
    reason = _reason(member)
    if reason:
        raise SourceError(f"its member {member.filename[:200]!r} {reason}", place=Place(name))


def _reason(member: zipfile.ZipInfo) -> str:
    is_stored = member.compress_type == zipfile.ZIP_STORED
    faults = (
        (_leads_out(member.orig_filename), "leads out of the archive"),
        (stat.S_ISLNK(member.external_attr >> 16), "is a symbolic link"),
        (member.flag_bits & 0x41, "is encrypted"),
        (
            member.compress_type not in _METHODS,
            f"is compressed by method {member.compress_type}, which is not supported",
        ),
        (
            member.file_size > max(_FREE, _MAX_RATIO * member.compress_size),
            f"unpacks to over {_MAX_RATIO} times its size",
        ),
        (is_stored and member.file_size != member.compress_size, "has two sizes"),
    )
    return next((reason for is_so, reason in faults if is_so), "")


def _leads_out(name: str) -> bool:
    return (
        "\0" in name
        or "\\" in name
        or name.startswith("/")
        or ".." in PurePosixPath(name).parts
        or bool(PureWindowsPath(name).drive)
    )


def _check_places(members: list[zipfile.ZipInfo], name: str, size: int) -> None:
    """Members that are in one another unpack to more than the file could hold."""
    end = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        if member.header_offset < end:
            raise SourceError(f"its member {member.filename!r} overlaps another one", place=Place(name))
        end = member.header_offset + 30 + len(member.orig_filename.encode("utf-8", "replace")) + member.compress_size
        if end > size:
            raise SourceError(f"its member {member.filename!r} is outside the file", place=Place(name))
