"""How the articles of an edition are cited: one model, and a module for each format that reference managers read."""

from typing import TYPE_CHECKING

from archivist.citations.formats import FORMATS, CitationFormat, suffix_of
from archivist.deferred_names import defer_names

if TYPE_CHECKING:
    from archivist.citations.citation import Citation, Name, Pages, SerialKind
    from archivist.citations.edition_citations import Serial, cite_articles

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

__getattr__ = defer_names(
    __name__,
    {
        "Citation": "citation",
        "Name": "citation",
        "Pages": "citation",
        "Serial": "edition_citations",
        "SerialKind": "citation",
        "cite_articles": "edition_citations",
    },
)
