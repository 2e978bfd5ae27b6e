"""What the user's web archives contain: an index of the captures of each file, made once and kept in the cache.

A file is read from end to end, so one that is damaged is known to be before anything is printed. Its index is stored
under the digest of its bytes, in parts of some thousand lines: neither memory nor a part grows with the file.
"""

import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date, datetime
from glob import glob
from itertools import islice
from pathlib import Path

from archivist.cache import Store, digest_of
from archivist.files import sha256
from archivist.findings import Finding
from archivist.links.addresses import same_address, without_fragment
from archivist.reader_api.found import SourceError
from archivist.web_archives.opening import open_web_archive
from archivist.web_archives.record_addresses import join_address
from archivist.web_archives.record_stream import RecordStream
from archivist.web_archives.records import Record, records

_VERSION = "1"  # of the index: a new one whenever what it says or its form changes
_SUFFIX = ".captures"
_PART = 20_000  # lines
_KINDS = frozenset({"response", "resource", "revisit"})
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z")
_DAMAGE = (OSError, EOFError, zipfile.BadZipFile, zlib.error)


@dataclass(frozen=True, slots=True)
class Capture:
    """A record of a web archive that captured an address."""

    address: str
    moment: str  # 2022-02-04T10:00:00Z, in UTC
    kind: str  # response, resource, revisit
    status: str  # of HTTP; "" where there is none
    length: int  # bytes of the block
    target: str  # where it redirects to; of a revisit the address it refers to
    target_moment: str  # of a revisit: the moment of the capture it refers to; "" if it does not say
    media_type: str  # of what was captured, without parameters
    digest: str  # of the payload as the record has it; "" if it has none
    fault: str  # why it cannot be used; "" if it can
    identifier: str  # WARC-Record-ID
    member: int  # number of the file of records it is in, from 0
    offset: int
    skip: int

    @property
    def day(self) -> date:
        """The day of it, in UTC."""
        return date.fromisoformat(self.moment[:10])


