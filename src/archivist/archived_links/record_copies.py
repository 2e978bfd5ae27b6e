"""Records copied out of web archives byte for byte: their digests stay true, and so does all that they say.

A record of an ARC file, which has heads of another form, gets those of WARC; its block is copied as it is.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from archivist.errors import ArchivistError
from archivist.model.annotated import RecordPlace
from archivist.place import Place
from archivist.reader_api.found import SourceError
from archivist.web_archives.compression import Packing
from archivist.web_archives.opening import open_web_archive
from archivist.web_archives.record_stream import Position, RecordStream
from archivist.web_archives.warc_files import Holding

_BLOCK = 65_536
END = b"\r\n\r\n"  # of a record


class ChangedArchiveError(ArchivistError):
    """A web archive is no longer what it was when its index was made."""


@dataclass(slots=True)
class RecordCopies:
    """Copies records out of several web archives, each opened once."""

    _stack: ExitStack = field(default_factory=ExitStack)
    _holdings: dict[Path, Sequence[Holding]] = field(default_factory=dict)
    _opened: dict[tuple[Path, int], tuple[BinaryIO, Packing | None]] = field(default_factory=dict)

    def __enter__(self) -> "RecordCopies":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def copy(self, place: RecordPlace) -> Iterator[bytes]:
        """The bytes of a record as WARC, some kilobytes at a time. Raises ChangedArchiveError."""
        try:
            yield from self._copy(place)
        except (SourceError, OSError, EOFError, LookupError, ValueError) as error:  # of heads that are others
            raise _changed(place, " ".join(str(error).split())[:200]) from None

    def _copy(self, place: RecordPlace) -> Iterator[bytes]:
        stream = self._stream(place)
        head = _read_head(stream)
        first = head[0]
        if first.startswith(b"WARC/"):
            fields = _fields(head[1:])
            if fields.get("warc-date") != place.moment or fields.get("warc-type") != place.kind:
                raise _changed(place, "another record is there")
            length, written = int(fields["content-length"]), b"".join(head)
        else:
            address, *_, size = first.decode("utf-8", "replace").split()
            if address != place.address:
                raise _changed(place, "another record is there")
            length, written = int(size), _warc_head(place, int(size))
        yield written
        while length > 0:
            part = stream.read(min(_BLOCK, length))
            if not part:
                raise _changed(place, "it has become shorter")
            length -= len(part)
            yield part
        yield END

    def _stream(self, place: RecordPlace) -> RecordStream:
        if place.file not in self._holdings:
            self._holdings[place.file] = open_web_archive(place.file).holdings
        holding = self._holdings[place.file][place.member]
        if (place.file, place.member) not in self._opened:
            file = self._stack.enter_context(holding.browsing())
            begin = RecordStream(file, holding.name)
            begin.position()  # passes over what the packing needs to know, a dictionary
            self._opened[place.file, place.member] = file, begin.packing
        file, packing = self._opened[place.file, place.member]
        return RecordStream(file, holding.name, Position(place.offset, place.skip), packing)


def _changed(place: RecordPlace, reason: str) -> ChangedArchiveError:
    return ChangedArchiveError(
        f"{place.file.name} changed while it was read: {reason}", "Compile again.", Place(str(place.file))
    )


def _read_head(stream: RecordStream) -> Sequence[bytes]:
    """The lines of a record before its block, with their ends; of ARC only the first."""
    stream.begin_heads()
    lines: list[bytes] = []
    while line := stream.readline():
        if lines or line.strip():
            lines.append(line)
        if lines and (not line.strip() or not lines[0].startswith(b"WARC/")):
            break
    stream.end_heads()
    return lines


def _fields(lines: Sequence[bytes]) -> Mapping[str, str]:
    pairs = (line.decode("utf-8", "replace").partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _warc_head(place: RecordPlace, length: int) -> bytes:
    """The head of a record of ARC, which has no identifier, as WARC has it."""
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{place.address} {place.moment}")
    fields = (
        ("WARC-Type", "response"),
        ("WARC-Record-ID", f"<urn:uuid:{name}>"),
        ("WARC-Date", place.moment),
        ("WARC-Target-URI", place.address),
        ("Content-Type", "application/http; msgtype=response"),
        ("Content-Length", str(length)),
    )
    return ("WARC/1.0\r\n" + "".join(f"{key}: {value}\r\n" for key, value in fields) + "\r\n").encode()
