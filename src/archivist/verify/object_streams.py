"""Object streams of a PDF (ISO 32000-1, 7.5.7) for pdfminer.six, which parses all objects of a stream to give one.

Most objects of a tagged file are elements of its structure tree, and pdfminer is asked for none of them. Here an object
is parsed if it is asked for, by pdfminer's own parser. A stream whose table is not plain is left to pdfminer.
"""

from dataclasses import dataclass
from itertools import pairwise

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser, PDFStreamParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF


@dataclass(frozen=True, slots=True)
class _ObjectStream:
    data: bytes
    places: tuple[int, ...]  # where each object begins, and the end of the data


class QuickDocument(PDFDocument):
    """A document of pdfminer, quicker where its object streams are plain."""

    def __init__(self, parser: PDFParser) -> None:
        self._streams: dict[int | None, _ObjectStream | None] = {}
        super().__init__(parser)

    def _getobj_objstm(self, stream: PDFStream, index: int, objid: int) -> object:
        if stream.objid not in self._streams:
            self._streams[stream.objid] = _object_stream(stream)
        known = self._streams[stream.objid]
        if known and 0 <= index < len(known.places) - 1:
            found = self._objects(known.data[known.places[index] : known.places[index + 1]])
            if len(found) == 1:
                return found[0]
        return super()._getobj_objstm(stream, index, objid)

    def _objects(self, data: bytes) -> list[object]:
        parser = PDFStreamParser(data + b"\n")  # a token ends with its object
        parser.set_document(self)
        found: list[object] = []
        try:
            while True:
                found.append(parser.nextobject()[1])
        except PSEOF:
            return found


def _object_stream(stream: PDFStream) -> _ObjectStream | None:
    """The stream, if its table names places one after the other; else None."""
    data = stream.get_data()
    count, first = stream.get("N"), stream.get("First")
    if not isinstance(count, int) or not isinstance(first, int) or not 0 <= first <= len(data):
        return None
    table = data[:first].split()
    if len(table) != 2 * count or not all(number.isdigit() for number in table):
        return None
    places = (*(first + int(number) for number in table[1::2]), len(data))
    return _ObjectStream(data, places) if all(one < other for one, other in pairwise(places)) else None
