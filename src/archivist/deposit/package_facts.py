"""Facts of a package as a whole that METS, PREMIS and the profiles say alike: its identifier, its title, its day."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from archivist.deposit import record_facts
from archivist.deposit.description import DescribedArticle, DescribedEdition, DescribedVolume


def package_urn(volume: DescribedVolume, profile: str = "") -> str:
    """The identifier of a package as a `urn:uuid:`, made from those of its editions (RFC 9562, UUID version 5).

    Another edition, another version of one, another profile and a draft each give another identifier.
    """
    parts = [*(edition.identifier for edition in volume.editions), profile, *(["draft"] if volume.is_draft else [])]
    return uuid.uuid5(uuid.NAMESPACE_URL, "archivist:package:" + "|".join(parts)).urn


def registered_identifiers(edition: DescribedEdition) -> tuple[tuple[str, str], ...]:
    """What is registered of an edition, each with its kind; its ISSNs, which are the serial's, are not among them."""
    own = edition.metadata.identifiers
    numbers = [("ISBN", number) for number, _ in own.isbns]
    named = [("DOI", own.doi), ("ARK", own.ark), ("URN", own.urn_nbn)]
    return (*numbers, *((kind, value) for kind, value in named if value))


def identifiers_of(volume: DescribedVolume) -> Iterator[tuple[str, str]]:
    """The identifiers of each edition, and the ISSNs of the serial in its language, each with its kind."""
    for edition in volume.editions:
        yield "URN", edition.identifier
        yield from registered_identifiers(edition)
        yield from (("ISSN", number) for number, _ in edition.metadata.identifiers.issns)


def package_title(volume: DescribedVolume) -> str:
    """The titles of serial and volume, in the first language; a draft is called one."""
    return record_facts.mark_draft(volume.editions[0].metadata.full_title, volume)


def publication_day(volume: DescribedVolume) -> datetime.date:
    """The last day on which an edition of the package was published."""
    return max(map(day_of, volume.editions))


day_of = record_facts.publication_day  # of an edition


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text of a work, as an edition prints it."""

    edition: DescribedEdition
    article: DescribedArticle
    language: str  # BCP 47
    title: str
    is_original: bool


def works_of(volume: DescribedVolume) -> dict[str, tuple[PrintedText, ...]]:
    """By key of each work its printed texts, in the order of the editions; the works in the order of the volume."""
    works: dict[str, tuple[PrintedText, ...]] = {}
    for edition in volume.editions:
        for described in edition.articles:
            key = described.annotated.article.key
            works[key] = (*works.get(key, ()), *_printed(edition, described))
    return works


def _printed(edition: DescribedEdition, described: DescribedArticle) -> Iterator[PrintedText]:
    article, second = described.annotated.article, described.annotated.parallel
    yield PrintedText(edition, described, article.language, article.title, not described.original)
    if second:
        is_original = second.article.language == described.original
        yield PrintedText(edition, described, second.article.language, second.article.title, is_original)
