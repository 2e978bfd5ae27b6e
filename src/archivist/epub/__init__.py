"""Binds the documents of an edition into one EPUB 3.3 file, or into several parts if it would be too large."""

from typing import TYPE_CHECKING

from archivist.deferred_names import defer_names

if TYPE_CHECKING:
    from archivist.epub.binding import EpubSettings, bind
    from archivist.epub.divided_edition import bind_within
    from archivist.epub.epub_pictures import PictureFiles
    from archivist.epub.epub_writer import begin_epub
    from archivist.epub.screen_pictures import Screen

__all__ = ["EpubSettings", "PictureFiles", "Screen", "begin_epub", "bind", "bind_within"]

# A worker needs one module of the package.
__getattr__ = defer_names(
    __name__,
    {
        "EpubSettings": "binding",
        "PictureFiles": "epub_pictures",
        "Screen": "screen_pictures",
        "begin_epub": "epub_writer",
        "bind": "binding",
        "bind_within": "divided_edition",
    },
)
