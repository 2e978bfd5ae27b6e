from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archivist.markup.line_joins import has_lines_to_join, join_lines


def joined(xhtml: str) -> str:
    root = etree.fromstring(xhtml)
    join_lines(root)
    return str(etree.tostring(root, encoding="unicode"))


def test_a_line_end_between_wide_letters_is_no_space() -> None:
    assert joined("<p>について、\n  掲載しています。</p>") == "<p>について、掲載しています。</p>"


def test_a_line_end_beside_other_letters_stays() -> None:
    text = "<p>使用Bitcoin\nCore 的\nPR</p>"
    assert joined(text) == text


def test_line_ends_beside_wide_punctuation_are_no_spaces() -> None:
    assert joined("<p>提案です。\n  Bitcoin\n（BTC）</p>") == "<p>提案です。Bitcoin（BTC）</p>"


def test_line_ends_at_links_and_emphases_are_no_spaces() -> None:
    text = '<p>提案、\n  <a href="x">以前</a>\n<em>提案</em> された<code>一</code>\n二\n<img src="x"/>\n三</p>'
    assert joined(text) == (
        '<p>提案、<a href="x">以前</a><em>提案</em> された<code>一</code>二\n<img src="x"/>\n三</p>'
    )


def test_code_stays_as_written() -> None:
    text = "<div><pre>一\n二</pre><pre><code>一\n二</code></pre></div>"
    assert joined(text) == text


def test_text_behind_an_element_is_joined_too() -> None:
    assert joined("<p><em>強</em>調\nです</p>") == "<p><em>強</em>調です</p>"


@given(st.text("a一、い<&\n\t ", max_size=20), st.text("a一、い<&\n\t ", max_size=20))
def test_nothing_is_joined_where_no_line_is_to_be(text: str, tail: str) -> None:
    root = etree.Element("p")
    root.text = text
    etree.SubElement(root, "em").tail = tail
    xhtml = str(etree.tostring(root, encoding="unicode"))
    assert has_lines_to_join(xhtml) or joined(xhtml) == xhtml
