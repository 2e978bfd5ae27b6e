"""Asking fewer rules finds the same: letter for letter what markdown-it finds when it asks them all."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from archivist.dialect import first_letters, parser
from tests.function_calls import calls

ROOT = Path(__file__).parents[2]
# Whatever begins something, a few words, and the ways lines begin.
PIECES = [*"#>*_-+=~`|:;[](){}<>!^\\&@.\n\t 019aბ", "\n\n", "\n    ", "\n- ", "\n1. ", "\n> ", "---", "***", "```\n"]
PIECES += ["[^a]", "[^a]: ", "^[x]", "[a]: /b\n", "![a](b)", "[a][b]", "<b>", "<div markdown=1>", "</div>", "<!-- -->"]
PIECES += [
    "{lang=fr}",
    "{: .a}",
    "{{ a }}",
    "{% a %}",
    "::: background\n",
    ":::\n",
    "|a|b|\n|-|-|\n",
    "T\n: D\n",
    "&amp;",
]


@cache
def asking_all() -> MarkdownIt:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "sort_by_first_letter", lambda md: None)
        return parser.make_parser()


def tokens(md: MarkdownIt, text: str) -> Iterator[tuple[object, ...]]:
    for token in md.parse(text, {"limits": []}):
        children = [child.as_dict() for child in token.children or ()]
        yield token.as_dict(children=False), children


def same(text: str) -> bool:
    return list(tokens(parser.parser(), text)) == list(tokens(asking_all(), text))


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@example(">#\n> ")  # the last line is empty
def test_what_is_made_of_marks(text: str) -> None:
    assert same(text)


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    assert same(text)


def test_the_sample_articles() -> None:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "articles").rglob("*.md"))]
    assert texts
    assert all(same(text) for text in texts)


def test_a_text_that_no_rule_can_begin_in_is_not_parsed() -> None:
    plain = "".join(f"| A plain cell, number {number}; (no marks) |\n" for number in range(50))
    table = f"| Head |\n|---|\n{plain}| One *mark* |\n"
    with calls(lambda file: "markdown_it" in file) as counted:
        parser.parse(table)
    assert counted["ParserInline.parse"] == 1
    assert same(table)


def test_every_rule_but_that_of_text_itself_begins_with_known_letters() -> None:
    assert {*asking_all().inline.ruler.get_active_rules()} - {*first_letters._OF_TEXT} == {"text"}


def test_every_rule_listed_is_one_of_the_parsers() -> None:
    md = asking_all()
    assert set(first_letters._OF_BLOCKS) <= set(md.block.ruler.get_active_rules())
    assert set(first_letters._OF_TEXT) <= set(md.inline.ruler.get_active_rules())
