"""Pages that end at the same line, and articles that are set more closely to save a page."""

from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

from archivist.pdf.engine import FollowingDocument, LaidOut
from tests.pdf.making import document, job, laid, lay_out, whole

pytestmark = pytest.mark.slow  # lays out pages

LINE, FOOT = 14.0, 62.5  # points: of the text; the lower edge of the text area
LINES = 34  # of a page
NEXT_PAGE = "h3 { break-before: page }"
HEAD = 4  # lines of the head of the article


def tops(made: LaidOut, page: int) -> list[float]:
    """The upper edges of the characters of a page, in lines from the foot of the text."""
    with pypdfium2.PdfDocument(made.pdf) as opened:
        text = opened[page].get_textpage()
        return sorted({(text.get_charbox(index)[3] - FOOT) / LINE for index in range(text.count_chars())})


def with_line(lines: int, between: str = "") -> str:
    """A page with two headings on which so many lines of text are below the second one."""
    text = "\n\n".join(["Linum."] * lines)
    return f"Linum.\n\n## Hic\n\nLinum.\n\n## Illic\n\n{between}{text}\n\n### Finis\n\nLinum."


def empty_lines(made: LaidOut, page: int = 0) -> int:
    return int(tops(made, page)[0])


FULL = LINES - HEAD - 1 - 3 - 1 - 3  # lines below the second heading that fill the page


@pytest.mark.parametrize(("lacking", "left"), [(0, 0), (2, 0), (3, 1), (11, 9), (12, 12)])
def test_headings_take_a_line_each_unless_the_page_is_empty_by_a_third(lacking: int, left: int) -> None:
    made = laid(with_line(FULL - lacking), NEXT_PAGE)
    assert whole(made)
    assert made.pages == 2
    assert empty_lines(made) == left


def test_lists_and_quotations_take_a_line_above_and_one_below() -> None:
    between = "Linum.\n\n- Linum.\n- Linum.\n\nLinum.\n\n> Linum.\n\n"
    heights = 1 + 2 + 1 + 1 + 3
    assert [empty_lines(laid(with_line(FULL - heights - lacking, between), NEXT_PAGE)) for lacking in (6, 7)] == [0, 1]


def test_the_last_page_is_not_filled() -> None:
    made = laid(with_line(FULL - 6))  # with the third heading and a line below it, three are left
    assert made.pages == 1
    assert empty_lines(made) == 3


def test_text_stays_on_the_grid_and_anchors_move_with_it() -> None:
    made = laid(f"[To it](#illic).\n\n{with_line(FULL - 3)}", NEXT_PAGE)
    assert whole(made)
    assert empty_lines(made) == 0
    (anchor,) = (each.y for each in made.anchors if each.name == "illic")
    with pypdfium2.PdfDocument(made.pdf) as opened:
        page = opened[0].get_textpage()
        text = page.get_text_range()
        heights = [page.get_charbox(text.index(word))[1] for word in ("To it", "Hic", "Illic", "Linum")]
    assert anchor == pytest.approx(heights[2] + 1.5 * LINE, abs=LINE / 2)
    assert {round((height - heights[0]) / LINE, 1) % 0.5 for height in heights} == {0.0}


def group(count: int) -> LaidOut:
    """So many articles of one line, which follow one another."""
    first, *others = (document("Linum.", title=f"T{n}", authors=("Ann",)) for n in range(count))
    following = tuple(FollowingDocument(f"d{n}", each.xhtml) for n, each in enumerate(others, 1))
    return lay_out(replace(job(first), following=following))


def distances(made: LaidOut) -> list[float]:
    """From each article that is on the first page to the next one, in lines."""
    on_first = [each for each in made.following if each.first == 0]
    heights = [next(anchor.y for anchor in each.anchors if not anchor.name) for each in on_first]
    return [round((one - other) / LINE, 2) for one, other in pairwise(heights)]


def test_articles_are_set_more_closely_if_that_saves_a_page() -> None:
    made = group(5)  # 37 lines
    assert all(whole(each) for each in made.documents)
    assert made.pages == 1
    assert distances(made) == [3 + 1 + 2] * 3  # lines: of the head, of the text, between the articles


def test_articles_that_need_the_pages_are_not_set_more_closely_and_fill_them() -> None:
    made = group(7)
    assert all(whole(each) for each in made.documents)
    assert [each.first for each in made.documents] == [0, 0, 0, 0, 1, 1, 1]
    assert distances(made) == [4 + 1 + 3 + 2, 4 + 1 + 3 + 1]
    assert empty_lines(made) == 0
