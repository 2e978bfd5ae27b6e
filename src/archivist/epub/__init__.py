"""Binds the documents of an edition into one EPUB 3.3 file, or into several parts if it would be too large."""

from archivist.epub.binding import Contents, bind, contents_of
from archivist.epub.epub_pictures import PictureFiles
from archivist.epub.parts import BoundEdition, bind_within
from archivist.epub.screen_pictures import Screen

__all__ = ["BoundEdition", "Contents", "PictureFiles", "Screen", "bind", "bind_within", "contents_of"]
