"""Content streams are taken apart as pdfminer.six does it."""

from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF

from archivist.verify.content_objects import ContentParser, plain_objects

_PLAIN = st.sampled_from(
    [
        *b"12 -0 +7 .5 -.25 4. 0.0010 q BT T* ' \" true null /Span /F1.0+x-_ <> <00ff> <0A1b2C> () [] <<>>".split(),
        *[b"(some text)", b"[1 -2.5 <0102>]", b"[[1](a)[/B]]", b"<</MCID 3/Lang(en)>>", b"<</A<</B[1]>>/C true>>"],
    ]
)
# What pdfminer has rules of its own for, or cannot read.
_OTHER = st.sampled_from(
    [
        *b"<012> (a\\)b) (a(b)c) /A#42 1.2.3 --1 12a / { } > ] >> [q] <</A>> (open [ << \0 \x80 <</A(".split(),
        *[b"<0 1>", b"% note\n", b"<</A null>>", b"<</A q>>", b"<<1 2>>", b"BI /W 1 /H 1 ID abc EI", b"[ BI ]"],
    ]
)
_GAPS = st.sampled_from([b" ", b"\n", b"\r\n", b"", b"\t \f"])


def _objects(parser: PDFContentParser) -> list[object]:
    found: list[object] = []
    try:
        while True:
            found.append(parser.nextobject()[1])
    except PSEOF:
        return [repr(each.attrs if isinstance(each, PDFStream) else each) for each in found]  # 1 is not True


def _outcome(parser: type[PDFContentParser], *contents: bytes) -> object:
    """What it makes of streams; the kind of error, if it fails."""
    try:
        return _objects(parser([PDFStream({}, each) for each in contents]))
    except Exception as error:
        return type(error)


@given(st.lists(st.tuples(_PLAIN, _GAPS)), st.lists(st.tuples(_PLAIN, _GAPS)))
def test_plain_content_is_what_pdfminer_reads(
    first: list[tuple[bytes, bytes]], rest: list[tuple[bytes, bytes]]
) -> None:
    contents = [b"".join(map(b"".join, each)) for each in (first, rest)]
    assert _outcome(ContentParser, *contents) == _outcome(PDFContentParser, *contents)


@given(st.lists(st.tuples(_PLAIN | _OTHER, _GAPS)))
def test_other_content_is_what_pdfminer_reads(tokens: list[tuple[bytes, bytes]]) -> None:
    content = b"".join(map(b"".join, tokens))
    assert _outcome(ContentParser, content) == _outcome(PDFContentParser, content)


def test_what_a_volume_has_is_plain() -> None:
    content = b"/P <</MCID 0/Lang(en)>> BDC\nBT /F0 9.5 Tf 1 0 0 1 42 -10.25 Tm [<00010002>-250<0003>]TJ ET EMC\n"
    objects = plain_objects(content)
    assert objects is not None
    assert len(objects) == 18
    assert plain_objects(b"(a \\) b) Tj\n") is None
