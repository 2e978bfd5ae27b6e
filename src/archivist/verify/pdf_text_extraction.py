"""The text of a PDF by marked-content sequence, read with pdfminer.six: another program than wrote the file.

Nothing is guessed from places on the page: a space is a space only if the file has one. `ActualText` replaces what it
encloses (ISO 32000-1, 14.9.4). Inside form XObjects marked-content numbers are not looked at; their text belongs to
the sequence the form is drawn in.
"""

import io
import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFStackT, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import Matrix, PDFDocEncoding, Rect

from archivist.verify.content_objects import read_contents_quickly
from archivist.verify.marked_text import UNKNOWN, Artifact, MarkedText
from archivist.verify.object_streams import QuickDocument


def reader() -> str:
    """Name and version of what reads here."""
    return f"pdfminer.six {version('pdfminer.six')}"


def read_marked_text(data: bytes) -> MarkedText:
    """The text of a PDF. Raises whatever pdfminer raises for a damaged file."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what matters comes out as a difference
    read_contents_quickly()
    text = MarkedText()
    fonts = _Fonts()
    device = _Device(fonts, text)
    interpreter = _Interpreter(fonts, device)
    for page in PDFPage.create_pages(QuickDocument(PDFParser(io.BytesIO(data)))):
        interpreter.process_page(page)
        text.pages += 1
    return text


@dataclass(slots=True)
class _Frame:
    """A marked-content sequence that is open."""

    number: int | None = None  # MCID
    artifact: str | None = None  # its type, if it is one
    texts: list[str] = field(default_factory=list)  # of an artifact
    replaced: bool = False  # ActualText stands for what it encloses


class _Fonts(PDFResourceManager):
    """Fonts that can tell their object number."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[int, int] = {}  # by the identity of pdfminer's font, which is kept in its cache

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        font = super().get_font(objid, spec)
        if objid:
            self.numbers[id(font)] = int(str(objid))
        return font


class _Interpreter(PDFPageInterpreter):
    """Knows property lists by name, and says where text objects begin."""

    device: "_Device"

    def do_BT(self) -> None:  # noqa: N802  # the name of the operator
        super().do_BT()
        self.device.begin_text()

    def do_BDC(self, tag: PDFStackT, props: PDFStackT) -> None:  # noqa: N802  # the name of the operator
        if isinstance(props, PSLiteral):
            lists = dict_value(self.resources.get("Properties", {}))
            props = lists.get(literal_name(props), {})
        self.device.begin_tag(tag, resolve1(props))

    def do_BMC(self, tag: PDFStackT) -> None:  # noqa: N802  # the name of the operator
        self.device.begin_tag(tag, {})


class _Device(PDFDevice):
    def __init__(self, fonts: _Fonts, text: MarkedText) -> None:
        super().__init__(fonts)
        self._fonts = fonts
        self._text = text
        self._open: list[_Frame] = []
        self._forms = 0  # form XObjects being drawn, in one another
        self._parts: defaultdict[int, list[str]] = defaultdict(list)
        self._untagged: list[str] = []

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        self._open, self._forms, self._parts, self._untagged = [], 0, defaultdict(list), []

    def end_page(self, page: PDFPage) -> None:
        while self._open:  # sequences the page forgot to close
            self.end_tag()
        index = self._text.pages
        self._text.sequences |= {(index, number): "".join(parts) for number, parts in self._parts.items()}
        untagged = "".join(self._untagged)
        if untagged.strip():
            self._text.untagged[index] = untagged

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        self._forms += 1

    def end_figure(self, name: str) -> None:
        self._forms -= 1

    def begin_tag(self, tag: object, props: object = None) -> None:
        known = props if isinstance(props, dict) else {}
        frame = _Frame()
        if literal_name(tag) == "Artifact":
            kind = resolve1(known.get("Type"))
            frame.artifact = literal_name(kind) if isinstance(kind, PSLiteral) else ""
        elif not self._forms and isinstance(number := resolve1(known.get("MCID")), int):
            frame.number = number
            self._parts[number]  # a sequence without text is one anyway
        actual = resolve1(known.get("ActualText"))
        inside = self._is_replaced()
        self._open.append(frame)
        if isinstance(actual, bytes) and not inside:
            self._add(_decoded(actual))
            frame.replaced = True

    def end_tag(self) -> None:
        if not self._open:
            return
        frame = self._open.pop()
        if frame.artifact is not None and any(text.strip() for text in frame.texts):
            texts = tuple(text for text in frame.texts if text.strip())
            self._text.artifacts.append(Artifact(self._text.pages, frame.artifact, texts))

    def begin_text(self) -> None:
        """A text object begins."""
        artifact = self._artifact()
        if artifact is not None:
            artifact.texts.append("")

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        assert textstate.font is not None  # pdfminer passes over text without a font
        text = "".join(self._letters(textstate.font, seq))
        if not self._is_replaced():
            self._add(text)

    def _letters(self, font: PDFFont, seq: PDFTextSeq) -> Iterator[str]:
        number = self._fonts.numbers.get(id(font), 0)
        used = self._text.glyphs.setdefault(number, {})
        for part in seq:
            for cid in font.decode(part) if isinstance(part, bytes) else ():
                if not number or cid not in used:  # fonts without a number share one
                    used[cid] = _letter(font, cid)
                yield used[cid]

    def _add(self, text: str) -> None:
        artifact = self._artifact()
        if artifact is not None:
            artifact.texts[-1:] = [(artifact.texts[-1] if artifact.texts else "") + text]
            return
        number = next((frame.number for frame in reversed(self._open) if frame.number is not None), None)
        (self._untagged if number is None else self._parts[number]).append(text)

    def _artifact(self) -> _Frame | None:
        return next((frame for frame in self._open if frame.artifact is not None), None)

    def _is_replaced(self) -> bool:
        return any(frame.replaced for frame in self._open)


def _letter(font: PDFFont, cid: int) -> str:
    try:
        return str(font.to_unichr(cid))
    except (PDFUnicodeNotDefined, KeyError, ValueError):
        return UNKNOWN


def _decoded(text: bytes) -> str:
    """A text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 with its mark, else PDFDocEncoding."""
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", "replace")
    if text.startswith(b"\xef\xbb\xbf"):
        return text[3:].decode("utf-8", "replace")
    return "".join(PDFDocEncoding[byte] for byte in text)
