"""A chosen line made as wide as its column: its spaces, and all its glyphs by a hundredth at most.

Glyphs that are wider or narrower than in the font are drawn with another text matrix, see patches/total_fit.py.
"""

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from archivist.pdf.engine.boxes import Box, TextBox
from archivist.pdf.engine.word_widths import widths_in
from archivist.pdf.total_fit import NATURAL, widen_glyphs

SPACE = "_archivist_space"  # of a text box of such a line: the space of its style
GLYPHS = "_archivist_glyphs"  # of a text box: how wide its glyphs are, compared with the font

_MOST_ADDED = 0.8  # em; a line before a long address that would need more stays short


def justify_line(line: Box, width: float, *, is_last: bool) -> None:
    """Make a line as wide as this; the last one of a paragraph is never widened."""
    spaces, glyphs = _spaces_and_glyphs(line)
    size = line.style["font_size"]
    room = width - line.width
    surplus = room - spaces * (NATURAL * size - widths_in(line.style).space)
    if is_last and surplus > 0:
        room = max(0.0, room - surplus)
        surplus = 0.0
    if spaces and glyphs > 0 and room < spaces * _MOST_ADDED * size:
        wider = widen_glyphs(surplus, glyphs)
        _spread(line, (room - wider) / spaces, 1 + wider / glyphs, 0.0)


def _spaces_and_glyphs(box: Box) -> tuple[int, float]:
    """How many spaces a line has, and how wide its glyphs are."""
    if isinstance(box, boxes.TextBox):
        spaces = inline.count_expandable_spaces(box)
        return spaces, box.width - spaces * _space_in(box)
    found = [_spaces_and_glyphs(child) for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
    return sum(spaces for spaces, _ in found), sum(glyphs for _, glyphs in found)


def _space_in(box: Box) -> float:
    """The width of a space in a text box, as the font has it."""
    own = box.__dict__.get(SPACE)
    return widths_in(box.style).space if own is None else float(own)


def _spread(box: Box, spacing: float, glyphs: float, moved: float) -> float:
    """Make each space and all glyphs of a line wider, or narrower; how far what follows is moved.

    `spacing` is added to each space, and the width of the glyphs is multiplied by `glyphs`.
    """
    box.position_x += moved
    before = moved
    if isinstance(box, boxes.TextBox):
        moved += _spread_text(box, spacing, glyphs)
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                moved = _spread(child, spacing, glyphs, moved)
    box.width += moved - before
    return moved


def _spread_text(box: TextBox, spacing: float, glyphs: float) -> float:
    """Make spaces and glyphs of a text wider; by how much in all. The spaces are drawn as wide as the glyphs are."""
    spaces, own = inline.count_expandable_spaces(box), _space_in(box)
    box.pango_layout.justification_spacing = (own + spacing) / glyphs - own
    box.__dict__[GLYPHS] = glyphs
    return float(spaces * spacing + (box.width - spaces * own) * (glyphs - 1))
