"""Attributes in braces: `{lang=fr}` above a block or after a mark, `{#id}` after a heading, kramdown's `{: .class}`.

Braces that contain anything but attributes we know are text. None of these rules may make a word vanish.
"""

import re
from collections.abc import Callable, Mapping

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from archivist.dialect.attribute_syntax import ATTRIBUTES, MAX_LENGTH, read_attributes, whole_attributes

BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]

_MARKS = frozenset({"em_close", "strong_close", "s_close", "link_close", "span_close", "code_inline", "image"})
_TAKES_ATTRIBUTES = frozenset({"fence", "code_block", "hr"})  # blocks of one token
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+[ \t]*$")


def ignored_attributes(token: Token) -> str:
    """The attributes of a token that mean nothing in a book, as written; "" if it has none."""
    left = {**token.meta.get("insecure_attrs", {}), **token.meta.get("ignored", {})}
    return " ".join(f'{name}="{value}"' for name, value in left.items())


def _add(token: Token, attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        if name not in ATTRIBUTES:
            token.meta.setdefault("ignored", {})[name] = value
        elif name == "class":
            token.attrJoin("class", value)
        else:
            token.attrSet(name, value)


# ---------------------------------------------------------------- above a block, after a span


def attributes_above(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule for a line of attributes, `{lang=fr}`: the whole line is attributes we know.

    mdit-py-plugins gives them to the block below.
    """
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    attributes = {} if line.startswith("{:") else whole_attributes(line)
    if attributes and not silent:
        token = state.push("attrs_block", "", 0)
        token.attrs = dict(attributes)
        token.map = [start, start + 1]
        state.line = start + 1
    return bool(attributes)


def guarded_attributes_inline(rule: InlineRule, after_label: bool = False) -> InlineRule:
    """The rule for attributes after an element or a [span], but only if they are attributes we know."""

    def attributes(state: StateInline, silent: bool) -> bool:
        position = state.pos
        if after_label:
            if state.src[position] != "[" or state.src.startswith("[^", position):
                return False
            position = state.md.helpers.parseLinkLabel(state, position, False) + 1
            if position == 0:
                return False
        if state.src.startswith("{:", position):
            return False
        return read_attributes(state.src[position : position + MAX_LENGTH])[0] > 0 and rule(state, silent)

    return attributes


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


# ---------------------------------------------------------------- behind emphasis


def attributes_behind_marks(state: StateInline) -> None:
    """Attributes directly after `*…*`, `**…**`, `~~…~~` and, in kramdown's form, links and the like.

    Where emphasis ends is known only once all of the text is parsed, so this comes last.
    """
    last = -1  # the mark with nothing between it and the token
    for index, token in enumerate(state.tokens):
        if token.type in _MARKS:
            last = index
        elif token.type != "text" or (token.content and last < 0):
            last = -1
        elif token.content:
            end, attributes = read_attributes(token.content)
            while end:
                token.content = token.content[end:]
                _add(_opening(state.tokens, last), attributes)
                end, attributes = read_attributes(token.content)
            last = -1


def _opening(tokens: list[Token], index: int) -> Token:
    """The token that opens what the token of this index closes; that one itself if it closes nothing."""
    level = 0
    while index >= 0:
        level += tokens[index].nesting
        if level == 0:
            break
        index -= 1
    return tokens[max(index, 0)]


# ---------------------------------------------------------------- after a heading


def attributes_of_headings(state: StateCore) -> None:
    """`## Title {#id .class}`, as Hugo and Pandoc have it. The braces are after a space, at the end."""
    for index, token in enumerate(state.tokens):
        if token.type != "heading_open":
            continue
        inline = state.tokens[index + 1]
        start = inline.content.rfind("{")
        title = inline.content[: max(start, 0)]
        attributes = whole_attributes(inline.content[start:]) if title.rstrip() and title[-1] in " \t\n" else {}
        if attributes:
            title = title.rstrip()
            inline.content = _CLOSING_HASHES.sub("", title).rstrip() if token.markup.startswith("#") else title
            _add(token, attributes)


# ---------------------------------------------------------------- kramdown's line below a block


def kramdown_attributes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line `{: #id .class}`. It ends the paragraph above it."""
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    attributes = whole_attributes(line) if line.startswith("{:") else {}
    if attributes and not silent:
        token = state.push("kramdown_attributes", "", 0)
        token.attrs = dict(attributes)
        token.content, token.map = line, [start, start + 1]
        token.meta = {"below": start > 0 and not state.isEmpty(start - 1)}
        state.line = start + 1
    return bool(attributes)


def set_kramdown_attributes(state: StateCore) -> None:
    """Such a line belongs to the block directly above it, else to that directly below it; else it is text."""
    if not any(token.type == "kramdown_attributes" for token in state.tokens):
        return
    kept: list[Token] = []
    waiting: list[Token] = []  # lines with no block above them
    for token in state.tokens:
        if token.type == "kramdown_attributes":
            above = None if waiting else _above(kept, token.meta["below"])
            if above is None:
                waiting.append(token)
            else:
                _add(above, _texts(token.attrs))
            continue
        kept += _release_waiting(waiting, token)
        waiting = []
        kept.append(token)
    state.tokens = kept + [text for token in waiting for text in _as_text(token)]


def _above(tokens: list[Token], directly: bool) -> Token | None:
    """What opens the block that ends here; of a paragraph that is not printed as one, the list item."""
    if tokens and tokens[-1].type == "list_item_open":  # `- {: .class}`
        return tokens[-1]
    if not tokens or not directly or tokens[-1].nesting == 1:
        return None
    if tokens[-1].nesting == 0:
        return tokens[-1] if tokens[-1].type in _TAKES_ATTRIBUTES else None
    opening = _opening(tokens, len(tokens) - 1)
    if not opening.hidden:
        return opening
    level = 0
    for token in reversed(tokens):
        level += token.nesting
        if level > 0:
            return token
    return None


def _release_waiting(waiting: list[Token], below: Token) -> list[Token]:
    """What becomes of lines above a block: nothing is left of them if it takes them, else they are text."""
    if not waiting:
        return []
    last = waiting[-1].map
    takes = below.nesting == 1 or below.type in _TAKES_ATTRIBUTES
    if takes and not below.hidden and last and below.map and below.map[0] == last[1]:
        for token in waiting:
            _add(below, _texts(token.attrs))
        return []
    return [text for token in waiting for text in _as_text(token)]


def _texts(attributes: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in attributes.items()}


def _as_text(token: Token) -> list[Token]:
    opening, closing = Token("paragraph_open", "p", 1, block=True), Token("paragraph_close", "p", -1, block=True)
    inline = Token("inline", "", 0, content=token.content, children=[], block=True, level=token.level + 1)
    opening.map = inline.map = token.map
    opening.level = closing.level = token.level
    return [opening, inline, closing]
