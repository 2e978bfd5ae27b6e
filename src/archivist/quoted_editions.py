"""The pages of other editions that an edition quotes: as this run sets them, as published, or as compiled before."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from archivist.archive import Archive
from archivist.findings import Finding
from archivist.markup import Quote, known_label, quotes_of_others
from archivist.model import Book, Edition, PageMap
from archivist.planning import Plan
from archivist.publication import Manuscript, Publication
from archivist.recorded_pages import pages_of_published, pages_of_same_articles

# Sets the articles of an edition before it is its turn; None if that fails, which is reported in its turn.
SetArticles = Callable[[Edition], PageMap | None]


@dataclass(slots=True)
class QuotedEditions:
    """The editions of an archive as far as others quote their pages."""

    archive: Archive
    plan: Plan
    chosen: frozenset[str]  # ids of the editions that are made in this run
    known: dict[str, PageMap | str] = field(default_factory=dict)  # pages of the articles, or why they are not known
    quoted: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by id of an edition, those whose pages it quotes

    def keep(self, publication: Publication) -> None:
        """Keep where the articles of an edition that was made are: all that is kept of its pages."""
        self.known[publication.edition.edition.id] = _of_articles(publication)

    def pages_for(
        self, manuscript: Manuscript, set_articles: SetArticles
    ) -> tuple[Mapping[str, PageMap], tuple[Finding, ...]]:
        """The pages of the editions that a manuscript quotes, as far as they are known; what is not is reported."""
        quotes = self.find(manuscript.book, set_articles)
        self.quoted[manuscript.edition.edition.id] = tuple(dict.fromkeys(quote.edition for quote in quotes))
        others = {name: pages for name, pages in self.known.items() if isinstance(pages, PageMap)}
        return others, tuple(self._unknown(manuscript.edition.edition, quotes, others))

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
        published = self.plan.published(edition)
        if published:
            return pages_of_published(published)
        if edition.id in self.chosen:
            pages = set_articles(edition)
            if pages is not None:
                return pages
        return pages_of_same_articles(self.archive.build, edition, self.archive.config.editions)

    def _unknown(self, edition: Edition, quotes: Iterable[Quote], others: Mapping[str, PageMap]) -> Iterator[Finding]:
        """A finding for each edition of which a page is quoted that is not known."""
        unknown = dict.fromkeys(quote.edition for quote in quotes if not known_label(quote, others))
        for name in unknown:
            pages = self.known[name]
            why = pages if isinstance(pages, str) else "its record lacks a place that is linked to"
            volumes = sorted({self._edition(name).volume.id, edition.volume.id})
            yield Finding(
                "reference-without-page",
                f"{edition.id} names no page of {name}: {why}",
                hint=f"Run `archivist compile {' '.join(volumes)}`.",
            )


def _of_articles(publication: Publication) -> PageMap | str:
    """Where the articles of an edition are."""
    if not publication.sheets:
        return "it is made without a PDF"
    pages, articles = publication.pages, [document.id for document in publication.book.articles]
    return PageMap(
        {name: pages.spans[name] for name in articles}, anchors={name: pages.anchors[name] for name in articles}
    )
