"""An edition between its articles and its files: what is typeset, what typesetting yields, and what writers make of it.

A writer makes the files of one format from a `Publication` and knows nothing of other writers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from archivist import __version__
from archivist.findings import Finding
from archivist.fonts import FontFace
from archivist.model.annotated import AnnotatedEdition
from archivist.model.book import Book
from archivist.model.pages import Fragment, PageMap


class Side(StrEnum):
    """Right-hand or left-hand page."""

    RECTO = "recto"
    VERSO = "verso"


class Dress(StrEnum):
    """What is printed around the text of a page."""

    BARE = "bare"  # nothing: cover, title page, imprint, blank pages
    OPENING = "opening"  # a number: the first page of a document
    FULL = "full"  # a number and a running head


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the file."""

    document: str  # id of the one that the page begins with; "" for a blank page
    page: int  # of the file of the fragment, from 0
    label: str  # the page's number as counted; "" if it is not counted
    side: Side
    dress: Dress
    others: tuple[str, ...] = ()  # ids of the other documents on the page
    head: str = ""  # id of the document that the running head names; "" for `document`

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of all documents on the page."""
        return (self.document, *self.others) if self.document else ()


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What is typeset."""

    name: str  # with which the names of its files begin
    edition: AnnotatedEdition
    book: Book  # its documents; page numbers they quote are not filled in yet
    stems: Mapping[str, str] = field(default_factory=dict)  # by edition with what the names of its files begin


@dataclass(frozen=True, slots=True)
class TypesetCover:
    """The cover laid out. Without fragment and picture if a finding is an error."""

    picture: bytes  # JPEG
    fragment: Fragment | None  # the page; without pages what the engine made the picture of, if it did
    findings: tuple[Finding, ...]
    faces: tuple[FontFace, ...]  # every face it needs
    engine: tuple[str, ...]  # names and versions of what laid it out
    for_printer: Fragment | None = None  # the same with bleed, if there is a file for the printer


@dataclass(frozen=True, slots=True)
class GlyphsOfFace:
    """The glyphs of a face that are drawn in the margins of pages."""

    name: str  # under which the operators use it
    face: FontFace
    texts: dict[int, str]  # what each glyph stands for
    widths: dict[int, int]  # in thousandths of an em


@dataclass(frozen=True, slots=True)
class RunningHeads:
    """What is drawn over the pages: their running heads and numbers."""

    operators: tuple[bytes, ...] = ()  # of PDF, for each sheet; b"" for bare margins
    fonts: tuple[GlyphsOfFace, ...] = ()  # that the operators use
    laid_out: tuple[Path, ...] = ()  # instead, if only the engine can: PDFs, together a page for each sheet


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition set in type: all that its formats are written from."""

    name: str  # with which the names of its files begin
    edition: AnnotatedEdition
    book: Book  # its documents with the page numbers they quote; without any if there are no pages
    faces: tuple[FontFace, ...]  # every face that a document of it needs, in order of first use
    typeset_cover: Callable[[], TypesetCover]  # waits if it is still being laid out. Raises LayoutFailedError
    pages: PageMap = field(default_factory=lambda: PageMap({}))
    sheets: tuple[Sheet, ...] = ()  # every page in order; none if only an EPUB is made
    fragments: Mapping[str, Fragment] = field(default_factory=dict)  # by document id, in the order of the book
    running_heads: RunningHeads = RunningHeads()
    stems: Mapping[str, str] = field(default_factory=dict)  # by edition with what the names of its files begin

    @property
    def cover(self) -> bytes:
        """The cover as a JPEG. Raises LayoutFailedError."""
        return self.typeset_cover().picture

    @property
    def made_by(self) -> tuple[str, ...]:
        """Names and versions of the programs that made it, archivist first. Raises LayoutFailedError."""
        return (f"archivist {__version__}", *self.typeset_cover().engine)

    @property
    def pdf_name(self) -> str:
        """Name of the file that has the pages."""
        return f"{self.name}.pdf"

    def path_to_pdf(self, edition: str) -> str:
        """The PDF of another edition of the archive by its id, relative to the folder of this volume."""
        volume = edition.rpartition(".")[0]
        name = f"{self.stems[edition]}.pdf"
        return name if volume == self.edition.edition.volume.id else f"../{volume}/{name}"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of an edition, ready to be moved to its place."""

    name: str
    content: bytes
    book: Book  # what is in it: the whole edition or a part of it


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer made."""

    files: tuple[WrittenFile, ...]
    findings: tuple[Finding, ...] = ()
