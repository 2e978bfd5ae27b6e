"""Tables that are wider than the page are reported by check as by compile."""

from pathlib import Path

import pytest

from archivist.findings import CODES, Severity
from tests.editorial.making import SETTINGS, found, page
from tests.pdf.making import laid

REPORTED = ("wide-table", "table-turned")


def table(columns: int, word: str = "value", rows: int = 2) -> str:
    """A table of so many rows with words such as `value1q7`."""
    lines = ["|" + "|".join(f" {word}{row}q{number} " for number in range(columns)) + "|\n" for row in range(rows)]
    return lines[0] + "|" + "---|" * columns + "\n" + "".join(lines[1:])


@pytest.mark.parametrize(
    ("size", "columns", "word"),
    [
        *(("A5", columns, "value") for columns in (4, 9, 16, 25)),
        *(("A4", columns, "value") for columns in (11, 19)),
        *(("ereader", columns, "value") for columns in (7, 11)),
        ("A5", 4, "12345678901234567890123456789"),
        ("A5", 4, "UnbelievablyLongNamesOfThings.WithoutAnySpace.ToDivideThem"),
        ("A5", 9, "მდინარე"),
        ("A5", 14, "მდინარე"),
        ("A5", 9, "река"),
        ("A5", 16, "река"),
        ("A5", 20, "i"),
    ],
)
def test_check_reports_what_compile_reports(tmp_path: Path, size: str, columns: int, word: str) -> None:
    text = table(columns, word)
    settings = f'{SETTINGS}[pdf]\npage = "{size}"\n'
    checked = found(tmp_path, {"a.en.md": page(text)}, "wide-table", settings=settings)
    compiled = [remark for remark in laid(text, page=size).remarks if remark.code == "wide-table"]
    assert len(checked) == len(compiled)
    for before, after in zip(checked, compiled, strict=True):
        assert before.message.split(" has ")[0] == after.text.split(" has ")[0]
        assert before.message.split(": ")[-1] == after.text.split(": ")[-1]
        assert f"{columns} columns" in before.message
    assert CODES["wide-table"].severity is Severity.WARNING


def test_words_that_can_be_divided_and_cells_across_columns_need_no_room(tmp_path: Path) -> None:
    across = f'<td colspan="3">{"Words " * 30}<code>{"a" * 90}</code></td>'
    rows = f"<tr><th>A</th><th>B</th><th>C</th></tr><tr>{across}</tr><tr><td>{'水' * 90}</td><td>b</td><td>c</td></tr>"
    text = (
        f"<table>\n{rows}\n<tr><td>{'x' * 900}</td><td><a href='https://a.example/'>{'y' * 90}</a></td></tr>\n</table>"
    )
    assert found(tmp_path, {"a.en.md": page(text)}, "wide-table") == []


def test_a_wide_table_in_a_cell_is_named(tmp_path: Path) -> None:
    cells = "".join(f"<td>inner{number}</td>" for number in range(24))
    text = f"<table><tr><th>A</th></tr><tr><td><table><tr>{cells}</tr></table></td></tr></table>"
    messages = [finding.message for finding in found(tmp_path, {"a.en.md": page(text)}, "wide-table")]
    assert len(messages) == 1
    assert messages[0].startswith("the table “inner0")


@pytest.mark.parametrize(("size", "columns"), [("A5", 6), ("A5", 13), ("A5", 24), ("A4", 16), ("ereader", 9)])
def test_check_reports_turned_tables_as_compile_does(tmp_path: Path, size: str, columns: int) -> None:
    text = f"Text.\n\n{table(columns, rows=5)}"
    settings = f'{SETTINGS}[pdf]\npage = "{size}"\n'
    checked = [each for code in REPORTED for each in found(tmp_path, {"a.en.md": page(text)}, code, settings=settings)]
    compiled = [remark for remark in laid(text, page=size).remarks if remark.code in REPORTED]
    assert [each.code for each in checked] == [remark.code for remark in compiled]
    source = page(text).split("\n")
    assert all(source[each.line - 1].startswith("| value0q0 ") for each in checked)
    assert CODES["table-turned"].severity is Severity.INFO
