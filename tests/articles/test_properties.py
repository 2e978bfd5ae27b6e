"""What holds for every text."""

import pickle
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from archivist.findings import CODES
from tests.articles.making import body, texts

WORD = re.compile(r"[^\W_]+")
MARKDOWN = st.lists(
    st.sampled_from(
        [
            "*",
            "**",
            "_",
            "`",
            "[",
            "]",
            "(",
            ")",
            "![",
            "](",
            "[^a]",
            "[^a]: ",
            "^[",
            "<",
            ">",
            "<div>",
            "</div>",
            "<b>",
            "\n",
            "\n\n",
            "    ",
            "- ",
            "1. ",
            "> ",
            "# ",
            "### ",
            "|",
            "|--|",
            "{",
            "}",
            "{lang=fr}",
            "{#a .note}",
            "{: #a}",
            "{: .x}\n",
            "{:toc}",
            ":::",
            "::: background",
            ": ",
            "~~",
            "```",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "&amp;",
            "&#0;",
            "\\",
            "{{ x }}",
            "<td>",
            "<table>",
            "</table>",
            "<a href='x'>",
            "<p>",
            "<li>",
            "<details>",
            "<summary>",
            "<h1>",
            "<ruby>",
            "<dl>",
            "<dt>",
            "word",
            "слово",
            "语",
            " ",
            '<div markdown="1">',
            "<center>",
            "<svg>",
            "<pre>",
            "<span>",
            "</span>",
            "<ul>",
            "<caption>",
            "<thead>",
            "<tr>",
        ]
    ),
    max_size=40,
).map("".join)


@pytest.mark.slow
@given(st.one_of(MARKDOWN, st.text(max_size=200)))
@settings(deadline=None, max_examples=300)
@example("<table><caption>a</table><p>")
def test_every_text_gives_a_sound_body(text: str) -> None:
    made = body(text)
    assert pickle.loads(pickle.dumps(made)) == made
    root = etree.fromstring(made.xhtml)
    trees = [root, *(etree.fromstring(note.xhtml) for note in made.notes)]
    ids = [element.get("id") for tree in trees for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert [heading.id for heading in made.headings] == [
        element.get("id") for element in root.iter("h2", "h3", "h4", "h5", "h6")
    ]
    labels = {note.label for note in made.notes}
    for tree in trees:
        for call in tree.iter("a"):
            assert call.get("href") or call.get("data-note") in labels
        assert not tree.xpath(".//p//*[self::p or self::div or self::ul or self::table or self::blockquote]")
        assert not tree.xpath(".//a//a | .//*[@style] | .//script | .//h1")
    for finding in made.findings:
        assert finding.code in CODES
        assert finding.line == 0 or 5 <= finding.line <= 5 + text.count("\n") + text.count("\r")


@pytest.mark.slow
@given(st.lists(st.text("abgdеж语ქა.,;!?<>&*_[]{}()|#-^:`~ \n", max_size=30), max_size=12).map("\n\n".join))
@settings(deadline=None, max_examples=300)
def test_no_word_of_prose_vanishes(text: str) -> None:
    made = body(text)
    found = " ".join(
        " ".join([*texts(tree), *(image.get("alt", "") for image in tree.iter("img")), *tree.xpath(".//@href")])
        for tree in map(etree.fromstring, (made.xhtml, *(note.xhtml for note in made.notes)))
    )
    if re.search(r"\]\(|\]:|<[a-z/!?]|\{|`{3}|~{3}", text):
        return  # addresses, tags and the names of languages are no prose
    assert sorted(WORD.findall(found)) == sorted(WORD.findall(re.sub(r"\[\^[^\]\s]+\]", "", text))) or "[^" in text


def test_it_is_the_same_in_threads() -> None:
    sources = [f"# {n}\n\na[^x] <b>c</b> ^[d]\n\n[^x]: e {n}" for n in range(40)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(body, sources)) == [body(source) for source in sources]
