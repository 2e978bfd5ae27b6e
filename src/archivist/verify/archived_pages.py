"""The archived copies of the pages that an edition cites: every byte against the digests beside it and in it.

The file is read as any WACZ is (specs.webrecorder.net/wacz/1.1.1), and compared with the links of the EPUB that name
copies in it.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import parse_qs

from archivist.links.robust_links import VERSION_URL, digits_of
from archivist.reader_api.zip_safety import checked_members
from archivist.verdict import Message, Verdict
from archivist.verify.epub_book import HTML, EpubBook, read_epub
from archivist.verify.internal_check import error, guarded
from archivist.web_archives.opening import open_web_archive
from archivist.web_archives.record_stream import RecordStream
from archivist.web_archives.records import Record, records

CHECK = "archived pages"
_LIST, _DIGEST = "datapackage.json", "datapackage-digest.json"
_INDEX, _PAGES = "indexes/index.cdx", "pages/pages.jsonl"
_KINDS = frozenset({"response", "resource", "revisit"})
_LARGEST = 1 << 26  # bytes of a list
_BLOCK = 1 << 20

_Copy = tuple[str, str]  # address, and the moment in 14 digits


def check(file: Path, books: Sequence[Path]) -> Verdict:
    """Whether the file is a whole WACZ with exactly the pages that the links of these EPUBs name."""
    return guarded(file, CHECK, lambda: _messages(file, books), (f"warcio {version('warcio')}",))


def _messages(file: Path, books: Sequence[Path]) -> Iterator[Message]:
    with file.open("rb") as source:
        checked_members(source, file.name)
    with zipfile.ZipFile(file) as opened_file:
        contents = _Contents(opened_file)
        yield from contents.differences()
        index, pages = frozenset(contents.index()), frozenset(contents.pages())
    found, wrong = _read_records(file)
    yield from wrong
    for copy in sorted(index ^ found):
        yield error("archived-pages-wrong", f"the index and the records disagree on {_named(copy[:2])}")
    for page in sorted(pages - {copy[:2] for copy in found}):
        yield error("archived-pages-wrong", f"{_named(page)} is listed and has no record")
    if books:
        yield from _compare_with_links(file.name, pages, books)


def _named(copy: Sequence[str]) -> str:
    return f"{copy[0]} of {copy[1]}"


# ---------------------------------------------------------------- the container


@dataclass(frozen=True, slots=True)
class _Contents:
    """The lists of a WACZ."""

    file: zipfile.ZipFile

    def differences(self) -> Iterator[Message]:
        """Members that are not what the list of the package says, or are not in it."""
        package = self._read(_LIST)
        said = json.loads(self._read(_DIGEST)).get("hash")
        if said != f"sha256:{hashlib.sha256(package).hexdigest()}":
            yield error("archived-pages-wrong", f"{_LIST} does not agree with {_DIGEST}")
        listed: Mapping[str, Mapping[str, object]] = {each["path"]: each for each in json.loads(package)["resources"]}
        there = {name for name in self.file.namelist() if name not in (_LIST, _DIGEST)}
        for name in sorted(there ^ set(listed)):
            yield error("archived-pages-wrong", f"{name} is {'not listed' if name in there else 'listed and missing'}")
        for name in sorted(there & set(listed)):
            if listed[name].get("hash") != self._hash(name):
                yield error("archived-pages-wrong", f"{name} does not agree with its digest in {_LIST}")

    def index(self) -> Iterator[tuple[str, str, int]]:
        """Address, moment and place of each record."""
        for line in self._read(_INDEX).decode().splitlines():
            _, moment, facts = line.split(" ", 2)
            record = json.loads(facts)
            yield record["url"], moment, int(record["offset"])

    def pages(self) -> Iterator[_Copy]:
        """Address and moment of each page."""
        for line in self._read(_PAGES).decode().splitlines()[1:]:
            page = json.loads(line)
            yield page["url"], digits_of(page["ts"])

    def _read(self, name: str) -> bytes:
        with self.file.open(name) as member:
            data = member.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise ValueError(f"{name} is larger than {_LARGEST} bytes")
        return data

    def _hash(self, name: str) -> str:
        digest = hashlib.sha256()
        with self.file.open(name) as member:
            while block := member.read(_BLOCK):
                digest.update(block)
        return f"sha256:{digest.hexdigest()}"


# ---------------------------------------------------------------- the records


def _read_records(file: Path) -> tuple[frozenset[tuple[str, str, int]], Sequence[Message]]:
    """Address, moment and place of each record; and what is wrong with them. Raises SourceError for damage."""
    found: set[tuple[str, str, int]] = set()
    wrong: list[Message] = []
    for holding in open_web_archive(file).holdings:
        with holding.proving() as source:
            for record in records(RecordStream(source, holding.name), holding.name):
                if not record.is_as_written():
                    wrong.append(error("archived-pages-wrong", f"{record.address} does not agree with its digest"))
                if record.kind in _KINDS:
                    found.add(_place(record))
    return frozenset(found), wrong


def _place(record: Record) -> tuple[str, str, int]:
    return record.address.strip("<>"), digits_of(record.moment), record.position.offset


# ---------------------------------------------------------------- the links


def _compare_with_links(name: str, pages: frozenset[_Copy], books: Iterable[Path]) -> Iterator[Message]:
    """Copies that links of the EPUBs name and that are not there, and copies that no link names."""
    linked: set[_Copy] = set()
    for path in books:
        with zipfile.ZipFile(path) as archive:
            linked |= set(_copies_named(read_epub(archive), name))
    for copy in sorted(linked - pages):
        yield error("archived-pages-wrong", f"a link names {_named(copy)}, and the file does not have it")
    for copy in sorted(pages - linked):
        yield error("archived-pages-wrong", f"no link names {_named(copy)}")


def _copies_named(book: EpubBook, name: str) -> Iterator[_Copy]:
    for item in book.documents:
        for link in book.root(item.name).iter(f"{HTML}a"):
            file, _, place = link.get(VERSION_URL, "").partition("#")
            if file == name:
                said = parse_qs(place)
                yield said["url"][0], said["ts"][0]
