"""Plain text as Markdown that reads as the same words: whatever would be markup is escaped, and nothing else.

Kept in step with the dialect (docs/writing.md): CommonMark, tables, notes, definition lists, attributes, sections,
callouts, sub- and superscripts.
"""

import re
from collections.abc import Sequence

from archivist.formulas.delimiters import environment_in, formulas_in, without_formulas

_INLINE = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~]|$)         # a backslash before what it would escape, or at a line's end
    | [*`\[<{]                      # emphasis, code, links and notes, HTML, attributes and template tags
    | ~(?=~) | (?<=~)~              # deleted text
    | ~(?=[^\s~]{1,24}~) | \^(?=[^\s^]{1,60}\^)   # sub- and superscript
    | =(?==) | (?<==)=              # marked text
    | (?<![^\W_])_ | _(?![^\W_])    # an underscore within a word is none
    | &(?=\#?\w{1,40};)             # an entity
    """,
    re.VERBOSE,
)
_LINE_START = re.compile(
    r"""
    (?P<number>\d{1,9})(?=[.)](?:\s|$))         # a numbered list
    | (?=[#>|=:~])                              # heading, quotation, table, underline, container, definition, fence
    | (?=!!!|\?\?\?|///|\+[-=:]+\+)              # admonition, section, grid
    | (?=[-+](?:[\s|:]|[-+]+(?:[\s|:]|$)|$))    # bullet, rule, underline, row of a table
    """,
    re.VERBOSE,
)


def as_markdown(lines: Sequence[str], *, breaks: bool = True) -> str:
    """A paragraph of plain lines as Markdown. `breaks`: the ends of lines are kept; else they are like spaces."""
    escaped = [_line(line) for line in lines if line.strip()]
    text = ("\\\n" if breaks else "\n").join(escaped)
    reads = any(formulas_in(text)) or any(environment_in(line) for line in escaped)
    return without_formulas(text) if reads else text


def _line(line: str) -> str:
    text = line.strip()
    start = _LINE_START.match(text)
    marks = {match.start() for match in _INLINE.finditer(text)}
    if start is not None:
        marks.add(start.end())
    return "".join(f"\\{letter}" if place in marks else letter for place, letter in enumerate(text))
