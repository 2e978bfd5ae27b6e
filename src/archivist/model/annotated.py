"""What is annotated: articles with their notes paired and their related reading resolved."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from archivist.book_parts import BookKind, Role
from archivist.glossary import Term
from archivist.model.articles import Article, Body, NoteText
from archivist.model.volumes import Edition


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a record of a web archive is: what an archived page is copied from."""

    file: Path  # of the archive, on this machine
    member: int  # number of its file of records, from 0: of a WARC file the only one
    offset: int  # in bytes
    skip: int  # unpacked bytes to pass over from there
    kind: str  # response, resource, revisit
    address: str
    moment: str  # 2022-02-04T10:00:00Z
    identifier: str  # its WARC-Record-ID; "" if it has none
    status: str = ""  # of HTTP; "" where there is none
    media_type: str = ""  # of what was captured, without parameters
    digest: str = ""  # of the payload, as the record has it; "" if it has none


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A cited page as the user has it in a web archive."""

    address: str  # as captured
    requested: str  # moment of the capture of this address: 2022-02-04T10:00:00Z
    moment: str  # of the content, which may be at another address that this one redirects to
    records: tuple[RecordPlace, ...]  # of the page, of redirects to it, of what they refer to

    @property
    def day(self) -> datetime.date:
        """The day of the content, in UTC."""
        return datetime.date.fromisoformat(self.moment[:10])


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it is printed: its number and its texts, the edition's language first."""

    label: str
    number: int  # from 1 in each article, in the order of the first call
    texts: tuple[NoteText, ...]  # at least one
    called: bool = True  # False: never called, printed after the article

    @property
    def is_from_glossary(self) -> bool:
        """Whether the glossary added it; else an author wrote it."""
        return any(text.term for text in self.texts)


class RelatedKind(StrEnum):
    """Where a related entry leads."""

    HERE = "here"  # an article of this edition
    VOLUME = "volume"  # an article of another volume, or of this one in another language
    WEB = "web"  # an address
    UNKNOWN = "unknown"  # not found


@dataclass(frozen=True, slots=True)
class LinkedPlace:
    """A place in an article that links in a text lead to."""

    path: str  # of the file of the text that has it: the article to read, or the one printed with it
    id: str  # in the body of that article
    title: str = ""  # the heading with this id, plain text; "" if it is another element
    language: str = ""  # of the heading


@dataclass(frozen=True, slots=True)
class RelatedEntry:
    """Something to read next, resolved."""

    kind: RelatedKind
    title: str  # the article's title, the author's words for the address, or the key as written
    language: str = ""  # of the title; "" if not known
    key: str = ""  # key of the work (HERE, VOLUME) or as written (UNKNOWN)
    volume: str = ""  # id of the volume that the work is in
    address: str = ""  # (WEB); of VOLUME, where links in the text lead on the web
    seen: datetime.date | None = None  # (WEB)
    linked: tuple[str, ...] = ()  # (VOLUME) paths of the articles for which links in the text lead to this entry
    path: str = ""  # (HERE, VOLUME) of the file of the article to read
    edition: str = ""  # (VOLUME) id of the edition that prints it: 2022-03.en; "" if none does
    places: tuple[LinkedPlace, ...] = ()  # (HERE, VOLUME) the places in it that links in the text lead to


@dataclass(frozen=True, slots=True)
class ParallelPair:
    """Blocks of two texts that are side by side, in the form of `Body.xhtml`."""

    first: str  # <div>…</div> holding blocks; "" if the first text has nothing here
    second: str  # the same of the second text


@dataclass(frozen=True, slots=True)
class ParallelText:
    """The article in a second language, printed with the first."""

    article: Article
    body: Body
    notes: tuple[Note, ...]  # its own, numbered together with the first text's; a note of both is in both
    pairs: tuple[ParallelPair, ...] = ()  # every block of both texts once, in order; () if it follows the first text


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with its notes paired by language and its related entries resolved."""

    article: Article
    body: Body
    notes: tuple[Note, ...]  # its own by number; those never called last
    related: tuple[RelatedEntry, ...]
    parallel: ParallelText | None = None
    suggested: tuple[RelatedEntry, ...] = ()  # found by archivist, the nearest first: printed in the appendix only
    mentioned: tuple[str, ...] = ()  # ids of the terms of the glossary in its texts and its authors' notes
    linked_here: tuple[RelatedEntry, ...] = ()  # other articles of the edition that its text links to
    archived: Mapping[str, ArchivedPage] = field(default_factory=dict, hash=False)  # by address as it is cited

    @property
    def references(self) -> tuple[RelatedEntry, ...]:
        """All that it refers to: what to read next, then the other articles that its text links to."""
        return (*self.related, *self.linked_here)

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The texts that are printed: one, or two."""
        return (self.body, self.parallel.body) if self.parallel else (self.body,)

    @property
    def printed_notes(self) -> tuple[Note, ...]:
        """The notes of both texts by number, each once."""
        second = self.parallel.notes if self.parallel else ()
        return tuple(sorted({note.number: note for note in (*second, *self.notes)}.values(), key=lambda n: n.number))


@dataclass(frozen=True, slots=True)
class PrintedArticle:
    """An article of a finished volume as a cumulative volume lists it."""

    key: str
    document: str  # id of its document there
    title: str
    language: str
    date: datetime.date
    authors: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    first: str  # label of its first page
    last: str
    mentions: Mapping[str, tuple[str, ...]]  # by id of a term of the glossary the labels of the pages that mention it


@dataclass(frozen=True, slots=True)
class FinishedEdition:
    """A finished edition of a volume as a cumulative volume lists it."""

    edition: str  # 2022-03.en
    volume: str  # 2022-03
    number: int
    pages: tuple[str, str]  # labels of the first and the last page of the text
    beginning: str  # id of its first document
    files: tuple[str, ...]  # names of its PDF and EPUBs
    articles: tuple[PrintedArticle, ...]  # in the order of the pages


@dataclass(frozen=True, slots=True)
class AnnotatedEdition:
    """An edition ready to be marked up."""

    edition: Edition
    articles: tuple[AnnotatedArticle, ...]
    terms: tuple[Term, ...] = ()  # of the glossary, those that its articles mention, in the order of the glossary
    finished: tuple[FinishedEdition, ...] = ()  # what a cumulative volume lists, which has no articles of its own
    texts: Mapping[Role, AnnotatedArticle] = field(default_factory=dict, hash=False)  # of its editors, by part

    @property
    def printed(self) -> tuple[AnnotatedArticle, ...]:
        """Everything that somebody wrote for it: the articles, and the texts of its editors."""
        return (*self.articles, *self.texts.values())

    @property
    def kind(self) -> BookKind:
        """Which parts it has."""
        return BookKind.CUMULATIVE if self.finished else BookKind.VOLUME

    @property
    def listed(self) -> tuple[PrintedArticle, ...]:
        """The articles that a cumulative volume lists."""
        return tuple(article for each in self.finished for article in each.articles)
