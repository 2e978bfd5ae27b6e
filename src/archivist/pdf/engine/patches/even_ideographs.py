"""Justified lines of Chinese and Japanese: the room of a line is shared by all its characters, not by a few spaces.

Changes: `weasyprint.layout.inline.justify_line` and `weasyprint.text.line_break.Layout.set_text`, wrapped.
Why: WeasyPrint widens spaces only. A line of ideographs has one or two, around Latin words, which would become holes.
Here what a line lacks is added after each ideograph and each space alike. And of two marks of punctuation in a row,
the one whose white is between them takes half its width (JLREQ 3.1.4; CLREQ 3.1.6), by the feature `halt` of the font,
since Noto CJK has no `chws`.
Upstream: `text-justify: inter-character` of CSS Text 3, and `text-spacing-trim` of CSS Text 4.
"""

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Protocol

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

from archivist.pdf.engine.boxes import Box, LayoutContext, TextBox
from archivist.pdf.engine.patches.replacing import replace

_LANGUAGES = ("zh", "ja")
_IDEOGRAPHS = "\u2e80-\u312f\u3190-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_WIDENED = re.compile(f"[{_IDEOGRAPHS} \u00a0]+")
_OPENING, _CLOSING = (
    "\u3008\u300a\u300c\u300e\u3010\u3014\uff08\uff3b\uff5b",
    ("\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\uff09\uff0c\uff0e\uff3d\uff5d"),
)
# The first of two marks if it has its white behind it, the second if it has it before it, and only then.
_NARROWED = re.compile(f"[{_CLOSING}](?=[{_OPENING}{_CLOSING}])|(?<=[{_OPENING}])[{_OPENING}]")
_HALF_WIDTH = b"halt 1"
_TRIAL = 1.0  # pixels
_MOST_ADDED = 0.25  # em after a character; a line that lacks more stays short

_Justify = Callable[[LayoutContext, Box, float], None]


class _Text(Protocol):
    """See `weasyprint.text.line_break.Layout`."""

    text: str
    layout: object  # of Pango


class _Attribute(Protocol):
    """See `PangoAttribute`."""

    start_index: int
    end_index: int


_SetText = Callable[[_Text, str, bool], None]


def install() -> None:
    """Wrap both. Raises LayoutError if the engine lacks one of them."""
    replace(inline, "justify_line", _justify_line)
    replace(line_break.Layout, "set_text", _set_text)


class _EvenLayout(line_break.Layout):  # type: ignore[misc]  # the engine has no types
    """A text whose ideographs and spaces are wider."""

    added = 0.0  # pixels

    def set_text(self, text: str, justify: bool = False) -> None:
        """As the engine does; `justify` is always set when the text is drawn."""
        super().set_text(text, justify)
        spacing = int(self.added * TO_UNITS)
        for found in _WIDENED.finditer(self.text):
            _add_attribute(self, pango.pango_attr_letter_spacing_new(spacing), *_bytes(self.text, found))


def _justify_line(original: _Justify) -> _Justify:
    @wraps(original)
    def justify(context: LayoutContext, line: Box, room: float) -> None:
        texts = list(_texts(line))
        if not str(line.style["lang"] or "").startswith(_LANGUAGES) or not any(map(_has_ideographs, texts)):
            original(context, line, room)
            return
        gains = {id(box): _width(box, _TRIAL) - _width(box, 0.0) for box in texts}
        added = room * _TRIAL / (sum(gains.values()) or 1.0)
        if 0 < added <= _MOST_ADDED * line.style["font_size"]:
            _widen(line, added, {box: gain * added / _TRIAL for box, gain in gains.items()}, 0.0)

    return justify


def _texts(box: Box) -> Iterator[TextBox]:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _texts(child)


def _has_ideographs(box: TextBox) -> bool:
    return any(character not in " \u00a0" for found in _WIDENED.finditer(box.text) for character in found[0])


def _layout(box: TextBox, added: float) -> _EvenLayout:
    layout = _EvenLayout(box.style)
    layout.added = added
    layout.set_text(box.text)
    return layout


def _width(box: TextBox, added: float) -> float:
    if not box.text:
        return 0.0
    layout = _layout(box, added)  # its lines live as long as it does
    line, _ = layout.get_first_line()
    return float(line_break.line_size(line, box.style)[0])


def _widen(box: Box | TextBox, added: float, gains: dict[int, float], moved: float) -> float:
    """Make the characters of a line wider; how far what follows is moved."""
    box.position_x += moved
    before = moved
    if isinstance(box, boxes.TextBox):
        if box.text:
            box.pango_layout = _layout(box, added)
            box.pango_layout.deactivate()
        moved += gains[id(box)]
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                moved = _widen(child, added, gains, moved)
    box.width += moved - before
    return moved


def _set_text(original: _SetText) -> _SetText:
    @wraps(original)
    def set_text(self: _Text, text: str, justify: bool = False) -> None:
        original(self, text, justify)
        for found in _NARROWED.finditer(self.text):
            _add_attribute(self, pango.pango_attr_font_features_new(_HALF_WIDTH), *_bytes(self.text, found))

    return set_text


def _bytes(text: str, found: "re.Match[str]") -> tuple[int, int]:
    """Where a match begins and ends, in bytes of UTF-8."""
    start = len(text[: found.start()].encode())
    return start, start + len(found[0].encode())


def _add_attribute(layout: _Text, attribute: _Attribute, start: int, end: int) -> None:
    """Add an attribute of Pango to a range of bytes of a layout."""
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    attribute.start_index, attribute.end_index = start, end
    pango.pango_attr_list_insert(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)
