"""WACZ: a zip file with WARC files in `archive/` and lists of pages in `pages/`."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archivist.place import Place
from archivist.reader_api.found import SourceError
from archivist.reader_api.zip_safety import checked_members
from archivist.web_archives.member_window import window
from archivist.web_archives.record_addresses import is_on_web
from archivist.web_archives.warc_files import Holding

_RECORDS = (".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz")
_WACZ = ".wacz"
_MAX_LINE = 2**20
_MAX_PAGES = 1_000_000
_BLOCK = 2**20
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class ZipFile:
    """A zip file, or one that is stored in another."""

    path: Path
    inner: zipfile.ZipInfo | None = None

    @property
    def name(self) -> str:
        """Its name for reports."""
        return f"{self.path.name}, {self.inner.filename}" if self.inner else self.path.name

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Its bytes."""
        with self.path.open("rb") as file:
            yield window(file, self.path.name, self.inner) if self.inner else file


@dataclass(frozen=True, slots=True)
class WaczMember:
    """A WARC file in a WACZ."""

    zip: ZipFile
    member: zipfile.ZipInfo

    @property
    def name(self) -> str:
        """Its name for reports."""
        return f"{self.zip.name}, {self.member.filename}"

    def proving(self) -> AbstractContextManager[BinaryIO]:
        """To be read once from end to end; zip's checksum is looked at at the end."""
        return _open_member(self.zip, self.member)

    def browsing(self) -> AbstractContextManager[BinaryIO]:
        """To be read at any place: at once where it is stored as it is, as WACZ asks for."""
        if self.member.compress_type == zipfile.ZIP_STORED:
            return _window(self.zip, self.member)
        return _open_member(self.zip, self.member, to_its_end=False)


@contextmanager
def _window(source: ZipFile, member: zipfile.ZipInfo) -> Iterator[BinaryIO]:
    with source.opened() as file:
        yield window(file, source.name, member)


@contextmanager
def _open_member(source: ZipFile, member: zipfile.ZipInfo, *, to_its_end: bool = True) -> Iterator[BinaryIO]:
    try:
        with source.opened() as packed, zipfile.ZipFile(packed) as opened, opened.open(member.filename) as file:
            yield file  # type: ignore[misc]  # ZipExtFile reads like a file
            while to_its_end and file.read(_BLOCK):  # at the end the checksum is looked at
                pass
    except _DAMAGE as error:
        raise SourceError(
            f"{member.filename} is damaged ({error})", "Fetch it again.", place=Place(source.name)
        ) from None


@dataclass(frozen=True, slots=True)
class Wacz:
    """What a web archive consists of."""

    holdings: tuple[Holding, ...]
    titles: dict[str, str]  # by address, of the pages it lists; empty if it lists none


def opened_wacz(path: Path) -> Wacz:
    """A WACZ, or all those that one holds, as crawls on several machines are handed out.

    Raises SourceError if the zip file is damaged or hostile, or holds no WARC file.
    """
    outer = ZipFile(path)
    members = _members(outer)
    inner = [each for each in members if each.filename.lower().endswith(_WACZ)]
    if not inner:
        return _wacz(outer, members, _MAX_PAGES)
    parts, room = [_wacz(outer, members, _MAX_PAGES)] if any(map(_holds_records, members)) else [], _MAX_PAGES
    for each in inner:
        part = _inner(outer, each, room)
        room -= len(part.titles)
        parts.append(part)
    titles = {address: title for part in parts for address, title in part.titles.items()}
    all_list = all(part.titles for part in parts)
    return Wacz(tuple(each for part in parts for each in part.holdings), titles if all_list else {})


def _inner(outer: ZipFile, member: zipfile.ZipInfo, room: int) -> Wacz:
    if member.compress_type != zipfile.ZIP_STORED:
        raise SourceError(
            f"{member.filename} is compressed",
            "Unpack the outer file and import what is in it.",
            place=Place(outer.name),
        )
    source = ZipFile(outer.path, member)
    members = _members(source)
    if any(each.filename.lower().endswith(_WACZ) for each in members):
        raise SourceError(
            "holds another WACZ", "Unpack the outer file and import what is in it.", place=Place(source.name)
        )
    return _wacz(source, members, room)


def _members(source: ZipFile) -> list[zipfile.ZipInfo]:
    with source.opened() as file:
        return checked_members(file, source.name)


def _holds_records(member: zipfile.ZipInfo) -> bool:
    return member.filename.startswith("archive/") and member.filename.lower().endswith(_RECORDS)


def _wacz(source: ZipFile, members: Sequence[zipfile.ZipInfo], room: int) -> Wacz:
    holdings = tuple(WaczMember(source, each) for each in members if _holds_records(each))
    if not holdings:
        raise SourceError("contains no WARC file in archive/", "Check that it is a WACZ.", place=Place(source.name))
    titles: dict[str, str] = {}
    for each in members:
        if each.filename.startswith("pages/") and each.filename.endswith(".jsonl"):
            titles.update(_pages(source, each, room - len(titles)))
    return Wacz(holdings, titles)


def _pages(source: ZipFile, member: zipfile.ZipInfo, room: int) -> dict[str, str]:
    """Title by address in one list of pages."""
    titles: dict[str, str] = {}
    with _open_member(source, member) as file:
        lines = io.BufferedReader(file)  # type: ignore[type-var]
        number = 0
        while line := lines.readline(_MAX_LINE + 1):
            number += 1
            page = _page(line, f"{source.name}: {member.filename}, line {number}")
            address = page.get("url")
            if isinstance(address, str) and is_on_web(address):
                title = page.get("title")
                titles.setdefault(address, title if isinstance(title, str) else "")
            if len(titles) > room:
                raise SourceError(f"lists more than {_MAX_PAGES} pages", place=Place(source.name))
        lines.detach()
    return titles


def _page(line: bytes, place: str) -> Mapping[str, object]:
    if len(line) > _MAX_LINE:
        raise SourceError("is longer than 1 MB", place=Place(place))
    try:
        page: object = json.loads(line) if line.strip() else {}
    except (ValueError, RecursionError):
        raise SourceError("is not valid JSON", "Fetch the archive again.", place=Place(place)) from None
    return page if isinstance(page, dict) else {}
