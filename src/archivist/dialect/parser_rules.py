"""The rules this program adds to markdown-it, mostly so that no word of an article can vanish in parsing."""

import re
from collections.abc import Callable

from markdown_it.common.utils import normalizeReference
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from archivist.dialect.first_letters import is_plain

MAX_DEPTH = 48  # levels of quotes and lists (a list counts two) that are read as such
MAX_MARKS = 4000  # characters that may open something, in one paragraph
MAX_COLUMNS = 1000  # of a table

BlockRule = Callable[[StateBlock, int, int, bool], bool]

_MARKS = re.compile(r"[\[\]!*_~`<^{]")
# Nothing in it is escaped, has brackets of its own or continues on another line.
_REFERENCE = re.compile(r"\[([^\[\]\\\n]+)\]:[ \t]*([^\s\x00-\x20\x7f<>()\\&{}\"']+)[ \t]*(?=\n|\Z)")
_TITLE_MARKS = frozenset("\"'(")
_TEMPLATE_TAG = re.compile(
    r"\{%.{0,2000}?%\}|\{\{.{0,2000}?\}\}|\{~~[^\n]{1,200}?~>[^\n]{0,200}?~~\}",  # the last is CriticMarkup
    re.DOTALL,
)
_OPENER = re.compile(
    r"<([A-Za-z][A-Za-z0-9-]*)(?=\s)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?\smarkdown\s*=\s*[\"']?(?:1|block|span)[\"']?"
    r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
)


# ---------------------------------------------------------------- limits


