"""Emphasis in Chinese, Japanese and Korean, which put no spaces around it.

CommonMark asks for a space, or for punctuation, outside a mark that has punctuation inside: `**「強調」**です` and
`**注意：**次に` would be printed with their asterisks. Beside a CJK character no space is asked for (the rule of
markdown-cjk-friendly). Underscores stay as they are: within a word they mean nothing.
"""

import re
from collections.abc import Callable
from functools import cache, partial

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned

from archivist.dialect.emphasis import is_punctuation, is_space

InlineRule = Callable[[StateInline, bool], bool]


@cache
def _cjk() -> re.Pattern[str]:
    return re.compile(
        "[\u1100-\u11ff\u2e80-\u303e\u3040-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
        "\ufe30-\ufe4f\uff01-\uffef\U00020000-\U0003ffff]"
    )


def _is_cjk(character: str) -> bool:
    """Whether a character is one; "" is not. The expression, which takes long to compile, is asked if it may be."""
    return (character >= "\u2e80" or "\u1100" <= character <= "\u11ff") and bool(_cjk().match(character))


def emphasis_beside_cjk(rule: InlineRule) -> InlineRule:
    """The rule for emphasis, but an asterisk beside a CJK character needs no space."""

    def emphasis(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != "*":
            return rule(state, silent)
        state.scanDelims = partial(_scan, state, state.scanDelims)  # type: ignore[method-assign]
        try:
            return rule(state, silent)
        finally:
            del state.scanDelims

    return emphasis


def _scan(state: StateInline, scan: Callable[[int, bool], Scanned], start: int, splits_words: bool) -> Scanned:
    """What markdown-it finds of a run of marks, and what it may do beside a CJK character."""
    scanned = scan(start, splits_words)
    before = state.src[start - 1 : start]
    after = state.src[start + scanned.length : start + scanned.length + 1]
    if not _is_cjk(before) and not _is_cjk(after):
        return scanned
    return Scanned(_may_open(before, after), _may_open(after, before), scanned.length)


def _may_open(outside: str, inside: str) -> bool:
    if is_space(inside):
        return False
    is_free = not is_punctuation(inside) or _is_cjk(inside)
    return is_free or is_space(outside) or is_punctuation(outside) or _is_cjk(outside)
