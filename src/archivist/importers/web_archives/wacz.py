"""WACZ: a zip file with WARC files in `archive/` and lists of pages in `pages/`."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from archivist.importers.found import SourceError
from archivist.importers.web_archives.addresses import is_on_web
from archivist.importers.web_archives.member_window import window
from archivist.importers.web_archives.zip_safety import checked_members

_RECORDS = (".warc", ".warc.gz", ".arc", ".arc.gz")
_MAX_LINE = 2**20
_MAX_PAGES = 1_000_000
_BLOCK = 2**20
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class WaczMember:
    """A WARC file in a WACZ."""

    path: Path
    member: zipfile.ZipInfo

    @property
    def name(self) -> str:
        """Its name for reports."""
        return f"{self.path.name}, {self.member.filename}"

    def proving(self) -> AbstractContextManager[BinaryIO]:
        """To be read once from end to end; zip's checksum is looked at at the end."""
        return _opened(self.path, self.member)

    def browsing(self) -> AbstractContextManager[BinaryIO]:
        """To be read at any place: at once where it is stored as it is, as WACZ asks for."""
        if self.member.compress_type == zipfile.ZIP_STORED:
            return window(self.path, self.member)
        return _opened(self.path, self.member, to_its_end=False)


@contextmanager
def _opened(path: Path, member: zipfile.ZipInfo, *, to_its_end: bool = True) -> Iterator[BinaryIO]:
    try:
        with zipfile.ZipFile(path) as opened, opened.open(member.filename) as file:
            yield file  # type: ignore[misc]  # ZipExtFile reads like a file
            while to_its_end and file.read(_BLOCK):  # at the end the checksum is looked at
                pass
    except _DAMAGE as error:
        raise SourceError(f"{path.name}: {member.filename} is damaged ({error})", "Fetch it again.") from None


@dataclass(frozen=True, slots=True)
class Wacz:
    """What a WACZ consists of."""

    holdings: tuple[WaczMember, ...]
    titles: dict[str, str]  # by address, of the pages it lists; empty if it lists none


def opened_wacz(path: Path) -> Wacz:
    """Raises SourceError if the zip file is damaged or hostile, or holds no WARC file."""
    members = checked_members(path)
    holdings = tuple(
        WaczMember(path, each)
        for each in members
        if each.filename.startswith("archive/") and each.filename.lower().endswith(_RECORDS)
    )
    if not holdings:
        raise SourceError(f"{path.name}: holds no WARC file in archive/", "Is it a WACZ?")
    titles: dict[str, str] = {}
    for each in members:
        if each.filename.startswith("pages/") and each.filename.endswith(".jsonl"):
            titles.update(_pages(path, each, _MAX_PAGES - len(titles)))
    return Wacz(holdings, titles)


def _pages(path: Path, member: zipfile.ZipInfo, room: int) -> dict[str, str]:
    """Title by address in one list of pages."""
    titles: dict[str, str] = {}
    with _opened(path, member) as file:
        lines = io.BufferedReader(file)  # type: ignore[type-var]
        number = 0
        while line := lines.readline(_MAX_LINE + 1):
            number += 1
            page = _page(line, f"{path.name}: {member.filename}, line {number}")
            address = page.get("url") if isinstance(page, dict) else None
            if isinstance(address, str) and is_on_web(address):
                title = page.get("title")
                titles.setdefault(address, title if isinstance(title, str) else "")
            if len(titles) > room:
                raise SourceError(f"{path.name}: lists more than {_MAX_PAGES} pages")
        lines.detach()
    return titles


def _page(line: bytes, place: str) -> Any:
    if len(line) > _MAX_LINE:
        raise SourceError(f"{place}: is longer than 1 MB")
    try:
        return json.loads(line) if line.strip() else {}
    except (ValueError, RecursionError):
        raise SourceError(f"{place}: is not valid JSON", "Fetch the archive again.") from None
