"""Markup of other programs that is not set, recognised so that it can be reported, and tables drawn with characters."""

import re
from collections.abc import Iterator

from markdown_it.rules_block import StateBlock

from archivist.articles.raw_html import words

# What a passage is, and how it is recognised.
_PATTERNS = {
    "an emoji code": r"(?<![\w:/.@]):[a-z][a-z0-9_+-]+:(?![\w:/])",
    "an abbreviation": r"^\*\[[^\]\n]{1,80}\]:[ \t]*\S",
    "a citation": r"\[(?:(?:see|cf\.?)[ ])?-?@[A-Za-z][\w:.-]*\d[\w:.-]*[^\]\n]{0,200}\]",
    "an editing mark": r"\{\+\+[^\n]{1,200}?\+\+\}|\{--[^\n]{1,200}?--\}|\{>>[^\n]{1,200}?<<\}",
    "a comment": r"(?<!%)%%(?=[^\s%])[^%\n]{1,200}%%(?!%)|(?<!%)%%[ ][^%\n]{1,200}[ ]%%(?!%)",
    "the name of a paragraph": r"(?<=\S)[ \t]\^[A-Za-z][\w-]{3,}$",
    "a table of contents": r"^\[{1,2}_?(?:TOC|toc)_?\]{1,2}$",
    "a directive": r"^::[A-Za-z][\w-]*(?:\[[^\]\n]*\])?(?:\{[^}\n]*\})?$|^:{3,}(?:[ \t]*[\w{][^\n]{0,80})?$",
    "an embedded page": r"!\[\[[^\[\]\n]{1,200}\]\]",
    "an insertion": r"(?<![+\w])\+\+(?=[^\s+])[^+\n]{1,200}?(?<=[^\s+])\+\+(?![+\w])",
    "a word between tildes": r"(?<![\w~/])~(?=[^\s~/])[^~\n/]{1,80}(?<=[^\s~])~(?![\w~/])",
    "a line of a program": r"^import[ ][^\n]{1,200}[ ]from[ ]['\"][^'\"\n]+['\"];?$|^export[ ](?:const|default)[ ]",
    "a command of TeX": r"^\\(?:newpage|pagebreak|clearpage|bigskip|medskip|noindent|tableofcontents|vspace|hspace)\b",
    "a heading of a wiki": r"^={2,6}[ ][^=\n]{1,200}[ ]={2,6}$",
    "a tag of BBCode": r"\[/(?:b|i|u|s|url|img|quote|code|color|size|center|list|youtube|spoiler)\]",
}
_FOREIGN = re.compile("|".join(f"(?P<p{number}>{pattern})" for number, pattern in enumerate(_PATTERNS.values())))
_NAMES = tuple(_PATTERNS)
_SIGNS = frozenset(":[{%^+~=\\/")
_DIAGRAMS = words("""
    mermaid plantuml puml dot graphviz ditaa vega vega-lite d2 nomnoml wavedrom flowchart markmap kroki svgbob tikz
    echarts bpmn excalidraw structurizr dbml
""")
_SET_AS_WRITTEN = {"a word between tildes": "may be meant as struck out; it is printed as written"}

_RULE = re.compile(r"\+(?:[-=:]+\+)+[ \t]*$")
_DASHES = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*$")


def may_be_foreign(text: str) -> bool:
    """Whether a text has any character that such markup needs: most have none."""
    return not _SIGNS.isdisjoint(text) or text.startswith(("import ", "export "))


def foreign_markup(text: str, written: str) -> Iterator[str]:
    """What of a line has a meaning in another program and none here, as messages.

    `written` is its paragraph as the author wrote it: what has a backslash there is meant as it is printed.
    """
    for match in _FOREIGN.finditer(text):
        name = _NAMES[int(str(match.lastgroup)[1:])]
        shown = match[0].strip()
        place = written.find(shown)
        if place < 0 or (place and written[place - 1] == "\\"):
            continue
        yield f"{shown[:60]}, {name}, {_SET_AS_WRITTEN.get(name, 'is printed as written')}"


def foreign_code(info: str) -> str:
    """What to report of a block of code by what is written behind its fence; "" if nothing."""
    language = info.strip().split(maxsplit=1)[0].lower() if info.strip() else ""
    name = language.strip("{}.")
    if name in _DIAGRAMS:
        return f"the diagram ({name}) is printed as its source"
    if language.startswith("{") and name in ("note", "warning", "tip", "figure", "image", "admonition", "important"):
        return f"the directive {language} is printed as code"
    return ""


# ---------------------------------------------------------------- tables drawn with characters


def drawn_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Pandoc's grid tables and simple tables are set as they are drawn, letter by letter, and reported."""
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
    first = state.src[state.bMarks[start] + state.tShift[start]]
    if first in "+-":
        return True
    below = start + 1
    return below < end and state.src.startswith("-", state.bMarks[below] + state.tShift[below])


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _grid(state: StateBlock, start: int, end: int) -> int:
    """The line behind a grid table that begins here; 0 if there is none."""
    if not _RULE.match(_line(state, start)):
        return 0
    number = rules = start
    while number < end and _line(state, number)[:1] in ("+", "|") and state.sCount[number] >= state.blkIndent:
        if _RULE.match(_line(state, number)):
            rules = number
        number += 1
    return rules + 1 if rules > start + 1 else 0


def _simple(state: StateBlock, start: int, end: int) -> int:
    """The line behind a simple table whose head, or whose line of dashes, is here; 0 if there is none.

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
