"""The terms of each article, kept in the cache: after an edit only the edited article is read again."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from archivist.cache import Store, digest_of
from archivist.model.articles import Article
from archivist.suggestion.terms import TermCounts, terms_of

METHOD = "2"  # of the modules of this package; another one makes what is stored useless
_SUFFIX = ".terms"


def stored_terms(articles: Iterable[Article], store: Store | None) -> Iterator[TermCounts]:
    """The terms of articles, in order. Without a store nothing is kept."""
    for article in articles:
        key = digest_of("terms", METHOD, article.digest, article.title)
        yield _kept(key, store) or _read(key, article, store)


def _kept(key: str, store: Store | None) -> TermCounts | None:
    data = store.read(key, _SUFFIX) if store else None
    try:
        return TermCounts.from_bytes(data) if data is not None else None
    except ValueError:  # not what it should be: it is made again
        return None


def _read(key: str, article: Article, store: Store | None) -> TermCounts:
    terms = terms_of(article)
    if store is not None:
        with suppress(OSError):  # a build folder that may only be read: `archivist related` works there, more slowly
            store.put(key, _SUFFIX, terms.to_bytes())
    return terms
