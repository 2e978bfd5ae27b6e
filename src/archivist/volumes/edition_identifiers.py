"""The identifiers of editions and their articles: as published, else as given, else as patterns make them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from slugify import slugify

from archivist.identifiers import ArticleIdentifiers, EditionIdentifiers, InvalidIdentifierError, Pattern, Scheme
from archivist.ledger import Ledger
from archivist.model.articles import Article
from archivist.model.volumes import Edition
from archivist.settings.config import Config
from archivist.settings.identifier_tables import GivenIdentifiersTable
from archivist.settings.setting_values import Medium

if TYPE_CHECKING:
    from archivist.ledger.ledger_entries import PublishedVersion

_Identifiers = EditionIdentifiers | ArticleIdentifiers
_LONGEST_KEY = 80  # characters of the key of an article in an identifier
_NOTHING_GIVEN = GivenIdentifiersTable()


@dataclass(frozen=True, slots=True)
class NotMade:
    """An identifier that a pattern does not make."""

    scheme: Scheme
    edition: str
    article: str  # path of its file; "" if it is the edition's own
    why: str


@dataclass(frozen=True, slots=True)
class EditionNumbering:
    """Makes the identifiers of editions by the settings."""

    config: Config
    slug: str  # of the archive, as in the names of files
    patterns: Mapping[tuple[Scheme, bool], Pattern | None]  # of editions, and of articles

    def edition(self, edition: Edition) -> tuple[Edition, tuple[NotMade, ...]]:
        """The edition with the identifiers that the settings give it, and those that could not be made."""
        problems: list[NotMade] = []
        identifiers = self._of_edition(edition, problems)
        articles = {article.key: self._of_article(edition, article, problems) for article in edition.articles}
        return replace(edition, identifiers=identifiers, article_identifiers=articles), tuple(problems)

    def _of_edition(self, edition: Edition, problems: list[NotMade]) -> EditionIdentifiers:
        given = self.config.identifiers.editions.get(version_name(edition.id, edition.version), _NOTHING_GIVEN)
        own = {scheme: str(getattr(given, scheme)) or self._made(scheme, edition, None, problems) for scheme in Scheme}
        return replace(
            self.of_serial(edition.language),
            isbn_pdf=given.isbn.get(Medium.PDF, ""),
            isbn_epub=given.isbn.get(Medium.EPUB, ""),
            doi=own[Scheme.DOI],
            ark=own[Scheme.ARK],
            urn_nbn=own[Scheme.URN_NBN],
        )

    def of_serial(self, language: str) -> EditionIdentifiers:
        """The ISSNs of the serial in a language."""
        serial = self.config.archive
        return EditionIdentifiers(
            issn_pdf=serial.issn_of(language, Medium.PDF),
            issn_epub=serial.issn_of(language, Medium.EPUB),
            issn_l=serial.issn_l,
        )

    def _of_article(self, edition: Edition, article: Article, problems: list[NotMade]) -> ArticleIdentifiers:
        return ArticleIdentifiers(
            doi=article.doi or self._made(Scheme.DOI, edition, article, problems),
            ark=self._made(Scheme.ARK, edition, article, problems),
            urn_nbn=self._made(Scheme.URN_NBN, edition, article, problems),
        )

    def _made(self, scheme: Scheme, edition: Edition, article: Article | None, problems: list[NotMade]) -> str:
        """What the pattern makes; "" without a pattern, or if it makes nothing."""
        pattern = self.patterns[scheme, article is not None]
        if pattern is None:
            return ""
        try:
            return pattern.fill(self._values(edition, article))
        except InvalidIdentifierError as error:
            problems.append(NotMade(scheme, edition.id, article.path if article else "", str(error)))
            return ""

    def _values(self, edition: Edition, article: Article | None) -> Mapping[str, str]:
        volume = edition.volume
        key = slugify(article.key, max_length=_LONGEST_KEY) if article else ""
        if article and not key:
            raise InvalidIdentifierError(f"its key {article.key!r} has no letter or digit")
        return {
            "slug": self.slug,
            "volume": volume.id,
            "number": str(volume.number),
            "year": str(volume.year),
            "issue": str(volume.issue),
            "language": edition.language,
            "version": str(edition.version),
            "key": key,
        }


def version_name(edition: str, version: int) -> str:
    """An edition as `[identifiers.editions]` names it: 2022-02.en, and its second version 2022-02.en.2."""
    return f"{edition}.{version}" if version > 1 else edition


def as_published(edition: Edition, published: "PublishedVersion", serial: EditionIdentifiers) -> Edition:
    """A published edition with the identifiers that it was published with.

    `serial` are the ISSNs of today, for an edition that was published before the ledger said identifiers.
    """
    if published.identifiers is None:
        return replace(edition, identifiers=serial)
    known = {each.key: ArticleIdentifiers(**each.identifiers.model_dump()) for each in published.articles}
    own = EditionIdentifiers(**published.identifiers.model_dump())
    return replace(edition, identifiers=own, article_identifiers=known)


def identified(
    editions: Sequence[Edition], config: Config, slug: str, ledger: Ledger
) -> tuple[tuple[Edition, ...], tuple[Edition, ...], tuple[NotMade, ...]]:
    """The editions with their identifiers; those published as the settings would number them today; what was not made.

    A published edition has the identifiers of the ledger, whatever the settings say.
    """
    table, kinds = config.identifiers, (False, True)
    patterns = {(scheme, each): table.pattern(scheme, of_articles=each) for scheme in Scheme for each in kinds}
    numbering = EditionNumbering(config, slug, patterns)
    found: list[Edition] = []
    today: list[Edition] = []
    problems: list[NotMade] = []
    for edition in editions:
        numbered, not_made = numbering.edition(edition)
        published = ledger.edition(edition.volume.id, edition.language)
        if published and published.version == edition.version:
            found.append(as_published(edition, published.current, numbering.of_serial(edition.language)))
            today += [numbered] if published.current.identifiers else []
        else:
            found.append(numbered)
            problems += not_made
    return tuple(found), tuple(today), tuple(problems)


def differing(then: _Identifiers, now: _Identifiers) -> Iterator[tuple[str, str, str]]:
    """The fields in which identifiers differ: name, the one, the other."""
    others = asdict(now)
    for name, value in asdict(then).items():
        if value != others[name]:
            yield name, str(value), str(others[name])
