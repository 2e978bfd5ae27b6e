"""Saved pages of the web: one page, or a folder of them."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from archivist.reader_api.found import Found, Media, Wishes
from archivist.reader_api.reader import Claim, Confidence, Reader
from archivist.reader_api.source_sample import SourceSample

__all__ = ["READER", "read"]

_SUFFIXES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")


def read(source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
    """The articles of a saved page, or of all pages in a folder, in the order of their paths.

    Raises SourceError if there is no page or the one page cannot be read.
    """
    from archivist.readers.pages.page_folder import read_pages  # noqa: PLC0415 (brings an HTML parser)

    return read_pages(source, wishes, media)


class PageReader(Reader):
    """Saved pages."""

    name = "pages"
    description = "saved HTML pages, one or a folder of them"

    def recognise(self, source: SourceSample) -> Claim | None:
        """By the suffix or `<html`; a folder by how many of its files are pages."""
        if source.is_folder:
            pages = sum(map(_is_named_as_page, source.articles))
            return Claim(Confidence.LIKELY, pages) if pages else None
        is_page = source.suffix in _SUFFIXES or b"<html" in source.head.lower()
        return Claim(Confidence.LIKELY) if is_page else None

    def read(self, source: Path, wishes: Wishes, media: Media) -> Iterator[Found]:
        """See `read` of this module."""
        return read(source, wishes, media)


def _is_named_as_page(file: PurePosixPath) -> bool:
    """Whether a file is a page by its name, which may end in a language: `mill.html.en`."""
    *_, before, last = ("", "", *(suffix.lower() for suffix in file.suffixes))
    return last in _SUFFIXES or (before in _SUFFIXES and len(last) in (3, 4) and last not in _OTHERS)


_OTHERS = (".md", ".mkd", ".txt")  # `a.html.md` is Markdown

READER = PageReader()
