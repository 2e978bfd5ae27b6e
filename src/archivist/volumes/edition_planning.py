"""What is to be made: the volumes, and the editions of each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from archivist.findings import Finding, in_order
from archivist.ledger import PublishedEdition
from archivist.model.articles import Article
from archivist.model.volumes import Edition, Volume, Work
from archivist.settings.archive_tables import EditionsTable
from archivist.settings.choices import Missing
from archivist.settings.config import Config
from archivist.volumes.numbering import numbered
from archivist.volumes.periods import Span, supplement_number
from archivist.volumes.placing import Placement, place
from archivist.volumes.works import gather_works, late_works


def gather(articles: Iterable[Article], config: Config, placement: Placement | None = None) -> tuple[Volume, ...]:
    """The volumes, in order. Each work is in that of the day it first appeared in any language.

    `placement` says where published works are, and late ones; without it nothing is published.
    """
    works = gather_works(articles, config.editions.languages)
    placement = placement or place(works, config)
    published = {id: (each.number, each.issue) for id, each in placement.ledger.volumes().items()}
    shelves: dict[str, list[Work]] = {volume: [] for volume in placement.volumes}
    of_work: dict[str, list[str]] = defaultdict(list)
    for volume, keys in placement.volumes.items():
        for key in keys:
            of_work[key].append(volume)
    for work in works:
        for volume in of_work[work.key]:
            shelves[volume].append(work)
    return tuple(
        Volume(span.id, number, issue, span.year, span.start, span.end, tuple(shelves[span.id]))
        for span, number, issue in numbered(map(Span.parse, shelves), config.volumes.first, published)
    )


def editions(
    volumes: Sequence[Volume], config: Config, placement: Placement | None = None
) -> tuple[tuple[Edition, ...], tuple[Finding, ...]]:
    """The editions to make, by volume and in the order of languages, and what they lack.

    A published edition is one of them also if nothing of it is left, or its language is no longer made.
    """
    works = tuple({work.key: work for volume in volumes for work in volume.works}.values())
    placement = placement or place(works, config)
    planned = [
        _edition(volume, language, config, placement)
        for volume in volumes
        for language in _languages(volume, config, placement)
    ]
    published = frozenset(each.id for each in placement.ledger.editions.values())
    findings = [
        *(finding for work in works for finding in _lacking(work, config)),
        *_unprinted(volumes, planned, config.editions),
        *(_empty(edition) for edition in planned if not edition.articles and edition.id not in published),
        *_out_of_order(volumes, placement),
    ]
    return tuple(each for each in planned if each.articles or each.id in published), in_order(findings)


def _languages(volume: Volume, config: Config, placement: Placement) -> Sequence[str]:
    published = placement.ledger.languages_of(volume.id)
    return tuple(dict.fromkeys((*config.editions.languages, *published)))


def _edition(volume: Volume, language: str, config: Config, placement: Placement) -> Edition:
    """The volume in one language, its articles in the order of the volume's works in every language."""
    published = placement.ledger.edition(volume.id, language)
    if published and published.id not in placement.renewed:
        return _published(volume, published)
    articles: list[Article] = []
    missing: list[Work] = []
    for work in volume.works:
        if not placement.prints(work.key, volume.id, language):
            continue
        article = work.in_language(language)
        if article is None and config.editions.missing is Missing.ORIGINAL:
            article = work.original
        if article is None:
            missing.append(work)
        else:
            articles.append(article)
    version = published.version + 1 if published else 1
    replaces = published.current.identifier if published else ""
    return Edition(volume, language, tuple(articles), tuple(missing), version, replaces, late_works(volume))


def _published(volume: Volume, published: PublishedEdition) -> Edition:
    """A published edition as far as its articles are still there, in the order in which they were printed."""
    works = {work.key: work for work in volume.works}
    printed = ((each, works[each.key]) for each in published.current.articles if each.key in works)
    found = (work.in_language(each.language) for each, work in printed)
    return Edition(
        volume,
        published.language,
        tuple(article for article in found if article),
        tuple(works[key] for key in published.current.omitted if key in works),
        published.version,
        published.current.replaces or "",
        late_works(volume),
    )


def _out_of_order(volumes: Sequence[Volume], placement: Placement) -> Iterator[Finding]:
    """Volumes that are not published and have a higher number than a later one that is."""
    published = placement.ledger.volumes()
    lowest: Volume | None = None  # of the published volumes that are later
    for volume in reversed(volumes):
        if volume.id in published:
            lowest = volume if lowest is None or volume.number < lowest.number else lowest
        elif lowest and lowest.number < volume.number and not supplement_number(volume.id):
            message = f"volume {volume.id} gets No. {volume.number}, although the later volume {lowest.id} is No. "
            yield Finding("number-out-of-order", f"{message}{lowest.number}", volume.works[0].original.path)


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
        shown = _shown(work, printed, table)
        for article in work.articles if shown else ():
            if article.path not in shown:
                rest[article.language].append(article.path)
    for language, paths in sorted(rest.items()):
        number = f"{len(paths)} translations" if len(paths) > 1 else "a translation"
        yield Finding("language-in-no-edition", f"{number} into {language}: printed in no edition", min(paths))


def _shown(work: Work, printed: Set[str], table: EditionsTable) -> Set[str]:
    """The paths of a work's articles that are printed, by themselves or beside another one."""
    own = [article for article in work.articles if article.path in printed]
    beside = (work.printed_with(article, table) for article in own)
    return {article.path for article in (*own, *beside) if article}


def _empty(edition: Edition) -> Finding:
    return Finding(
        "empty-edition",
        f"volume {edition.volume.id} has no article in {edition.language}; {edition.id} is not made",
    )
