"""The cells of a table before it is laid out, in pieces that stay together on a line: columns share width by them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import ceil
from typing import Protocol

from weasyprint.formatting_structure import boxes
from weasyprint.layout.preferred import margin_width, table_cell_min_max_content_width

from archivist.pdf.engine.boxes import Box, LayoutContext
from archivist.pdf.engine.paragraph_text import Leaf, ParagraphText, line_breaks, read_paragraph
from archivist.pdf.engine.word_widths import widths_in
from archivist.pdf.table_columns import Cell, Paragraph, Piece, Row

MOST_ROWS = 80  # that are read; of a longer table every second or third, or so
_SHORT_CODE = 12  # characters
_MOST_CHARACTERS = 1000  # of a paragraph that are measured; a longer one is counted as so many times as long


class CellBox(Box, Protocol):
    """A cell."""

    colspan: int
    rowspan: int


class RowGroupBox(Box, Protocol):
    """Rows of a table: its head, or others."""

    is_header: bool


class TableBox(Box, Protocol):
    """A table, of which the columns were laid out."""

    children: Sequence[RowGroupBox]
    column_widths: list[float]


class WrapperBox(Box, Protocol):
    """What a table and its caption are in."""

    def get_wrapped_table(self) -> TableBox:
        """The table."""


class _UnfitError(Exception):
    """The cell holds more than text."""


def rows_of(context: LayoutContext, table: TableBox, grid: Sequence[Sequence[CellBox | None]]) -> list[Row]:
    """The rows of a table with what is in one column of them; `grid` are its cells by column, then by row."""
    heads = sum(len(group.children) for group in table.children if group.is_header)
    rows = len(grid[0])
    step = max(1, -(-rows // MOST_ROWS))
    numbers = [number for number in range(rows) if number < heads or (number - heads) % step == 0]
    return [
        Row(
            tuple(
                _cell(context, cell, at)
                for at, cell in enumerate(column[number] for column in grid)
                if cell is not None and cell.colspan == cell.rowspan == 1
            ),
            number < heads,
        )
        for number in numbers
    ]


def _cell(context: LayoutContext, box: CellBox, column: int) -> Cell:
    try:
        return Cell(column, margin_width(box, 0), tuple(_paragraphs(box)))
    except _UnfitError:
        least, most = table_cell_min_max_content_width(context, box, outer=False)
        parts = max(1, round(most / least)) if least else 1
        return Cell(column, margin_width(box, 0), (Paragraph((Piece(least, 0.0),) * parts),))


def _paragraphs(box: Box) -> Iterator[Paragraph]:
    for child in box.children:
        if isinstance(child, boxes.LineBox):
            paragraph = read_paragraph(child)
            if paragraph is not None:
                pieces = tuple(_pieces(paragraph, child.style["lang"]))
                yield Paragraph(pieces * ceil(len(paragraph.text) / _MOST_CHARACTERS))
            elif child.children:
                raise _UnfitError
        elif type(child) is boxes.BlockBox and not margin_width(child, 0):
            yield from _paragraphs(child)
        else:
            raise _UnfitError


@dataclass(slots=True)
class _Part:
    """What is between two places where a line may end: words, and the spaces after them."""

    begin: int
    words_end: int
    end: int
    width: float = 0.0
    space: float = 0.0
    is_code: bool = False  # it may be divided anywhere


def _pieces(paragraph: ParagraphText, language: str | None) -> Iterator[Piece]:
    """The pieces of a paragraph, of a long one those of its beginning."""
    text = paragraph.text[:_MOST_CHARACTERS]
    ends = pairwise([0, *line_breaks(text, language), len(text)])
    parts = [_Part(begin, begin + len(text[begin:end].rstrip(" ")), end) for begin, end in ends]
    begins = [part.begin for part in parts]
    for leaf in paragraph.leaves:
        if leaf.start < len(text):
            of_leaf = parts[bisect_right(begins, leaf.start) - 1 : bisect_left(begins, leaf.end)]
            _measure(of_leaf, leaf, text)
    return chain.from_iterable(map(_divided, parts))


def _measure(parts: Sequence[_Part], leaf: Leaf, text: str) -> None:
    """Add to parts what of them is in a leaf."""
    style = leaf.box.style
    measured = widths_in(style)
    words = [text[max(part.begin, leaf.start) : min(part.words_end, leaf.end)] for part in parts]
    measured.learn(filter(None, words))
    for part, word in zip(parts, words, strict=True):
        part.width += measured.of(word) if word else 0.0
        part.space += measured.space * max(0, min(part.end, leaf.end) - max(part.words_end, leaf.start))
        part.is_code = part.is_code or style["overflow_wrap"] == "anywhere"
    parts[0].width += leaf.before
    parts[-1].width += leaf.after


def _divided(part: _Part) -> Iterator[Piece]:
    """Code and addresses in parts of a few characters, each of which may be on a line of its own."""
    pieces = max(1, (part.words_end - part.begin) // _SHORT_CODE) if part.is_code else 1
    for number in range(pieces):
        yield Piece(part.width / pieces, part.space if number == pieces - 1 else 0.0)
