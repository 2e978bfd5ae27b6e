"""The terms of each article, kept in the cache: after an edit only the edited article is read again."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from archivist.cache import Store, digest_of
from archivist.model.articles import Article
from archivist.suggestion.terms import TermCounts, terms_of

METHOD = "2"  # of the modules of this package; another one makes what is stored useless
_SUFFIX = ".terms"


# Does something with each article, here or in workers, in order.
OnEach = Callable[[Callable[[Article], TermCounts], Sequence[Article]], Iterable[TermCounts]]


def stored_terms(articles: Sequence[Article], store: Store | None, on_each: OnEach = map) -> Sequence[TermCounts]:
    """The terms of articles, in order. Without a store nothing is kept. `on_each` reads those that are not."""
    keys = [digest_of("terms", METHOD, article.digest, article.title) for article in articles]
    found = {key: kept for key in keys if (kept := _kept(key, store)) is not None}
    missing = {key: article for key, article in zip(keys, articles, strict=True) if key not in found}
    for key, terms in zip(missing, on_each(terms_of, [*missing.values()]), strict=True):
        found[key] = terms
        _keep(key, terms, store)
    return [found[key] for key in keys]


def _kept(key: str, store: Store | None) -> TermCounts | None:
    data = store.read(key, _SUFFIX) if store else None
    try:
        return TermCounts.from_bytes(data) if data is not None else None
    except ValueError:  # not what it should be: it is made again
        return None


def _keep(key: str, terms: TermCounts, store: Store | None) -> None:
    if store is not None:
        with suppress(OSError):  # a build folder that may only be read: `archivist related` works there, more slowly
            store.put(key, _SUFFIX, terms.to_bytes())
