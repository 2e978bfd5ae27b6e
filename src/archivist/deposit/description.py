"""What is said of a deposited volume: the one source that every record of a package is written from.

A writer of records is a function of these values. It reads no files and no settings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from archivist.citations.citation import Citation
from archivist.ledger import PublishedVersion
from archivist.model.annotated import AnnotatedArticle
from archivist.model.articles import Picture
from archivist.model.book import BookMetadata
from archivist.record.volume_record import DocumentPages, VolumeRecord
from archivist.settings.archive_tables import ArchiveTable
from archivist.settings.choices import Frequency


@dataclass(frozen=True, slots=True)
class Translation:
    """The text of a work in another language."""

    language: str  # BCP 47
    title: str
    document: str = ""  # id of its document, if an edition of the package prints it


@dataclass(frozen=True, slots=True)
class DescribedArticle:
    """An article of an edition."""

    annotated: AnnotatedArticle  # the article, its text and its notes as they are printed
    document: str  # id of its document: in the PDF, the EPUB and the record
    citation: Citation  # its titles, people and numbers in terms of CSL
    xhtml: bytes  # its document as it is in the PDF and the EPUB, numbers of notes included: docs/markup.md
    pictures: tuple[Picture, ...] = ()  # those of its document, notes included
    pages: DocumentPages | None = None  # as printed; None without a PDF
    translations: tuple[Translation, ...] = ()  # of the same work, in the order of the languages of the archive
    original: str = ""  # language of the article that it is a translation of; "" if it is the original


@dataclass(frozen=True, slots=True)
class DescribedEdition:
    """A published edition: a volume in one language."""

    metadata: BookMetadata  # what its PDF and EPUB say of it as a whole
    record: VolumeRecord  # its files, documents, page labels, fonts and programs
    articles: tuple[DescribedArticle, ...]  # in the order of the volume
    labels: Mapping[str, str] = field(hash=False)  # built-in labels in its language, with places for values
    entry: PublishedVersion | None = None  # of the ledger; None if it is not published: then the package is a draft

    @property
    def language(self) -> str:
        """BCP 47."""
        return self.record.language

    @property
    def identifier(self) -> str:
        """The URN of the edition, as in its files."""
        return self.record.identifier


@dataclass(frozen=True, slots=True)
class DescribedVolume:
    """A volume and its editions."""

    id: str  # the period: 2022-03
    slug: str  # of the archive: with which the names of files begin
    serial: ArchiveTable  # the facts of the serial; texts of it are for each language
    frequency: Frequency  # how often the serial appears
    titles: Mapping[str, str] = field(hash=False)  # of the serial, by language of the archive's editions
    editions: tuple[DescribedEdition, ...]  # in the order of the languages of the archive
    is_draft: bool = False  # not published, or not verified: marked in every record

    @property
    def version(self) -> int:
        """The highest version of its editions: more than 1 if one of them replaces what was published."""
        return max((edition.record.edition_version for edition in self.editions), default=1)


class FileUse(StrEnum):
    """What a file of a package is for."""

    EDITION = "edition"  # PDF, EPUB, record, citations
    PRINTING = "printing"  # the PDF for the printer
    COVER = "cover"
    METADATA = "metadata"  # descriptive: MARCXML, MODS, Dublin Core
    FULL_TEXT = "full text"  # JATS
    SOURCE = "source"  # articles, pictures, settings
    REPORT = "report"  # of validators
    LICENCE = "licence"  # of fonts
    README = "readme"
    SCHEMA = "schema"  # of the program's own formats
    PRESERVATION = "preservation"  # PREMIS
    STRUCTURE = "structure"  # METS


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file of the payload of a package."""

    path: str  # in the payload, with `/`: editions/en/reader-2022-03.en.pdf
    content: Path | bytes = field(repr=False)  # a file that is copied, or what is written
    use: FileUse
    media_type: str
    size: int  # bytes
    sha512: str  # hexadecimal, lower case
    language: str = ""  # of the edition that it belongs to; "" if it belongs to the volume
    documents: tuple[str, ...] = ()  # ids of the documents that it contains, of an edition or a JATS article
