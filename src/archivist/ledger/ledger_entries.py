"""The entries of the ledger, as data and as a schema: one source of what a ledger may contain.

docs/ledger-format.md explains each member. Members that are not known here are ignored, and kept when a ledger is
written.
"""

import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from archivist.ledger.ledger_file import FILE_NAME

FORMAT = "archivist ledger 1"

# A period, or a supplement of one: 2022-03-30, 2022-W13, 2022-03, 2022-Q1, 2022; 2022-03-S1. It names a folder.
VOLUME_ID = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?|-W[0-9]{2}|-Q[1-4])?(-S[1-9][0-9]*)?"

VolumeId = Annotated[str, StringConstraints(pattern=f"^{VOLUME_ID}$")]
LanguageTag = Annotated[str, StringConstraints(pattern="^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
VersionNumber = Annotated[str, StringConstraints(pattern="^[1-9][0-9]*$")]
Digest = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
Urn = Annotated[str, StringConstraints(pattern="^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[^/\\\x00-\x1f.][^/\\\x00-\x1f]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class PublishedArticleIdentifiers(_Entry):
    """The identifiers of an article in an edition."""

    doi: str = Field("", description="DOI, without its resolver: 10.1234/abc.")
    ark: str = Field("", description="ARK, without its resolver: ark:12345/x54xz321.")
    urn_nbn: str = Field("", description="URN:NBN.")


class PublishedIdentifiers(PublishedArticleIdentifiers):
    """The identifiers of an edition, apart from its URN."""

    issn_pdf: str = Field("", description="ISSN of the serial in this language as a PDF.")
    issn_epub: str = Field("", description="ISSN of the serial in this language as an EPUB.")
    issn_l: str = Field("", description="Linking ISSN of the serial.")
    isbn_pdf: str = Field("", description="ISBN of the PDF.")
    isbn_epub: str = Field("", description="ISBN of the EPUB.")


class PublishedFile(_Entry):
    """A file of an edition."""

    file: FileName = Field(description="File name, in the folder of the volume.")
    bytes: int = Field(ge=0, description="Size.")
    sha256: Digest = Field(description="Digest of the file.")
    documents: tuple[Text, ...] = Field(
        (), description="Of an EPUB in parts: ids of the documents that this part has. Otherwise absent."
    )


class PrintedText(_Entry):
    """A text as it was printed."""

    language: LanguageTag = Field(description="Language of the text.")
    title: str = Field(description="Title, plain text.")
    date: datetime.date = Field(description="Day of the article.")
    file: Text = Field(description="Path of the article's file in the folder of articles, with `/`.")
    sha256: Digest = Field(description="Digest of that file.")


class PublishedArticle(PrintedText):
    """An article of an edition."""

    key: Text = Field(description="The work; translations have the same key.")
    document: Text = Field(description="Id of its document in the PDF and the EPUB.")
    first_page: str = Field("", description="Label of its first page. Absent without a PDF.")
    last_page: str = Field("", description="Label of its last page. Absent without a PDF.")
    anchors: dict[str, str] = Field(
        default_factory=dict, description="By id the page label of each place in it that can be linked to."
    )
    pictures: dict[str, Digest] = Field(
        default_factory=dict, description="By path in the folder of articles the digest of each picture's file."
    )
    parallel: PrintedText | None = Field(None, description="The text in a second language that is printed with it.")

    identifiers: PublishedArticleIdentifiers = Field(
        PublishedArticleIdentifiers(), description="DOI, ARK and URN:NBN of the article in this edition."
    )

    @property
    def texts(self) -> tuple[PrintedText, ...]:
        """What is printed of the work: one text, or two."""
        return (self, self.parallel) if self.parallel else (self,)


class PublishedVersion(_Entry):
    """An edition as it was published: never changed, and replaced only by a further version beside it."""

    identifier: Urn = Field(description="URN of the edition, as in its files.")
    replaces: Urn | None = Field(None, description="Identifier of the version that it replaces. Absent in version 1.")
    identifiers: PublishedIdentifiers | None = Field(
        None,
        description="ISSN, ISBN, DOI, ARK and URN:NBN that the edition was published with. Absent: they are not known.",
    )
    published: datetime.date = Field(description="Day of publication.")
    title: str = Field(description="Title of the volume in the language of the edition.")
    number: int = Field(ge=1, description="Number of the volume in the series.")
    issue: int = Field(ge=1, description="Number of the volume within the year.")
    year: int = Field(ge=1, le=9999, description="Year that the volume belongs to.")
    start: datetime.date = Field(description="First day of the period.")
    end: datetime.date = Field(description="Last day of the period.")
    pages: int = Field(0, ge=0, description="Number of pages of the PDF. Absent without a PDF.")
    record: PublishedFile = Field(description="The volume record.")
    files: tuple[PublishedFile, ...] = Field(min_length=1, description="The PDF, if there is one, and the EPUB.")
    articles: tuple[PublishedArticle, ...] = Field(description="The articles, in the order of the volume.")
    omitted: tuple[str, ...] = Field((), description="Keys of the works of the volume that the edition does not have.")
    settings: dict[str, Digest] = Field(
        default_factory=dict, description="As `made_from` of the record: by table of archivist.toml its digest."
    )
    styles: dict[str, tuple[Digest, ...]] = Field(
        default_factory=dict, description="As `made_from` of the record: by format the digests of its style sheets."
    )
    terms: dict[str, Digest] = Field(
        default_factory=dict, description="As `made_from` of the record: by id the digest of terms of the glossary."
    )
    fonts: dict[str, Digest] = Field(default_factory=dict, description="By font file and face the digest of the file.")
    made_by: dict[str, str] = Field(
        default_factory=dict, description="By name the version of each program and library that made the files."
    )


class LedgerFile(_Entry):
    """All of a ledger."""

    format: str = Field(pattern=f"^{FORMAT}$", description="Name and version of this format.")
    archive: Text = Field(description="The id of the archive, which the identifiers are made from.")
    volumes: dict[VolumeId, dict[LanguageTag, dict[VersionNumber, PublishedVersion]]] = Field(
        description="By volume, by language and by version what was published. Objects without members are places "
        "for what is not published yet, so that two branches can add to a ledger without a conflict."
    )


def ledger_schema() -> dict[str, object]:
    """The JSON Schema of a ledger (draft 2020-12)."""
    schema = LedgerFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": FILE_NAME}
