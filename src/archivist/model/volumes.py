"""What is planned: works, volumes, editions."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from archivist.book_parts import Role
from archivist.identifiers import NO_IDENTIFIERS, ArticleIdentifiers, EditionIdentifiers
from archivist.model.articles import Article
from archivist.settings.archive_tables import EditionsTable
from archivist.settings.choices import Parallel


@dataclass(frozen=True, slots=True)
class Work:
    """The articles that are translations of one another."""

    key: str
    articles: tuple[Article, ...]  # the original (earliest, then first by the order of languages) first

    @property
    def date(self) -> datetime.date:
        """The day the work first appeared: what decides its volume."""
        return min(article.date for article in self.articles)

    @property
    def original(self) -> Article:
        """The article the others are translations of."""
        return self.articles[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it exists in, the original's first."""
        return tuple(article.language for article in self.articles)

    def in_language(self, language: str) -> Article | None:
        """Its article in that language, if there is one."""
        return next((article for article in self.articles if article.language == language), None)

    def printed_with(self, article: Article, editions: EditionsTable) -> Article | None:
        """The article printed beside or after this one; None if the edition wants none or the work has no other.

        It is in the first other language of `parallel_with`; without that list, of the editions' languages and then
        of the work's own.
        """
        if editions.parallel is Parallel.NONE:
            return None
        wanted = editions.parallel_with or (*editions.languages, *self.languages)
        found = (self.in_language(language) for language in wanted if language != article.language)
        return next((other for other in found if other is not None), None)


@dataclass(frozen=True, slots=True)
class EditorsText:
    """A foreword, an editorial or a colophon in one language: a Markdown file of the archive that is not an article."""

    role: Role
    volume: str  # id of the volume that it is for; "" for every volume
    article: Article  # its text; without a date of its own
    file: str  # POSIX path relative to the root of the archive


@dataclass(frozen=True, slots=True)
class Volume:
    """The works whose dates fall in one period, or that are printed in its volume because they arrived late."""

    id: str  # 2022-03-30, 2022-W13, 2022-03, 2022-Q1 or 2022; of a supplement 2022-03-S1; cumulative-2022
    number: int  # through the archive, from [volumes] first; 0 of a cumulative volume
    issue: int  # within the year, from 1; 0 of a cumulative volume
    year: int  # the year it counts to (the ISO year for weeks); of a cumulative volume the last one
    start: datetime.date  # first day of the period
    end: datetime.date  # last day of the period
    works: tuple[Work, ...]  # by date, then key; none if all articles of a published volume are gone


@dataclass(frozen=True, slots=True)
class Edition:
    """A volume in one language: what is compiled into one PDF and one EPUB."""

    volume: Volume
    language: str
    articles: tuple[Article, ...]  # one a work, by date and key; of another language only if `missing` says so
    missing: tuple[Work, ...] = ()  # works of the volume that this edition has no article of
    version: int = 1  # more than 1 if it replaces what was published
    replaces: str = ""  # the identifier of the published version that it replaces
    late: frozenset[str] = frozenset()  # keys of the works that are dated before the volume
    identifiers: EditionIdentifiers = NO_IDENTIFIERS
    article_identifiers: Mapping[str, ArticleIdentifiers] = field(default_factory=dict, hash=False)  # by key

    @property
    def id(self) -> str:
        """Volume and language: 2022-03.en."""
        return f"{self.volume.id}.{self.language}"

    def identifiers_of(self, article: Article) -> ArticleIdentifiers:
        """The identifiers of one of its articles; without others, the DOI that the article says."""
        return self.article_identifiers.get(article.key) or ArticleIdentifiers(doi=article.doi)
