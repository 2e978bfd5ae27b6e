"""The volume record as data: what an edition is, what its files must contain, and what they were made with.

docs/record-format.md defines the format. Records of version 1 have no documents: they do not say what is in the files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archivist.identifiers import NO_ARTICLE_IDENTIFIERS, NO_IDENTIFIERS, ArticleIdentifiers, EditionIdentifiers
from archivist.record.document_text import DocumentText

FORMAT = "archivist volume record 2"
FORMAT_1 = "archivist volume record 1"
VERSIONS = {FORMAT_1: 1, FORMAT: 2}


@dataclass(frozen=True, slots=True)
class RecordedVolume:
    """The volume that an edition is of."""

    id: str
    title: str  # in words, in the language of the edition
    number: int  # through the archive
    issue: int  # within the year
    year: int
    start: str  # first day of the period, ISO 8601
    end: str  # last day


@dataclass(frozen=True, slots=True)
class RecordedArticle:
    """An article as it went into the volume."""

    key: str
    language: str
    title: str
    date: str  # ISO 8601
    path: str  # in the folder of articles
    digest: str  # SHA-256 of the article's file
    parallel: "RecordedArticle | None" = None  # the article printed with it
    identifiers: ArticleIdentifiers = NO_ARTICLE_IDENTIFIERS
    authors: tuple[str, ...] | None = None  # as printed; None if the record does not say them
    section: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentPages:
    """The pages of a document, in the words of the page labels."""

    first: str
    last: str
    count: int
    index: int = 0  # of the first page in the file, from 0


@dataclass(frozen=True, slots=True)
class RecordedPicture:
    """A picture of a document."""

    name: str
    media_type: str
    digest: str  # SHA-256 of the file it was made of


@dataclass(frozen=True, slots=True)
class RecordedDocument:
    """A document of the book: a cover, an article, an appendix."""

    id: str
    role: str
    title: str
    language: str
    text: DocumentText
    article: str = ""  # the key of the article it was made of; "" for others
    pages: DocumentPages | None = None  # None without a PDF
    anchors: Mapping[str, str] = field(default_factory=dict)  # id of what can be linked to: label of its page
    pictures: tuple[RecordedPicture, ...] = ()
    # By key of an entry of the index: by label of the pages that mention it, in order, the words that do.
    mentions: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """One of the files an edition consists of."""

    path: Path
    size: int  # bytes
    digest: str  # SHA-256, hexadecimal
    documents: tuple[str, ...] = ()  # ids of the documents whose text it has, in reading order
    texts: Mapping[str, DocumentText] = field(default_factory=dict)  # of those that have another text in this file


@dataclass(frozen=True, slots=True)
class RecordedFont:
    """A font that the files were set in."""

    family: str
    weight: int
    italic: bool
    version: str  # as the font states it
    file: str
    index: int  # of the face in a collection
    digest: str  # SHA-256 of the font file


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """Digests of what, apart from articles and programs, decides the bytes of the files."""

    settings: Mapping[str, str]  # by table of archivist.toml: SHA-256 of what is set in it
    styles: Mapping[str, tuple[str, ...]]  # by format: SHA-256 of each style sheet, in order
    terms: Mapping[str, str] = field(default_factory=dict)  # by id: SHA-256 of each term of the glossary mentioned
    texts: Mapping[str, str] = field(default_factory=dict)  # by file: SHA-256 of each text of the editors


@dataclass(frozen=True, slots=True)
class VolumeRecord:
    """What the record says of an edition."""

    version: int
    identifier: str
    title: str
    volume: RecordedVolume
    language: str
    languages: tuple[str, ...]
    page_count: int  # of the PDF; 0 if there is none
    page_labels: tuple[str, ...]  # of every page of the PDF, in order; () in version 1, or without a PDF
    documents: tuple[RecordedDocument, ...]  # () in version 1
    articles: tuple[RecordedArticle, ...]
    article_pages: Mapping[str, DocumentPages]  # by key
    omitted: tuple[str, ...]
    files: tuple[RecordedFile, ...]
    fonts: tuple[RecordedFont, ...]
    made_from: MadeFrom
    made_by: Mapping[str, str]  # programs and libraries: name, version
    edition_version: int = 1  # of the edition: more than 1 if it replaces what was published
    replaces: str = ""  # the identifier of the version that it replaces; "" if there is none
    identifiers: EditionIdentifiers = NO_IDENTIFIERS

    @property
    def edition(self) -> str:
        """Volume and language: 2022-03.en."""
        return f"{self.volume.id}.{self.language}"

    @property
    def program_version(self) -> str:
        """The version of this program that made the edition; "" if the record does not say."""
        return self.made_by.get("archivist", "")

    def document(self, id: str) -> RecordedDocument | None:
        """One of its documents."""
        return next((each for each in self.documents if each.id == id), None)

    def texts_in(self, file: RecordedFile) -> Iterator[tuple[RecordedDocument, DocumentText]]:
        """The documents that a file has, in order, with their text in it. Raises ValueError for an unknown document."""
        by_id = {each.id: each for each in self.documents}
        for name in file.documents:
            if name not in by_id:
                raise ValueError(f"{file.path.name} has a document {name!r} that the record does not list")
            yield by_id[name], file.texts.get(name, by_id[name].text)
