"""No word is lost, added or moved, whatever the HTML."""

import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.html_to_markdown.making import BLOCKS, LINES, NOTES, PAGES, SCRAPS, TEXTS, converted, letters

_TAGS = (
    "<p> </p> <div> </div> <b> </b> <i> <em> </em> <a·href=x> </a> <table> <tr> <td> <th> </table> <ul> <li> </ul>"
    " <ol> <dl> <dt> <dd> <pre> </pre> <code> </code> <h2> </h2> <blockquote> </blockquote> <br> <hr> <img·src=a>"
    " <figure> <figcaption> <details> <summary> <script>x</script> <style>y</style> <!--·z·--> <svg> <math>"
    " <noscript> <template> <form> <input> <select> <option> <textarea> </textarea> <iframe·src=q> <video> <sup>"
    " <a·href=#a> <p·id=a> <li·id=fn1> <a·class=footnote-ref·href=#fn1>1</a> <section·class=footnotes> </section>"
    " <span·lang=ka> </span> <caption> <title> <body> </body> </html> <custom-tag> <![CDATA[ ]]> &nbsp; &#0; <"
)
SOUP = st.lists(
    st.sampled_from([*(tag.replace("·", " ") for tag in _TAGS.split()), *SCRAPS]),
    max_size=30,
).map("".join)


@pytest.mark.slow
@given(TEXTS)
@settings(deadline=None, max_examples=80)
def test_text_comes_back_as_it_was(text: str) -> None:
    found, _ = converted(f"<p>{html.escape(text)}</p>")
    assert _unmarked(found.plain) == _unmarked(re.sub("[\x80-\x9f]", "", text))


def _unmarked(text: str) -> str:
    """The letters without what may delimit a formula."""
    return re.sub(r"[$`()\[\]\\]|latex", "", letters(text))


@pytest.mark.slow
@given(LINES)
@settings(deadline=None, max_examples=60)
def test_words_within_a_line_survive(line: str) -> None:
    converted(f"<p>{line}</p>")
    converted(f"<table><tr><th>a<th>b<tr><td>{line}<td>c</table>")
    converted(f"<ul><li>{line}<li>{line}</ul><h2>{line}</h2>")


@pytest.mark.slow
@given(PAGES)
@settings(deadline=None, max_examples=80)
@example("<ul><li>a<ol start=3><li>b</ol></ul>")
def test_words_within_blocks_survive(page: str) -> None:
    converted(page)


@pytest.mark.slow
@given(NOTES)
@settings(deadline=None, max_examples=60)
def test_words_of_notes_survive(page: str) -> None:
    converted(page)


@pytest.mark.slow
@given(SOUP)
@example("<math>&<math>")
@example("$5\\(a_1\\)")
@settings(deadline=None, max_examples=80)
def test_words_of_broken_html_survive(soup: str) -> None:
    converted(soup)


@pytest.mark.slow
@given(st.text(max_size=300), BLOCKS)
@settings(deadline=None, max_examples=60)
def test_nothing_is_raised(text: str, block: str) -> None:
    converted(text + block + text, base=text, language=text[:5])
