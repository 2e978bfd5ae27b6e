"""What the stages hand each other: frozen, slotted, picklable records, a sentence for each field.

Read from top to bottom it follows a compile: article, work, volume, edition, document, fragment, volume record.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

from archivist.article_facts import ArticleFacts
from archivist.book_parts import BookKind, BookPart, Matter, Role
from archivist.config import EditionsTable, Parallel
from archivist.errors import UnknownPageError
from archivist.findings import Finding
from archivist.glossary import Term
from archivist.identifiers import NO_ARTICLE_IDENTIFIERS, NO_IDENTIFIERS, ArticleIdentifiers, EditionIdentifiers

# ---------------------------------------------------------------- read


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """One line of an article's `related` list, as the author wrote it."""

    target: str  # the key of a work, or a web address (http or https)
    title: str = ""  # what to print instead of the address; "" if the author gave none
    seen: datetime.date | None = None  # the day the address was last seen to work
    line: int = 0  # line in the article's file, from 1; 0 if not known


@dataclass(frozen=True, slots=True)
class Article(ArticleFacts):
    """One piece of writing in one language: one file."""

    key: str  # joins the translations of one work
    language: str  # canonical BCP 47 tag
    date: datetime.date  # day of publication
    title: str  # plain text
    text: str  # Markdown as written, without the front matter
    text_line: int  # line of the file on which `text` begins, from 1
    path: str  # POSIX path relative to the folder of articles
    digest: str  # SHA-256 of the file's bytes, hexadecimal
    related: tuple[RelatedLink, ...] = ()  # in the author's order
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)  # unknown front-matter keys, for templates

    @property
    def is_outside(self) -> bool:
        """Whether its file is not in the folder of the articles: it is a text of the editors."""
        return self.path.startswith("../")


@dataclass(frozen=True, slots=True)
class NoteText:
    """The text of a note in one language, as XHTML."""

    label: str  # without the language: `river` for [^river@ka]
    language: str  # canonical BCP 47 tag
    xhtml: str  # <div>…</div> holding blocks, no namespace, well-formed XML
    line: int = 0  # line in the article's file where the definition begins
    term: str = ""  # id of the term of the glossary that it explains; "" if an author wrote it


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the body of an article."""

    level: int  # 2 to 6; level 1 is the article's title
    id: str  # its id in the body, unique there
    title: str  # plain text
    language: str = ""  # if it is not the document's


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture an article shows."""

    name: str  # POSIX path relative to the folder of articles: also its `src` in the body
    path: Path  # where it is on this machine
    media_type: str  # image/png, image/jpeg, image/gif, image/webp, image/svg+xml
    digest: str  # SHA-256 of the bytes, hexadecimal
    width: int  # pixels (CSS pixels for SVG)
    height: int  # pixels (CSS pixels for SVG)
    content: bytes = b""  # the file itself, where it lies nowhere: a picture in a `data:` address


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """The picture of the covers."""

    picture: Picture
    is_logo: bool  # a logo is at the foot, a photograph fills the upper field
    findings: tuple[Finding, ...] = ()  # what is not shown as it is in the file


@dataclass(frozen=True, slots=True)
class PeriodStrip:
    """A row of cells, one of which is filled: the place of a volume in a longer period."""

    cells: int
    filled: int  # from 0


NO_STRIP = PeriodStrip(1, 0)  # of what is in no longer period


