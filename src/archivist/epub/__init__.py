"""Binds the documents of an edition into one EPUB 3.3 file, or into several parts if it would be too large."""

from archivist.epub.binding import bind
from archivist.epub.parts import BoundEdition, bind_within
from archivist.epub.pictures import PictureFiles
from archivist.epub.screen_pictures import Screen

__all__ = ["BoundEdition", "PictureFiles", "Screen", "bind", "bind_within"]
