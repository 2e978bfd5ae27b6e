"""Words as lines are drawn from them: each is shaped by Pango once in a process, for its style and script.

A word has the same glyphs in every line whose spaces are wider or narrower than in the font: Pango shapes each word of
such a line by itself. What its neighbours decide is its script, if it has no letters of its own ("2022" or "–"). So the
words of a line are known if all its letters are of one script, and the script is one whose words do not depend on one
another. Everything else is left to the engine.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from struct import iter_unpack

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango
from weasyprint.text.fonts import get_pango_font_key

from archivist.pdf.engine.boxes import Style

HYPHEN = "\N{HYPHEN}"

# What belongs to no script. No emoji, nothing that joins its neighbours, and no space but the usual one.
_COMMON = (
    r" !-@\[-`{-~\u00a1-\u00a8\u00ab-\u00ad\u00af-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u200b\u2010-\u2027"
    r"\u2030-\u203b\u203d-\u2048\u2060\u20a0-\u20bf"
)
_LETTERS = {
    "Latn": r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff",
    "Cyrl": r"\u0400-\u0482\u048a-\u052f",
    "Geor": r"\u10a0-\u10fa\u10fc-\u10ff\u1c90-\u1cbf",
    "Grek": r"\u0386\u0388-\u03e1\u03f0-\u03ff",
}
_LETTER = re.compile("|".join(f"(?P<{script}>[{letters}])" for script, letters in _LETTERS.items()))
_TEXTS = {script: re.compile(f"[{_COMMON}{letters}]*") for script, letters in {"": "", **_LETTERS}.items()}
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x2060))

_FIRST_VERSION = 14802  # of Pango; the engine does not believe the sizes of earlier ones
_MOST_WORDS = 20_000  # kept for one style and script; then all are forgotten
_MOST_PHRASES = 1_000  # likewise
_GLYPH = "Iiiii"  # PangoGlyphInfo: glyph, width, offsets to the right and up, attributes
_KEPT = "_archivist_shaped_words"
_FONTS = "_archivist_known_fonts"
_TRIALS = (1001, 2048, -301)  # units of Pango that are added to a space

# Number, width and offset to the right in units of Pango, and what it stands for.
_Glyph = tuple[int, int, int, str]


@dataclass(slots=True, eq=False)
class KnownFont:
    """A font of Pango in one size."""

    pango: object
    held: object  # keeps it alive
    key: int  # of the font in a PDF
    size: float
    widths: dict[int, int] = field(default_factory=dict)  # by glyph, in thousandths of an em, as the PDF has them
    texts: dict[int, str] = field(default_factory=dict)  # by glyph, what it stands for wherever it is used
    numbers: dict[int, int] = field(default_factory=dict)  # the glyphs: one object for each number

    def drawn(self, glyphs: Iterable[_Glyph]) -> tuple[int, ...]:
        """The numbers of the glyphs that are in the font."""
        return tuple(self.numbers.setdefault(each, each) for each, *_ in glyphs if each != pango.PANGO_GLYPH_EMPTY)

    def width_of(self, glyph: int) -> int:
        """The width of a glyph as the PDF has it."""
        width = self.widths.get(glyph)
        if width is None:
            extents = ffi.new("PangoRectangle *")
            pango.pango_font_get_glyph_extents(self.pango, glyph, ffi.NULL, extents)
            width = self.widths[glyph] = round(extents.width * 1000 * FROM_UNITS / self.size)
        return width

    def write(self, glyphs: Iterable[_Glyph]) -> str:
        """Glyphs as the operands that show them, as the engine writes them."""
        size, shown = self.size, "<"
        for glyph, width, x_offset, _ in glyphs:
            if glyph == pango.PANGO_GLYPH_EMPTY:
                shown += f">{-width / size}<"
                continue
            offset = x_offset / size
            if offset:
                shown += f">{-offset}<"
            shown += f"{glyph:04x}"
            kerning = self.width_of(glyph) + offset - width * 1000 * FROM_UNITS / size
            if kerning:
                shown += f">{int(kerning)}<"
        shown = shown[:-1] if shown[-1] == "<" else f"{shown}>"
        return shown.replace("<>", " ")


@dataclass(slots=True, eq=False)
class Run:
    """Glyphs of one font."""

    font: KnownFont
    shown: str  # operands
    glyphs: tuple[int, ...]  # which stand for something, in order


@dataclass(slots=True, eq=False)
class Word:
    """A word as it is drawn, or a whole text."""

    runs: tuple[Run, ...]
    hyphen: int | None = None  # the last glyph, if it divides the word; not one of those of its run


class _NotAlikeError(Exception):
    """Pango does not widen the spaces of a font as is known here."""


@dataclass(slots=True, eq=False)
class _Space:
    """The space of a font."""

    font: KnownFont
    glyph: int
    width: int  # in units of Pango

    def run(self, spacing: int, *, first: bool = False, last: bool = False) -> Run:
        """A space that is wider by `spacing`, at the beginning or at the end of a text.

        At an end Pango adds half of what it is asked for, and the engine asks for twice as much.
        """
        if first:
            added, offset = 2 * spacing - _left(2 * spacing), 0
        elif last:
            added = offset = _left(2 * spacing)
        else:
            added, offset = spacing, _left(spacing)
        shown = self.font.write([(self.glyph, self.width + added, offset, " ")])
        return Run(self.font, shown, (self.glyph,))


def _left(spacing: int) -> int:
    """How much of what is added to a space is before it (`distribute_letter_spacing` of Pango)."""
    half = spacing // 2 if spacing >= 0 else -(-spacing // 2)
    return (half + 512) & ~1023 if spacing & 1023 == 0 else half


def script_of(text: str) -> str | None:
    """The script of all letters of a text, "" if it has none; None if its words may depend on one another."""
    found = _LETTER.search(text)
    script = str(found.lastgroup) if found else ""
    return script if _TEXTS[script].fullmatch(text) else None


# A run of Pango: where it ends, in bytes of the line.
_Shaped = tuple[int, KnownFont, Sequence[_Glyph]]


class ShapedWords:
    """The words of a style in lines of one script."""

    def __init__(self, style: Style, letter: str) -> None:
        """`letter` is one of the script; "" if its texts have none. Raises _NotAlikeError."""
        self._letter = letter
        self._fonts: dict[int, KnownFont] = style.font_config.__dict__.setdefault(_FONTS, {})  # type: ignore[attr-defined]
        self._words: dict[str, Word | None] = {}
        self._phrases: dict[str, Word | None] = {}
        self.space = self._measure_space(style)

    def words(self, style: Style, texts: Sequence[str]) -> list[Word] | None:
        """Words as they are drawn; None if one of them depends on its neighbours, or means something else elsewhere."""
        unknown = [text for text in dict.fromkeys(texts) if text not in self._words]
        if unknown:
            if len(self._words) + len(unknown) > _MOST_WORDS:
                self._words.clear()
                unknown = list(dict.fromkeys(texts))
            self._learn(style, unknown)
        found = [word for text in texts if (word := self._words[text]) is not None]
        return found if len(found) == len(texts) else None

    def phrase(self, style: Style, text: str) -> Word | None:
        """A whole text whose spaces are as in the font; None as for words."""
        if text not in self._phrases:
            if len(self._phrases) >= _MOST_PHRASES:
                self._phrases.clear()
            runs = [run for _, run in self._runs(style, text, 0.0)]
            self._phrases[text] = self._word(text, runs, len(text.encode()))
        return self._phrases[text]

    def _learn(self, style: Style, texts: list[str]) -> None:
        """Shape words in a line of their own, after a letter that gives them its script."""
        line = [self._letter, *texts] if self._letter else texts
        runs = dict(self._runs(style, " ".join(line), 1.0))
        place = 0
        for text in line:
            end = place + len(text.encode())
            self._words[text] = self._word(text, [run for at, run in runs.items() if place <= at < end], end)
            place = end + 1

    def _word(self, text: str, runs: Sequence[_Shaped], end: int) -> Word | None:
        """A word from its runs; it ends at a byte of the line."""
        if not runs or runs[-1][0] != end:
            return None  # Pango did not shape it by itself
        shaped = [(font, glyph) for _, font, glyphs in runs for glyph in glyphs]
        read = "".join(glyph[3] for _, glyph in shaped if glyph[0] != pango.PANGO_GLYPH_EMPTY)
        is_divided = shaped[-1][1][3] == HYPHEN
        if read != text.translate(_UNSEEN) or text.count(HYPHEN) != is_divided:
            return None
        if not all(_is_plain(font, glyph) for font, glyph in shaped):
            return None
        made = [Run(font, font.write(glyphs), font.drawn(glyphs)) for _, font, glyphs in runs]
        if is_divided:
            made[-1].glyphs = made[-1].glyphs[:-1]
        return Word(tuple(made), shaped[-1][1][0] if is_divided else None)

    def _measure_space(self, style: Style) -> _Space:
        """The space of the style. Raises _NotAlikeError if Pango does not widen it as `_Space` does."""
        letter = self._letter or "1"
        found: set[tuple[KnownFont, int, int]] = set()
        for spacing in _TRIALS:
            runs = [run for _, run in self._runs(style, f" {letter} {letter} ", spacing / TO_UNITS)]
            if len(runs) != 5:
                raise _NotAlikeError
            _, font, glyphs = runs[2]
            space = _Space(font, glyphs[0][0], glyphs[0][1] - spacing)
            widened = space.run(spacing, first=True), space.run(spacing), space.run(spacing, last=True)
            for run, (_, own_font, own) in zip(widened, runs[::2], strict=True):
                if own_font is not font or not _is_plain(font, own[0]) or run.shown != font.write(own):
                    raise _NotAlikeError
            found.add((font, space.glyph, space.width))
        if len(found) > 1:
            raise _NotAlikeError
        return _Space(*found.pop())

    def _runs(self, style: Style, text: str, spacing: float) -> Iterator[tuple[int, _Shaped]]:
        """The runs of a line whose spaces are wider by `spacing` pixels, each by where it begins."""
        layout = line_break.Layout(style, spacing - style["word_spacing"])
        layout.set_text(text, justify=True)
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        line, _ = layout.get_first_line()
        encoded, run = text.encode(), line.runs
        while run != ffi.NULL:
            item, string = run.data.item, run.data.glyphs
            begin, count = item.offset, string.num_glyphs
            rows = iter_unpack(_GLYPH, ffi.buffer(string.glyphs, count * ffi.sizeof("PangoGlyphInfo")))
            edges = pairwise([*string.log_clusters[0:count], item.length])
            glyphs = [
                (glyph, width, x_offset, encoded[begin + start : begin + end].decode() if not y_offset else "")
                for (glyph, width, x_offset, y_offset, _), (start, end) in zip(rows, edges, strict=True)
            ]
            yield begin, (begin + item.length, self._font(item.analysis.font, layout), glyphs)
            run = run.next

    def _font(self, pango_font: object, layout: object) -> KnownFont:
        address = int(ffi.cast("uintptr_t", pango_font))
        if address not in self._fonts:
            key, _, size = get_pango_font_key(pango_font)
            self._fonts[address] = KnownFont(pango_font, layout, key, size)
        return self._fonts[address]


def _is_plain(font: KnownFont, glyph: _Glyph) -> bool:
    """Whether a glyph is in the font, on the line, and stands for the same text wherever it is used."""
    number, _, _, text = glyph
    if number == pango.PANGO_GLYPH_EMPTY:
        return True
    if number == 0 or number & pango.PANGO_GLYPH_UNKNOWN_FLAG:
        return False  # missing
    if text == HYPHEN:
        return True  # is looked at where it is drawn
    return bool(text) and font.texts.setdefault(number, text) == text


def shaped_words(style: Style, script: str, text: str) -> ShapedWords | None:
    """The words of a style in a script, of which `text` has a letter; None if they are left to the engine."""
    known: dict[str, ShapedWords | None] = style.__dict__.setdefault(_KEPT, {})
    if script not in known:
        known[script] = _shaped_words(style, script, text)
    return known[script]


def _shaped_words(style: Style, script: str, text: str) -> ShapedWords | None:
    if (
        pango.pango_version() < _FIRST_VERSION
        or style["direction"] != "ltr"
        or style["letter_spacing"] not in ("normal", 0)
        or style["font_variant_caps"] != "normal"
    ):
        return None
    kept: dict[object, ShapedWords | None] = style.font_config.__dict__.setdefault(_KEPT, {})  # type: ignore[attr-defined]
    key = (line_break._font_style_cache_key(style, include_size=True), style["font_kerning"], script)
    if key not in kept:
        letter = _LETTER.search(text)
        try:
            kept[key] = ShapedWords(style, letter[0] if letter else "")
        except _NotAlikeError:
            kept[key] = None
    return kept[key]
