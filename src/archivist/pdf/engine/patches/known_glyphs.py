"""Lines are drawn from the glyphs of their words, which are known.

Changes: `weasyprint.draw.text.draw_text`, edited in its source, and `weasyprint.document.generate_pdf`, wrapped.
Why: each piece of text is shaped by Pango again when it is drawn, each word of a justified line by itself, and then its
glyphs are looked at one by one: a twentieth to a ninth of the time of a layout. But most words were drawn before.
Here a line is put together from words that were shaped once (shaped_words.py), with the same operators. A piece whose
words depend on one another, or on the engine, is drawn as before; it is prepared for Pango only then.
Upstream: the words of justified lines could be kept in the same way.
"""

from collections.abc import Callable
from functools import wraps

import weasyprint.document
import weasyprint.draw.text
from weasyprint.formatting_structure import boxes
from weasyprint.matrix import Matrix
from weasyprint.text.ffi import TO_UNITS
from weasyprint.text.line_break import Layout

from archivist.pdf.engine.boxes import Document, Font, Stream, Style, TextBox
from archivist.pdf.engine.marks import mark_of
from archivist.pdf.engine.patches.marked_content import end_line, soften_hyphen
from archivist.pdf.engine.patches.replacing import edit, provide, replace
from archivist.pdf.engine.patches.total_fit import with_wider_glyphs
from archivist.pdf.engine.shaped_words import HYPHEN, KnownFont, Run, ShapedWords, Word, script_of, shaped_words
from archivist.pdf.line_breaks import LineEnd

_DRAW = "_archivist_draw_line"
_AGREED = "_archivist_agreed"  # of a font of a PDF: by font of Pango, the glyphs that are in it as they are known

_BEFORE = """\
    textbox.pango_layout.reactivate(textbox.style)
    stream.begin_text()
    emojis = draw_first_line(
"""
_AFTER = f"""\
    stream.begin_text()
    emojis = {_DRAW}(
"""
_COLOUR = "    text_decoration_color = get_color(textbox.style, 'text_decoration_color')\n"
_COLOUR_IF_DRAWN = f"    if text_decoration_values != 'none':\n    {_COLOUR}"
_END = "    textbox.pango_layout.deactivate()\n"
_UNSEEN_AT_END = ("\u00ad", "\u200b")


def install() -> None:
    """Edit the statements. Raises LayoutError if the engine has no such statements."""
    provide(weasyprint.draw.text, _DRAW, _draw)
    replace(weasyprint.document, "generate_pdf", _learning)
    edit(weasyprint.draw.text, "draw_text", _BEFORE, _AFTER)
    edit(weasyprint.draw.text, "draw_text", _END, "")
    edit(weasyprint.draw.text, "draw_text", _COLOUR, _COLOUR_IF_DRAWN)


def _draw(stream: Stream, box: TextBox, overflow: str, ellipsis: str, matrix: Matrix) -> object:
    """Draw a piece of text; its emojis."""
    word = _as_word(stream, box) if overflow != "ellipsis" and ellipsis == "none" else None
    if word is not None and _draw_word(stream, box, word, with_wider_glyphs(box, matrix)):
        return []
    box.pango_layout.reactivate(box.style)
    emojis = weasyprint.draw.text.draw_first_line(stream, box, overflow, ellipsis, matrix)
    box.pango_layout.deactivate()
    return emojis


def _learning(original: Callable[..., object]) -> Callable[..., object]:
    @wraps(original)
    def write(document: Document, *options: object, **named: object) -> object:
        _learn(document)
        return original(document, *options, **named)

    return write


def _learn(document: Document) -> None:
    """Shape all words of a document that are drawn one by one, those of each style together."""
    found: dict[ShapedWords, tuple[Style, dict[str, None]]] = {}
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.TextBox) and _spacing(box):
                known = _known(box)
                if known is not None:
                    _, words = found.setdefault(known, (box.style, {}))
                    words.update(dict.fromkeys(box.text.strip(" ").split(" ")))
    for known, (style, words) in found.items():
        known.learn(style, words)


def _spacing(box: TextBox) -> float:
    """How much wider the spaces of a text are than in the font, in pixels."""
    return float(box.style["word_spacing"] + box.pango_layout.justification_spacing)


