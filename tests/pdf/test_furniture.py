"""Running heads: short, and cut between words."""

import pytest

from archivist.pdf.furniture import shortened


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
