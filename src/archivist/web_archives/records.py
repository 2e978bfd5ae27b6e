"""The records of a WARC or ARC file, one after the other."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archivist.place import Place
from archivist.reader_api.found import SourceError
from archivist.web_archives.digests import begin_payload, is_as_written, watch_digest
from archivist.web_archives.record_stream import Position, RecordStream

if TYPE_CHECKING:
    from warcio.digestverifyingreader import DigestVerifyingReader
    from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
    from warcio.statusandheaders import StatusAndHeaders

# warcio's warnings would go to the terminal; what matters of them becomes a finding.
logging.getLogger("warcio").addHandler(logging.NullHandler())

_BLOCK = 65_536
_CHARSET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,39}")


@dataclass(frozen=True, slots=True)
class Record:
    """One record. Its block can be read until the next record is asked for."""

    number: int  # from 1
    position: Position
    kind: str  # response, resource, revisit, …
    address: str  # as the record has it, "" if it has none
    moment: str  # of the capture: 2022-03-30T12:00:00Z
    media_type: str  # of what was captured, lower case, without parameters
    charset: str  # as the server declared it
    status: str  # of HTTP, "" where there is none
    length: int  # bytes of the block
    warc: "StatusAndHeaders"  # warcio's heads of the record
    http: "StatusAndHeaders | None"  # warcio's heads of the answer
    own: "ArcWarcRecord"  # warcio's record

    @property
    def block(self) -> "DigestVerifyingReader":
        """What is left of the block: `read(size)`."""
        return self.own.raw_stream

    def is_as_written(self) -> bool:
        """Whether the block, read to its end, is what its digest says."""
        _read_to_end(self.own)
        return is_as_written(self.own)


def records(stream: RecordStream, name: str) -> Iterator[Record]:
    """Each record, proved to be as long as it says before the next one is handed out.

    Raises SourceError with the number and the place of a record that is damaged, and for a file without any.
    """
    from warcio.recordloader import ArcWarcRecordLoader  # noqa: PLC0415 (takes a moment)

    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    number, known = 0, None
    while True:
        position, line = _first_line(stream)
        if not line:
            break
        number += 1
        stream.begin_record(number, position)
        own = _parse(loader, stream, line, known)
        known = own.format
        yield _record(own, number, position)
        _pass_over_rest(own, stream)
    if not number:
        raise SourceError("contains no record", place=Place(name))


def _first_line(stream: RecordStream) -> tuple[Position, bytes]:
    """Where the next record begins, and its first line; b"" at the end of the file."""
    while True:
        position = stream.position()
        stream.begin_heads()
        line = stream.readline()
        if not line or line.strip():
            return position, line


def _parse(loader: "ArcWarcRecordLoader", stream: RecordStream, line: bytes, known: str | None) -> "ArcWarcRecord":
    if known is None and stream.is_whole and not line.startswith((b"WARC/", b"filedesc://")):
        raise stream.damaged("is neither a WARC nor an ARC record")
    try:
        own = _with_heads(loader, stream, line, known)
    except SourceError:
        raise
    except Exception as error:  # warcio raises whatever it trips over: broken heads are of endless kinds
        raise stream.damaged(f"its header cannot be read ({_words(error)})") from None
    length = own.rec_headers.get_header("length" if own.format == "arc" else "Content-Length") or ""
    if own.length is None or not length.strip().isdecimal():
        raise stream.damaged(f"its length is not a number: “{length[:20]}”")
    stream.end_heads()
    return own


def _with_heads(loader: "ArcWarcRecordLoader", stream: RecordStream, line: bytes, known: str | None) -> "ArcWarcRecord":
    """A record of warcio, its heads and those of HTTP read, its block one that minds its digest."""
    own = loader.parse_record_stream(stream, line, known, no_record_parse=True)
    if isinstance(own.raw_stream, RecordStream):  # without a length; nothing more can be read
        return own
    own.raw_stream = watch_digest(own)
    address = own.rec_headers.get_header("uri" if own.format == "arc" else "WARC-Target-URI") or ""
    own.http_headers = loader.load_http_headers(own.rec_type, address, own.raw_stream, own.length)
    begin_payload(own)
    return own


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _pass_over_rest(own: "ArcWarcRecord", stream: RecordStream) -> None:
    _read_to_end(own)
    missing = own.raw_stream.limit
    if missing > 0:
        raise stream.damaged(f"the file ends {missing} bytes before the end of the record")


def _read_to_end(own: "ArcWarcRecord") -> None:
    while own.raw_stream.read(_BLOCK):
        pass


def _record(own: "ArcWarcRecord", number: int, position: Position) -> Record:
    is_arc = own.format == "arc"
    names = ("uri", "archive-date") if is_arc else ("WARC-Target-URI", "WARC-Date")
    address, moment = ((own.rec_headers.get_header(name) or "").strip() for name in names)
    declared = own.http_headers.get_header("Content-Type") if own.http_headers else own.content_type
    media_type, _, parameters = (declared or "").partition(";")
    return Record(
        number=number,
        position=position,
        kind=own.rec_type or "",
        address=address,
        moment=_iso(moment) if is_arc else moment,
        media_type=media_type.strip().lower(),
        charset=_charset(parameters),
        status=own.http_headers.get_statuscode() if own.http_headers else "",
        length=own.length,
        warc=own.rec_headers,
        http=own.http_headers,
        own=own,
    )


def _charset(parameters: str) -> str:
    for each in parameters.split(";"):
        name, _, value = each.partition("=")
        if name.strip().lower() == "charset":
            found = value.strip(" \t\"'")
            return found if _CHARSET.fullmatch(found) else ""
    return ""


def _iso(stamp: str) -> str:
    """ARC's 20220330120000 as WARC has it."""
    if len(stamp) < 14 or not stamp[:14].isdecimal():
        return ""
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T{stamp[8:10]}:{stamp[10:12]}:{stamp[12:14]}Z"