def _known(box: TextBox) -> ShapedWords | None:
    """The words of the style of a text; None if the engine has to draw it."""
    script = script_of(box.text)
    return None if script is None else shaped_words(box.style, script, box.text)


def _as_word(stream: Stream, box: TextBox) -> Word | None:
    """A piece of text as its words have it; None if the engine has to draw it."""
    known = _known(box)
    if known is None or not _can_be_drawn(stream, box):
        return None
    spacing = _spacing(box)
    if spacing:
        return _widened(known, box.style, box.text, int(spacing * TO_UNITS))
    return known.phrase(box.style, box.text)


def _can_be_drawn(stream: Stream, box: TextBox) -> bool:
    """Whether a text is one that Pango shapes word by word, and reads as it is drawn."""
    text = box.text
    if type(box.pango_layout) is not Layout or box.pango_layout.text != text or not text.strip() or "  " in text:
        return False
    is_divided = stream._tags is not None and mark_of(box).line_end is LineEnd.HYPHEN
    if is_divided or HYPHEN in text:
        return is_divided and text.find(HYPHEN) == len(text) - 1
    return text.rstrip("\u2060")[-1:] not in _UNSEEN_AT_END


def _widened(known: ShapedWords, style: Style, text: str, spacing: int) -> Word | None:
    """A text whose spaces are wider by units of Pango."""
    words, widened = known.words(style, text.strip(" ").split(" ")), known.space(style)
    if words is None or widened is None or not spacing:
        return None
    space = widened.run(spacing)
    runs = [widened.run(spacing, first=True)] if text[0] == " " else []
    for number, word in enumerate(words):
        if number:
            runs.append(space)
        runs += word.runs
    if text[-1] == " ":
        runs.append(widened.run(spacing, last=True))
    return Word(tuple(runs), words[-1].hyphen)


def _draw_word(stream: Stream, box: TextBox, word: Word, matrix: Matrix) -> bool:
    """Write the operators of a piece of text; False if the PDF has a glyph with another meaning: nothing is written."""
    start, font_before = len(stream.stream), stream._current_font
    stream.set_text_matrix(*matrix.values)
    shown, known = "", word.runs[0].font
    font, agreed = _begin(stream, known)
    for run in word.runs:
        if run.font is not known:
            stream.stream.append(f"[{shown}] TJ".encode())
            shown, known = "", run.font
            font, agreed = _begin(stream, known)
        if not agreed.issuperset(run.glyphs) and not _agree(font, run, agreed):
            break
        shown += run.shown
    else:
        if word.hyphen is None or _has_hyphen(font, known, word.hyphen):
            stream.stream.append(f"[{shown}] TJ".encode())
            if stream._tags is not None:
                faithful = word.hyphen is None or soften_hyphen(font, word.hyphen)
                end_line(stream, start, font, box.text, mark_of(box).line_end, faithful=faithful)
            return True
    del stream.stream[start:]
    stream._current_font = font_before
    return False


def _begin(stream: Stream, known: KnownFont) -> tuple[Font, set[int]]:
    """Set a font; the font in the PDF, and its glyphs that are known to be as they are here."""
    font = _font_of(stream, known)
    stream.set_font_size(font.hash, known.size)
    by_font: dict[KnownFont, set[int]] = font.__dict__.setdefault(_AGREED, {})
    if known not in by_font:
        by_font[known] = set()
    return font, by_font[known]


def _font_of(stream: Stream, known: KnownFont) -> Font:
    font = stream._fonts.get(known.key)
    return font or stream.add_font(known.pango)[0]


def _agree(font: Font, run: Run, agreed: set[int]) -> bool:
    """Add the glyphs of a run to a font; False if it has one of them with another width or another text."""
    if font.bitmap or font.svg or font.png or font.colr:
        return False
    known, is_same = run.font, True
    for glyph in run.glyphs:
        text, width = known.texts[glyph], known.width_of(glyph)
        if font.to_unicode.setdefault(glyph, text) == text and font.widths.setdefault(glyph, width) == width:
            agreed.add(glyph)
        else:
            is_same = False
    return is_same


def _has_hyphen(font: Font, known: KnownFont, hyphen: int) -> bool:
    """Add the glyph of a hyphen, whatever it stands for; False if it has another width."""
    font.to_unicode.setdefault(hyphen, HYPHEN)
    width = known.width_of(hyphen)
    return font.widths.setdefault(hyphen, width) == width
