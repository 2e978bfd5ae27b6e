"""A PDF written from front to back: each object once, and of what is written only its place is kept in memory.

Objects that are not streams go into object streams, a few hundred at a time; the cross-reference table is a stream
(ISO 32000-1, 7.5.7 and 7.5.8). The same objects in the same order give the same bytes.
"""

import hashlib
import io
import zlib
from array import array as numbers
from collections.abc import Mapping

import numpy as np

from archivist.pdf.pdf_syntax import array, byte_string, dictionary, reference

_IN_A_STREAM = 200  # objects
_LEVEL = 6  # zlib's own choice
_HEADER = b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n"
_WIDTHS = (1, 4, 2)  # bytes of the fields of an entry: its kind, a place or an object stream, the place in this
_FREE, _PLAIN, _COMPRESSED = 0, 1, 2  # kinds of entries
_UP = 2  # predictor of PNG: each row is the difference to the row above


class PdfFile:
    """A file that grows. Numbers of objects may be given out before the objects are written."""

    def __init__(self, version: str) -> None:
        self._target = io.BytesIO()
        self._digest = hashlib.md5(usedforsecurity=False)  # what the format asks for
        self._kinds = numbers("B", [_FREE])  # by number of object
        self._places = numbers("Q", [0])  # offset in the file, or number of the object stream
        self._indexes = numbers("H", [0xFFFF])  # in the object stream
        self._waiting: list[tuple[int, bytes]] = []
        self._write(_HEADER % version.encode())

    def reserve(self, count: int = 1) -> int:
        """The first of so many numbers in a row, for objects that are written later."""
        first = len(self._kinds)
        self._kinds.extend([_FREE] * count)
        self._places.extend([0] * count)
        self._indexes.extend([0] * count)
        return first

    def add(self, body: bytes) -> int:
        """Write an object, and return its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def put(self, number: int, body: bytes) -> None:
        """Write an object under a number that was reserved."""
        self._waiting.append((number, body))
        if len(self._waiting) >= _IN_A_STREAM:
            self._flush()

    def add_stream(self, data: bytes, entries: Mapping[str, bytes] | None = None) -> int:
        """Write a stream, compressed if that makes it smaller, and return its number."""
        number = self.reserve()
        self.put_stream(number, data, entries)
        return number

    def put_stream(self, number: int, data: bytes, entries: Mapping[str, bytes] | None = None) -> None:
        """Write a stream under a number that was reserved; its dictionary has these entries and those of its length."""
        deflated = zlib.compress(data, _LEVEL)
        if len(deflated) + len(b"/Filter /FlateDecode") < len(data):
            self.put_raw(number, dictionary({**(entries or {}), "Filter": b"/FlateDecode"}), deflated)
        else:
            self.put_raw(number, dictionary(entries or {}), data)

    def put_raw(self, number: int, entries: bytes, data: bytes) -> None:
        """Write a stream whose data is already encoded, as its dictionary says, which lacks the length."""
        self._kinds[number] = _PLAIN
        self._places[number] = self._target.tell()
        self._write(b"%d 0 obj\n%s/Length %d>>\nstream\n" % (number, entries[:-2], len(data)))
        self._write(data)
        self._write(b"\nendstream\nendobj\n")

    def finish(self, root: int, info: int | None) -> bytes:
        """The whole file, with its catalog and its document information. Nothing can be added after that."""
        self._flush()
        number = self.reserve()
        start = self._target.tell()
        self._kinds[number], self._places[number] = _PLAIN, start
        identifier = byte_string(self._digest.digest())
        entries = {
            "Type": b"/XRef",
            "Size": b"%d" % len(self._kinds),
            "W": array(b"%d" % width for width in _WIDTHS),
            "Root": reference(root),
            **({} if info is None else {"Info": reference(info)}),
            "ID": array([identifier, identifier]),
            "Filter": b"/FlateDecode",
            "DecodeParms": dictionary({"Predictor": b"12", "Columns": b"%d" % sum(_WIDTHS)}),
        }
        self.put_raw(number, dictionary(entries), zlib.compress(self._table(), _LEVEL))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
        return self._target.getvalue()

    def _flush(self) -> None:
        """Write the objects that wait, as one object stream."""
        if not self._waiting:
            return
        stream = self.reserve()
        head, bodies, at = [], [], 0
        for index, (number, body) in enumerate(self._waiting):
            self._kinds[number], self._places[number], self._indexes[number] = _COMPRESSED, stream, index
            head.append(b"%d %d" % (number, at))
            bodies.append(body)
            at += len(body) + 1
        table = b" ".join(head) + b"\n"
        entries = {"Type": b"/ObjStm", "N": b"%d" % len(bodies), "First": b"%d" % len(table)}
        self._waiting = []
        self.put_stream(stream, table + b"\n".join(bodies), entries)

    def _table(self) -> bytes:
        """The cross-reference table, each row as the difference to the one before."""
        rows = np.zeros((len(self._kinds), sum(_WIDTHS)), np.uint8)
        rows[:, 0] = np.frombuffer(self._kinds, np.uint8)
        rows[:, 1:5] = np.frombuffer(self._places, np.uint64).astype(">u4").view(np.uint8).reshape(-1, 4)
        rows[:, 5:7] = np.frombuffer(self._indexes, np.uint16).astype(">u2").view(np.uint8).reshape(-1, 2)
        differences = np.empty((len(rows), 1 + sum(_WIDTHS)), np.uint8)
        differences[:, 0] = _UP
        differences[0, 1:] = rows[0]
        differences[1:, 1:] = rows[1:] - rows[:-1]
        return differences.tobytes()

    def _write(self, data: bytes) -> None:
        self._digest.update(data)
        self._target.write(data)
