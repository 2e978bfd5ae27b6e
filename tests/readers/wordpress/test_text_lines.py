import time

import pytest

from archivist.readers.wordpress.plain_lines import plain_line
from tests.running_time import seconds_since


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("A &amp; B &#8217;n&nbsp;C", "A & B ’n C"),
        ("A <em>word</em><br />and more", "A word and more"),
        ("a < b, c > d, Vec<T>", "a < b, c > d, Vec<T>"),
        ("One<!-- hidden --> two\n three", "One two three"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("", ""),
    ],
)
def test_a_title_is_the_words_a_reader_sees(source: str, wanted: str) -> None:
    assert plain_line(source) == wanted


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["<!--", "<", "<b ", "&", " ", "<!-- -"])
def test_hostile_titles_take_no_long_time(unit: str) -> None:
    began = time.process_time()
    plain_line(unit * (400_000 // len(unit)))
    assert seconds_since(began) < 5
