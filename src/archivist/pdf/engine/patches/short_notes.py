"""Short notes beside one another, on one line at the foot of the page.

Changes: `element_to_box` of `weasyprint.formatting_structure.build`, edited in its source.
Why: the engine takes `footnote-display: compact` (CSS Generated Content for Paged Media) for `inline`. Here such notes
are blocks, as by default, but:
* the texts of a note, one for each language, are on one line if they have room there together;
* two notes of one line are beside one another if each has room in half of the measure, and three if in a third.
Their boxes stay blocks in the same order: the second one is moved up by a negative margin, to the right of the first.
So notes are divided, tagged, read and proved as they are otherwise.
Upstream: `compact` could be laid out so.
"""

from collections.abc import Iterator, Sequence

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout.preferred import max_content_width

from archivist.pdf.engine.box_tree import descendants
from archivist.pdf.engine.boxes import Box, LayoutContext, NoteArea
from archivist.pdf.engine.note_titles import is_rest
from archivist.pdf.engine.patches.replacing import edit
from archivist.pdf.print_tree import has_class

_GAP = 1.0  # em of a note, between what is beside one another
_PARTS = (3, 2)  # into how many a line is divided, the most first
_EXACT = 0.1  # pixels
_LONGEST = 160  # characters of a note; a longer one is not measured
_WORDS = boxes.LineBox | boxes.InlineBox | boxes.TextBox


def install() -> None:
    """Edit the function. Raises LayoutError if it is another one."""
    as_blocks = "if style['footnote_display'] == 'block':"
    edit(build, "element_to_box", as_blocks, "if style['footnote_display'] in ('block', 'compact'):")


def set_short_notes(context: LayoutContext, area: NoteArea, notes: Sequence[Box]) -> None:
    """Place the short ones of the notes of an area beside one another, before they are laid out."""
    measure = area.page.width
    widths = [None if is_rest(note) else _set_texts(context, note, measure) for note in notes]
    for row in _rows(notes, widths, measure):
        for number, note in enumerate(row[1:], start=1):
            _move_up(note, measure * number / len(row))


def _rows(notes: Sequence[Box], widths: Sequence[float | None], measure: float) -> Iterator[Sequence[Box]]:
    """Notes in lines: those that follow one another and are short enough."""
    first = 0
    while first < len(notes):
        length = next((each for each in _PARTS if _have_room(notes, widths, first, each, measure)), 1)
        yield notes[first : first + length]
        first += length


def _have_room(notes: Sequence[Box], widths: Sequence[float | None], first: int, count: int, measure: float) -> bool:
    """Whether so many notes from the first on have room beside one another."""
    row = list(zip(notes, widths, strict=True))[first : first + count]
    return len(row) == count and all(
        width is not None and width + _GAP * note.style["font_size"] <= measure / count for note, width in row
    )


def _set_texts(context: LayoutContext, note: Box, measure: float) -> float | None:
    """The width of a note in pixels if it has one line, with its texts on that line; else None."""
    style = note.style
    if style["footnote_display"] != "compact" or style["direction"] == "rtl":
        return None
    if not all(isinstance(style[name], Dimension) for name in ("line_height", "padding_left")):
        return None  # a style sheet of the user that says nothing fixed
    texts = _texts(note)
    if not texts:
        return None
    gap = _GAP * style["font_size"]
    widths = [max_content_width(context, text) for text in texts]
    width = style["padding_left"].value + sum(widths) + gap * (len(texts) - 1)
    if width + _EXACT > measure:
        return None
    for number, text in enumerate(texts[1:], start=1):
        _move_up(text, sum(widths[:number]) + gap * number)
    return width if _is_without_title(note) else None


def _texts(note: Box) -> Sequence[Box]:
    """The texts of a note if each is a paragraph of words; else none."""
    block = next((each for each in note.children if _is(each, "note-texts")), None)
    if block is None or not isinstance(block, boxes.BlockBox) or not _has_no_space(block):
        return []
    texts = block.children
    length = sum(len(each.text) for each in descendants(block) if isinstance(each, boxes.TextBox))
    are_words = all(_is_line(text) for text in texts)
    return texts if are_words and length <= _LONGEST else []


def _is_line(text: Box) -> bool:
    """Whether a text is one paragraph of words without a forced line break."""
    if len(text.children) != 1 or len(text.children[0].children) != 1:
        return False
    paragraph = text.children[0]
    line = paragraph.children[0]
    inside = list(descendants(line))
    return (
        isinstance(line, boxes.LineBox)
        and all(isinstance(each, _WORDS) and each.is_in_normal_flow() for each in inside)
        and not any("\n" in each.text for each in inside if isinstance(each, boxes.TextBox))
        and all(map(_has_no_space, (text, paragraph)))
    )


def _has_no_space(box: Box) -> bool:
    """Whether the height of a block is that of its lines."""
    edges = ("padding_top", "padding_bottom", "margin_bottom")
    borders = ("border_top_width", "border_bottom_width")
    has_edges = any(getattr(box.style[edge], "value", None) != 0 for edge in edges)
    return not has_edges and not any(box.style[border] for border in borders)


def _is_without_title(note: Box) -> bool:
    return not any(child.element_tag.endswith("::before") for child in note.children)


def _is(box: Box, name: str) -> bool:
    return box.element is not None and not box.element_tag.count("::") and has_class(box.element, name)


def _move_up(box: Box, right: float) -> None:
    """Place a block of one line on the line of the block before it, so many pixels to the right."""
    box.style = box.style.copy()
    box.style["margin_top"] = Dimension(-box.style["line_height"].value, "px")
    box.style["margin_left"] = Dimension(right, "px")
