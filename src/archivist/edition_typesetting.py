"""An edition set in type as the settings of its archive say: on pages, or for writers that need none.

What sets documents on pages is imported where it is needed: editions without pages are made without it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from archivist.archive import Archive
from archivist.cache import Store
from archivist.executors import FEW, Executor
from archivist.markup import quote_pages, without_pages
from archivist.model.book import Book, Document
from archivist.model.pages import PageMap
from archivist.pages.page_grid import has_length
from archivist.pdf.layout_log import LayoutLog
from archivist.publication import Manuscript, Publication, TypesetCover

if TYPE_CHECKING:
    from archivist.pdf.typeset_volume import Grouping
    from archivist.pdf.typesetting import Typesetter


@dataclass(frozen=True, slots=True)
class EditionTypesetter:
    """Sets the editions of an archive in type, with one crew of workers."""

    archive: Archive
    workers: Executor

    def set_cover(self, document: Document, log: LayoutLog, *, has_pages: bool) -> Callable[[], TypesetCover]:
        """Begin to set a cover, on a page and as a picture or only that; return what waits for it and yields it."""
        from archivist.pdf.theme import bleeding_cover, screen_cover  # noqa: PLC0415
        from archivist.pdf.typeset_cover import CoverJob, typeset_cover  # noqa: PLC0415

        styles, bleed = self.styles(), self.archive.config.pdf.bleed
        bled = bleeding_cover(styles, bleed) if has_pages and has_length(bleed) else ()
        of_page, of_screen = styles if has_pages else (), screen_cover(styles)
        own = self._has_own_look()
        job = CoverJob(document, of_page, of_screen, self._store(), self.archive.fonts, bled, has_own_look=own)
        return log.wait_for(self.workers.submit(typeset_cover, job).result, document.id)

    def set_on_pages(
        self,
        manuscript: Manuscript,
        cover: Callable[[], TypesetCover],
        others: Mapping[str, PageMap],
        log: LayoutLog,
    ) -> Publication:
        """Set a manuscript on pages. `others` are the pages of the editions it quotes.

        Raises LayoutFailedError if a document loses a word or lacks a character; the findings are in `log`.
        """
        from archivist.pdf.typeset_volume import typeset  # noqa: PLC0415

        publication = typeset(
            manuscript,
            cover,
            self._typesetter(),
            partial(quote_pages, wording=manuscript.book.labels["page"], others=others),
            group=self._group(),
            both_sides=self._both_sides(),
            log=log,
        )
        if len(publication.book.documents) > FEW:
            # The files of a large edition need the memory most, and the workers have nothing more to lay out of it.
            # For a small one it would take longer to start them again.
            self.workers.release()
        return publication

    def set_first_round(self, book: Book, log: LayoutLog) -> PageMap:
        """Set the documents of the first round, which is all that `book` has. Raises as `set_on_pages` does."""
        from archivist.pdf.typeset_volume import typeset_first_round  # noqa: PLC0415

        return typeset_first_round(
            book, self._typesetter(), group=self._group(), both_sides=self._both_sides(), log=log
        )

    def set_without_pages(self, manuscript: Manuscript, cover: Callable[[], TypesetCover]) -> Publication:
        """A manuscript as a publication that has no pages."""
        from archivist.pdf.font_selection import faces_of  # noqa: PLC0415

        documents = tuple(without_pages(document) for document in manuscript.book.documents)
        faces, _ = faces_of(documents, self.archive.fonts)
        book = replace(manuscript.book, documents=documents)
        return Publication(manuscript.name, manuscript.edition, book, faces, cover)

    def styles(self) -> tuple[str, ...]:
        """The style sheets of the pages: the theme's, then the user's own."""
        from archivist.pdf.theme import style_sheets  # noqa: PLC0415

        settings = self.archive.config.pdf
        return style_sheets(settings.page, self.archive.own_style(settings.style), settings.justify)

    def _has_own_look(self) -> bool:
        """Whether settings may change how the cover looks."""
        settings = self.archive.config.pdf
        return bool(self.archive.own_style(settings.style)) or settings.justify is True

    def _typesetter(self) -> "Typesetter":
        from archivist.pdf.typesetting import Typesetter  # noqa: PLC0415

        return Typesetter(self.styles(), self._store(), self.workers, self.archive.fonts)

    def _group(self) -> "Grouping":
        """Which documents share pages."""
        from archivist.pdf.run_on import groups  # noqa: PLC0415
        from archivist.pdf.theme import measure_of  # noqa: PLC0415

        settings = self.archive.config.pdf
        return partial(groups, flow=settings.articles, measure=measure_of(settings.page))

    def _both_sides(self) -> bool:
        from archivist.pdf.theme import is_printed_on_both_sides  # noqa: PLC0415

        return is_printed_on_both_sides(self.archive.config.pdf.page)

    def _store(self) -> Store:
        return Store(self.archive.cache)
