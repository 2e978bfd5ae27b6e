"""Attributes that an element cannot have: sizes go to the picture that it contains, all others are reported."""

from collections.abc import Iterator, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_SIZES = ("width", "height")
_OF_LISTS = ("start", "type", "reversed")
_AROUND = frozenset({"link_open", "link_close", "softbreak"})


def move_attributes(state: StateCore) -> None:
    """`[![x](p.png)](u){width=40}` sizes the picture; `{start=4}` above a paragraph is noted as ignored."""
    for index, token in enumerate(state.tokens):
        if token.type == "html_block":
            _ignore(token, list(token.attrs))
        _ignore(token, _OF_LISTS if token.type != "ordered_list_open" else ())
        if token.children:
            _move_of_children(token.children)
        if token.attrs and any(name in token.attrs for name in _SIZES):
            _move_to(_only_picture(_children_of(state.tokens, index)), token)


def _move_of_children(children: Sequence[Token]) -> None:
    for index, child in enumerate(children):
        if not child.attrs:
            continue
        _ignore(child, _OF_LISTS)
        if child.type != "image" and any(name in child.attrs for name in _SIZES):
            _move_to(_only_picture(_inside(children, index)), child)


def _move_to(picture: Token | None, token: Token) -> None:
    """Give a picture without sizes those of what is around it; without a picture they are ignored."""
    if picture is None or any(name in picture.attrs for name in _SIZES):
        _ignore(token, _SIZES)
        return
    for name in _SIZES:
        if name in token.attrs:
            picture.attrSet(name, str(token.attrs.pop(name)))


def _ignore(token: Token, names: Sequence[str]) -> None:
    for name in names:
        if token.attrs and name in token.attrs:
            token.meta.setdefault("ignored", {})[name] = str(token.attrs.pop(name))


def _children_of(tokens: Sequence[Token], index: int) -> Sequence[Token]:
    """What is in a paragraph; nothing for any other block."""
    return tokens[index + 1].children or [] if tokens[index].type == "paragraph_open" else ()


def _inside(tokens: Sequence[Token], index: int) -> Iterator[Token]:
    """What is between the token that opens an element and the one that closes it."""
    level = int(tokens[index].nesting)
    for token in tokens[index + 1 :]:
        level += token.nesting
        if level <= 0:
            return
        yield token


def _only_picture(tokens: Sequence[Token] | Iterator[Token]) -> Token | None:
    """The picture that is all there is, perhaps within a link."""
    shown = [token for token in tokens if token.type not in _AROUND and (token.type != "text" or token.content.strip())]
    return shown[0] if len(shown) == 1 and shown[0].type == "image" else None
