"""The lines of justified paragraphs are chosen together, and set from the widths of their words.

Changes: `get_next_linebox`, `split_inline_box`, `split_text_box` and `text_align` of `weasyprint.layout.inline`, and
`draw_first_line` of `weasyprint.draw.text`, wrapped.
Why: WeasyPrint fills one line after the other, and only stretches spaces: in Russian every sixth line had spaces wider
than 0.6 em, in Georgian every third. And it shapes the text of a line again for each question about it: where it ends,
whether the next word fits, whether a part of it does, how wide it is without its last space, and justified.
Here a paragraph is measured word by word when its first line is asked for (chosen_lines.py); a line is then as long
as it was chosen, and its text is not shaped before it is drawn. What cannot be set in this way is set as before.
Glyphs that are wider or narrower than in the font are drawn with another text matrix.
Upstream: a hook that is called with a paragraph before its first line, and returns where its lines end.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import weasyprint.draw.text
from weasyprint.layout import inline
from weasyprint.matrix import Matrix
from weasyprint.text import line_break

from archivist.pdf.engine.boxes import Box, LayoutContext, Stream, Style, TextBox
from archivist.pdf.engine.chosen_lines import ParagraphLines, lines_of
from archivist.pdf.engine.line_boxes import layout_of
from archivist.pdf.engine.line_justification import GLYPHS, SPACE, justify_line
from archivist.pdf.engine.paragraph_lines import Segment
from archivist.pdf.engine.patches.replacing import replace
from archivist.pdf.engine.word_widths import widths_in

_PLANS = "_archivist_lines"  # of a box with the lines of a paragraph: by measure
_LINE = "_archivist_line"  # of the context: what the line that is being set has of each box
_WIDE_ENOUGH = 1e7  # for every line that was chosen
_JUSTIFIED = "justify"
_ENDS = frozenset({"start", "left"})
_LEAST_MEASURE = 8.0  # em; narrower columns are left to the engine

_Any = Callable[..., Any]


def install() -> None:
    """Wrap these. Raises LayoutError if the engine lacks one of them."""
    replace(inline, "get_next_linebox", _next_line)
    replace(inline, "split_inline_box", _split_inline_box)
    replace(inline, "split_text_box", _split_text_box)
    replace(inline, "text_align", _text_align)
    replace(weasyprint.draw.text, "draw_first_line", _draw_first_line)


def _next_line(original: _Any) -> _Any:
    @wraps(original)
    def next_line(context: LayoutContext, box: Box, *place: Any) -> Any:
        position_y, _, skip_stack, around, _, _, *of_beginning = place
        plan, chosen = None, None
        if not any(of_beginning) and not context.excluded_shapes and _is_justified(box.style):
            skip_stack = inline.skip_first_whitespace(box, skip_stack)
            plan = _plan(box, around) if skip_stack != "continue" else None
        if plan is not None:
            chosen = plan.line_from(box, skip_stack)
        if plan is not None and chosen is not None:
            made = plan.set_line(box, position_y, skip_stack, around, chosen)
            if made is not None:
                return made
        before = getattr(context, _LINE, None)
        setattr(context, _LINE, plan.by_box(chosen) if plan is not None and chosen is not None else None)
        try:
            return original(context, box, *place)
        finally:
            setattr(context, _LINE, before)

    return next_line


def _is_justified(style: Style) -> bool:
    return (
        style["text_align_all"] == _JUSTIFIED
        and style["text_align_last"] in _ENDS
        and style["white_space"] == "normal"
        and style["direction"] == "ltr"
    )


def _plan(box: Any, around: Any) -> ParagraphLines | None:
    """The lines of a paragraph, chosen when the first of them is asked for."""
    plans: dict[float, ParagraphLines | None] = box.__dict__.setdefault(_PLANS, {})
    measure = around.width
    if measure not in plans:
        size = box.style["font_size"]
        indent = _indent(box.style, measure)
        is_wide = size > 0 and measure >= _LEAST_MEASURE * size
        plans[measure] = lines_of(box, measure, indent) if is_wide and indent is not None else None
    return plans[measure]


def _indent(style: Style, measure: float) -> float | None:
    value = style["text_indent"]
    unit = getattr(value, "unit", None)
    if unit == "%":
        return float(value.value * measure / 100)
    return float(value.value) if unit in ("px", None) and hasattr(value, "value") else None


def _split_inline_box(original: _Any) -> _Any:
    @wraps(original)
    def split(context: Any, box: Any, x: float, max_x: float, *rest: Any) -> Any:
        if getattr(context, _LINE, None) is not None:
            max_x = _WIDE_ENOUGH
        return original(context, box, x, max_x, *rest)

    return split


def _split_text_box(original: _Any) -> _Any:
    @wraps(original)
    def split(context: Any, box: Any, width: float | None, skip: int, is_line_start: bool = True) -> Any:
        line: dict[int, Segment] | None = getattr(context, _LINE, None)
        segment = line.get(id(box)) if line is not None else None
        if segment is None:
            return original(context, box, width, skip, is_line_start=is_line_start)
        return _text_of(box, segment), segment.resume, False

    return split


def _text_of(box: Any, segment: Segment) -> Any:
    """The box with the text that its line has of it; None if it has nothing."""
    if not segment.text:
        return None
    style, metrics = box.style, widths_in(box.style)
    part = box.copy_with_text(segment.text)
    part.__dict__[SPACE] = metrics.space
    part.width, part.height = segment.width, metrics.ascent + metrics.descent
    part.pango_layout = layout_of(style, segment.text, is_decorated=style["text_decoration_line"] != "none")
    line_height, _ = line_break.strut(style)
    part.margin_top = part.margin_bottom = (line_height - part.height) / 2
    part.baseline = metrics.ascent + part.margin_top
    return part


def _text_align(original: _Any) -> _Any:
    @wraps(original)
    def align(context: Any, line: Any, width: float, last: Any) -> Any:
        if getattr(context, _LINE, None) is None:
            return original(context, line, width, last)
        justify_line(line, width, is_last=last)
        return 0

    return align


def _draw_first_line(original: _Any) -> _Any:
    @wraps(original)
    def drawn(stream: Stream, box: TextBox, overflow: str, ellipsis: str, matrix: Matrix) -> Any:
        emojis = original(stream, box, overflow, ellipsis, with_wider_glyphs(box, matrix))
        for emoji in emojis:
            emoji[4] *= box.__dict__.get(GLYPHS, 1.0)  # its place
        return emojis

    return drawn


def with_wider_glyphs(box: TextBox, matrix: Matrix) -> Matrix:
    """The text matrix of a box, whose glyphs may be wider or narrower than in the font."""
    glyphs = box.__dict__.get(GLYPHS, 1.0)
    if glyphs == 1.0:
        return matrix
    a, b, *rest = matrix.values
    return Matrix(glyphs * a, glyphs * b, *rest)