@dataclass(slots=True)
class WebArchives:
    """The web archives of a user. `patterns` are relative to `root`; nothing below `outside` belongs to them."""

    root: Path
    patterns: Sequence[str]
    outside: Path
    store: Store
    _files: dict[Path, str] | None = None  # with the digest of each
    _known: dict[str, list[tuple[Path, Capture]]] = field(default_factory=dict)  # by `key_of` an address
    _findings: list[Finding] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether the settings name any."""
        return bool(self.patterns)

    def findings(self) -> Sequence[Finding]:
        """What is wrong with them: an error for each that is damaged or not there."""
        self._open()
        return self._findings

    def captures_of(self, address: str) -> Sequence[tuple[Path, Capture]]:
        """The captures of an address, with their files, in the order of files and records."""
        self.look_up([address])
        return self._known[key_of(address)]

    def look_up(self, addresses: Iterable[str]) -> None:
        """Find the captures of many addresses in one reading of the index."""
        wanted = {key_of(address) for address in addresses} - set(self._known)
        if not wanted:
            return
        self._known |= {key: [] for key in wanted}
        for path, digest in self._open().items():
            for key, capture in _read_index(self.store, digest, wanted - {""}):
                self._known[key].append((path, capture))

    def _open(self) -> Mapping[Path, str]:
        """The files that can be read, indexed."""
        if self._files is None:
            self._files = {}
            for pattern in self.patterns:
                found = _matching(pattern, self.root, self.outside)
                if not found:
                    self._findings.append(Finding("web-archive-missing", f"no file is named {pattern}"))
                for path in found:
                    if path not in self._files:
                        self._index(path)
        return self._files

    def _index(self, path: Path) -> None:
        assert self._files is not None
        try:
            digest = sha256(path)
            if _count_parts(self.store, digest) is None:
                _write_index(self.store, digest, path)
            self._files[path] = digest
        except (SourceError, *_DAMAGE) as error:
            self._findings.append(_unreadable(path, error))


def web_archive_files(root: Path, patterns: Iterable[str], outside: Path) -> list[Path]:
    """The files that patterns relative to `root` name; nothing below `outside` belongs to them."""
    return sorted({path for pattern in patterns for path in _matching(pattern, root, outside)})


def _matching(pattern: str, root: Path, outside: Path) -> Sequence[Path]:
    paths = (root / name for name in _glob(pattern, root))
    built = outside.resolve()
    return sorted(path for path in paths if path.is_file() and not path.resolve().is_relative_to(built))


def key_of(address: str) -> str:
    """The same text for addresses of one page; "" for what is not a web address.

    A fragment only names a place in a page, except where a site of one page finds its pages by it.
    """
    page, fragment = without_fragment(address)
    return same_address(address if fragment[:1] in ("!", "/") else page)


def _glob(pattern: str, root: Path) -> Iterable[str]:
    return glob(pattern, root_dir=root, recursive=True)  # noqa: PTH207 (a pattern may be absolute)


def _unreadable(path: Path, error: Exception) -> Finding:
    said = " ".join(str(error).split())[:300] or type(error).__name__
    return Finding("web-archive-unreadable", said if said.startswith(path.name) else f"{path.name}: {said}")


# ---------------------------------------------------------------- the index of a file


def _write_index(store: Store, digest: str, path: Path) -> None:
    """Read a web archive from end to end. Raises SourceError or OSError; then there is no index of it."""
    number, lines = 0, _lines(path)
    while part := "".join(islice(lines, _PART)):
        number += 1
        store.put(_part_key(digest, number), _SUFFIX, zlib.compress(part.encode("utf-8", "replace"), 1))
    store.put(_part_key(digest, 0), _SUFFIX, json.dumps({"parts": number}).encode())


def _lines(path: Path) -> Iterator[str]:
    for member, holding in enumerate(open_web_archive(path).holdings):
        with holding.proving() as file:
            for record in records(RecordStream(file, holding.name), holding.name):
                key = key_of(_address(record)) if record.kind in _KINDS else ""
                if key:
                    yield f"{key}\t{json.dumps(astuple(_capture(record, member)))}\n"


def _read_index(store: Store, digest: str, wanted: set[str]) -> Iterator[tuple[str, Capture]]:
    for number in range(1, (_count_parts(store, digest) or 0) + 1):
        path = store.get(_part_key(digest, number), _SUFFIX)
        assert path is not None
        for line in zlib.decompress(path.read_bytes()).decode().split("\n"):
            key, _, written = line.partition("\t")
            if key in wanted:
                yield key, Capture(*json.loads(written))


def _count_parts(store: Store, digest: str) -> int | None:
    """How many parts the index of a file has; None if there is no index, or a part of it is gone."""
    first = store.get(_part_key(digest, 0), _SUFFIX)
    if first is None:
        return None
    parts = int(json.loads(first.read_bytes())["parts"])
    is_whole = all(store.get(_part_key(digest, number), _SUFFIX) for number in range(1, parts + 1))
    return parts if is_whole else None


def _part_key(digest: str, number: int) -> str:
    return digest_of("captures", _VERSION, digest, str(number))


# ---------------------------------------------------------------- one record


def _address(record: Record) -> str:
    """The address of a record; some programs write it in angle brackets."""
    return record.address.strip("<>")


def _capture(record: Record, member: int) -> Capture:
    warc, is_revisit, address = record.warc, record.kind == "revisit", _address(record)
    target = ""
    if is_revisit:
        target = (warc.get_header("WARC-Refers-To-Target-URI") or address).strip(" <>")
    elif record.status.startswith("3") and record.http:
        target = join_address(address, record.http.get_header("Location") or "")
    refers_to = (warc.get_header("WARC-Refers-To-Date") or "").strip() if is_revisit else ""
    digest = (warc.get_header("WARC-Payload-Digest") or "").strip()
    identifier = (warc.get_header("WARC-Record-ID") or "").strip()
    at, fault = record.position, _fault(record)
    return Capture(
        address,
        record.moment,
        record.kind,
        record.status,
        record.length,
        target,
        refers_to,
        record.media_type,
        digest,
        fault,
        identifier,
        member,
        at.offset,
        at.skip,
    )


def _fault(record: Record) -> str:
    if not _is_moment(record.moment):
        return "it has no valid date"
    if record.warc.get_header("WARC-Segment-Number"):
        return "it is divided into several records"
    if not record.is_as_written():
        return "its content does not match its digest"
    return ""


def _is_moment(text: str) -> bool:
    try:
        return bool(_MOMENT.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False
