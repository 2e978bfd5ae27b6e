"""What is said of the book as a whole."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archivist.front_matter.roles import AUTHOR
from archivist.front_matter.roles import NAMES as ROLES
from archivist.identity import volume_identifier
from archivist.model.annotated import AnnotatedArticle, AnnotatedEdition
from archivist.model.book import BookMetadata, Contributor
from archivist.model.volumes import Edition
from archivist.settings.archive_tables import ArchiveTable
from archivist.settings.wording import worded


def metadata_for(
    annotated: AnnotatedEdition, archive: ArchiveTable, volume_title: str, modified: datetime.datetime | None
) -> BookMetadata:
    """The book's metadata. `modified` is the time of making if the caller knows one that is not the clock's."""
    edition, language = annotated.edition, annotated.edition.language
    volume = edition.volume
    days = [*(article.date for article in edition.articles), *(article.date for article in annotated.listed)]
    published = max(days)
    if edition.late:  # which may be all that is in it
        published = max(published, volume.start)
    return BookMetadata(
        identifier=volume_identifier(archive, volume.id, language, edition.version),
        title=worded(archive.title, language),
        volume_title=volume_title,
        language=language,
        languages=_languages(annotated),
        volume_id=volume.id,
        number=volume.number,
        issue=volume.issue,
        year=volume.year,
        published=published,
        modified=modified or datetime.datetime.combine(published, datetime.time(), datetime.UTC),
        contributors=tuple(_contributors(annotated)),
        subtitle=worded(archive.subtitle, language),
        publisher=worded(archive.publisher, language),
        place=worded(archive.place, language),
        identifiers=edition.identifiers,
        rights=worded(archive.rights, language),
        subjects=tuple(dict.fromkeys(tag for item in annotated.articles for tag in tags_of(item))),
        article_addresses=tuple(_article_addresses(edition)),
        covers="/".join(dict.fromkeys(day.isoformat() for day in (volume.start, volume.end))),
        version=edition.version,
        replaces=edition.replaces,
    )


def _article_addresses(edition: Edition) -> Iterator[str]:
    """The first address that identifies each article, of those that have one."""
    for article in edition.articles:
        yield from edition.identifiers_of(article).addresses[:1]


def authors_of(item: AnnotatedArticle) -> tuple[str, ...]:
    """Who wrote its texts, each once: the names under a second text are those of the same people in its language."""
    return tuple(dict.fromkeys(item.article.authors))


def contributors_of(item: AnnotatedArticle) -> Iterator[Contributor]:
    """Everyone with a part in its texts: the authors as above, and the others of both texts."""
    second = item.parallel.article.people if item.parallel else ()
    for person in (*item.article.people, *(person for person in second if person.role != AUTHOR)):
        yield Contributor(person.name, person.role, person.orcid, person.isni)


def tags_of(item: AnnotatedArticle) -> tuple[str, ...]:
    """Its keywords, each once."""
    return tuple(dict.fromkeys(item.article.tags))


def _languages(annotated: AnnotatedEdition) -> tuple[str, ...]:
    used = [annotated.edition.language, *(article.language for article in annotated.listed)]
    for item in annotated.printed:
        used.append(item.article.language)
        used += [item.parallel.article.language] if item.parallel else []
        used += [text.language for note in item.printed_notes for text in note.texts]
    return tuple(dict.fromkeys(used))


def _contributors(annotated: AnnotatedEdition) -> Iterable[Contributor]:
    """Everyone once in a role, the authors first; identifiers from wherever an article has them."""
    found: dict[tuple[str, str], Contributor] = {}
    for each in (each for item in annotated.articles for each in contributors_of(item)):
        known = found.setdefault((each.role, each.name), each)
        found[each.role, each.name] = replace(known, orcid=known.orcid or each.orcid, isni=known.isni or each.isni)
    yield from sorted(found.values(), key=lambda each: [*ROLES].index(each.role))
