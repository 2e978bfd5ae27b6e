"""How the articles of an edition are cited: one model, and a module for each format that reference managers read."""

from archivist.citations.citation import Citation, Name, Pages, SerialKind
from archivist.citations.edition_citations import Serial, cite_articles
from archivist.citations.formats import FORMATS, CitationFormat, suffix_of

__all__ = [
    "FORMATS",
    "Citation",
    "CitationFormat",
    "Name",
    "Pages",
    "Serial",
    "SerialKind",
    "cite_articles",
    "suffix_of",
]
