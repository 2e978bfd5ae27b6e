"""Tables drawn with characters are blocks of code, letter by letter; what only looks like one is not."""

import pytest

from archivist.dialect.parser import parse

GRID = "+---+---+\n| a | b |\n+---+---+\n"
SIMPLE = "  Right  Left\n-------  ------\n     12  12\n"


def blocks(text: str) -> list[tuple[str, str]]:
    """The blocks of a text: kind and content, those that other blocks open and close left out."""
    return [(token.type, token.content) for token in parse(text)[0] if token.content]


@pytest.mark.parametrize("table", [GRID, SIMPLE])
def test_a_table_is_set_as_it_is_drawn(table: str) -> None:
    assert blocks(f"{table}\nText.") == [("code_block", table), ("inline", "Text.")]
    (token,) = (each for each in parse(table)[0] if each.content)
    assert token.meta["foreign"]


@pytest.mark.parametrize(
    "text",
    [
        "+ a\n+ b\n",
        "+---+---+\n",
        "+---+---+\n| a | b |\n",
        "-------  ------\n",
        "Right\n-----\n",
        "Right Left\n----- ----\na  b  c\n",
        "- a\n- b\n",
        "a line\nand another\n",
    ],
)
def test_what_only_looks_like_a_table_is_none(text: str) -> None:
    assert not [each for each in parse(text)[0] if each.type == "code_block"]
