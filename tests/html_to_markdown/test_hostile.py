"""Input meant to break programs."""

import time

import pytest

from tests.html_to_markdown.making import converted
from tests.running_time import seconds_since

pytestmark = pytest.mark.slow  # very long texts

HOSTILE = {
    "nested divisions": "<div>w " * 10_000,
    "nested lists": "<ul><li>w " * 3_000,
    "nested emphasis": "<b><i>w " * 5_000,
    "nested tables": "<table><tr><td>w " * 3_000,
    "a paragraph of marks": "<p>" + "*a* [b " * 5_000,
    "open brackets": "[" * 20_000,
    "open template tags": "{{" * 10_000,
    "a huge attribute": f'<p title="{"x" * 2_000_000}">q</p>',
    "characters that a book cannot contain": "a\x00b\ud800c\x85d\ufffe" * 5_000,
    "many scripts": "<script>x</script>a" * 10_000,
    "open comments": "<!--" * 20_000,
    "a wide table": "<table><tr>" + "<th>a" * 2_000 + "<tr>" + "<td>b" * 2_000 + "</table>",
    "links back without end": '<p><sup><a href="#fn1" id="q">1</a></sup></p><ol><li id=fn1>n'
    + '<a href="#q">^</a>' * 5_000,
    "calls without end": "<p>"
    + '<sup><a href="#fn1">1</a></sup>' * 3_000
    + "</p><ol class=footnotes><li id=fn1>n</ol>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_soon_and_keeps_the_words(name: str) -> None:
    before = time.process_time()
    converted(HOSTILE[name])
    assert seconds_since(before) < 5


@pytest.mark.parametrize("address", ["https://[::1^#n", "//[x]#n", "#n", "https://[bad"])
def test_an_address_that_is_none_does_no_harm(address: str) -> None:
    converted(f'<p>a<sup><a href="{address}">1</a></sup></p><p id="n">b</p>', base="https://[::1/x")
    converted(f'<p>a<a href="{address}">1</a></p><p id="n">b</p>', base="https://example.org/x")


@pytest.mark.parametrize(
    "address",
    ["javascript:x", " java\nscript:x", "\x01JavaScript:x", "vbscript:x", "data:text/html,x", "data:image/svg+xml,x"],
)
def test_a_link_that_runs_a_program_is_broken_and_keeps_its_words(address: str) -> None:
    found, _ = converted(f'<p>a <a href="{address}">words</a></p>')
    assert found.text == "a words\n"
    assert [remark.code for remark in found.remarks] == ["import-left-out"]
