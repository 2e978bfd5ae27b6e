"""Binds the documents of an edition into one EPUB 3.3 file, or into several parts if it would be too large."""

from archivist.epub.binding import EpubSettings, bind
from archivist.epub.divided_edition import bind_within
from archivist.epub.epub_pictures import PictureFiles
from archivist.epub.epub_writer import write_epub
from archivist.epub.screen_pictures import Screen

__all__ = ["EpubSettings", "PictureFiles", "Screen", "bind", "bind_within", "write_epub"]
