"""Brackets that may be shortcodes, found among the HTML around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archivist.readers.wordpress.pieces import VERBATIM, Piece, pieces

_MAX_ATTRIBUTES = 20_000
_CODE = re.compile(r"(\[?)\[(/?)([A-Za-z][\w-]{0,60})((?:\s|(?<=[\w-])=)[^\[\]]*|/)?\](\]?)")


@dataclass(slots=True)
class Bracket:
    """A bracket that may be a shortcode."""

    name: str
    closes: bool
    written: str
    attributes: str
    before: str  # "[" if it is escaped, `[[name]]`
    after: str
    partner: int = -1
    is_escaped: bool = False  # `[[name]]`, `[[name]text[/name]]`


def brackets(source: str) -> Iterator[str | Bracket]:
    """Texts and brackets in turn. An attribute of a shortcode may contain tags, so brackets come before tags."""
    verbatim = 0
    for part in _parts(source):
        if isinstance(part, Piece):
            if part.tag in VERBATIM:
                verbatim = max(verbatim + (-1 if part.closes else 1), 0)
            yield part.source
        elif verbatim:
            yield part.group(0)
        else:
            before, slash, name, attributes, after = part.groups(default="")
            yield Bracket(name.lower(), bool(slash), part.group(0), attributes, before, after)


def _parts(source: str) -> Iterator[Piece | re.Match[str]]:
    """Pieces of HTML and matches of brackets. A bracket within a tag is part of the tag, and the other way about."""
    done = 0
    for match in _matches(source):
        if match.start() < done:
            continue
        ahead = source[done : match.start()]
        within = _ends_in_tag(ahead)
        if within:  # the bracket is in a tag or a comment
            closing = "-->" if within == "comment" else ">"
            end = source.find(closing, match.start())
            if end < 0:
                break
            end += len(closing)
        else:
            end = match.start()
        yield from pieces(source[done:end])
        done = end
        if not within:
            yield match
            done = match.end()
    yield from pieces(source[done:])


def _matches(source: str) -> Iterator[re.Match[str]]:
    for match in _CODE.finditer(source):
        if len(match[4] or "") <= _MAX_ATTRIBUTES:
            yield match


def _ends_in_tag(ahead: str) -> str:
    """Whether a text breaks off within a tag or a comment; "" if not."""
    if ahead.rfind("<!--") > ahead.rfind("-->"):
        return "comment"
    start = ahead.rfind("<")
    is_tag = start >= 0 and ahead[start + 1 : start + 2].isalpha() and ">" not in ahead[start:]
    return "tag" if is_tag and len(ahead) - start < _MAX_ATTRIBUTES else ""


def pair(tokens: list[str | Bracket]) -> None:
    """Join each closing bracket to the nearest opening one of its name."""
    opened: dict[str, list[int]] = {}
    for index, token in enumerate(tokens):
        if isinstance(token, str) or (token.before and token.after):
            continue
        if not token.closes:
            if not token.attributes.rstrip().endswith("/"):
                opened.setdefault(token.name, []).append(index)
        elif opened.get(token.name):
            partner = opened[token.name].pop()
            other = tokens[partner]
            if isinstance(other, Bracket):
                token.partner, other.partner = partner, index
                token.is_escaped = other.is_escaped = bool(other.before and token.after)
