"""The pages of a fragment taken to pieces, once: what joining copies, in the form in which it is written.

A piece refers to others by numbers within the fragment, marked so that joining only has to shift them. Data of streams
is not copied here: a piece says where it is in the fragment's PDF. Fonts are apart, because a volume has each once.
What pages do not use is left behind: outline, destinations, page tree.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pikepdf
from fontTools.ttLib import newTable
from pikepdf import Array, Dictionary, Name, Object, Stream

_TEXT = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_MARK = "\x01%d\x02"  # a reference; in no text, since what is not printable is written in hexadecimal
_MARKED = re.compile(rb"\x01(\d+)\x02")
# What joining writes itself, or what a page must not have more than once.
_NOT_COPIED = frozenset({"/Parent", "/Contents", "/Resources", "/StructParents", "/Tabs", "/Annots", "/Type"})

Place = tuple[int, int]  # of the data of a stream in the PDF: offset and length


@dataclass(frozen=True, slots=True)
class PagePart:
    """A page without what depends on the volume."""

    entries: str  # of its dictionary
    box: str  # its MediaBox
    height: float
    contents: list[int]  # streams
    resources: int  # which of the fragment's


@dataclass(frozen=True, slots=True)
class ResourcesPart:
    """What pages draw with. Fonts and drawings (/XObject) are apart, so that others can be added."""

    entries: str
    fonts: dict[str, int]  # objects by name
    drawings: dict[str, int]


@dataclass(frozen=True, slots=True)
class ObjectPart:
    """An object that pages need."""

    number: int
    body: str  # of a stream: its dictionary without the length
    place: Place | None  # of a stream


@dataclass(frozen=True, slots=True)
class FontPart:
    """A subset of a face."""

    number: int
    face: str  # PostScript name
    texts: dict[str, str]  # by glyph: UTF-16BE in hexadecimal
    widths: dict[str, float]  # by glyph, in thousandths of an em
    font: str  # entries of the three dictionaries, without what merging writes again
    descendant: str
    descriptor: str
    is_truetype: bool
    file: str  # entries of its font file
    place: Place


@dataclass(frozen=True, slots=True)
class Parts:
    """The pieces of a fragment."""

    count: int  # numbers used
    pages: list[PagePart]
    resources: list[ResourcesPart]
    objects: list[ObjectPart]
    fonts: list[FontPart]


def take_to_pieces(pdf: bytes) -> Parts:
    """The pieces of the pages of a PDF. Raises PdfError or ValueError."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        taking = _Taking(pdf)
        pages = [taking.page(page.obj) for page in opened.pages]
        taking.take_rest()
        return Parts(len(taking.numbers), pages, taking.resources, taking.objects, taking.fonts)


def as_data(parts: Parts) -> bytes:
    """The pieces as they are stored."""
    lists = ((name, getattr(parts, name)) for name in ("pages", "resources", "objects", "fonts"))
    data = {"count": parts.count} | {name: [fields_of(each) for each in found] for name, found in lists}
    return json.dumps(data, separators=(",", ":")).encode()


def fields_of(part: object) -> dict[str, object]:
    """The fields of an object with slots. `asdict` copies what is in them as well, which takes longer."""
    return {name: getattr(part, name) for name in part.__slots__}  # type: ignore[attr-defined]


def from_data(data: bytes) -> Parts:
    """The pieces that were stored."""
    read: dict[str, Any] = json.loads(data)
    return Parts(
        read["count"],
        [PagePart(**each) for each in read["pages"]],
        [ResourcesPart(**each) for each in read["resources"]],
        [ObjectPart(**{**each, "place": each["place"] and tuple(each["place"])}) for each in read["objects"]],
        [FontPart(**{**each, "place": tuple(each["place"])}) for each in read["fonts"]],
    )


def with_numbers(body: str, numbers: Mapping[int, int] | range) -> bytes:
    """A piece with the numbers its references have in the volume."""
    data = body.encode()
    return _MARKED.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], data) if b"\x01" in data else data


# ---------------------------------------------------------------- taking to pieces


