"""Tables that do not fit as they are: every word is printed once, in the order of the document."""

from pathlib import Path
from typing import Any

import pytest

from archivist.model.pages import Remark
from archivist.pdf.engine import document_layout, rendering
from tests.archives import PROSE
from tests.pdf.making import laid, page_of, pages, squeezed, whole

pytestmark = pytest.mark.slow  # lays out pages


def words(name: str, count: int) -> str:
    """So many words, each of them once in the text."""
    return " ".join(f"{name}{number}z" for number in range(count))


def codes(remarks: tuple[Remark, ...]) -> set[str]:
    return {remark.code for remark in remarks}


LONG = {
    "first column": f"| Aq | Bq |\n|---|---|\n| {words('a', 450)} | x |",
    "last column": f"| Aq | Bq |\n|---|---|\n| x | {words('a', 450)} |",
    "two cells": f"| Aq | Bq |\n|---|---|\n| {words('a', 300)} | {words('b', 450)} |",
    "behind short rows": "| Aq | Bq |\n|---|---|\n" + "| s | t |\n" * 8 + f"| {words('a', 450)} | x |",
    "several rows": "| Aq | Bq |\n|---|---|\n"
    + "".join(f"| {words(f'a{row}q', 400)} | {words(f'b{row}q', 40)} |\n" for row in range(6)),
    "no head": f"<table><tr><td>{words('a', 300)}</td><td>{words('b', 250)}</td></tr></table>",
    "caption": f"<table><caption>Cq</caption><tr><th>H</th><td>{words('a', 450)}</td></tr></table>",
    "row span": f"<table><tr><td rowspan=2>{words('a', 500)}</td><td>one</td></tr>"
    f"<tr><td>{words('b', 90)}</td></tr><tr><td>c</td><td>{words('d', 300)}</td></tr></table>",
    "table within": f"<table><tr><td>{words('a', 100)}</td><td><table><tr><td>{words('b', 260)}</td>"
    f"<td>{words('c', 140)}</td></tr></table>{words('d', 100)}</td></tr></table>",
    "blocks": f"<table><tr><td><ul><li>{words('a', 200)}</li><li>{words('b', 200)}</li></ul>"
    f"<pre><code>{words('c', 60)}</code></pre></td><td>{words('d', 30)}</td></tr></table>",
}


@pytest.mark.parametrize("table", LONG.values(), ids=LONG.keys())
def test_a_row_taller_than_a_page_continues_on_the_next(table: str) -> None:
    made = laid(f"## Headq\n\n{table}\n\nAfterq.")
    assert whole(made)
    assert made.pages > 1
    assert codes(made.remarks) == {"tall-row"}
    text = "".join(pages(made.pdf))
    for word in set(squeezed(table).replace("|", " ").split()) & {"a0z", "b0z", "c0z", "d0z"}:
        assert text.count(word) == 1
    assert page_of(made, "Headq") == 0
    assert "a0z" in pages(made.pdf)[0] or "a0q0z" in pages(made.pdf)[0]  # the heading stays with the first lines


def test_the_head_of_a_table_is_repeated_above_the_rest_of_a_row() -> None:
    made = laid(LONG["two cells"])
    assert whole(made)
    assert made.pages > 1
    assert [text.count("Aq") for text in pages(made.pdf)] == [1] * made.pages


def test_a_head_taller_than_a_page_is_printed_once() -> None:
    made = laid(f"| {words('h', 600)} | Bq |\n|---|---|\n| a | b |\n| {words('c', 500)} | d |")
    assert whole(made)
    assert page_of(made, "h0z") == 0
    assert any("printed once" in remark.text for remark in made.remarks)


def test_notes_of_a_divided_row_stand_below_all_its_cells() -> None:
    cells = f"| {words('a', 90)} | {words('b', 300)} cq1z[^1] | {words('c', 90)} cq2z[^2] |"
    notes = f"[^1]: nq1z {words('n', 25)}\n[^2]: nq2z {words('m', 15)}"
    made = laid(f"Text.\n\n| A | B | C |\n|---|---|---|\n{cells}\n\n{notes}\n")
    assert whole(made)
    for number in (1, 2):
        assert page_of(made, f"nq{number}z") == page_of(made, f"cq{number}z")
    lowest = {anchor.page: anchor.y for anchor in made.anchors if anchor.name.startswith("note.")}
    assert lowest
    text = pages(made.pdf)
    for page in lowest:  # no line of a cell is printed over a note
        assert squeezed("nq1z" if page_of(made, "nq1z") == page else "nq2z") in text[page]


