"""Blocks that have no end: what begins one would take the rest of the article.

CommonMark ends a block of code, a comment and a `<script>` at the end of the text if nothing else ends them. Of code
this is kept and noted; raw HTML without its end is text.
"""

import re
from collections.abc import Callable

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

BlockRule = Callable[[StateBlock, int, int, bool], bool]

# What begins a block that only its end can close, and that end (CommonMark 4.6, kinds 1 to 5).
_ENDS = (
    (re.compile(r"<(script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE), "</{}>"),
    (re.compile(r"<!--()"), "-->"),
    (re.compile(r"<\?()"), "?>"),
    (re.compile(r"<!\[CDATA\[()"), "]]>"),
    (re.compile(r"<![A-Za-z]()"), ">"),
)


def html_with_its_end(rule: BlockRule) -> BlockRule:
    """The rule for raw HTML, but what never ends is not raw HTML."""

    def html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[start] + state.tShift[start]
        of_word = state.src.startswith("<?xml:namespace", begin)  # it ends like a tag
        if not state.src.startswith("<", begin) or of_word or _is_endless(state, begin):
            return False
        return rule(state, start, end, silent)

    return html_block


def _is_endless(state: StateBlock, begin: int) -> bool:
    for opening, closing in _ENDS:
        match = opening.match(state.src, begin)
        if match:
            return not _is_ahead(state, closing.format(match[1].lower()), match.end())
    return False


def _is_ahead(state: StateBlock, closing: str, begin: int) -> bool:
    """Whether a mark is in the text behind a place. What was not found once is not looked for again."""
    absent: dict[str, int] = state.env.setdefault("absent", {})
    if begin >= absent.get(closing, len(state.src) + 1):
        return False
    if closing not in state.src[begin:].lower():
        absent[closing] = min(begin, absent.get(closing, begin))
        return False
    return True


def note_code_without_end(state: StateCore) -> None:
    """Note of each block of code between fences whether its last line closes it."""
    lines: list[str] = []
    for token in state.tokens:
        if token.type != "fence" or not token.map:
            continue
        lines = lines or state.src.split("\n")
        first, after = token.map
        last = lines[after - 1].strip() if after - first > 1 else ""
        marks = len(last) - len(last.rstrip(token.markup[0]))
        if marks < len(token.markup):
            token.meta["endless"] = True