@dataclass(slots=True)
class _Taking:
    """A PDF while it is taken to pieces."""

    pdf: bytes
    numbers: dict[tuple[int, int], int] = field(default_factory=dict)  # by number and generation in the PDF
    resources: list[ResourcesPart] = field(default_factory=list)
    objects: list[ObjectPart] = field(default_factory=list)
    fonts: list[FontPart] = field(default_factory=list)
    _known: dict[tuple[int, int], int] = field(default_factory=dict)  # resources by number
    _waiting: list[tuple[int, Object]] = field(default_factory=list)

    def page(self, page: Object) -> PagePart:
        """A page; what it needs is taken later."""
        contents = page.Contents
        streams = list(contents) if isinstance(contents, Array) else [contents]
        return PagePart(
            self._entries(page, _NOT_COPIED),
            self._value(page.MediaBox),
            float(page.MediaBox[3]),
            [self._number(each) for each in streams],
            self._resources(page.Resources),
        )

    def take_rest(self) -> None:
        """Take all objects that were referred to, and those that they refer to."""
        while self._waiting:
            number, thing = self._waiting.pop(0)
            if isinstance(thing, Dictionary) and thing.get("/Subtype") == Name.Type0:
                self.fonts.append(self._font(number, thing))
            elif isinstance(thing, Stream):
                left_out = {"/Length", "/Interpolate"}  # ISO 19005-2, 6.2.8: no picture is smoothed
                body = self._entries(thing, left_out)
                self.objects.append(ObjectPart(number, f"<<{body}>>", self._place(thing)))
            else:
                self.objects.append(ObjectPart(number, self._value(thing, is_within=False), None))

    def _resources(self, resources: Object) -> int:
        if resources.is_indirect and resources.objgen in self._known:
            return self._known[resources.objgen]
        fonts, drawings = (
            {key.removeprefix("/"): self._number(each) for key, each in resources.get(kind, Dictionary()).items()}
            for kind in ("/Font", "/XObject")
        )
        self.resources.append(ResourcesPart(self._entries(resources, {"/Font", "/XObject"}), fonts, drawings))
        if resources.is_indirect:
            self._known[resources.objgen] = len(self.resources) - 1
        return len(self.resources) - 1

    def _number(self, thing: Object) -> int:
        """The number of an indirect object, which is taken later if it is new."""
        if thing.objgen not in self.numbers:
            self.numbers[thing.objgen] = len(self.numbers)
            self._waiting.append((self.numbers[thing.objgen], thing))
        return self.numbers[thing.objgen]

    def _entries(self, holder: Object, left_out: Iterable[str] = ()) -> str:
        items = ((key, value) for key, value in holder.items() if key not in left_out)
        return "".join(f"{_name(key)} {self._value(value)}" for key, value in items)

    def _value(self, value: object, *, is_within: bool = True) -> str:
        """A value in the syntax of PDF, with marks for references."""
        if isinstance(value, Object):
            if is_within and value.is_indirect:
                return _MARK % self._number(value)
            if isinstance(value, Array):
                return f"[{' '.join(self._value(each) for each in value)}]"
            if isinstance(value, Dictionary):
                return f"<<{self._entries(value)}>>"
            if isinstance(value, Name):
                return _name(str(value))
            if isinstance(value, pikepdf.String):
                return f"<{bytes(value).hex()}>"
        return _scalar(value)

    def _font(self, number: int, font: Object) -> FontPart:
        descendant = font["/DescendantFonts"][0]
        descriptor = descendant["/FontDescriptor"]
        file = descriptor["/FontFile2" if "/FontFile2" in descriptor else "/FontFile3"]
        texts = {str(int(glyph, 16)): text.decode() for glyph, text in _TEXT.findall(font["/ToUnicode"].read_bytes())}
        return FontPart(
            number=number,
            face=_postscript_name(_table(file.read_bytes(), b"name")),
            texts=texts,
            widths={str(glyph): width for glyph, width in _widths(descendant["/W"])},
            font=self._entries(font, {"/DescendantFonts", "/ToUnicode"}),
            descendant=self._entries(descendant, {"/FontDescriptor", "/W"}),
            descriptor=self._entries(descriptor, {"/FontFile2", "/FontFile3", "/CIDSet"}),
            is_truetype="/FontFile2" in descriptor,
            file=self._entries(file, {"/Length"}),
            place=self._place(file),
        )

    def _place(self, stream: Object) -> Place:
        data = stream.read_raw_bytes()
        at = self.pdf.find(b"stream\n" + data)
        if at < 0:
            raise ValueError("a stream that is not in its file")
        return at + len(b"stream\n"), len(data)


def _table(font: bytes, tag: bytes) -> bytes:
    """A table of a font (OpenType, "Table Directory"). Raises ValueError if there is none."""
    for number in range(int.from_bytes(font[4:6], "big")):
        record = font[12 + 16 * number : 28 + 16 * number]
        if record[:4] == tag:
            start, length = int.from_bytes(record[8:12], "big"), int.from_bytes(record[12:], "big")
            return font[start : start + length]
    raise ValueError(f"a font without the table {tag.decode()}")


@lru_cache(maxsize=64)
def _postscript_name(table: bytes) -> str:
    """The PostScript name in the table of names of a font, which all subsets of a face have in common."""
    names = newTable("name")
    names.decompile(table, None)
    return names.getDebugName(6) or ""


@lru_cache(maxsize=1024)
def _name(text: str) -> str:
    return Name(text).unparse().decode("latin-1")


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f"{value:f}"


def _widths(array: Object) -> Iterator[tuple[int, float]]:
    """Widths by glyph (ISO 32000-1, 9.7.4.3: `c [w1 w2 …]` or `first last w`)."""
    items = list(array)
    at = 0
    while at < len(items):
        if isinstance(items[at + 1], Array):
            for offset, width in enumerate(items[at + 1]):
                yield int(items[at]) + offset, float(width)
            at += 2
        else:
            for glyph in range(int(items[at]), int(items[at + 1]) + 1):
                yield glyph, float(items[at + 2])
            at += 3
