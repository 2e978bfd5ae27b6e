"""Tables whose columns share the measure so that rows are low and words are whole."""

import pypdfium2
import pytest

from archivist.pdf.engine.box_tree import POINTS_PER_PIXEL
from tests.pdf.engine.unpatched import without
from tests.pdf.making import laid, whole

pytestmark = pytest.mark.slow  # lays out pages

SCRIPTS = """
| Script | Known from | Earliest dated inscription | Letters | Use today |
|---|---|---:|---:|---|
| Asomtavruli | 5th century | 430 | 38 | inscriptions and titles of the church, also as capitals |
| Nuskhuri | 10th century | 864 | 38 | books of the church |
| Mkhedruli | 11th century | 982 | 33 | everything |
| Mtavruli | 19th century | 1861 | 33 | headlines |
"""
TRADE = """
| Year | Volume of goods carried | Passengers | Receipts | Expenditure | Employees |
|---|---|---|---|---|---|
| 1891 | 123,456.5 | 34,567 | 1,234.25 | 999.50 | 13 |
| 1892 | 246,913.0 | 69,134 | 2,468.50 | 1999.00 | 26 |
"""


def printed(text: str) -> tuple[list[str], dict[float, bool]]:
    """The lines of the first page as they are printed, and whether there is type of the sizes of tables, in points."""
    made = laid(text)
    assert whole(made)
    with pypdfium2.PdfDocument(made.pdf) as opened:
        page = opened[0].get_textpage()
        lines = page.get_text_range().replace("\xa0", " ").splitlines()
        found = {round(pypdfium2.raw.FPDFText_GetFontSize(page, at), 1) for at in range(page.count_chars())}
    return lines, {size: round(size / POINTS_PER_PIXEL, 1) in found for size in (8.2, 6.9)}


def test_a_cell_of_two_words_keeps_its_line_beside_a_long_text() -> None:
    assert "10th century" in "\n".join(printed(SCRIPTS)[0])
    with without("column_widths"):
        assert "10th century" not in "\n".join(printed(SCRIPTS)[0])


def test_no_word_is_divided_while_another_column_has_air() -> None:
    assert "Passengers" in "\n".join(printed(TRADE)[0])
    with without("column_widths"):
        assert "Passengers" not in "\n".join(printed(TRADE)[0])


def test_a_table_is_set_smaller_before_its_words_are_divided() -> None:
    names = ("Electrification", "Transportation", "Administration", "Responsibility", "Correspondences")
    dense = f"|{'|'.join(names)}|\n{'|---' * 5}|\n{'| word ' * 5}|\n"
    lines, sizes = printed(dense)
    assert all(name in "\n".join(lines) for name in names)
    assert sizes == {8.2: False, 6.9: True}
