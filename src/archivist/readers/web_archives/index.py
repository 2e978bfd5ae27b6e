"""The first reading of a web archive: what is whole, and where each page and each picture lies."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from archivist.readers.web_archives.record_groups import Counted
from archivist.web_archives.payload import PayloadError, payload_of
from archivist.web_archives.record_addresses import (
    bare,
    canonical_of,
    comparable,
    is_on_web,
    join_address,
    without_fragment,
)
from archivist.web_archives.record_stream import Position, RecordStream
from archivist.web_archives.records import Record, records
from archivist.web_archives.warc_files import Holding

MAX_PAGE = 20 * 2**20
_HTML = ("text/html", "application/xhtml+xml")
_VAGUE = ("", "text/plain", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml", "unknown")
_LOOKS_LIKE_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}\?>\s{0,200})?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE
)
_PICTURE_NAME = re.compile(r"\.(?:png|jpe?g|gif|webp|svg)(?:\?.*)?$", re.IGNORECASE)
_HTTP = "application/http"  # what is known of a response that was not fetched by HTTP
_UNLIKE = "records whose content does not match their digest, possibly damaged, imported unchanged"
_WITH_CONTENT = ("200", "203", "")  # of HTTP; 203 is what a proxy may have changed in transit
_SILENT = ("warcinfo", "request", "metadata", "arc_header", "conversion", "continuation")


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was once taken."""

    address: str
    moment: str  # 2022-03-30T12:00:00Z
    digest: str  # of its content, as the archive says; "" if it does not
    file: int  # number of the file it is in
    position: Position
    charset: str = ""
    canonical: str = ""  # its own address as it gives it


@dataclass(slots=True)
class Index:
    """What an archive contains. Grows with the number of addresses, not with their contents."""

    captures: dict[tuple[str, str], list[Capture]] = field(default_factory=lambda: defaultdict(list))
    pictures: dict[str, tuple[int, Position]] = field(default_factory=dict)  # by address without scheme
    redirects: dict[str, str] = field(default_factory=dict)  # by address without scheme
    left_out: Counted = field(default_factory=Counted)
    doubtful: Counted = field(default_factory=lambda: Counted("import-doubtful"))  # taken anyway


def index_files(holdings: Sequence[Holding]) -> Index:
    """Read all files of an archive to their ends. Raises SourceError if one of them is damaged."""
    indexing = _Indexing()
    for number, holding in enumerate(holdings):
        with holding.proving() as file:
            for record in records(RecordStream(file, holding.name), holding.name):
                indexing.note(record, number)
                if record.address and not record.is_as_written():
                    indexing.index.doubtful.add(_UNLIKE, record.address)
    indexing.resolve_revisits()
    return indexing.index


class _Indexing:
    """One first reading."""

    def __init__(self) -> None:
        self.index = Index()
        self._revisits: list[tuple[Capture, str]] = []  # and the address of the capture it is the same as
        self._pages_by_digest: dict[str, Capture] = {}
        self._pages_by_address: dict[str, Capture] = {}
        self._answered: set[str] = set()  # addresses without scheme that have an answer of their own here

    def note(self, record: Record, file: int) -> None:
        """Take what a record holds, or count it among what is left out."""
        if record.kind in _SILENT or not is_on_web(record.address):
            if record.kind in ("response", "resource") and record.media_type in (*_HTML, _HTTP):
                self.index.left_out.add("pages without a web address", record.address)
        elif record.kind == "revisit":
            self._note_revisit(record, file)
        elif record.kind not in ("response", "resource"):
            self.index.left_out.add(f"records of the type “{record.kind[:30]}”", record.address)
        else:
            self._answered.add(bare(record.address))
            self._note_answer(record, file)

    def _note_answer(self, record: Record, file: int) -> None:
        if record.status.startswith("3") and record.http:
            self._note_redirect(record)
        elif record.status not in _WITH_CONTENT:
            if record.media_type in _HTML:
                self.index.left_out.add(f"pages with the server's status {record.status[:10]}", record.address)
        elif record.warc.get_header("WARC-Segment-Number"):
            self.index.left_out.add("captures divided into several records", record.address)
        else:
            self._note_content(record, file)

    def _note_redirect(self, record: Record) -> None:
        target = join_address(record.address, record.http.get_header("Location") or "") if record.http else ""
        if target and bare(target) != bare(record.address):
            self.index.redirects[bare(record.address)] = target
            self.index.left_out.add("addresses that redirect to others", f"{record.address} → {target}")

    def _note_content(self, record: Record, file: int) -> None:
        if record.media_type.startswith("image/") or (
            record.media_type in _VAGUE and _PICTURE_NAME.search(record.address)
        ):
            self.index.pictures[bare(record.address)] = (file, record.position)
        elif record.media_type in _HTML or record.media_type in _VAGUE:
            self._note_page(record, file)
        else:
            self.index.left_out.add(f"files of the type {record.media_type[:60]}", record.address)

    def _note_page(self, record: Record, file: int) -> None:
        try:
            page = payload_of(record, MAX_PAGE)
        except PayloadError as error:
            if record.media_type in _HTML:
                self.index.left_out.add(f"pages that cannot be used, {error}", record.address)
            return
        if record.media_type not in _HTML and not _LOOKS_LIKE_HTML.match(page):
            self.index.left_out.add(f"files of the type {record.media_type or 'unknown'}", record.address)
            return
        if not page.strip():
            self.index.left_out.add("empty pages", record.address)
            return
        self._add(_capture(record, file, canonical_of(page, record.address)))

    def _add(self, capture: Capture) -> None:
        own = comparable(capture.address)
        self.index.captures[own, comparable(capture.canonical) if capture.canonical else own].append(capture)
        if capture.digest:
            self._pages_by_digest[capture.digest] = capture
        self._pages_by_address[bare(capture.address)] = capture

    def _note_revisit(self, record: Record, file: int) -> None:
        refers_to = record.warc.get_header("WARC-Refers-To-Target-URI") or record.address
        if record.media_type in (*_HTML, "") or not record.http:
            self._revisits.append((_capture(record, file, ""), refers_to.strip(" <>")))

    def resolve_revisits(self) -> None:
        """Captures that found a page unchanged: the earlier content with the later day."""
        for revisit, refers_to in self._revisits:
            earlier = self._pages_by_digest.get(revisit.digest) or self._pages_by_address.get(bare(refers_to))
            if earlier is not None:
                address, moment = revisit.address, revisit.moment
                self._add(replace(earlier, address=address, moment=moment))
            elif bare(refers_to) not in self._answered:
                self.index.left_out.add("captures whose content is in another archive (“revisit”)", revisit.address)


def _capture(record: Record, file: int, canonical: str) -> Capture:
    digest = (record.warc.get_header("WARC-Payload-Digest") or "").strip().lower()
    address = without_fragment(record.address)
    return Capture(address, record.moment, digest, file, record.position, record.charset, canonical)