@dataclass(frozen=True, slots=True)
class Places:
    """Where `#name` in a link to an article leads: names that authors wrote or the web would give, and ids."""

    ids: Mapping[str, str] = field(default_factory=dict, hash=False)  # the id in the body, by name
    others: Mapping[str, str] = field(default_factory=dict, hash=False)  # the id that a name may also mean

    def name(self, fragment: str) -> str:
        """The name that a link's fragment means; "" if there is no such place.

        The fragment is taken as written, then without percent-encoding, then without GitHub's `user-content-`, and
        last without regard to case.
        """
        plain = unquote(fragment)
        candidates = [fragment, plain, plain.removeprefix("user-content-")]
        found = next((each for each in candidates if each in self.ids), "")
        folded = candidates[-1].casefold()
        return found or next((each for each in self.ids if each.casefold() == folded), "")

    def find(self, fragment: str) -> str:
        """The id that a link's fragment means; "" if there is no such place."""
        return self.ids.get(self.name(fragment), "")


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text after reading the Markdown: the one form every later stage works from.

    `xhtml` is one `<body>` element, well-formed XML, no namespace, cleaned. In it
    * a call to a note is an empty `<a class="note-call" data-note="LABEL"/>`, LABEL having a text in `notes`;
    * a picture is `<img src="NAME" alt="…"/>` with NAME one of `pictures`; alone in a paragraph it is a
      `<figure>`, with its Markdown title as `<figcaption>`;
    * a link to an article of the archive is `<a href="article:PATH">` or `article:PATH#NAME`, PATH relative to
      the folder of articles, NAME as its author wrote it (see `Places`); `data-address` is its address on the web,
      if the link has one;
    * other links are absolute (http, https, mailto, …), `#id` within the article, or as written if neither;
    * headings are h2 to h6 with unique ids and skip no level; every id is an XML NCName; a first heading that
      repeats the title is left out;
    * a passage in another language has both `lang` and `xml:lang`;
    * a formula is `<code class="formula" data-formula="inline|display" data-mathml="…">SOURCE</code>`: `data-mathml` is
      its `math` element, annotated with the source; one that cannot be set has `data-formula="unset"` and no class;
    * a section set apart is `<section class="background">`;
    * a callout is `<div class="callout …">`; headed by a built-in label it begins with an empty
      `<p class="callout-title" data-label="LABEL"/>`.
    """

    xhtml: str
    notes: tuple[NoteText, ...] = ()  # every definition, in the order written; several languages per label
    headings: tuple[Heading, ...] = ()  # in order
    pictures: tuple[Picture, ...] = ()  # each once, in the order of first use
    findings: tuple[Finding, ...] = ()  # what the text of this article had wrong
    places: Places = Places()  # what links may name in it


# ---------------------------------------------------------------- plan


@dataclass(frozen=True, slots=True)
class Work:
    """The articles that are translations of one another."""

    key: str
    articles: tuple[Article, ...]  # the original (earliest, then first by the order of languages) first

    @property
    def date(self) -> datetime.date:
        """The day the work first appeared: what decides its volume."""
        return min(article.date for article in self.articles)

    @property
    def original(self) -> Article:
        """The article the others are translations of."""
        return self.articles[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it exists in, the original's first."""
        return tuple(article.language for article in self.articles)

    def in_language(self, language: str) -> Article | None:
        """Its article in that language, if there is one."""
        return next((article for article in self.articles if article.language == language), None)

    def printed_with(self, article: Article, editions: EditionsTable) -> Article | None:
        """The article printed beside or after this one; None if the edition wants none or the work has no other.

        It is in the first other language of `parallel_with`; without that list, of the editions' languages and then
        of the work's own.
        """
        if editions.parallel is Parallel.NONE:
            return None
        wanted = editions.parallel_with or (*editions.languages, *self.languages)
        found = (self.in_language(language) for language in wanted if language != article.language)
        return next((other for other in found if other is not None), None)


@dataclass(frozen=True, slots=True)
class EditorsText:
    """A foreword, an editorial or a colophon in one language: a Markdown file of the archive that is not an article."""

    role: Role
    volume: str  # id of the volume that it is for; "" for every volume
    article: Article  # its text; without a date of its own
    file: str  # POSIX path relative to the root of the archive


