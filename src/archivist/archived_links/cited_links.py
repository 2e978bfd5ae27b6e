"""The web addresses that an article cites, each with the day for which an archived copy is wanted.

That is the day for which the author says what was there: of recommended reading the day it was last seen, of the
article's own source the day it was retrieved, of everything else the day of the article.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape

from archivist.archived_links.capture_index import key_of
from archivist.model.annotated import AnnotatedArticle, RelatedKind
from archivist.model.articles import Article, Body

_LINK = re.compile(r'<a [^>]*?href="(https?://[^"]+)"')


@dataclass(frozen=True, slots=True)
class CitedLink:
    """An address in an article."""

    address: str  # as it is written
    day: date  # for which a copy is wanted
    seen: date | None = None  # the day the author saw it to work, if the article says so
    line: int = 0  # of the article's file; 0 if not known


def printed_links(item: AnnotatedArticle) -> Sequence[CitedLink]:
    """Those that a document of an edition prints, each address once."""
    texts = [(item.article, item.body), *([(item.parallel.article, item.parallel.body)] if item.parallel else [])]
    web = [entry for entry in item.related if entry.kind is RelatedKind.WEB]
    found = [CitedLink(entry.address, entry.seen or item.article.date, entry.seen) for entry in web]
    for article, body in texts:
        found += _sources(article)
        found += _links(article, [body.xhtml])
    found += _links(item.article, [text.xhtml for note in item.printed_notes for text in note.texts])
    return _once(found)


def written_links(article: Article, body: Body, related: Iterable[CitedLink]) -> Sequence[CitedLink]:
    """Those that an article's file contains, each address once. `related` are its recommended reading on the web."""
    return _once([*related, *_sources(article), *_links(article, [body.xhtml, *(note.xhtml for note in body.notes)])])


def _sources(article: Article) -> Iterator[CitedLink]:
    """Where the article itself was published."""
    yield CitedLink(article.source, article.retrieved or article.date, article.retrieved)


def _links(article: Article, passages: Iterable[str]) -> Iterator[CitedLink]:
    for passage in passages:
        for address in _LINK.findall(passage):
            yield CitedLink(unescape(address), article.date)


def _once(links: Iterable[CitedLink]) -> Sequence[CitedLink]:
    found: dict[str, CitedLink] = {}
    for link in links:
        if key_of(link.address):
            found.setdefault(link.address, link)
    return tuple(found.values())
