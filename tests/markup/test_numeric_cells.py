"""Numbers in tables are not divided, and columns of them are aligned on the right."""

import pytest

from tests.apparatus.making import article, config
from tests.markup.making import XHTML, book, named, tree


def classes(table: str) -> list[list[str]]:
    """The classes of each cell, by row."""
    root = tree(named(book(config("en"), article("x", table)), "x"))
    rows = root.iter(f"{XHTML}tr")
    return [[cell.get("class", "") for cell in row] for row in rows]


def test_a_column_of_numbers_is_aligned_on_the_right_with_its_head() -> None:
    rows = "| a | −12.5 | 1,234 | 12 345 € | 40 % |\n| b | 3 | – | 7 | |\n| c | 4.25 | 9 | 1 | 2 |\n"
    found = classes("| A | B | C | D | E |\n|---|---|---|---|---|\n" + rows)
    assert found[0] == ["", *["align-right"] * 4]
    assert found[1] == ["", *["numeric align-right"] * 4]
    assert found[2] == ["", "numeric align-right", "align-right", "numeric align-right", "align-right"]


def test_numbers_in_a_column_of_words_are_kept_whole_and_stay_on_the_left() -> None:
    found = classes("| A | B |\n|---|---|\n| a | 1852–1857 |\n| b | 12 |\n| c | many |\n| d | U+10A0–/10FF |\n")
    assert [row[1] for row in found] == ["", "numeric", "numeric", "", "numeric"]


def test_the_first_column_and_what_an_author_aligned_stay_as_they_are() -> None:
    found = classes("| Year | B | C |\n|---|:---|:---:|\n| 1891 | 1 | 2 |\n| 1892 | 3 | 4 |\n")
    assert found[1] == ["numeric", "align-left numeric", "align-center numeric"]


def test_cells_over_several_columns_leave_the_columns_as_they_are() -> None:
    rows = "<tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr>"
    table = f"<table><tr><th colspan='2'>Ab</th></tr>{rows}</table>"
    assert classes(table) == [[""], ["", "numeric"], ["", "numeric"]]


@pytest.mark.parametrize(("columns", "name"), [(7, ""), (8, "columns-8"), (12, "columns-11"), (15, "columns-15")])
def test_tables_of_many_columns_are_marked_for_screens(columns: int, name: str) -> None:
    table = "| A " * columns + "|\n" + "|---" * columns + "|\n" + "| a " * columns + "|\n"
    root = tree(named(book(config("en"), article("x", table)), "x"))
    (found,) = root.iter(f"{XHTML}table")
    assert [each for each in found.get("class").split() if each != "short-table"] == name.split()


def test_the_call_of_a_note_is_no_part_of_a_number() -> None:
    table = "| A | B |\n|---|---|\n| a | 1[^1] |\n| b | 2 |\n\n[^1]: Note.\n"
    assert [row[1] for row in classes(table)][1:] == ["numeric align-right"] * 2