@dataclass(frozen=True, slots=True)
class Volume:
    """The works whose dates fall in one period, or that are printed in its volume because they arrived late."""

    id: str  # 2022-03-30, 2022-W13, 2022-03, 2022-Q1 or 2022; of a supplement 2022-03-S1; cumulative-2022
    number: int  # through the archive, from [volumes] first; 0 of a cumulative volume
    issue: int  # within the year, from 1; 0 of a cumulative volume
    year: int  # the year it counts to (the ISO year for weeks); of a cumulative volume the last one
    start: datetime.date  # first day of the period
    end: datetime.date  # last day of the period
    works: tuple[Work, ...]  # by date, then key; none if all articles of a published volume are gone


@dataclass(frozen=True, slots=True)
class Edition:
    """A volume in one language: what is compiled into one PDF and one EPUB."""

    volume: Volume
    language: str
    articles: tuple[Article, ...]  # one a work, by date and key; of another language only if `missing` says so
    missing: tuple[Work, ...] = ()  # works of the volume that this edition has no article of
    version: int = 1  # more than 1 if it replaces what was published
    replaces: str = ""  # the identifier of the published version that it replaces
    late: frozenset[str] = frozenset()  # keys of the works that are dated before the volume
    identifiers: EditionIdentifiers = NO_IDENTIFIERS
    article_identifiers: Mapping[str, ArticleIdentifiers] = field(default_factory=dict, hash=False)  # by key

    @property
    def id(self) -> str:
        """Volume and language: 2022-03.en."""
        return f"{self.volume.id}.{self.language}"

    def identifiers_of(self, article: Article) -> ArticleIdentifiers:
        """The identifiers of one of its articles; without others, the DOI that the article says."""
        return self.article_identifiers.get(article.key) or ArticleIdentifiers(doi=article.doi)


# ---------------------------------------------------------------- annotate


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


# ---------------------------------------------------------------- mark up


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


# ---------------------------------------------------------------- typeset


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where something that can be linked to fell."""

    name: str  # id in the document; "" is its beginning
    page: int  # within the fragment, from 0
    x: float  # PDF points from the left edge
    y: float  # PDF points from the bottom edge


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where in the text of a document a page begins."""

    stream: str  # "" for the running text, or the column of parallel text (pdf/print_tree.py)
    letters: int  # of that stream that are before, figures not counted: see pdf/page_starts.py
    figures: int  # that come first on the page, before its first letter


@dataclass(frozen=True, slots=True)
class TextRun:
    """Letters of a document that are on one page: from a place in their stream to the next run of the same stream."""

    stream: str  # as of a page start; also the id of a note at the foot of pages, or a figure (pdf/figure_streams.py)
    letters: int  # of that stream that are before
    page: int  # within the fragment, from 0


@dataclass(frozen=True, slots=True)
class Remark:
    """What the author of a document must know of how it was laid out."""

    code: str  # of the finding
    text: str  # what was changed; the title of the document goes before it


@dataclass(frozen=True, slots=True)
class Fragment:
    """A document laid out. Its pages and its structure stay on disk until they are joined.

    Documents that follow one another on the page were laid out together: they share a key and a file.
    """

    document: str  # id of the document
    key: str  # the cache key: a digest of everything that went in
    file: Path  # in the cache, with the PDF and the logical structure (pdf/stored_fragment.py)
    pages: int  # that it is on
    anchors: tuple[Anchor, ...]
    starts: tuple[PageStart, ...] = ()  # of each page
    runs: tuple[TextRun, ...] = ()  # of each stream in order
    floated: tuple[str, ...] = ()  # ids of the notes printed at the foot of their pages
    long_notes: tuple[str, ...] = ()  # ids of the notes because of which all notes are printed after the article
    as_dots: tuple[str, ...] = ()  # names of the drawings that are printed as bitmaps
    undrawn: tuple[str, ...] = ()  # names of the drawings of which only the frame is printed
    remarks: tuple[Remark, ...] = ()  # what else was set otherwise than it was written
    number: int = 0  # its place among the documents of its file, from 0
    first: int = 0  # page of its file on which it begins, from 0; all other pages are counted from there
    reused: bool = False  # came from the cache


