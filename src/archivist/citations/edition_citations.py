"""The citations of an edition's articles, from what was laid out and what is said of the book."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archivist.citations.citation import Citation, Name, Pages, SerialKind, name_of
from archivist.front_matter.roles import NAMES as ROLES
from archivist.model.annotated import AnnotatedEdition
from archivist.model.articles import Article
from archivist.model.book import Book, BookMetadata
from archivist.model.pages import PageMap


@dataclass(frozen=True, slots=True)
class Serial:
    """What is not said of the book as a whole."""

    name: str  # with which the names of the edition's files begin
    kind: SerialKind


def cite_articles(annotated: AnnotatedEdition, book: Book, pages: PageMap, serial: Serial) -> Iterator[Citation]:
    """A citation for each article, in order. `pages` is empty without a PDF; then no pages are cited."""
    ids = {document.key: document.id for document in book.articles}
    for item in annotated.articles:
        id = ids[item.article.key]
        span = pages.spans.get(id)
        printed = Pages(span.first, span.last) if span else None
        identifiers = annotated.edition.identifiers_of(item.article)
        citation = _citation(item.article, book.metadata, f"{serial.name}.{id}", serial.kind, printed)
        yield replace(citation, doi=identifiers.doi, ark=identifiers.ark, urn_nbn=identifiers.urn_nbn)


def _citation(article: Article, data: BookMetadata, id: str, kind: SerialKind, pages: Pages | None) -> Citation:
    is_web = article.source.startswith(("http://", "https://"))
    return Citation(
        id=id,
        kind=kind,
        title=article.title,
        language=article.language,
        people=_people(article),
        serial=data.title,
        volume_title=data.volume_title,
        volume=data.number,
        issue=data.issue,
        issued=article.date,
        pages=pages,
        issn=data.issn if pages else data.epub_issn,
        publisher=data.publisher,
        place=data.place,
        url=article.source if is_web else "",
        accessed=article.retrieved if is_web else None,
        archived=article.archived,
        abstract=article.description,
        keywords=tuple(dict.fromkeys(article.tags)),
    )


def _people(article: Article) -> dict[str, tuple[Name, ...]]:
    """The names by role, in the order of the roles."""
    named = {role: [each for each in article.people if each.role == role] for role in ROLES}
    return {role: tuple(name_of(each, article.language) for each in people) for role, people in named.items() if people}
