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
from struct import calcsize, iter_unpack

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
_AT_A_TIME = 100  # words; Pango looks through the attributes of all spaces for each of them
_EMPTY, _MISSING = pango.PANGO_GLYPH_EMPTY, pango.PANGO_GLYPH_UNKNOWN_FLAG
_GLYPH = "Iiiii"  # PangoGlyphInfo: glyph, width, offsets to the right and up, attributes
_BYTES = calcsize(_GLYPH)
_KEPT = "_archivist_shaped_words"
_FONTS = "_archivist_known_fonts"
_TRIALS = (1001, 2048, -301)  # units of Pango that are added to a space

# Number, width and offset to the right in units of Pango, and what it stands for.
_Glyph = tuple[int, int, int, str]


@dataclass(slots=True, eq=False)
class KnownFont:
    """A font of Pango in one size."""

    pango: object
    held: object  # a layout of Pango that keeps it alive
    key: int  # of the font in a PDF
    size: float
    widths: dict[int, int] = field(default_factory=dict)  # by glyph, in thousandths of an em, as the PDF has them
    texts: dict[int, str] = field(default_factory=dict)  # by glyph, what it stands for wherever it is used
    drawn: "dict[_Glyph, _Drawn | None]" = field(default_factory=dict)  # None if only the engine can draw it

    def width_of(self, glyph: int) -> int:
        """The width of a glyph as the PDF has it."""
        width = self.widths.get(glyph)
        if width is None:
            extents = ffi.new("PangoRectangle *")
            pango.pango_font_get_glyph_extents(self.pango, glyph, ffi.NULL, extents)
            width = self.widths[glyph] = round(extents.width * 1000 * FROM_UNITS / self.size)
        return width

    def draw(self, glyph: _Glyph) -> "_Drawn | None":
        """A glyph as it is drawn; None if it is missing, raised, or stands for another text elsewhere."""
        if glyph not in self.drawn:
            number, *_, text = glyph
            if number == _EMPTY:
                self.drawn[glyph] = _Drawn(self.operands(glyph), None, "")
            elif self._is_plain(number, text):
                self.drawn[glyph] = _Drawn(self.operands(glyph), number, text)
            else:
                self.drawn[glyph] = None
        return self.drawn[glyph]

    def _is_plain(self, number: int, text: str) -> bool:
        if number == 0 or number & _MISSING or not text:
            return False
        # What a hyphen stands for is asked where it is drawn.
        return text == HYPHEN or self.texts.setdefault(number, text) == text

    def operands(self, glyph: _Glyph) -> str:
        """What shows a glyph, within the marks of a string, as the engine writes it."""
        number, width, x_offset, _ = glyph
        if number == _EMPTY:
            return f">{-width / self.size}<"
        offset = x_offset / self.size
        kerning = self.width_of(number) + offset - width * 1000 * FROM_UNITS / self.size
        moved = f">{-offset}<" if offset else ""
        return f"{moved}{number:04x}>{int(kerning)}<" if kerning else f"{moved}{number:04x}"


@dataclass(slots=True, eq=False)
class _Drawn:
    """A glyph as it is drawn."""

    operands: str
    number: int | None  # None for what has no glyph, such as a joiner
    text: str


