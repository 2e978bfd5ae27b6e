"""Articles that are translations of one another, gathered into works."""

from collections.abc import Iterable, Sequence

from archivist.model.articles import Article
from archivist.model.volumes import Volume, Work


def gather_works(articles: Iterable[Article], languages: Sequence[str]) -> tuple[Work, ...]:
    """The works by date, then key; in each the original first: the earliest, then by the order given.

    Languages that are not listed come after those that are, by tag.
    """
    by_key: dict[str, list[Article]] = {}
    for article in articles:
        by_key.setdefault(article.key, []).append(article)
    ranks = {language: rank for rank, language in enumerate(languages)}

    def precedence(article: Article) -> tuple[object, ...]:
        return article.date, ranks.get(article.language, len(ranks)), article.language, article.path

    works = (Work(key, tuple(sorted(group, key=precedence))) for key, group in by_key.items())
    return tuple(sorted(works, key=lambda work: (work.date, work.key)))


def late_works(volume: Volume) -> frozenset[str]:
    """The keys of the works that are dated before the volume."""
    return frozenset(work.key for work in volume.works if work.date < volume.start)
