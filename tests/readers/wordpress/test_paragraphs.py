import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.readers.wordpress.pieces import pieces
from archivist.readers.wordpress.wordpress_paragraphs import paragraphs
from tests.running_time import seconds_since


def _set(source: str) -> str:
    return " ".join(paragraphs(source).split())


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("One.\n\nTwo.", "<p>One.</p> <p>Two.</p>"),
        ("One,\ntwo.", "<p>One,<br /> two.</p>"),
        ("One.\r\n\r\nTwo.", "<p>One.</p> <p>Two.</p>"),
        ("One,<br />\ntwo.", "<p>One,<br /> two.</p>"),
        ("One.<br /><br />Two.", "<p>One.</p> <p>Two.</p>"),
        ("One.\n<h2>Head</h2>\nTwo.", "<p>One.</p> <h2>Head</h2><p>Two.</p>"),
        ("<blockquote>One.\n\nTwo.</blockquote>", "<blockquote><p>One.</p> <p>Two.</p> </blockquote>"),
        ("<strong>One.\n\nTwo.</strong>", "<p><strong>One.</strong></p> <p><strong>Two.</strong></p>"),
        ("One.\n\n&nbsp;\n\nTwo.", "<p>One.</p> <p>Two.</p>"),
        ("<ul>\n<li>One</li>\n<li>Two</li>\n</ul>", "<ul> <li>One</li> <li>Two</li> </ul>"),
        ("<div>One.</div>", "<div>One.</div>"),
        ("A <code>b\n\nc</code> d", "<p>A</p> <pre><code>b c</code></pre><p>d</p>"),
    ],
)
def test_lines_become_paragraphs_as_in_the_classic_editor(source: str, wanted: str) -> None:
    assert _set(source) == wanted


def test_preformatted_text_keeps_its_lines() -> None:
    source = "One.\n\n<pre>a\n\nb\nc</pre>\n\nTwo."
    assert "<pre>a\n\nb\nc</pre>" in paragraphs(source)


def test_text_in_paragraphs_of_html_is_left_alone() -> None:
    source = "<p>One line\nand another.</p>\n<ul>\n<li>a\nb</li>\n</ul>"
    assert paragraphs(source) == source


def test_in_mixed_text_a_paragraph_of_html_has_breaks_too() -> None:
    assert _set("One.\n\n<p style='x'>a\nb</p>") == "<p>One.</p> <p style='x'>a<br /> b</p>"


@given(st.text(st.sampled_from("ab \n<>/&;pbrdivstrong=\"'-!c"), max_size=120))
def test_no_word_is_lost(source: str) -> None:
    def letters(text: str) -> str:
        shown = "".join(piece.source for piece in pieces(text) if piece.is_text)
        return re.sub(r"\s+", "", shown.replace("&nbsp;", ""))

    assert letters(paragraphs(source)) == letters(source)


@given(st.text(st.sampled_from("ab<>/!-\"' p"), max_size=80))
def test_pieces_joined_are_the_text(source: str) -> None:
    assert "".join(piece.source for piece in pieces(source)) == source


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["<", '<a "', "<!--", "<p>", "<b>\n\n", "\n \n", "<code>", "<br>\n", "</p>"])
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    began = time.process_time()
    paragraphs(unit * (100_000 // len(unit)))
    assert seconds_since(began) < 5
