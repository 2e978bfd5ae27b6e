"""A text on several pages: its parts keep their words, and their notes and places get names of their own."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.html_to_markdown import Part, parts_to_markdown
from tests.html_to_markdown.making import NOTES, PAGES, letters, read_back


def _part(number: int, notes: tuple[str, ...]) -> str:
    calls = "".join(f'x<sup id="r{each}"><a href="#fn{each}">{each}</a></sup>' for each in notes)
    texts = "".join(f'<li id="fn{each}">{number}-{each} <a href="#r{each}">↩</a></li>' for each in notes)
    return f'<p>{calls}</p><div class="footnotes"><ol>{texts}</ol></div>'


def _labels(*parts: tuple[str, ...]) -> list[str]:
    made = read_back(parts_to_markdown([Part(_part(number, notes)) for number, notes in enumerate(parts)]))[1]
    return [note.label for note in made.notes]


def test_numbers_that_begin_again_are_counted_on() -> None:
    assert _labels(("1", "2"), ("1", "2", "3")) == ["1", "2", "3", "4", "5"]


def test_numbers_that_go_on_stay() -> None:
    assert _labels(("1", "2"), ("3", "4")) == ["1", "2", "3", "4"]


def test_places_of_one_name_are_distinguished() -> None:
    part = '<h2 id="a">A</h2><p><a href="#a">up</a></p>'
    text = parts_to_markdown([Part(part), Part(part)]).text
    assert "[up](#a)" in text
    assert "[up](#a-part-2)" in text


def test_each_part_has_its_own_base() -> None:
    parts = [Part("<p><a href='x'>X</a></p>", f"https://e.org/{number}/") for number in (1, 2)]
    assert parts_to_markdown(parts).text == "[X](https://e.org/1/x)\n\n[X](https://e.org/2/x)\n"


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(PAGES, NOTES), max_size=3))
def test_no_word_of_a_part_is_lost(sources: list[str]) -> None:
    found = parts_to_markdown([Part(each, f"https://e.org/{n}") for n, each in enumerate(sources)], language="en")
    assert read_back(found)[0] == letters(found.plain)
