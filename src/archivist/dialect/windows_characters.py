"""Characters that old publishing programs wrote by their bytes in Windows-1252: `&#146;` for ’.

Markdown makes U+FFFD of them. They are read as browsers read them (html.spec.whatwg.org, numeric character reference
end state); `archivist check` reports them, and replaces them with `--fix`.
"""

import re
from collections.abc import Callable

from markdown_it.common.utils import unescapeAll
from markdown_it.helpers.parse_link_title import _State, parseLinkTitle
from markdown_it.rules_inline import StateInline

_REFERENCE = re.compile(r"&#(?:x0*([89]\w)|0*(1[2-5]\d));", re.IGNORECASE)
_NOT_ESCAPED = re.compile(r"(?<!\\)" + _REFERENCE.pattern, re.IGNORECASE)

_Rule = Callable[[StateInline, bool], bool]


def windows_characters(entity: _Rule) -> _Rule:
    """The rule for character references, of which those of Windows-1252 are the characters they were meant for."""

    def read(state: StateInline, silent: bool) -> bool:
        if not entity(state, silent):
            return False
        if not silent:
            token = state.tokens[-1]
            token.content = _meant(token.markup) or token.content
        return True

    return read


def link_title(string: str, start: int, maximum: int, before: _State | None = None) -> _State:
    """markdown-it's, for the titles of links and pictures, of which captions are made.

    `before` is what it gave for the lines above, if a definition's title has several.
    """
    title = parseLinkTitle(string, start, maximum, before)
    end = title.pos - 1 if title.ok else maximum if title.can_continue else start
    written = string[start if before else start + 1 : end]
    if "&#" in written:
        meant = unescapeAll(_NOT_ESCAPED.sub(lambda match: _meant(match[0]) or match[0], written))
        title.str = f"{before.str if before else ''}{meant}"
    return title


def _meant(reference: str) -> str:
    """The character that a reference to a byte of Windows-1252 means; "" for any other reference."""
    match = _REFERENCE.fullmatch(reference)
    number = (int(match[1], 16) if match[1] else int(match[2])) if match else 0
    return bytes([number]).decode("cp1252", "ignore") if 0x80 <= number <= 0x9F else ""
