"""How columns share a width: by the lines they save. Every word here is as wide as it has characters."""

import pytest

from archivist.pdf.table_columns import Cell, Paragraph, Piece, Row, share_width, undivided_widths


def row(*texts: str, head: bool = False) -> Row:
    """A row of cells without edges; spaces are as wide as characters."""
    cells = (
        Cell(column, 0.0, (Paragraph(tuple(Piece(len(word), 1.0) for word in text.split())),))
        for column, text in enumerate(texts)
    )
    return Row(tuple(cells), head)


def lines(text: str, width: float) -> int:
    return Paragraph(tuple(Piece(len(word), 1.0) for word in text.split())).lines(width)


def test_lines_are_filled_as_far_as_they_go() -> None:
    assert [lines("aa bb cc", width) for width in (10, 8, 7, 5, 4, 2)] == [1, 1, 2, 2, 3, 3]


def test_a_column_that_saves_a_line_in_each_row_gets_the_room_before_one_that_saves_one() -> None:
    rows = [row("10th century", "words " * 6), *(row("11th century", "short") for _ in range(3))]
    first, second = share_width(30, [3, 3], [13, 36], rows)
    assert first >= 12
    assert first + second == pytest.approx(30)


def test_no_word_is_divided_while_another_column_has_room() -> None:
    rows = [row("passengers", "volume of goods carried"), row("1", "2")]
    assert undivided_widths([4, 2], rows)[0] > 10
    first, second = share_width(22, [4, 2], [10.1, 24], rows)
    assert first > 10
    assert second > 7


def test_where_words_must_be_divided_those_of_the_head_are() -> None:
    rows = [row("unimaginably", "incomprehensible", head=True), *(row("company", "12345") for _ in range(4))]
    first, second = share_width(20, [3, 3], [12.1, 16.1], rows)
    assert first > 7
    assert second > 5
    assert first + second == pytest.approx(20)


def test_a_line_of_the_head_is_worth_more_than_one_of_another_row() -> None:
    widths = share_width(13.5, [4, 4], [9.1, 9.1], [row("head line", "a", head=True), row("a", "text line")])
    assert widths[0] > 9 > widths[1]


def test_a_long_paragraph_has_about_as_many_lines_as_its_length_says() -> None:
    text = "words of a text " * 30
    assert abs(lines(text, 60) - 8.3) <= 1.3
