"""Titles, names and descriptions are plain text: marks of Markdown or HTML in them are printed, and reported."""

import re
from collections.abc import Iterator

from archivist.articles.fields import Fields
from archivist.dialect.parser import Env, parse_line
from archivist.front_matter import Value
from archivist.front_matter.keys import BY_NAME, Kind
from archivist.front_matter.people import named_values

_MARKS = frozenset("*_`[<~^=$\\&")
_MARKUP = frozenset({"em_open", "strong_open", "s_open", "code_inline", "link_open", "image", "mark_open"})
_MARKUP |= {"sub_open", "sup_open", "footnote_ref", "formula"}
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,7});")
_ESCAPED = re.compile(r"(?<![\\:])\\[*_`\[\]#<>]")
_TAG = re.compile(r"</?(?:a|abbr|b|br|cite|code|em|i|kbd|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>", re.IGNORECASE)


def report_marks(fields: Fields, key: str) -> None:
    """A finding for a value that is printed with its marks."""
    value = fields.find(key)
    if value is None:
        return
    for name in _names(value, key):
        if name.is_scalar and not _MARKS.isdisjoint(name.written) and _has_markup(name.written):
            fields.report("marks-in-plain-text", f"`{key}` is printed as written: {name.written[:60]}", name.line)


def _names(value: Value, key: str) -> Iterator[Value]:
    """The texts that a key has: its value, or each name in it."""
    if BY_NAME[key].kind in (Kind.AUTHORS, Kind.PEOPLE):
        yield from (each.name for each in named_values(value, BY_NAME[key].relator))
    else:
        yield from value.items or (value,)


def _has_markup(text: str) -> bool:
    env: Env = {}
    types = {token.type for token in parse_line(text, env)}
    return not types.isdisjoint(_MARKUP) or any(mark.search(text) for mark in (_TAG, _ENTITY, _ESCAPED))
