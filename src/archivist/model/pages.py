"""What is set in type: fragments of pages, and where on them everything is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archivist.errors import UnknownPageError


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
