"""Binds the documents of an edition into one EPUB 3.3 file."""

from archivist.epub.binding import bind

__all__ = ["bind"]
