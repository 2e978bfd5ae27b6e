"""The lines of paragraphs as the engine asks for them, each chosen once.

A document may be laid out several times, with another figure or other notes: its paragraphs have the same lines each
time. So lines are kept by all that decides which are chosen. A process keeps those of the documents it had last.
"""

from weasyprint.formatting_structure import boxes

from archivist.pdf.engine.boxes import Box, Style
from archivist.pdf.engine.line_boxes import ParagraphBoxes, Place, paragraph_boxes
from archivist.pdf.engine.paragraph_lines import Line, Lines, Segment, choose_lines
from archivist.pdf.engine.paragraph_text import ParagraphText, read_paragraph
from archivist.pdf.engine.word_widths import widths_in

# What lines depend on in the style of each text box, apart from the widths of words.
_PROPERTIES = ("white_space", "word_break", "hyphens", "hyphenate_limit_chars", "hyphenate_character", "lang")
_MOST_KEPT = 1000  # paragraphs; then all are forgotten

_kept: dict[tuple[object, ...], Lines | None] = {}


class ParagraphLines:
    """The lines of a paragraph for one measure."""

    def __init__(self, text: ParagraphText, lines: Lines) -> None:
        self._text = text
        self._lines = lines
        self._boxes: ParagraphBoxes | None = None
        self._is_read = False  # whether there are boxes, if there can be any

    def line_from(self, box: Box, skip_stack: Place) -> Line | None:
        """The line that begins at a place of the box that holds all lines; None if none does."""
        return self._lines.get(_place_of(self._text, box, skip_stack))

    def by_box(self, line: Line) -> dict[int, Segment]:
        """What a line has of each text box, by the id of the box."""
        return {id(self._text.leaves[number].box): each for number, each in line.items()}

    def set_line(
        self, box: Box, position_y: float, skip_stack: Place, around: Box, line: Line
    ) -> tuple[Box, Place] | None:
        """The box of a line, and where the next one begins; None if the engine has to make it."""
        if not self._is_read:
            numbers = {id(leaf.box): number for number, leaf in enumerate(self._text.leaves)}
            self._is_read, self._boxes = True, paragraph_boxes(box, around, numbers)
        return None if self._boxes is None else self._boxes.set_line(position_y, skip_stack, around, line)


def _place_of(text: ParagraphText, box: Box, skip_stack: Place) -> int:
    """Where in the text a skip stack of the engine leads; -1 if that is not known."""
    while skip_stack:
        ((index, inner),) = skip_stack.items()
        if isinstance(box, boxes.TextBox):
            characters = index if box.text.isascii() else len(box.text.encode()[:index].decode())
            return text.starts.get(id(box), -1 - characters) + characters
        box, skip_stack = box.children[index], inner
    return text.starts.get(id(box), -1)


def lines_of(box: Box, measure: float, indent: float) -> ParagraphLines | None:
    """The lines of a paragraph; None if the engine has to set it."""
    text = read_paragraph(box)
    if text is None:
        return None
    key = _key(text, box.style, measure, indent)
    if key not in _kept:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = choose_lines(text, box.style, measure, indent)
    lines = _kept[key]
    return None if lines is None else ParagraphLines(text, lines)


def _key(text: ParagraphText, style: Style, measure: float, indent: float) -> tuple[object, ...]:
    """All that decides which lines are chosen."""
    leaves = (
        (leaf.start, leaf.before, leaf.after, widths_in(leaf.box.style), *map(leaf.box.style.__getitem__, _PROPERTIES))
        for leaf in text.leaves
    )
    return text.text, style["lang"], style["font_size"], measure, indent, *leaves
