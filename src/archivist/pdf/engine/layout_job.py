"""What the engine is given, and what it gives back: plain picklable data, without types of WeasyPrint."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from archivist.fidelity.printed_words import Loss
from archivist.model.pages import Anchor, PageStart, Remark, TextRun
from archivist.pdf.structure import Element


class Contents(Protocol):
    """Where a worker finds the fonts and pictures that a job names."""

    def file(self, digest: str) -> Path:
        """A file with the content of this SHA-256, which was checked. Raises ArchivistError if there is none."""


@dataclass(frozen=True, slots=True)
class PictureInJob:
    """A picture of a document."""

    name: str
    media_type: str
    digest: str  # SHA-256 of its content


@dataclass(frozen=True, slots=True)
class FollowingDocument:
    """A document that follows others on their pages."""

    document: str  # id of the document
    xhtml: bytes


@dataclass(frozen=True, slots=True)
class LayoutJob:
    """Everything a document needs to be laid out. It names no file: what it needs is looked up in `Contents`."""

    document: str  # id of the document
    xhtml: bytes
    styles: tuple[str, ...]  # style sheets, read in this order
    fonts: tuple[str, ...]  # SHA-256 of font files, in order: the only ones that will be used
    pictures: tuple[PictureInJob, ...] = ()
    prove: bool = True  # compare the words; off only for pages the program draws over others
    following: tuple[FollowingDocument, ...] = ()  # on the same pages, in order
    room: float = 0.0  # share of a page that has to be free for the next document to begin there


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """A number that is not printed, or not as it should be."""

    of: str  # what it is the number of: the beginning of an item, or a note
    expected: str
    found: str  # what is printed; "" if nothing is


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A document laid out, and the result of the proof."""

    document: str
    pdf: bytes  # empty for a document that follows others: they have its pages
    pages: int  # that it is on
    anchors: tuple[Anchor, ...]
    long_notes: tuple[str, ...]  # ids of the notes because of which all notes are printed after the article
    losses: tuple[Loss, ...]  # not empty: the pages must not be used
    off_page: tuple[str, ...]  # text that is outside the paper
    hidden: tuple[str, ...] = ()  # text that a style sheet made invisible
    list_numbers: tuple[WrongNumber, ...] = ()  # items of lists that are not numbered as the document says
    note_numbers: tuple[WrongNumber, ...] = ()  # calls that do not have the number of their note
    starts: tuple[PageStart, ...] = ()  # where in the text each page begins
    runs: tuple[TextRun, ...] = ()  # on which page the letters of each stream are
    floated: tuple[str, ...] = ()  # ids of the notes at the foot of pages
    as_dots: tuple[str, ...] = ()  # the names of drawings that the engine could not draw
    undrawn: tuple[str, ...] = ()  # the names of drawings that nothing could draw
    structure: Element | None = None  # None for pages the program draws over others
    remarks: tuple[Remark, ...] = ()  # what was set otherwise than it was written
    first: int = 0  # page of the PDF on which it begins, from 0; all other pages are counted from there
    following: "tuple[LaidOut, ...]" = ()  # the documents that follow it on these pages, in order
    out_of_time: str = ""  # not empty: it took too long, and there are no pages
    failure: str = ""  # not empty: the engine gave up, and there are no pages

    @property
    def documents(self) -> "tuple[LaidOut, ...]":
        """It and those that follow it."""
        return (self, *self.following)
