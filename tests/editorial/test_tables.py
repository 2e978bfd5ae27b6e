"""Tables without header cells."""

from pathlib import Path

from tests.editorial.making import found, page

BARE = "<table>\n<tr><td>Rain &amp; snow</td><td>12</td></tr>\n</table>\n"


def test_a_table_without_header_cells_is_reported_with_its_line(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {"a.en.md": page(f"Words.\n\n{BARE}")}, "table-without-header")
    assert finding.message == "no cell of the table “Rain & snow 12” is a header"
    lines = (tmp_path / finding.file).read_text("utf-8").splitlines()
    assert "Rain" in lines[finding.line - 1]


def test_a_header_in_any_cell_or_a_table_in_markdown_is_enough(tmp_path: Path) -> None:
    row = BARE.replace("<td>Rain &amp; snow</td>", "<th>Rain</th>")
    files = {"a.en.md": page(f"{row}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")}
    assert found(tmp_path, files, "table-without-header") == []


def test_each_bare_table_is_reported(tmp_path: Path) -> None:
    files = {"a.en.md": page(f"{BARE}\n\n{BARE.replace('12', '14')}")}
    assert len(found(tmp_path, files, "table-without-header")) == 2
