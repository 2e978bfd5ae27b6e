"""The EPUB files of a publication."""

from collections.abc import Callable
from dataclasses import replace

from archivist.epub.binding import EpubSettings, begin, bind
from archivist.epub.divided_edition import bind_within
from archivist.model.book import Book
from archivist.publication import Publication, Written, WrittenFile


def begin_epub(publication: Publication, settings: EpubSettings) -> Callable[[], Written]:
    """Begin the EPUB beside what the caller does next; what is returned writes it.

    That is one file, or several parts if one would be larger than the settings allow. Both raise BindingError if
    anything cannot be in an EPUB as it was meant, the second one LayoutFailedError if there is no cover.
    """
    begun = begin(publication, settings)

    def bind_book(book: Book) -> bytes:
        is_whole = book is publication.book
        return bind(replace(publication, book=book), settings, begun if is_whole else None)

    def write() -> Written:
        bound = bind_within(publication.book, settings.max_size, bind_book, settings.files)
        files = zip(bound.endings, bound.files, bound.books, strict=True)
        return Written(
            tuple(WrittenFile(f"{publication.name}{ending}", content, book) for ending, content, book in files),
            bound.findings,
        )

    return write
