"""Pages of any size: the text is a whole number of lines, between margins, and as wide as it can be read."""

import io
import re

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archivist.errors import ConfigurationError
from archivist.pages.page_grid import POINTS, page_grid, variables
from archivist.pdf.theme import paper_size, style_sheets
from archivist.settings.choices import PageSize
from archivist.settings.config import Config, parse
from tests.pdf.making import document, job, lay_out, whole


@pytest.mark.parametrize(
    ("written", "name", "size"),
    [
        ("b5", "B5", (176, 250)),
        ("LETTER", "Letter", (215.9, 279.4)),
        ("6×9", "6x9in", (152.4, 228.6)),
        ("6in 9in", "6x9in", (152.4, 228.6)),
        ("6 x 9 in", "6x9in", (152.4, 228.6)),
        ("148 × 210 mm", "A5", (148, 210)),
        ("15cm 22cm", "150mm 220mm", (150, 220)),
        ("150mm x 220mm", "150mm 220mm", (150, 220)),
    ],
)
def test_pages_are_written_in_many_ways(written: str, name: str, size: tuple[float, float]) -> None:
    grid = page_grid(written)
    assert (grid.name, (grid.width, grid.height)) == (name, size)
    assert page_grid(grid.name) == grid
    assert parse({"pdf": {"page": written}}).pdf.page == name


@pytest.mark.parametrize("written", ["A6x", "", "150 220", "20mm 30mm", "220mm 150mm", "900mm 2000mm", 5, None])
def test_other_pages_are_refused(written: object) -> None:
    with pytest.raises(ConfigurationError, match=r"pdf\.page"):
        parse({"pdf": {"page": written}})


@given(st.floats(85, 300), st.floats(1.16, 1.9))
@example(119.99, 1.5)
@example(120, 1.16)
def test_every_page_can_be_read(width: float, ratio: float) -> None:
    width = round(width, 1)
    height = min(max(round(width * ratio, 1), 110), 430)
    grid = page_grid(f"{width:.1f}mm {height:.1f}mm")
    assert 22 <= grid.em <= 36  # 45 to 75 letters on a line
    assert 8.5 <= grid.size <= 12.5
    text = grid.lines * grid.line / POINTS
    assert grid.top > 5
    assert 0.7 * grid.top < grid.height - grid.top - text < 3 * grid.top + grid.line
    assert (grid.width - grid.measure) / 2 > 5


@pytest.mark.parametrize("name", list(PageSize))
def test_the_numbers_of_pages_made_by_hand_are_those_of_their_style_sheets(name: PageSize) -> None:
    grid, sheet = page_grid(name), "\n".join(style_sheets(name))
    (margins,) = re.findall(r"margin: ([\d. m]+);\s*\n?\s*@footnote", sheet)
    top, side, *_ = (float(each) for each in margins.replace("mm", "").split())
    assert grid.is_hand_made
    assert [top, side] == pytest.approx([grid.top, (grid.width - grid.measure) / 2], abs=0.01)
    assert f"--size: {grid.size:g}pt; --line: {grid.line:g}pt" in sheet
    assert f"--text-height: {grid.lines * grid.line:g}pt" in sheet
    derived = variables(grid)
    for of_script in ("html:lang(ka), html:lang(hi)", "html:lang(zh), html:lang(ja), html:lang(ko)"):
        lines = [re.search(re.escape(of_script) + r" \{ --line: ([\d.]+)pt", text) for text in (sheet, derived)]
        by_hand, by_rule = (float(line[1]) for line in lines if line)
        assert by_rule == pytest.approx(by_hand, abs=0.1)


@pytest.mark.parametrize("name", ["B5", "Letter", "150mm 220mm"])
def test_an_article_is_laid_out_on_a_derived_page(name: str) -> None:
    grid, styles = page_grid(name), style_sheets(name)
    text = "Text with words that go on and on until the page is full, and a note.[^a] " * 60 + "\n\n[^a]: Note.\n"
    made = lay_out(job(document(text), *styles))
    assert whole(made)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        size = [float(edge) / POINTS for edge in pdf.pages[0].mediabox][2:]
    assert size == pytest.approx([grid.width, grid.height], abs=0.1)
    assert paper_size(name, styles).endswith(f"{grid.width:g} × {grid.height:g} mm")


def test_the_default_page_is_a5() -> None:
    assert Config().pdf.page == PageSize.A5
