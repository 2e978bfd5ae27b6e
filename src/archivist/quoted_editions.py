"""The pages of other editions that an edition quotes: as this run sets them, as published, or as compiled before."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from archivist.archive import Archive
from archivist.findings import Finding
from archivist.markup import Quote, known_label, quotes_of_others
from archivist.model.book import Book
from archivist.model.pages import PageMap
from archivist.model.volumes import Edition
from archivist.planning import Plan
from archivist.publication import Manuscript, Publication
from archivist.recorded_pages import pages_of_published, pages_of_same_articles

# Sets the articles of an edition before it is its turn; None if that fails, which is reported in its turn.
SetArticles = Callable[[Edition], PageMap | None]


@dataclass(frozen=True, slots=True)
class QuotedPages:
    """What an edition quotes of another one."""

    labels: Mapping[tuple[str, str], str]  # by document and place in it, the number of the page; "" if it is not known
    unknown: str = ""  # why a page is not known


@dataclass(slots=True)
class QuotedEditions:
    """The editions of an archive as far as others quote their pages."""

    archive: Archive
    plan: Plan
    chosen: Collection[str]  # ids of the editions that are made in this run
    known: dict[str, PageMap | str] = field(default_factory=dict)  # pages of the articles, or why they are not known
    quoted: dict[str, Mapping[str, QuotedPages]] = field(default_factory=dict)  # by edition: what it quotes of others

    def keep(self, publication: Publication) -> None:
        """Keep where the articles of an edition that was made are: all that is kept of its pages."""
        self.known[publication.edition.edition.id] = _of_articles(publication)

    def pages_for(
        self, manuscript: Manuscript, set_articles: SetArticles
    ) -> tuple[Mapping[str, PageMap], tuple[Finding, ...]]:
        """The pages of the editions that a manuscript quotes, as far as they are known; what is not is reported."""
        edition = manuscript.edition.edition
        quotes = self.find(manuscript.book, set_articles)
        others = {name: pages for name, pages in self.known.items() if isinstance(pages, PageMap)}
        names = dict.fromkeys(quote.edition for quote in quotes)
        self.quoted[edition.id] = {
            name: quoted_pages(
                ((each.document, each.anchor) for each in quotes if each.edition == name), name, self.known[name]
            )
            for name in names
        }
        return others, tuple(self._unknown(edition))

    def find(self, book: Book, set_articles: SetArticles) -> tuple[Quote, ...]:
        """What a book quotes of other editions. Their pages are in `known` then, or why they are not known."""
        quotes = tuple(quotes_of_others(book.documents))
        for name in dict.fromkeys(quote.edition for quote in quotes):
            if name not in self.known:
                self.known[name] = self._find(self._edition(name), set_articles)
        return quotes

    def _edition(self, name: str) -> Edition:
        return next(edition for edition in self.plan.known_editions if edition.id == name)

    def _find(self, edition: Edition, set_articles: SetArticles) -> PageMap | str:
        """The pages of the articles of another edition: as this run sets them, else as its files have them."""
        if edition.id in self.chosen and self.plan.published(edition) is None:
            pages = set_articles(edition)
            if pages is not None:
                return pages
        return pages_as_made(self.archive, self.plan, edition)

    def _unknown(self, edition: Edition) -> Iterator[Finding]:
        """A finding for each edition of which a page is quoted that is not known."""
        for name, quoted in self.quoted[edition.id].items():
            if not quoted.unknown:
                continue
            volumes = sorted({self._edition(name).volume.id, edition.volume.id})
            yield Finding(
                "reference-without-page",
                f"{edition.id} names no page of {name}: {quoted.unknown}",
                hint=f"Run `archivist compile {' '.join(volumes)}`.",
            )


def quoted_pages(places: Iterable[tuple[str, str]], edition: str, pages: PageMap | str) -> QuotedPages:
    """What is quoted of an edition: of documents and places in them."""
    others = {edition: pages} if isinstance(pages, PageMap) else {}
    labels = {(document, anchor): known_label(Quote(edition, document, anchor), others) for document, anchor in places}
    if all(labels.values()):
        return QuotedPages(labels)
    return QuotedPages(labels, pages if isinstance(pages, str) else "its record lacks a place that is linked to")


def pages_as_made(archive: Archive, plan: Plan, edition: Edition) -> PageMap | str:
    """The pages of the articles of an edition as they are published, or compiled before; or why they are not known."""
    published = plan.published(edition)
    if published:
        return pages_of_published(published)
    return pages_of_same_articles(archive.build, edition, archive.config.editions)


def _of_articles(publication: Publication) -> PageMap | str:
    """Where the articles of an edition are."""
    if not publication.sheets:
        return "it is made without a PDF"
    pages, articles = publication.pages, [document.id for document in publication.book.articles]
    return PageMap(
        {name: pages.spans[name] for name in articles}, anchors={name: pages.anchors[name] for name in articles}
    )