@dataclass(frozen=True, slots=True)
class PageSpan:
    """Which pages a document takes, in the words printed on them."""

    first: str  # page label: iv, 12
    last: str
    first_index: int  # page of the file, from 0
    pages: int


@dataclass(frozen=True, slots=True)
class PageMark:
    """A page of the PDF in the text of a document."""

    label: str  # as readers of the PDF show it, unique in the volume
    start: PageStart


@dataclass(frozen=True, slots=True)
class DocumentMarks:
    """The pages of the PDF that begin in a document, in order."""

    marks: tuple[PageMark, ...]
    floated: tuple[str, ...] = ()  # ids of the notes that are not part of the running text on paper


@dataclass(frozen=True, slots=True)
class PageMap:
    """Where everything is printed: what quoted page numbers and the EPUB's page marks are made from."""

    spans: Mapping[str, PageSpan] = field(hash=False)  # by document id
    labels: tuple[str, ...] = ()  # the printed number of each page of the file, "" for none
    begun: Mapping[str, str] = field(default_factory=dict, hash=False)  # by label the document the page begins with
    marks: Mapping[str, "DocumentMarks"] = field(default_factory=dict, hash=False)  # by document id
    anchors: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)  # label by document id and id
    # By document id, entry of the index and label of a page in order: the words on that page that mention the entry.
    mentions: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = field(default_factory=dict, hash=False)

    def range(self, document: str) -> tuple[str, str]:
        """The printed numbers of a document's first and last page. Raises UnknownPageError if it is not laid out."""
        return self.label(document), self.spans[document].last

    def label(self, document: str, anchor: str = "") -> str:
        """The printed number of the page on which a document, or an element of it with this id, begins.

        Raises UnknownPageError if the document is not laid out yet, or has no such element on its pages.
        """
        try:
            return self.anchors[document][anchor] if anchor else self.spans[document].first
        except KeyError:
            place = f"{document}#{anchor}" if anchor else document
            raise UnknownPageError(f"the page of {place} is quoted, and it is on no page that is laid out") from None

    def begins_in(self, document: str, label: str) -> bool:
        """Whether the page with this number begins in a document, and not in another one that shares it."""
        return self.begun.get(label, document) == document

    def ends(self, document: str) -> tuple[str, str]:
        """The printed numbers of the first and the last page of a document. Raises UnknownPageError."""
        try:
            return self.spans[document].first, self.spans[document].last
        except KeyError:
            raise UnknownPageError(f"the pages of {document} are quoted, and it is not laid out") from None

    def labels_of_mentions(self, document: str, entry: str) -> tuple[str, ...]:
        """The printed numbers of the pages of a document that mention an entry of the index, in order.

        Raises UnknownPageError if it mentions none, or is not laid out yet.
        """
        try:
            return tuple(self.mentions[document][entry])
        except KeyError:
            raise UnknownPageError(f"a mention of {entry} is quoted, and no page of {document} has one") from None


# ---------------------------------------------------------------- record


class Format(StrEnum):
    """A form in which an edition is published."""

    PDF = "pdf"
    EPUB = "epub"


@dataclass(frozen=True, slots=True)
class Compilation:
    """What a compile made of all editions, and the findings."""

    results: "tuple[EditionResult, ...]"
    findings: tuple[Finding, ...]
    kept: tuple[str, ...] = ()  # ids of published editions whose files are those of the ledger


@dataclass(frozen=True, slots=True)
class EditionResult:
    """What a compile says of one edition."""

    edition: str  # 2022-03.en
    files: tuple[Path, ...]  # PDF, EPUB, JSON
    pages: int  # of the PDF; 0 if none was made
    laid_out: int  # fragments made now
    reused: int  # fragments from the cache
    findings: tuple[Finding, ...] = ()
    standards: tuple[str, ...] = ()  # what a validator confirmed of this very PDF, at an earlier time
    is_unchanged: bool = False  # nothing was made: the files are those of an earlier compile with the same inputs
