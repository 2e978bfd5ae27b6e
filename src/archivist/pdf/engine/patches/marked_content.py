"""Marked content: each piece of text can be read in order and copied as it was written.

Changes: `weasyprint.pdf.stream.Stream.marked` and `.artifact` and `weasyprint.draw.text.draw_first_line`, wrapped;
`add_tags` and `add_links` as `weasyprint.pdf` has them, replaced.
Why:

* `Stream.marked` and `Stream.artifact`: what is not content (leaders, ornaments, table heads that are printed again) is
  an artifact (ISO 32000-1, 14.8.2.2), and an artifact is never within content (ISO 14289-1, 7.1);
* `draw_first_line`: the space that the end of a line removed is written, the hyphen of a divided word reads as a soft
  hyphen, and a run whose glyphs do not correspond to its text one by one (Devanagari, Arabic, stacked accents) carries
  its text along (ActualText, 14.9.4);
* `add_tags` and `add_links`: WeasyPrint's own tags and links, which tagging.py and joining.py make better. What was
  marked is kept, for tagging.py.

Upstream: a hook that is called with each box before it is drawn and decides how it is marked; ActualText for such runs
and spaces at line ends are bug fixes.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from struct import iter_unpack
from typing import Any

import pydyf
import uharfbuzz
import weasyprint.draw.text
import weasyprint.pdf
import weasyprint.pdf.stream
from weasyprint.text.ffi import ffi

from archivist.pdf.engine.boxes import Box, Document, Font, Stream, TextBox
from archivist.pdf.engine.formula_drawings import is_formula, source_drawn
from archivist.pdf.engine.marks import mark_of
from archivist.pdf.engine.patches.replacing import replace
from archivist.pdf.line_breaks import LineEnd

_GLYPHS = re.compile(rb"<([0-9a-f]*)>")
_FONT = re.compile(rb"/(\S+) \S+ Tf$")
_SPACE = re.compile(r"\s")
_HYPHEN = "\N{HYPHEN}"  # what the engine divides words with
_UNWRITTEN = {0x2060: None}  # the program's own joiners
_BREAKS = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF))


def install() -> None:
    """Replace or wrap these. Raises LayoutError if the engine lacks one of them."""
    for owner, name, change in (
        (weasyprint.pdf.stream.Stream, "marked", _marked),
        (weasyprint.pdf.stream.Stream, "artifact", _artifact),
        (weasyprint.draw.text, "draw_first_line", _draw_first_line),
        (weasyprint.pdf, "add_tags", _add_tags),
        (weasyprint.pdf, "add_links", _add_links),
    ):
        replace(owner, name, partial(_exchange, change))


def _exchange(change: Callable[..., Callable[..., Any]], original: Callable[..., Any]) -> Callable[..., Any]:
    return wraps(original)(change(original))


# ---------------------------------------------------------------- content and artifacts


def _marked(original: Callable[..., Any]) -> Callable[..., Any]:
    @contextmanager
    def marked(self: Stream, box: Box, tag: str) -> Iterator[None]:
        if self._tags is not None and mark_of(box).artifact:
            with self.artifact():
                yield
            return
        within = getattr(self, "_archivist_within", False)
        self._archivist_within = self._tags is not None
        with original(self, box, tag), _read_as_source(self, box):
            yield
        self._archivist_within = within

    return marked


@contextmanager
def _read_as_source(stream: Stream, box: Box) -> Iterator[None]:
    """Let a formula read as its source: its outlines stand for no letters (ActualText, ISO 32000-1, 14.9.4)."""
    if stream._tags is None or not is_formula(box):
        yield
        return
    text = source_drawn(box) + (" " if mark_of(box).line_end is LineEnd.SPACE else "")
    stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": pydyf.String(text)}))
    yield
    stream.end_marked_content()


def _artifact(original: Callable[..., Any]) -> Callable[..., Any]:
    @contextmanager
    def artifact(self: Stream) -> Iterator[None]:
        if getattr(self, "_archivist_within", False):  # the line through deleted words is part of them
            yield
            return
        self._archivist_within = self._tags is not None
        with original(self):
            yield
        self._archivist_within = False

    return artifact


def _add_tags(_: Callable[..., None]) -> Callable[..., None]:
    def keep(pdf: object, document: Document, pdf_version: object, page_streams: Iterable[Any]) -> None:
        document._archivist_marked = [
            {box: mark["mcid"] for box, mark in stream._tags.items()} for stream in page_streams
        ]

    return keep


def _add_links(_: Callable[..., None]) -> Callable[..., None]:
    def none(*_: object) -> None:
        """Links are written when fragments are joined: only then is it known where they lead."""

    return none


# ---------------------------------------------------------------- text


def _draw_first_line(original: Callable[..., Any]) -> Callable[..., Any]:
    def drawn(stream: Stream, textbox: TextBox, *arguments: Any) -> object:
        start = len(stream.stream)
        font = (stream._current_font or (None,))[0]
        emojis = original(stream, textbox, *arguments)
        _drop_empty_strings(stream.stream, start)
        if stream._tags is None:  # running heads: no content, but their glyphs stand for something too
            _Line(stream, start, font).name_silent_glyphs()
        elif textbox.text and not textbox.text.strip():
            _draw_space(stream, textbox, arguments[-1])
        elif len(stream.stream) > start:
            _Line(stream, start, font).complete(textbox.text, mark_of(textbox).line_end)
        return emojis

    return drawn


def _drop_empty_strings(operators: list[Any], start: int) -> None:
    """Take strings without glyphs out of what is shown.

    PDFium, and with it Chromium, forgets the space that follows the last glyph where there are any: justified lines
    came out short.
    """
    for index in range(start, len(operators)):
        if isinstance(operators[index], bytes) and operators[index].endswith(b"] TJ"):
            operators[index] = operators[index].replace(b"<>", b" ")


def _draw_space(stream: Stream, textbox: TextBox, matrix: Any) -> None:
    """Write the space between two parts of a line, which the engine leaves out since it cannot be seen."""
    line, _ = textbox.pango_layout.get_first_line()
    if line.runs == ffi.NULL:
        return
    font, size = stream.add_font(line.runs[0].data.item.analysis.font)
    glyph, width = _space(font)
    if glyph and font.to_unicode.setdefault(glyph, " ") == " ":
        font.widths.setdefault(glyph, width)
        stream.set_text_matrix(*matrix.values)
        stream.set_font_size(font.hash, size)
        stream.show_text(f"<{glyph:04x}>")


class _Line:
    """The operators that draw one piece of text, and the fonts they name."""

    def __init__(self, stream: Stream, start: int, font: str | None) -> None:
        self.stream = stream
        self.start = start
        fonts: dict[str | None, Font] = {font.hash: font for font in stream._fonts.values()}
        self.shown: list[tuple[Any, int]] = []  # font, glyph
        self.font = fonts.get(font)
        for operator in stream.stream[start:]:
            if not isinstance(operator, bytes):
                continue
            named = _FONT.search(operator)
            if named:
                self.font = fonts[named[1].decode()]
            elif operator.endswith(b"TJ"):
                self.shown += [(self.font, glyph) for glyph in _glyphs(operator)]

    def complete(self, text: str, line_end: LineEnd | None) -> None:
        """Make what is drawn read as the text it stands for."""
        meant = text.translate(_UNWRITTEN)
        if line_end is LineEnd.HYPHEN:
            soften_hyphen(*self.shown[-1])
            meant = meant[:-1] + LineEnd.HYPHEN
        elif _HYPHEN in meant:
            for font, _ in self.shown:
                font._archivist_hyphens_kept = True
        self.name_silent_glyphs()
        faithful = _plain(self._read()) == _plain(meant)
        end_line(self.stream, self.start, self.font, text, line_end, faithful=faithful)

    def _read(self) -> str:
        """What a reader of the PDF makes of the glyphs."""
        return "".join(font.to_unicode.get(glyph, "") for font, glyph in self.shown)

    def name_silent_glyphs(self) -> None:
        """Where several glyphs stand for one letter, the engine names one and leaves the others without any text.

        Every glyph has to stand for something (ISO 19005-2, 6.2.11.7): these stand for what has no width.
        """
        for font, glyph in dict.fromkeys(self.shown):
            if not font.to_unicode.get(glyph):
                font.to_unicode[glyph] = "\N{ZERO WIDTH SPACE}"


def soften_hyphen(font: Font, glyph: int) -> bool:
    """Let the glyph of the hyphen stand for a soft hyphen; False if it cannot.

    It cannot where this document has hyphens of its own, or the font one glyph for several hyphens.
    """
    if font.to_unicode.get(glyph) == _HYPHEN and not getattr(font, "_archivist_hyphens_kept", False):
        font.to_unicode[glyph] = str(LineEnd.HYPHEN)
    return font.to_unicode.get(glyph) == LineEnd.HYPHEN


def end_line(
    stream: Stream, start: int, font: Font | None, text: str, line_end: LineEnd | None, *, faithful: bool
) -> None:
    """Write the space at the end of a line, and its text along if the glyphs do not read as it.

    `start` is where its operators begin, and `font` that of the last glyph; if `faithful`, the glyphs read as `text`.
    """
    if line_end is LineEnd.SPACE:
        faithful = _add_space(stream, font) and faithful
    if not faithful:
        text = text.translate(_UNWRITTEN)
        if line_end is not None:
            text = f"{text}{line_end}" if line_end is LineEnd.SPACE else text[:-1] + line_end
        actual = pydyf.Dictionary({"ActualText": pydyf.String(text)})
        stream.stream[start:start] = [b"/Span", actual, b"BDC"]
        stream.stream.append(b"EMC")


def _add_space(stream: Stream, font: Font | None) -> bool:
    """Write a space after the last glyph; False if the font has none."""
    if font is None:
        return False
    glyph, width = _space(font)
    last = stream.stream[-1]
    if not glyph or not last.endswith(b"] TJ") or font.to_unicode.setdefault(glyph, " ") != " ":
        return False
    font.widths.setdefault(glyph, width)
    shown = last.removesuffix(b"] TJ")
    shown = shown[:-1] + b"%04x" % glyph if shown.endswith(b">") else shown + b"<%04x" % glyph
    stream.stream[-1] = shown + b">] TJ"
    return True


def _glyphs(operator: bytes) -> Iterator[int]:
    return (glyph for (glyph,) in iter_unpack(">H", bytes.fromhex(b"".join(_GLYPHS.findall(operator)).decode())))


def _space(font: Font) -> tuple[int, int]:
    """The glyph of the space in a font and its width in thousandths of an em; 0 and 0 if it has none."""
    if not hasattr(font, "_archivist_space"):
        face = uharfbuzz.Face(font.file_content, font.index)
        glyph = uharfbuzz.Font(face).get_nominal_glyph(ord(" ")) or 0
        width = uharfbuzz.Font(face).get_glyph_h_advance(glyph) if glyph else 0
        font._archivist_space = glyph, round(width * 1000 / face.upem)
    return font._archivist_space


def _plain(text: str) -> str:
    """Text for comparison: spaces are alike, and places where a line may or may not end are no text."""
    text = text[:-1].translate(_BREAKS) + text[-1:]  # a soft hyphen at the end is one that shows
    return _SPACE.sub(" ", text)
