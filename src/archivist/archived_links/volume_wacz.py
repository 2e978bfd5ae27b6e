"""The WACZ of an edition: the archived copies of the pages that it cites (specs.webrecorder.net/wacz/1.1.1).

The same captures give the same bytes, in whatever files and in whatever order the user has them: records are copied
unchanged, sorted, and neither compressed nor dated. Compression would depend on the build of zlib.
"""

import hashlib
import io
import json
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from archivist import __version__
from archivist.archived_links.cdxj import cdxj_line, surt
from archivist.archived_links.record_copies import END, RecordCopies
from archivist.links.robust_links import SUFFIX, digits_of
from archivist.model.annotated import ArchivedPage, RecordPlace
from archivist.model.book import BookMetadata
from archivist.publication import Publication, Written, WrittenFile

_WACZ_VERSION = "1.1.1"
_WARC = "data.warc"
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest moment a ZIP file can name


def write_volume_wacz(publication: Publication) -> Written:
    """The file with the archived copies of what an edition cites; none if it has none. Raises ChangedArchiveError."""
    pages = _pages(page for item in publication.edition.articles for page in item.archived.values())
    if not pages:
        return Written(())
    content = wacz_of(pages, publication.book.metadata)
    return Written((WrittenFile(f"{publication.name}{SUFFIX}", content, publication.book),))


def _pages(pages: Iterable[ArchivedPage]) -> Sequence[ArchivedPage]:
    """Each page once, in an order that depends on the captures alone."""
    own = {(page.address, page.requested): page for page in pages}
    return sorted(own.values(), key=lambda page: (surt(page.address), page.requested, page.address))


def _records(pages: Iterable[ArchivedPage]) -> Sequence[RecordPlace]:
    """Every record that pages need, once, also if several archives have it."""
    own: dict[tuple[str, ...], RecordPlace] = {}
    for place in sorted({record for page in pages for record in page.records}, key=_order):
        own.setdefault((place.kind, place.address, place.moment, place.identifier), place)
    return tuple(own.values())


def _order(place: RecordPlace) -> tuple[object, ...]:
    of_capture = (surt(place.address), place.moment, place.address, place.kind, place.identifier, place.digest)
    return (*of_capture, place.file.as_posix(), place.member, place.offset, place.skip)


def wacz_of(pages: Sequence[ArchivedPage], data: BookMetadata) -> bytes:
    """The bytes of a WACZ with these pages, of the edition that `data` describes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as opened, RecordCopies() as copies:
        container = _Container(opened)
        lines: list[str] = []
        container.add(f"archive/{_WARC}", _warc(_records(pages), copies, data, lines))
        container.add("indexes/index.cdx", ["".join(sorted(lines)).encode()])
        container.add("pages/pages.jsonl", (f"{_json(page)}\n".encode() for page in _page_list(pages)))
        package = _package(container.resources, data)
        container.add("datapackage.json", [package])
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
        container.add("datapackage-digest.json", [_json(digest, indent=2).encode()])
    return buffer.getvalue()


@dataclass(slots=True)
class _Container:
    """A zip file without clock, user or system in it."""

    file: zipfile.ZipFile
    resources: list[dict[str, object]] = field(default_factory=list)  # as the list of the package has them

    def add(self, path: str, parts: Iterable[bytes]) -> None:
        """A file, written part by part."""
        member = zipfile.ZipInfo(path, _NO_TIME)
        member.create_system, member.external_attr = 3, 0o100644 << 16  # Unix, on every system
        digest, size = hashlib.sha256(), 0
        with self.file.open(member, "w", force_zip64=path.startswith("archive/")) as target:  # may exceed 2 GB
            for part in parts:
                target.write(part)
                digest.update(part)
                size += len(part)
        name = path.rpartition("/")[2]
        self.resources.append({"name": name, "path": path, "hash": f"sha256:{digest.hexdigest()}", "bytes": size})


def _warc(places: Sequence[RecordPlace], copies: RecordCopies, data: BookMetadata, lines: list[str]) -> Iterator[bytes]:
    """The records, one after the other; the lines of the index are added to `lines`."""
    head = _warc_info(data)
    at = len(head)
    yield head
    for place in places:
        size = 0
        for part in copies.copy(place):
            size += len(part)
            yield part
        facts = {
            "mime": "warc/revisit" if place.kind == "revisit" else place.media_type,
            "status": place.status,
            "digest": place.digest,
            "length": str(size - len(END)),
            "offset": str(at),
            "filename": _WARC,
        }
        lines.append(cdxj_line(place.address, place.moment, facts))
        at += size


def _warc_info(data: BookMetadata) -> bytes:
    """The record that describes the file."""
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415 (takes a moment)

    target = io.BytesIO()
    writer = WARCWriter(target, gzip=False)
    facts = {
        "software": f"archivist {__version__}",
        "format": "WARC File Format 1.0",
        "isPartOf": data.identifier,
        "description": f"Archived copies of the pages that {data.full_title} cites",
    }
    record = writer.create_warcinfo_record(_WARC, facts)
    record.rec_headers.replace_header("WARC-Date", _moment(data))
    record.rec_headers.replace_header("WARC-Record-ID", f"<urn:uuid:{_id(data.identifier, _WARC)}>")
    writer.write_record(record)
    return target.getvalue()


def _page_list(pages: Sequence[ArchivedPage]) -> Iterator[Mapping[str, str]]:
    yield {"format": "json-pages-1.0", "id": "pages", "title": "Cited pages"}
    for page in pages:
        name = _id(page.address, digits_of(page.requested))
        yield {"id": name, "url": page.address, "ts": page.requested, "title": page.address}


def _package(resources: Sequence[Mapping[str, object]], data: BookMetadata) -> bytes:
    package = {
        "profile": "data-package",
        "resources": resources,
        "title": data.full_title,
        "description": f"Archived copies of the pages that {data.identifier} cites",
        "created": _moment(data),
        "wacz_version": _WACZ_VERSION,
        "software": f"archivist {__version__}",
    }
    return _json(package, indent=2).encode()


def _moment(data: BookMetadata) -> str:
    modified: datetime = data.modified if data.modified.tzinfo else data.modified.replace(tzinfo=UTC)
    return modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _id(*parts: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, " ".join(parts)))


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)
