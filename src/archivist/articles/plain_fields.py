"""Titles, names and descriptions are plain text: marks of Markdown or HTML in them are printed, and reported."""

import re

from archivist.articles.fields import Fields
from archivist.dialect.parser import Env, parse_line

_MARKS = frozenset("*_`[<~^=")
_MARKUP = frozenset({"em_open", "strong_open", "s_open", "code_inline", "link_open", "image", "mark_open"})
_MARKUP |= {"sub_open", "sup_open", "footnote_ref"}
_TAG = re.compile(r"</?(?:a|abbr|b|br|cite|code|em|i|kbd|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>", re.IGNORECASE)


def report_marks(fields: Fields, key: str) -> None:
    """A finding for a value that is printed with its marks."""
    value = fields.find(key)
    if value is None or not (value.is_scalar or value.items):
        return
    for item in value.items or (value,):
        name = item.entries["name"] if item.entries is not None and "name" in item.entries else item
        if name.is_scalar and not _MARKS.isdisjoint(name.written) and _has_markup(name.written):
            fields.report("marks-in-plain-text", f"`{key}` is printed as written: {name.written[:60]}", name.line)


def _has_markup(text: str) -> bool:
    env: Env = {}
    types = {token.type for token in parse_line(text, env)}
    return not types.isdisjoint(_MARKUP) or _TAG.search(text) is not None
