"""The EPUB files of a publication."""

from dataclasses import replace

from archivist.epub.binding import EpubSettings, bind
from archivist.epub.divided_edition import bind_within
from archivist.model.book import Book
from archivist.publication import Publication, Written, WrittenFile


def write_epub(publication: Publication, settings: EpubSettings) -> Written:
    """One file, or several parts if one would be larger than the settings allow.

    Raises BindingError if anything cannot be in an EPUB as it was meant, LayoutFailedError if there is no cover.
    """

    def bind_book(book: Book) -> bytes:
        return bind(replace(publication, book=book), settings)

    bound = bind_within(publication.book, settings.max_size, bind_book, settings.files)
    files = zip(bound.endings, bound.files, bound.books, strict=True)
    return Written(
        tuple(WrittenFile(f"{publication.name}{ending}", content, book) for ending, content, book in files),
        bound.findings,
    )
