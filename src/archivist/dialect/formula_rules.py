r"""The rules for formulas: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, environments and `<math>`."""

import html
import re
from collections.abc import Sequence

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from archivist.formulas.delimiters import environment_in, formula_at

MATH = re.compile(r"<math(?=[\s>/]).{0,60000}?</math\s*>", re.IGNORECASE | re.DOTALL)
_CLOSERS = {"$$": "$$", "\\[": "\\]"}
_MAX_LINES = 400


def formula_inline(state: StateInline, silent: bool) -> bool:
    """The inline rule: a formula in the text of a paragraph, a heading, a cell."""
    if state.src[state.pos] == "<":
        return _math_element(state, silent)
    found = formula_at(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("formula", "code", 0)
        token.content, token.markup = found.source, state.src[found.start : found.end]
        token.meta = {"display": found.display}
    state.pos = found.end
    return True


def _math_element(state: StateInline, silent: bool) -> bool:
    match = MATH.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("formula", "code", 0)
        token.content = token.markup = match[0]
        token.meta = {"mathml": True}
    state.pos = match.end()
    return True


def formula_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""The block rule: a formula on lines of its own, `$$` … `$$`, `\[` … `\]` or `\begin{align}` … `\end{align}`."""
    if state.is_code_block(start):
        return False
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].strip()
    environment = environment_in(first)
    closer = f"\\end{{{environment}}}" if environment else _CLOSERS.get(first[:2])
    if closer is None or first.startswith("$$$"):
        return False
    lines = _lines_until(state, start, end, closer)
    written = "\n".join(lines)
    source = written if environment else written[2:-2].strip()
    is_alone = lines[:1] == ["\\["] and lines[-1] == "\\]"  # escaped brackets are not on lines of their own
    if not source or not (environment or is_alone or formula_at(written, 0)):
        return False
    last = start + len(lines) - 1
    if not silent:
        token = state.push("formula", "code", 0)
        token.block = True
        token.content, token.markup, token.map = source, written, [start, last + 1]
        token.meta = {"display": True}
        state.line = last + 1
    return True


def _lines_until(state: StateBlock, start: int, end: int, closer: str) -> list[str]:
    """The lines of a formula, up to one that ends with the closer; none if the closer comes elsewhere or not at all."""
    lines: list[str] = []
    for line in range(start, end):
        if state.isEmpty(line) or (line > start and state.sCount[line] < state.blkIndent):
            break
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        at = text.find(closer, 0 if lines else 2)
        lines.append(text)
        if at >= 0:
            return lines if at == len(text) - len(closer) else []
        if len(lines) > _MAX_LINES:
            break
    return []


def render_formula(renderer: object, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    """The rule for formulas: the HTML they were given; a formula in a picture's description is its source."""
    token = tokens[index]
    return str(token.meta.get("html", html.escape(token.content)))
