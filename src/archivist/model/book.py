"""What is marked up: the documents of an edition, and what is said of the book."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from archivist.book_parts import BookPart, Matter, Role
from archivist.identifiers import NO_ARTICLE_IDENTIFIERS, NO_IDENTIFIERS, ArticleIdentifiers, EditionIdentifiers
from archivist.model.articles import Heading, Picture


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage of a document that belongs to an entry of the index."""

    entry: str  # id of the entry
    first: int  # letters of the document that are before its first letter (letter_places.py)
    last: int  # letters that are before its last letter
    text: str  # the words as they are in the document


@dataclass(frozen=True, slots=True)
class Document:
    """One XHTML page set: the one source of both formats. See docs/markup.md for its conventions."""

    id: str  # ASCII file stem, unique in the book: the document is `<id>.xhtml`
    role: Role
    language: str
    title: str  # plain text, for the outline and the navigation
    xhtml: bytes  # a whole XHTML 5 document, UTF-8
    headings: tuple[Heading, ...] = ()  # for the outline, in order
    pictures: tuple[Picture, ...] = ()  # what its <img> name
    key: str = ""  # key of the work, of an article
    source: str = ""  # path of the article's file, for messages
    second_title: str = ""  # of the text in a second language, plain text; "" if there is none
    second_language: str = ""  # BCP 47, or ""
    running_head: str = ""  # what is printed above its pages; "" for none
    authors: tuple[str, ...] = ()  # of all texts of an article
    contributors: "tuple[Contributor, ...]" = ()  # everyone with a part in an article, the authors included
    identifiers: ArticleIdentifiers = NO_ARTICLE_IDENTIFIERS  # of an article
    tags: tuple[str, ...] = ()  # keywords of an article
    mentions: tuple[Mention, ...] = ()  # what the index names of it, in order

    @property
    def part(self) -> BookPart:
        """The row of the table of parts: how stages treat this document."""
        return self.role.part


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or body named in the metadata."""

    name: str
    role: str  # MARC relator: aut, trl
    orcid: str = ""  # as of `Person`
    isni: str = ""


@dataclass(frozen=True, slots=True)
class BookMetadata:
    """What is said of the book as a whole; both formats say the same."""

    identifier: str  # urn:uuid:…, the same for the same archive, volume and language
    title: str  # of the serial
    volume_title: str  # of this volume, in the edition's language: "March 2022"
    language: str  # BCP 47
    languages: tuple[str, ...]  # every language that occurs, the edition's first
    volume_id: str
    number: int  # through the archive; 0 of a cumulative volume
    issue: int  # within the year; 0 likewise
    year: int
    published: datetime.date  # last date of an article in the volume
    modified: datetime.datetime  # UTC; from SOURCE_DATE_EPOCH, else the start of `published`
    contributors: tuple[Contributor, ...] = ()
    subtitle: str = ""
    publisher: str = ""
    place: str = ""
    identifiers: EditionIdentifiers = NO_IDENTIFIERS  # those that are registered somewhere
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()  # the articles' tags, each once
    citation: str = ""  # how the volume is cited: The Reader, No. 2 (February 2022)
    article_addresses: tuple[str, ...] = ()  # the addresses that identify its articles: https://doi.org/10.1234/abc
    covers: str = ""  # first and last day of the period, as an interval of ISO 8601: 2022-03-01/2022-03-31
    version: int = 1  # of the edition; more than 1 if it replaces what was published
    replaces: str = ""  # the identifier of the published version that it replaces

    @property
    def full_title(self) -> str:
        """Serial and volume together, as a library lists it."""
        return f"{self.title}: {self.volume_title}"

    @property
    def issn(self) -> str:
        """The ISSN of the PDF; "" if it has none."""
        return self.identifiers.issn_pdf

    @property
    def epub_issn(self) -> str:
        """The ISSN of the EPUB; "" if it has none."""
        return self.identifiers.issn_epub


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of an edition a file contains, where one file would be too large."""

    number: int  # from 1
    count: int
    title: str  # Part 1 of 3
    whole_title: str  # full title of the volume
    whole_identifier: str  # identifier of the edition
    whole_uris: tuple[str, ...]  # others of the edition: DOI, ARK, URN:NBN, the ISBN of the EPUB
    elsewhere: tuple[tuple[str, tuple[Document, ...]], ...]  # the other parts in order: title and articles


@dataclass(frozen=True, slots=True)
class Book:
    """An edition, or a part of one, as documents in reading order."""

    metadata: BookMetadata
    documents: tuple[Document, ...]
    labels: Mapping[str, str] = field(hash=False)  # built-in labels in the edition's language
    foreign_labels: frozenset[str] = frozenset()  # names of those that there are in English only
    part: Part | None = None  # None: the whole edition

    @property
    def articles(self) -> tuple[Document, ...]:
        """The documents of the body matter."""
        return tuple(document for document in self.documents if document.part.matter is Matter.BODY)
