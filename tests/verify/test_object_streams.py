"""Objects of object streams are what pdfminer.six reads, and are parsed one by one."""

import io
from collections.abc import Iterator

import pikepdf
import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjectNotFound, PDFStream

from archivist.verify.object_streams import QuickDocument

_OBJECTS = (
    *(b"<</A(a\\)b)/B[1 2 0 R null]>>", b"[<00ff>/N#41 -1.5]", b"12", b"(open (b) c)", b"/Name", b"true"),
    *(b"<</Type/StructElem/K[1 2]>> % note\n", b"<</A<</B[[]]>>>>"),
)


def _file(table: bytes, objects: bytes, first: int | None = None) -> bytes:
    """A file whose object stream has this table."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    stream = pdf.make_stream(table + objects)
    stream.N, stream.First = len(_OBJECTS), len(table) if first is None else first
    stream.Type = pikepdf.Name.ObjStm
    pdf.Root.Held = stream
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _plain() -> tuple[bytes, bytes]:
    places = [sum(len(each) + 1 for each in _OBJECTS[:at]) for at in range(len(_OBJECTS))]
    table = b" ".join(b"%d %d" % (at + 50, place) for at, place in enumerate(places)) + b"\n"
    return table, b"\n".join(_OBJECTS)


def _read(kind: type[PDFDocument], data: bytes) -> list[str]:
    document = kind(PDFParser(io.BytesIO(data)))
    stream = document.catalog["Held"].resolve()
    assert isinstance(stream, PDFStream)
    return list(_each(document, stream))


def _each(document: PDFDocument, stream: PDFStream) -> Iterator[str]:
    for index in range(len(_OBJECTS) + 1):
        try:
            yield repr(document._getobj_objstm(stream, index, index + 50))
        except Exception as error:
            yield type(error).__name__


def _reversed(table: bytes) -> bytes:
    numbers = table.split()
    return b" ".join(part for pair in zip(numbers[::2], numbers[::-2], strict=True) for part in pair) + b"\n"


@pytest.mark.parametrize("damage", ["none", "no table", "reversed", "short", "odd", "beyond", "two objects"])
def test_objects_are_what_pdfminer_reads(damage: str) -> None:
    table, objects = _plain()
    first = None
    if damage == "no table":
        table = b"x" * len(table)
    elif damage == "reversed":
        table = _reversed(table)
    elif damage == "short":
        table = b" ".join(table.split()[:-2]) + b"\n"
    elif damage == "odd":
        table = table.replace(b"50 0", b"50 -0")
    elif damage == "beyond":
        first = 1 << 20
    elif damage == "two objects":
        objects += b" 7"
    data = _file(table, objects, first)
    assert _read(QuickDocument, data) == _read(PDFDocument, data)


def test_an_object_that_nobody_asks_for_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Many = [pdf.make_indirect(pikepdf.Dictionary(At=at)) for at in range(100)]
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    parsed: list[bytes] = []
    objects = QuickDocument._objects

    def count(self: QuickDocument, data: bytes) -> list[object]:
        parsed.append(data)
        return objects(self, data)

    monkeypatch.setattr(QuickDocument, "_objects", count)
    document = QuickDocument(PDFParser(io.BytesIO(out.getvalue())))
    assert document.catalog["Many"][7].resolve() == {"At": 7}
    assert sum(b"/At" in data for data in parsed) == 1
    with pytest.raises(PDFObjectNotFound):
        document.getobj(10_000)
