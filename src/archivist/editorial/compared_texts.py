"""The words of an article's text, as they are compared with those of others."""

import re
from dataclasses import dataclass
from html import unescape

from archivist.model.articles import Article, Body

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article's text, without its notes."""

    article: Article
    words: tuple[str, ...]


def words_of(article: Article, body: Body) -> Words:
    """The words as they are read, in lower case and without punctuation."""
    return Words(article, tuple(_WORD.findall(plain(body.xhtml).lower())))


def plain(xhtml: str) -> str:
    """The text of a passage of XHTML, with a space for each tag."""
    return unescape(_TAG.sub(" ", xhtml))
