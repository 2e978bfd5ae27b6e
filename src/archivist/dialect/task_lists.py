"""Task lists, `- [x] done`: the boxes are characters, which paper and screen readers have alike."""

from collections.abc import Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

DONE, OPEN = "\u2611", "\u2610"  # ballot boxes, checked and not


def task_items(state: StateCore) -> None:
    """Items that markdown-it knows to be tasks begin with a box."""
    for index, token in enumerate(state.tokens):
        if token.type != "list_item_open" or "checked" not in token.meta:
            continue
        box = DONE if token.meta.pop("checked") else OPEN
        inline = _first_text(state.tokens, index)
        if inline is not None:
            inline.content = f"{box} {inline.content}"


def _first_text(tokens: Sequence[Token], index: int) -> Token | None:
    """The text an item begins with."""
    for token in tokens[index + 1 : index + 3]:
        if token.type == "inline":
            return token
    return None
