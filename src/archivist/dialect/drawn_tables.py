"""Tables drawn with characters."""

import re

from markdown_it.rules_block import StateBlock

_RULE = re.compile(r"\+(?:[-=:]+\+)+[ \t]*$")
_DASHES = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*$")


def drawn_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Pandoc's grid tables and simple tables are set as they are drawn, character by character, and reported."""
    if not _may_be_drawn(state, start, end) or state.is_code_block(start):
        return False
    last = _grid(state, start, end) or (0 if silent else _simple(state, start, end))
    if not last:
        return False
    if silent:
        return True
    token = state.push("code_block", "code", 0)
    token.content = state.getLines(start, last, state.blkIndent, True).rstrip("\n") + "\n"
    token.map = [start, last]
    token.meta = {"foreign": "a table drawn with characters is set as it is drawn"}
    state.line = last
    return True


def _may_be_drawn(state: StateBlock, start: int, end: int) -> bool:
    """Whether the line begins with a plus, or it or the next with a hyphen: a quick look before a close one."""
    if state.src.startswith(("+", "-"), state.bMarks[start] + state.tShift[start]):
        return True
    below = start + 1
    return below < end and state.src.startswith("-", state.bMarks[below] + state.tShift[below])


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _grid(state: StateBlock, start: int, end: int) -> int:
    """The line after a grid table that begins here; 0 if there is none."""
    if not _RULE.match(_line(state, start)):
        return 0
    number = rules = start
    while number < end and _line(state, number)[:1] in ("+", "|") and state.sCount[number] >= state.blkIndent:
        if _RULE.match(_line(state, number)):
            rules = number
        number += 1
    return rules + 1 if rules > start + 1 else 0


def _simple(state: StateBlock, start: int, end: int) -> int:
    """The line after a simple table whose head, or whose line of dashes, is here; 0 if there is none.

    Lines of dashes with gaps are a thematic break in Markdown, so there must be as many columns below as dashes.
    """
    first = start if _DASHES.match(_line(state, start)) else start + 1
    if first + 1 >= end or not _DASHES.match(_line(state, first)) or state.isEmpty(start):
        return 0
    if first > start and state.sCount[first] < state.blkIndent:
        return 0
    columns = len(_line(state, first).split())
    rows = number = first + 1
    while number < end and not state.isEmpty(number) and state.sCount[number] >= state.blkIndent:
        rows = number = number + 1
    written = [_line(state, row) for row in (*range(start, first), *range(first + 1, rows))]
    is_table = rows > first + 1 and all(len(re.split(r"[ \t]{2,}", row.strip())) == columns for row in written[:2])
    return rows if is_table else 0