def limit_depth(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Beyond MAX_DEPTH the rest of the container is one paragraph of plain text."""
    if silent or state.level < MAX_DEPTH:
        return False
    line = start
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    state.env["limits"].append(start)
    _push_plain_paragraph(state, start, line)
    state.line = line
    return True


def _push_plain_paragraph(state: StateBlock, start: int, end: int) -> None:
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [start, end]
    inline = state.push("inline", "", 0)
    inline.map = [start, end]
    inline.content = state.getLines(start, end, state.blkIndent, False).strip()
    inline.meta = {"plain": True}
    inline.children = []
    state.push("paragraph_close", "p", -1)


def inline_within_limits(state: StateCore) -> None:
    """Parse the text, unless `plain` is set. With more than MAX_MARKS marks it stays plain: it could take minutes."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        plain = bool(token.meta.get("plain") or state.env.get("plain"))
        plain = plain or bool(token.content and is_plain(token.content))  # most cells of tables, and items of lists
        if not plain and count_marks(token.content) > MAX_MARKS:
            state.env["limits"].append(token.map[0] if token.map else 0)
            plain = True
        if plain:
            text = Token("text", "", 0, content=token.content)
            token.children.append(text)
        else:
            state.env["paragraph"] = token
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def count_marks(text: str) -> int:
    """How many characters of a text may open something; 0 if it is so short that this does not matter."""
    return len(_MARKS.findall(text)) if len(text) > MAX_MARKS else 0


# ---------------------------------------------------------------- tables


def keep_extra_cells(rule: BlockRule) -> BlockRule:
    """The table rule, but cells beyond the header's columns join the last cell and are not lost."""

    def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if start + 2 > end or not state.src.startswith(
            ("|", "-", ":"), state.bMarks[start + 1] + state.tShift[start + 1]
        ):
            return False  # the second line is one of hyphens; most paragraphs end here
        if state.src.count("|", state.bMarks[start], state.eMarks[start]) > MAX_COLUMNS:
            if not silent and rule(state, start, end, True):
                state.env["limits"].append(start)
            return False
        before = len(state.tokens)
        matched = rule(state, start, end, silent)
        if matched and not silent:
            _join_extra_cells(state, state.tokens[before:])
        return matched

    return table


def _join_extra_cells(state: StateBlock, tokens: list[Token]) -> None:
    row: list[Token] = []
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            row.append(token)
        elif token.type == "tr_close" and row and row[0].map:
            cells = escapedSplit(getLine(state, row[0].map[0]).strip())
            cells = cells[1:] if cells and not cells[0] else cells
            cells = cells[:-1] if cells and not cells[-1] else cells
            extra = [cell.strip() for cell in cells[len(row) :] if cell.strip()]
            if extra:
                row[-1].content = " | ".join((row[-1].content, *extra))


# ---------------------------------------------------------------- links


def quick_reference(rule: BlockRule) -> BlockRule:
    """The rule for `[label]: address`, but lines that are plainly one are not read character by character.

    A bulletin has hundreds of them, and markdown-it asks for each whether the next line ends it.
    """

    def reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        match = _REFERENCE.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
        label = normalizeReference(match[1]) if match and not _may_have_title(state, start + 1) else ""
        if match is None or not label or state.is_code_block(start):
            return rule(state, start, end, silent)
        if not silent:
            known = {"title": "", "href": state.md.normalizeLink(match[2]), "map": [start, start + 1]}
            if state.env.setdefault("references", {}).setdefault(label, known) is not known:
                state.env.setdefault("duplicate_refs", []).append({**known, "label": label})
            state.line = start + 1
        return True

    return reference


def _may_have_title(state: StateBlock, line: int) -> bool:
    """Whether the title of a link may be on this line (CommonMark 4.7)."""
    place = state.bMarks[line] + state.tShift[line] if line < state.lineMax else 0
    return bool(place) and state.src[place : place + 1] in _TITLE_MARKS


def link_label(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N803
    """Where the text of a link ends, -1 if nowhere. markdown-it's, but a note may be called in it."""
    end = parseLinkLabel(state, start, disableNested)
    if end >= 0 or not disableNested or state.src.find("[^", start + 1, state.posMax) < 0:
        return end
    position, depth = state.pos, 1
    state.pos = start + 1
    while state.pos < state.posMax and end < 0:
        before, mark = state.pos, state.src[state.pos]
        depth -= mark == "]"
        if depth == 0:
            end = before
            break
        state.md.inline.skipToken(state)
        if mark == "[" and state.pos == before + 1:
            depth += 1
        elif mark == "[" and not state.src.startswith("[^", before):
            break
    state.pos = position
    return end


# ---------------------------------------------------------------- template tags


def template_tag(state: StateInline, silent: bool) -> bool:
    """`{{ … }}`, `{% … %}` and `{~~ … ~> … ~~}` are text, as written."""
    if state.src[state.pos] != "{":
        return False
    match = _TEMPLATE_TAG.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.pending += match[0]
    state.pos = match.end()
    return True


# ---------------------------------------------------------------- <div markdown="1">


def markdown_in_html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """kramdown's `<div markdown="1">`: what is inside is Markdown, with or without blank lines around it."""
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<", begin):
        return False
    opener = _OPENER.match(state.src, begin, state.eMarks[start])
    if opener is None:
        return False
    if silent:
        return True
    closing = _closing(state, opener, start, end)
    if closing is None:
        return False
    last, close_start = closing
    _push_html(state, opener[0], start)
    _tokenize_inside(state, start, opener.end(), last, close_start)
    _push_html(state, state.src[close_start : state.eMarks[last]], last)
    state.line = last + 1
    return True


def _closing(state: StateBlock, opener: re.Match[str], start: int, end: int) -> tuple[int, int] | None:
    """Line and beginning of the closing tag that belongs to the opener, within the same container."""
    tag = re.compile(rf"<(/?){re.escape(opener[1])}(?=[\s>/])[^<>]*>", re.IGNORECASE)
    depth = 1
    for line in range(start, end):
        if line > start and not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return None
        begin = opener.end() if line == start else state.bMarks[line]
        for match in tag.finditer(state.src, begin, state.eMarks[line]):
            depth += -1 if match[1] else 1
            if depth == 0:
                return line, match.start()
    return None


def _push_html(state: StateBlock, content: str, line: int) -> None:
    token = state.push("html_block", "", 0)
    token.map = [line, line + 1]
    token.content = content + "\n"


def _tokenize_inside(state: StateBlock, first: int, begin: int, last: int, finish: int) -> None:
    """Tokenize from character `begin` of line `first` to character `finish` of line `last`."""
    marks = (state.bMarks, state.eMarks, state.tShift, state.sCount)
    saved = [(marks_of[first], marks_of[last]) for marks_of in marks]
    old = (state.blkIndent, state.lineMax, state.parentType)
    state.eMarks[last] = finish
    shift = len(state.src[begin : state.eMarks[first]]) - len(state.src[begin : state.eMarks[first]].lstrip(" \t"))
    state.bMarks[first], state.tShift[first] = begin, shift
    state.sCount[first] = state.blkIndent
    written = [line for line in range(first, last + 1) if not state.isEmpty(line)]
    inner = [state.sCount[line] for line in written if line != first]
    state.blkIndent = max(min(inner, default=state.blkIndent), state.blkIndent)
    state.sCount[first] = state.blkIndent
    state.lineMax, state.parentType = last + 1, "container"
    state.level += 1
    state.md.block.tokenize(state, first, last + 1)
    state.level -= 1
    state.blkIndent, state.lineMax, state.parentType = old
    for marks_of, (at_first, at_last) in zip(marks, saved, strict=True):
        marks_of[first], marks_of[last] = at_first, at_last
