"""Whether a fixed file still reads as the same article: same fields, same parts, same addresses, nothing new wrong.

Taking away an invisible character can make a heading of a line, or close an emphasis. What reads otherwise is not
fixed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape

from archivist.front_matter.keys import PROSE_KEYS
from archivist.model.articles import Article, Body

# The front matter as plain data and the body of an article, if its file had this text; None if it cannot be read.
Read = Callable[[Article, str], tuple[Mapping[str, object], Body] | None]

_PART = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>([^<]*)")
_ATTRIBUTE = re.compile(r'\s([\w:-]+)="([^"]*)"')
_WORDS = frozenset({"alt", "title", "id"})  # attributes that follow the words
_CODE = frozenset({"code", "pre", "kbd", "samp"})
_NO_SIGN = re.compile(r"[^!-@\[-`{-~]+")  # all but digits and the punctuation of ASCII: no fix changes one of those
_NO_SIGN_OF_TEXT = re.compile(r"""(?:[^!-@\[-`{-~]|["'-])+""")  # but quotation marks and hyphens become others


def reads_alike(read: Read, article: Article, before: str, after: str, *, places: bool) -> bool:
    """Whether the article reads alike with either text. With `places` its ids must stay as well: something links
    there."""
    old, new = read(article, before), read(article, after)
    if old is None or new is None:
        return False
    (old_head, old_body), (new_head, new_body) = old, new
    if list(old_head) != list(new_head) or not all(_alike(key, old_head[key], new_head[key]) for key in old_head):
        return False
    if Counter(_count_findings(new_body)) - Counter(_count_findings(old_body)):
        return False
    left_out = _WORDS - {"id"} if places else _WORDS
    return list(_shape(old_body, left_out)) == list(_shape(new_body, left_out))


def _alike(key: str, old: object, new: object) -> bool:
    """Whether a value stays: prose as the same kind of value, all else character by character."""
    return _kinds(old) == _kinds(new) if key.lower() in PROSE_KEYS else bool(old == new)


def _kinds(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _kinds(held) for key, held in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_kinds(held) for held in value]
    if isinstance(value, str):
        # A title of spaces is no title; quotation marks may come to be those of YAML where a letter before them goes.
        return bool(value.strip()), _NO_SIGN.sub("", value)
    return type(value) if value else value


def _count_findings(body: Body) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in body.findings]


def _shape(body: Body, left_out: frozenset[str]) -> Iterator[object]:
    """Elements and attributes; of code the words, of all else the digits and signs: a bracket seen was no mark."""
    for label, language, xhtml in (("", "", body.xhtml), *((n.label, n.language, n.xhtml) for n in body.notes)):
        yield label, language
        depth = 0
        for closing, tag, attributes, words in _PART.findall(xhtml):
            if tag in _CODE and not attributes.endswith("/"):
                depth += -1 if closing else 1
            signs = unescape(words) if depth > 0 else _NO_SIGN_OF_TEXT.sub("", unescape(words))
            yield closing, tag, _keep_attributes(attributes, left_out), signs


def _keep_attributes(attributes: str, left_out: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The attributes but those that follow the words; of a link into the article only that it is one."""
    pairs = (pair for pair in _ATTRIBUTE.findall(attributes) if pair[0] not in left_out)
    own = "id" in left_out
    return tuple((name, "#" if own and name == "href" and value.startswith("#") else value) for name, value in pairs)
