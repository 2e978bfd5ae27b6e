"""What the navigation lists: one tree, of which nav.xhtml and toc.ncx are two views."""

from collections.abc import Iterable
from dataclasses import dataclass

from archivist.epub.ascii_ids import ascii_id
from archivist.epub.content_document import ContentDocument
from archivist.epub.plain_text import plain
from archivist.model.book import Document

# An article with more sections than this would bury the others; its sections are left to its own text.
MOST_SECTIONS = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    title: str
    language: str
    address: str
    entries: tuple["Entry", ...] = ()
    second_title: str = ""  # of a document in two languages
    second_language: str = ""

    @property
    def depth(self) -> int:
        """How many levels it makes, its own included."""
        return 1 + max((entry.depth for entry in self.entries), default=0)


def outline(documents: Iterable[ContentDocument]) -> tuple[Entry, ...]:
    """The documents that the table of parts lists in outlines, in reading order (EPUB 3.3 §7.4.2)."""
    listed = (prepared for prepared in documents if prepared.document.part.in_outline)
    return tuple(_entry(prepared.document, prepared.resource.name) for prepared in listed)


def _entry(document: Document, name: str) -> Entry:
    title = plain(document.title, f"The title of {document.source or document.id}") or document.id
    second = plain(document.second_title, f"The second title of {document.source or document.id}")
    return Entry(title, document.language, name, _sections(document, name), second, document.second_language)


def _sections(document: Document, name: str) -> tuple[Entry, ...]:
    sections = [heading for heading in document.headings if heading.level == 2 and heading.title.strip()]
    if len(sections) > MOST_SECTIONS:
        return ()
    what = f"A heading of {document.source or document.id}"
    return tuple(
        Entry(plain(heading.title, what), heading.language or document.language, f"{name}#{ascii_id(heading.id)}")
        for heading in sections
    )
