"""Ordered lists of HTML keep their numbers on the way through Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archivist.text.list_numbers import numbered_items
from tests.html_to_markdown.making import converted

LISTS = {
    "<ol start=7><li>a<li value=11>b<li>c</ol>": "7 11 12",
    "<ol type=a><li>a<li>b</ol>": "a b",
    "<ol><li type=A>a<li type=A>b</ol>": "A B",
    "<ol reversed><li>a<li>b<li>c</ol>": "3 2 1",
    "<ol reversed start=10><li>a<li value=4>b<li>c</ol>": "10 4 3",
    "<ol start=-3><li>a<li>b</ol>": "-3 -2",
    "<ol start=2147483000><li>a</ol>": "2147483000",
    "<ol><li value=3>a<li value=3>b<li value=1>c</ol>": "3 3 1",
    "<ol type=I start=4><li><p>a<li><p>b<ol type=a><li>c</ol></ol><ol><li>d</ol>": "IV V a 1",
    "<ul><li>x<ol type=a><li>a<li>b</ol><li>y</ul>": "a b",
    "<blockquote><ol type=i><li>a</ol></blockquote>": "i",
    "<table><tr><th>h<tr><td><ol start=4 type=a><li>a</ol></table>": "d",
    "<ol><li>a</li><ol><li>b</li></ol><li>c</li></ol>": "1 1 2",
    '<ol style="list-style-type:lower-alpha"><li>a<li>b</ol>': "a b",
    '<ol type=a style="list-style-type: upper-roman" start=3><li>a</ol>': "III",
    '<ol style="list-style-type:none"><li>a</ol>': "1",
    "<ol start=x type=square><li>a</ol>": "1",
}


def numbers(xhtml: str) -> list[str]:
    """The numbers of the ordered lists of a body."""
    return [number.label for _, number in numbered_items(etree.fromstring(xhtml))]


@pytest.mark.parametrize("source", LISTS)
def test_numbers_are_those_of_the_html(source: str) -> None:
    _, made = converted(source)
    assert numbers(made.xhtml) == LISTS[source].split()
    assert made.findings == ()


@given(
    st.lists(st.none() | st.integers(0, 20), min_size=1, max_size=6),
    st.none() | st.integers(-5, 30),
    st.booleans(),
    st.sampled_from(["", "1", "a", "A", "i", "I"]),
)
def test_any_list_keeps_its_numbers(values: list[int | None], start: int | None, backwards: bool, kind: str) -> None:
    attributes = f' start="{start}"' * (start is not None) + " reversed=''" * backwards + f' type="{kind}"' * bool(kind)
    items = "".join("<li>x</li>" if value is None else f'<li value="{value}">x</li>' for value in values)
    source = f"<ol{attributes}>{items}</ol>"
    _, made = converted(source)
    assert numbers(made.xhtml) == numbers(f"<body>{source}</body>")
