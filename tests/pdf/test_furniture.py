"""Running heads: short, cut between words, and laid out in pieces."""

import pytest

from archivist.pdf.margin_drawing import Margins
from archivist.pdf.running_heads import furniture_documents, shortened


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Where the river rises", "Where the river rises"),
        ("A road to the upper village that is open", "A road to the upper village that is…"),
        ("Parliament adopts the law on the deposit of printed works", "Parliament adopts the law on the deposit…"),
        ("One two three four five six, open-source software", "One two three four five six…"),
        ("One two three four five six seven – eight", "One two three four five six seven…"),
        ("12 % of 2022, 3 of 4, and 5 of 6 are 7 and 8", "12 % of 2022, 3 of 4, and 5 of 6 are 7 and 8"),
        ("トビリシの坂道を歩く、そして川へ", "トビリシの坂道を歩く、そして川へ"),
        ("  Two\n words ", "Two words"),
    ],
)
def test_a_long_title_is_cut_after_seven_words(title: str, head: str) -> None:
    assert shortened(title) == head


def _margins(count: int) -> list[Margins]:
    return [Margins("recto", "A title", str(page)) for page in range(count)]


def test_running_heads_that_the_engine_prints_are_laid_out_in_pieces_of_at_most_200_pages() -> None:
    pieces = [piece.decode() for piece in furniture_documents("en", _margins(401))]
    assert [piece.count("<section ") for piece in pieces] == [200, 200, 1]
    assert 'data-folio="199"' in pieces[0]
    assert 'data-folio="200"' in pieces[1]


def test_a_later_page_does_not_change_the_pieces_before_it() -> None:
    shorter, longer = (list(furniture_documents("en", _margins(count))) for count in (399, 400))
    assert shorter[0] == longer[0]
    assert shorter[1] != longer[1]
