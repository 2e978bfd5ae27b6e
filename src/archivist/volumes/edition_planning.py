"""What is to be made: the volumes, and the editions of each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from archivist.config import Config, EditionsTable, Missing
from archivist.findings import Finding, in_order
from archivist.model import Article, Edition, Volume, Work
from archivist.volumes.numbering import numbered
from archivist.volumes.periods import Span
from archivist.volumes.works import gather_works


def gather(articles: Iterable[Article], config: Config) -> tuple[Volume, ...]:
    """The volumes, in order. Each work is in one: that of the day it first appeared in any language."""
    shelves: dict[Span, list[Work]] = {}
    for work in gather_works(articles, config.editions.languages):
        shelves.setdefault(Span.containing(work.date, config.volumes.period), []).append(work)
    return tuple(
        Volume(span.id, number, issue, span.year, span.start, span.end, tuple(shelves[span]))
        for span, number, issue in numbered(shelves, config.volumes.first)
    )


def editions(volumes: Sequence[Volume], config: Config) -> tuple[tuple[Edition, ...], tuple[Finding, ...]]:
    """The editions to make, by volume and in the order of languages, and what they lack."""
    languages = config.editions.languages
    planned = [_edition(volume, language, config) for volume in volumes for language in languages]
    findings = [
        *(finding for volume in volumes for work in volume.works for finding in _lacking(work, config)),
        *_unprinted(volumes, planned, config.editions),
        *(_empty(edition) for edition in planned if not edition.articles),
    ]
    return tuple(edition for edition in planned if edition.articles), in_order(findings)


def _edition(volume: Volume, language: str, config: Config) -> Edition:
    """The volume in one language, its articles in the order of the volume's works in every language."""
    articles: list[Article] = []
    missing: list[Work] = []
    for work in volume.works:
        article = work.in_language(language)
        if article is None and config.editions.missing is Missing.ORIGINAL:
            article = work.original
        if article is None:
            missing.append(work)
        else:
            articles.append(article)
    return Edition(volume, language, tuple(articles), tuple(missing))


def _lacking(work: Work, config: Config) -> Iterator[Finding]:
    languages = config.editions.languages
    file = work.original.path  # as in the findings of reading: from the folder of articles
    has = ", ".join(work.languages)
    if config.editions.missing is Missing.OMIT and not set(languages) & set(work.languages):
        # One warning; a missing translation into every language as well would only hide it.
        yield Finding("work-in-no-edition", f"{work.key} exists only in {has}; no edition contains it", file)
        return
    for language in languages:
        if work.in_language(language) is None:
            yield Finding("missing-translation", f"{work.key} is not in {language} (only in {has})", file)


def _unprinted(volumes: Iterable[Volume], planned: Iterable[Edition], table: EditionsTable) -> Iterator[Finding]:
    """The languages of the translations that no edition prints."""
    printed = {article.path for edition in planned for article in edition.articles}
    rest: dict[str, list[str]] = defaultdict(list)
    for work in (work for volume in volumes for work in volume.works):
        shown = [article for article in work.articles if article.path in printed]
        beside = {other.path for article in shown if (other := work.printed_with(article, table))}
        for article in work.articles if shown else ():
            if article.path not in printed | beside:
                rest[article.language].append(article.path)
    for language, paths in sorted(rest.items()):
        number = f"{len(paths)} translations" if len(paths) > 1 else "a translation"
        yield Finding("language-in-no-edition", f"{number} into {language}: printed in no edition", min(paths))


def _empty(edition: Edition) -> Finding:
    return Finding(
        "empty-edition",
        f"volume {edition.volume.id} has no article in {edition.language}; {edition.id} is not made",
    )
