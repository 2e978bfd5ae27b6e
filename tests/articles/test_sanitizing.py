"""HTML that was cleaned, as XML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archivist.articles import sanitizing
from archivist.articles.sanitizing import MAX_DEPTH, TooDeepError, clean_tree
from tests.function_calls import calls

PIECES = ["<p>", "</p>", "<b>", "</b>", "<br>", "<hr>", "<col>", "<colgroup>", "word ", '="', "<", ">", "&lt;"]
PIECES += ['<img alt="a < b" src="x.png">', '<img src="x.png">', '<code data-formula="inline">a\n</code>', "<wbr>", '"']
PIECES += ['<a title="&nbsp;<br>">', "</a>", '<td title="x">', "<table>", "</table>", "&nbsp;"]


def as_xml(source: str) -> bytes:
    tree: bytes = etree.tostring(clean_tree(source, "body"))
    return tree


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_what_needs_little_becomes_the_same_as_if_each_tag_were_looked_at(source: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sanitizing, "_needs_little", lambda cleaned: False)
        thorough = as_xml(source)
    assert as_xml(source) == thorough


def test_tags_are_looked_at_one_by_one_only_if_there_is_a_reason() -> None:
    with calls(lambda file: file == sanitizing.__file__) as counted:
        clean_tree("<p>One<br>line and <b>more</b>.</p>" * 50, "body")
        assert not any("rewritten" in name for name in counted)
        clean_tree('<code data-formula="inline">x</code>', "body")
    assert any("rewritten" in name for name in counted)


def test_what_is_nested_too_deeply_is_refused() -> None:
    clean_tree("<b>" * MAX_DEPTH + "word" + "</b>" * MAX_DEPTH, "body")
    with pytest.raises(TooDeepError):
        clean_tree("<b>" * (MAX_DEPTH + 1) + "word" + "</b>" * (MAX_DEPTH + 1), "body")
