"""How wide words are, shaped by Pango once for each style: every line is set from these widths.

Words are measured many at a time, one on each line of one layout. What was measured is kept with the fonts, for all
documents of this process that are set in them, up to a limit.
"""

from collections.abc import Iterable
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango, unicode_to_char_p

from archivist.pdf.engine.boxes import Style

_MOST_WORDS = 100_000  # kept for one style; then all are forgotten
_AT_A_TIME = 256  # Pango counts the lines from the first one whenever it is asked for one
_KEPT = "_archivist_word_widths"


class WordWidths:
    """The widths of words in one style, in CSS pixels."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._widths: dict[str, float] = {}
        self.learn((" ", style["hyphenate_character"]))
        self.space = self._widths[" "] + style["word_spacing"]
        self.hyphen = self._widths[style["hyphenate_character"]]
        self.ascent, self.descent = self._metrics()  # of the first font; those of others move no line

    def learn(self, words: Iterable[str]) -> None:
        """Measure the words that are not known yet."""
        unknown = [word for word in dict.fromkeys(words) if word not in self._widths]
        if len(self._widths) + len(unknown) > _MOST_WORDS:
            self._widths.clear()
            unknown = list(dict.fromkeys(words))
        for at in range(0, len(unknown), _AT_A_TIME):
            self._measure(unknown[at : at + _AT_A_TIME])

    def of(self, word: str) -> float:
        """The width of a word."""
        width = self._widths.get(word)
        if width is None:
            self._measure([word])
            width = self._widths[word]
        return width

    def _measure(self, words: list[str]) -> None:
        layout = line_break.Layout(self._style)
        text, _ = unicode_to_char_p("\n".join(words))
        pango.pango_layout_set_text(layout.layout, text, -1)
        extents = ffi.new("PangoRectangle *")
        for number, word in enumerate(words):
            line = pango.pango_layout_get_line_readonly(layout.layout, number)
            pango.pango_layout_line_get_extents(line, ffi.NULL, extents)
            self._widths[word] = extents.width * FROM_UNITS
        layout.deactivate()

    def _metrics(self) -> tuple[float, float]:
        layout = line_break.Layout(self._style)
        layout.set_text(" ")
        extents = ffi.new("PangoRectangle *")
        pango.pango_layout_line_get_extents(layout.get_first_line()[0], ffi.NULL, extents)
        layout.deactivate()
        return -extents.y * FROM_UNITS, (extents.height + extents.y) * FROM_UNITS


def widths_in(style: Style) -> WordWidths:
    """The widths of words in a style."""
    known: WordWidths | None = style.__dict__.get(_KEPT)
    if known is None:
        known = style.__dict__[_KEPT] = _widths_for(style)
    return known


def _widths_for(style: Style) -> WordWidths:
    fonts: Any = style.font_config  # type: ignore[attr-defined]
    kept: dict[tuple[object, ...], WordWidths] = fonts.__dict__.setdefault(_KEPT, {})
    key = (
        line_break._font_style_cache_key(style, include_size=True),
        style["font_kerning"],
        style["word_spacing"],
        style["hyphenate_character"],
        style["overflow_wrap"],
    )
    if key not in kept:
        kept[key] = WordWidths(style)
    return kept[key]
