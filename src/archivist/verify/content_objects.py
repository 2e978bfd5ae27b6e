"""Content streams of a PDF taken apart for pdfminer.six, which does that byte by byte and in Python.

Most streams have plain tokens only: one regular expression reads them. For a stream with anything else (pictures in the
stream, comments, strings with escapes) pdfminer's own parser is used.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from pdfminer import pdfinterp
from pdfminer.pdfinterp import PDFContentParser, PDFStackT
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psparser import KWD, LIT, PSEOF, PSKeyword, PSLiteral, PSStackEntry, literal_name

_TOKEN = re.compile(
    rb"[ \t\r\n\f]*(?:"
    rb"(?P<real>[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+))(?=[ \t\r\n\f/<>\[\](])"
    rb"|(?P<int>[-+]?[0-9]+)(?=[ \t\r\n\f/<>\[\](])"
    rb"|<(?P<hex>(?:[0-9A-Fa-f]{2})*)>"
    rb"|(?P<word>[A-Za-z][A-Za-z0-9*]*|['\"])(?=[ \t\r\n\f/<>\[\](])"
    rb"|/(?P<name>[A-Za-z0-9_.+-]+)(?=[ \t\r\n\f/<>\[\](])"
    rb"|(?P<mark>\[|\]|<<|>>)"
    rb"|\((?P<string>[^()\\\r\n]*)\)"
    rb"|(?P<end>\Z)"
    rb")"
)
_VALUES = {b"true": True, b"false": False}
_READ: Mapping[str, Callable[[bytes], object]] = {
    "real": float,
    "int": int,
    "hex": lambda token: bytes.fromhex(token.decode("ascii")),
    "word": lambda token: _VALUES[token] if token in _VALUES else KWD(token),
    "name": lambda token: LIT(token.decode("ascii")),
    "string": bytes,
}
_ENDS = {b"[": b"]", b"<<": b">>"}
_PICTURE = KWD(b"BI")  # begins a picture, whose data are no tokens


class ContentParser(PDFContentParser):
    """pdfminer's parser of content streams, quicker where they are plain."""

    def __init__(self, streams: Sequence[object]) -> None:
        super().__init__(streams)
        # A token ends with its stream.
        data = b"\n".join(stream_value(stream).get_data() for stream in streams)
        objects = plain_objects(data + b"\n")
        self._objects = None if objects is None else iter(objects)

    def nextobject(self) -> PSStackEntry[PSKeyword | PDFStream]:
        """The next operand or operator. Its place is not known, and nobody asks for it. Raises PSEOF at the end."""
        if self._objects is None:
            return super().nextobject()
        for found in self._objects:
            return 0, cast(PDFStackT, found)
        raise PSEOF("the end of the content")


def plain_objects(data: bytes) -> list[object] | None:
    """Operands and operators, as pdfminer has them; None if the data have anything but plain tokens."""
    found: list[object] = []
    open_: list[tuple[bytes, list[object]]] = []  # how an array or a dictionary begins, and what is before it
    at, match = 0, _TOKEN.match
    while token := match(data, at):
        kind, at = token.lastgroup or "end", token.end()
        if kind == "end":
            return None if open_ or _PICTURE in found else found
        if kind != "mark":
            found.append(_READ[kind](token[kind]))
        elif (mark := token[kind]) in _ENDS:
            open_.append((mark, found))
            found = []
        else:
            begin, before = open_.pop() if open_ else (b"", [])
            made = _made(found, _ENDS.get(begin), mark)
            if made is None:
                return None
            found = before
            found.append(made)
    return None


def _made(found: list[object], wanted: bytes | None, end: bytes) -> list[object] | dict[str, object] | None:
    """An array or a dictionary; None if another end was wanted, or for operators and for keys other than names."""
    if end != wanted or any(isinstance(each, PSKeyword) for each in found):
        return None
    if end == b"]":
        return found
    keys, values = found[::2], found[1::2]
    if len(keys) != len(values) or not all(isinstance(key, PSLiteral) for key in keys):
        return None
    return {literal_name(key): value for key, value in zip(keys, values, strict=True)}


def read_contents_quickly() -> None:
    """Let pdfminer use this parser, from now on."""
    pdfinterp.PDFContentParser = ContentParser  # type: ignore[misc]