def test_pages_begin_in_a_divided_row_where_the_document_does() -> None:
    """Places are counted in the order of the document, which is not that of the pages."""
    first, second = words("a", 400), words("b", 600)
    made = laid(f"Intro.\n\n| A | B |\n|---|---|\n| {first} | {second} |\n\nAfterq.")
    assert whole(made)
    assert {start.stream for start in made.starts} == {""}
    places = [start.letters for start in made.starts]
    assert places == sorted(places)
    text = pages(made.pdf)
    before = squeezed("9 March 2022 A in en Intro. AB")
    letters = before + squeezed(first) + squeezed(second) + "Afterq."
    for page, place in enumerate(places[1:], start=1):
        assert squeezed(letters[place : place + 12]) in text[page]


def test_the_foot_of_a_table_is_printed_once_at_its_end() -> None:
    rows = "".join(f"<tr><td>rq{row}z</td><td>words</td></tr>" for row in range(80))
    made = laid(f"<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{rows}</tbody>"
                "<tfoot><tr><td>footq</td><td>end</td></tr></tfoot></table>")  # fmt: skip
    assert whole(made)
    assert page_of(made, "footq") == made.pages - 1


def wide(columns: int, rows: int = 2) -> str:
    line = "|" + "|".join(f" Column {number} " for number in range(columns)) + "|\n|" + "---|" * columns + "\n"
    return line + "".join("|" + "|".join(f" value{row}q{n}z " for n in range(columns)) + "|\n" for row in range(rows))


def test_a_table_of_many_columns_is_set_in_paragraphs_and_no_word_is_divided() -> None:
    made = laid(wide(25))
    assert whole(made)
    assert [remark.code for remark in made.remarks] == ["wide-table"]
    assert "25 columns" in made.remarks[0].text
    text = "".join(pages(made.pdf))
    assert all(text.count(f"value{row}q{n}z") == 1 for row in range(2) for n in range(25))
    assert text.count("Column7") == 3  # in the head, and before the value of each row


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time the engine laid a document out."""
    calls: list[int] = []
    render = rendering.render

    def counted(*given: Any) -> Any:
        calls.append(1)
        return render(*given)

    monkeypatch.setattr(document_layout, "render", counted)
    return calls


@pytest.mark.parametrize(("columns", "layouts"), [(4, 1), (25, 2), (60, 2)])
def test_sizes_that_surely_do_not_help_are_not_laid_out(rendered: list[int], columns: int, layouts: int) -> None:
    assert whole(laid(wide(columns)))
    assert len(rendered) == layouts


def test_rows_that_lose_words_are_paragraphs_before_other_rows_are_divided(
    rendered: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dividing further rows does not bring lost words back, and each trial costs a layout."""
    monkeypatch.setattr(document_layout, "_loses_words", lambda _: True)
    made = laid(LONG["several rows"], page="ereader")
    assert whole(made)
    assert "paragraph" in made.remarks[0].text
    assert len(rendered) == 3


def test_a_table_that_fits_is_left_alone() -> None:
    made = laid(wide(4))
    assert whole(made)
    assert made.remarks == ()


def test_a_table_of_few_columns_with_long_words_shares_the_measure() -> None:
    made = laid(f"| A | B |\n|---|---|\n| {'x' * 90} | {'y' * 90} |\n")
    assert whole(made)
    assert "2 columns: words in it are divided" in made.remarks[0].text


def test_only_the_table_that_is_too_wide_is_set_smaller(tmp_path: Path) -> None:
    alone = laid(wide(4)).structure
    both = laid(f"{wide(4)}\n\nText.\n\n{wide(30)}")
    assert whole(both)
    assert alone is not None
    assert len(both.remarks) == 1


def test_a_row_that_cannot_be_divided_without_loss_is_set_as_a_paragraph() -> None:
    """Where cells of several rows and tables within them are divided, the engine loses words."""
    within = "".join(
        f'<tr><td rowspan="3">{words(f"w{row}a", 120)}</td><td>{words(f"w{row}b", 20)}</td></tr>' for row in range(3)
    )
    rows = f'<tr><td rowspan="2">{words("a", 150)}</td><td><table>{within}</table></td><td>{words("c", 150)}</td></tr>'
    made = laid(f"<table><tbody>{rows}<tr><td>{words('d', 150)}</td></tr></tbody></table>", page="ereader")
    assert whole(made)
    assert "tall-row" in codes(made.remarks)


def test_a_short_table_is_divided_between_rows_or_moves() -> None:
    rows = "\n".join(f"| row{number}x | words | more words |" for number in range(1, 8))
    table = f"| A | B | C |\n|---|---|---|\n{rows}"
    for count in range(5, 9):
        made = laid(f"{PROSE * count}\n\n{table}\n\n{PROSE}")
        assert whole(made)
        on = [page_of(made, f"row{number}x") for number in range(1, 8)]
        assert on.count(0) in (0, 3, 4, 5, 7)
