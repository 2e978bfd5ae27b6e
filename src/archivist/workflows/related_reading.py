"""`archivist related`: what a work has as related reading, what is suggested, and why.

read -> plan -> the nearest works -> annotate the work -> report
"""

import difflib
from dataclasses import dataclass
from enum import StrEnum

from archivist.apparatus import Catalogue, NearWorks, annotate_article, keys_of_author
from archivist.archive import Archive
from archivist.cache import Store
from archivist.errors import UsageError
from archivist.executors import open_executor
from archivist.findings import Finding, has_errors
from archivist.links.address_book import address_book
from archivist.model.annotated import AnnotatedArticle, RelatedEntry
from archivist.model.articles import Article
from archivist.model.volumes import Edition, Volume
from archivist.parsed_texts import parse
from archivist.planning import Plan, plan
from archivist.suggestion import SuggestedReading
from archivist.suggestion.nearness import Basis, Neighbour
from archivist.volumes import choose

_TERMS = 6  # that two works share, in a reason


class Outcome(StrEnum):
    """Whether a near work is suggested, or why not."""

    SUGGESTED = "suggested"
    LISTED = "listed or linked to by the author"
    OTHER_LANGUAGE = "not in editions of this language"
    LATER = "in a later volume"
    BELOW_THRESHOLD = "below the threshold"
    ENOUGH = "enough are listed"
    OFF = "suggestions are turned off"


@dataclass(frozen=True, slots=True)
class NearWork:
    """A work near to the one asked for."""

    neighbour: Neighbour
    title: str  # in the language of the edition, or of the original
    volume: str
    terms: tuple[str, ...]  # that the texts share, those that say most first; () if they are alike in meaning
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RelatedReport:
    """Related reading of a work in an edition."""

    article: Article
    edition: Edition
    listed: tuple[RelatedEntry, ...]  # by the author, and what the text links to in other volumes
    near: tuple[NearWork, ...]  # the nearest first


def report_related(archive: Archive, key: str, *, language: str = "", most: int = 10) -> RelatedReport | list[Finding]:
    """The related reading of a work in an edition, and the nearest works; or the errors because of which it has none.

    Without a language it is the first edition that contains the work. Raises UsageError for an unknown key or language.
    """
    planned = plan(archive)
    if has_errors(planned.findings):
        return [finding for finding in planned.findings if has_errors([finding])]
    edition, article = _find(planned, key, language)
    reading = SuggestedReading(planned.volumes, archive.config, Store(archive.cache))
    book = address_book(planned.articles, archive.config.archive.site)
    catalogue = Catalogue(planned.volumes, book, planned.editions)
    item = _annotated(
        archive, planned, edition, article, NearWorks(archive.config.related.suggest, reading.nearest(edition))
    )
    reasons = _Reasons(archive, reading, edition, item, catalogue)
    works = frozenset(work.key for volume in planned.volumes for work in volume.works)
    neighbours = reading.all_neighbours(key, works)[:most]
    return RelatedReport(article, edition, item.related, tuple(reasons.explain(each) for each in neighbours))


def _find(planned: Plan, key: str, language: str) -> tuple[Edition, Article]:
    """The edition that is meant, and the work's article in it."""
    known = {work.key for volume in planned.volumes for work in volume.works}
    if key not in known:
        near = difflib.get_close_matches(key, sorted(known), n=3, cutoff=0.5)
        question = f"; did you mean {' or '.join(near)}?" if near else ""
        raise UsageError(f"there is no work {key}{question}", "`archivist plan --json` lists the keys of all works.")
    editions = choose(planned.editions, languages=[language] if language else [])
    found = ((each, article) for each in editions for article in each.articles if article.key == key)
    chosen = next(found, None)
    if chosen is None:
        where = f"no edition in {language}" if language else "no edition"
        raise UsageError(f"{where} contains {key}", "Name another --language, or add one to `[editions] languages`.")
    return chosen


def _annotated(
    archive: Archive, planned: Plan, edition: Edition, article: Article, near: NearWorks
) -> AnnotatedArticle:
    """The article as it is in its edition; only its own texts are parsed."""
    settings = archive.config
    book = address_book(planned.articles, settings.archive.site)
    work = next(work for work in edition.volume.works if work.key == article.key)
    with open_executor() as workers:
        bodies = parse(archive, work.articles, workers, book)
    catalogue = Catalogue(planned.volumes, book, planned.editions)
    notes = settings.notes.languages
    return annotate_article(article, edition, bodies, catalogue, notes, editions=settings.editions, near=near)


class _Reasons:
    """Explains why a work is suggested for an article, or is not."""

    def __init__(
        self,
        archive: Archive,
        reading: SuggestedReading,
        edition: Edition,
        item: AnnotatedArticle,
        catalogue: Catalogue,
    ) -> None:
        self._settings, self._reading, self._catalogue = archive.config.related, reading, catalogue
        self._edition, self._item = edition, item
        self._candidates = reading.candidates(edition)
        self._suggested = {entry.key for entry in item.suggested}
        self._of_author = keys_of_author(item, catalogue)

    def explain(self, neighbour: Neighbour) -> NearWork:
        """A near work with what it shares and what became of it."""
        found = self._catalogue.find(neighbour.key)
        assert found is not None  # neighbours are works of the archive
        work, volume = found
        title = (work.in_language(self._edition.language) or work.original).title
        terms: tuple[str, ...] = ()
        if neighbour.basis is Basis.WORDS:
            terms = self._reading.neighbours.shared_terms(neighbour, self._item.article.key, _TERMS)
        return NearWork(neighbour, title, volume.id, terms, self._outcome(neighbour, volume))

    def _outcome(self, neighbour: Neighbour, volume: Volume) -> Outcome:
        is_later = volume.start > self._edition.volume.start and not self._settings.later
        reasons = (
            (Outcome.SUGGESTED, neighbour.key in self._suggested),
            (Outcome.LISTED, neighbour.key in self._of_author),
            (Outcome.OFF, not self._settings.suggest),
            (Outcome.LATER, is_later),
            (Outcome.OTHER_LANGUAGE, neighbour.key not in self._candidates),
            (Outcome.BELOW_THRESHOLD, neighbour.basis is Basis.WORDS and neighbour.score < self._settings.threshold),
        )
        return next((outcome for outcome, is_so in reasons if is_so), Outcome.ENOUGH)