def _string(operands: str) -> str:
    """A string for a run, without empty parts."""
    shown = f"<{operands}"
    return (shown[:-1] if shown[-1] == "<" else f"{shown}>").replace("<>", " ")


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
        operands = self.font.operands((self.glyph, self.width + added, offset, " "))
        return Run(self.font, _string(operands), (self.glyph,))


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
        """`letter` is one of the script; "" if its texts have none."""
        self._letter = letter
        self._fonts: dict[int, KnownFont] = style.font_config.__dict__.setdefault(_FONTS, {})  # type: ignore[attr-defined]
        self._words: dict[str, Word | None] = {}
        self._phrases: dict[str, Word | None] = {}
        self._space: _Space | None = None
        self._has_space = True  # until it was looked for

    def space(self, style: Style) -> "_Space | None":
        """The space of the style; None if Pango does not widen it as is known here."""
        if self._space is None and self._has_space:
            try:
                self._space = self._measure_space(style)
            except _NotAlikeError:
                self._has_space = False
        return self._space

    def words(self, style: Style, texts: Sequence[str]) -> list[Word] | None:
        """Words as they are drawn; None if one of them depends on its neighbours, or means something else elsewhere."""
        self.learn(style, texts)
        found = [word for text in texts if (word := self._words[text]) is not None]
        return found if len(found) == len(texts) else None

    def learn(self, style: Style, texts: Iterable[str]) -> None:
        """Shape the words that are not known yet, many at a time: making a line costs as much as some words in it."""
        texts = dict.fromkeys(texts)
        unknown = [text for text in texts if text not in self._words]
        if len(self._words) + len(unknown) > _MOST_WORDS:
            self._words.clear()
            unknown = list(texts)
        for at in range(0, len(unknown), _AT_A_TIME):
            self._learn(style, unknown[at : at + _AT_A_TIME])

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
        runs = list(self._runs(style, " ".join(line), 1.0))
        end, at = -1, 0
        for text in line:
            end += 1 + len(text.encode())
            first = at
            while at < len(runs) and runs[at][0] < end:
                at += 1
            self._words[text] = self._word(text, [run for _, run in runs[first:at]], end)
            at += 1  # the space

    def _word(self, text: str, runs: Sequence[_Shaped], end: int) -> Word | None:
        """A word from its runs; it ends at a byte of the line."""
        if not runs or runs[-1][0] != end:
            return None  # Pango did not shape it by itself
        made, read = [], ""
        for _, font, glyphs in runs:
            drawn = [known for each in glyphs if (known := font.draw(each)) is not None]
            if len(drawn) < len(glyphs):
                return None
            numbers = [each.number for each in drawn if each.number is not None]
            made.append(Run(font, _string("".join([each.operands for each in drawn])), tuple(numbers)))
            read += "".join([each.text for each in drawn])
        if read != text.translate(_UNSEEN) or HYPHEN in read[:-1]:
            return None
        if not read.endswith(HYPHEN):
            return Word(tuple(made))
        *others, hyphen = made[-1].glyphs
        made[-1].glyphs = tuple(others)
        return Word(tuple(made), hyphen)

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
                if own_font is not font or len(own) > 1 or run.shown != _string(font.operands(own[0])):
                    raise _NotAlikeError
            found.add((font, space.glyph, space.width))
        if len(found) > 1 or font.draw(glyphs[0]) is None:
            raise _NotAlikeError
        return space

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
            rows = iter_unpack(_GLYPH, ffi.buffer(string.glyphs, count * _BYTES))
            edges = pairwise([*string.log_clusters[0:count], item.length])
            glyphs = [
                (glyph, width, x_offset, encoded[begin + start : begin + end].decode() if not y_offset else "")
                for (glyph, width, x_offset, y_offset, _), (start, end) in zip(rows, edges, strict=True)
            ]
            yield begin, (begin + item.length, self._font(item.analysis.font, layout.layout), glyphs)
            run = run.next

    def _font(self, pango_font: object, layout: object) -> KnownFont:
        address = int(ffi.cast("uintptr_t", pango_font))
        if address not in self._fonts:
            key, _, size = get_pango_font_key(pango_font)
            self._fonts[address] = KnownFont(pango_font, layout, key, size)
        return self._fonts[address]


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
    kept: dict[object, ShapedWords] = style.font_config.__dict__.setdefault(_KEPT, {})  # type: ignore[attr-defined]
    key = (line_break._font_style_cache_key(style, include_size=True), style["font_kerning"], script)
    if key not in kept:
        letter = _LETTER.search(text)
        kept[key] = ShapedWords(style, letter[0] if letter else "")
    return kept[key]
