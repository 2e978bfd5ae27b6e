"""All checks of one PDF that this program makes itself, with one reading of the file."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pikepdf

from archivist.record.expected_text import ExpectedText
from archivist.record.volume_record import RecordedFile, VolumeRecord
from archivist.verdict import Message, Verdict, tool_missing
from archivist.verify import (
    claimed_standards,
    file_digest,
    glyph_places,
    image_streams,
    page_numbers,
    pdf_anchors,
    pdf_fonts,
    pdf_links,
    pdf_mentions,
    pdf_text,
    stated_identifiers,
)
from archivist.verify.file_text import FileText, check_text
from archivist.verify.internal_check import EXTRACTOR, NO_EXTRACTOR, error, guarded, judged
from archivist.verify.marked_text import MarkedText
from archivist.verify.other_files import OtherFiles
from archivist.verify.page_beginnings import PageBeginning, page_beginnings
from archivist.verify.pdf_structure import Element, read_structure

READING = "reading"
CLAIM = "claim"
_UNREAD = "the PDF could not be read, so it is not known how its pages begin"


@dataclass(frozen=True, slots=True)
class PdfChecked:
    """The result."""

    verdicts: tuple[Verdict, ...]
    flavours: tuple[str, ...] = ()  # what the file claims, for validators to be asked about
    beginnings: tuple[PageBeginning, ...] | str = _UNREAD  # how its pages begin, or why that is not known
    others: tuple[str, ...] = ()  # the files that its links lead to, by their names in them


def check(file: RecordedFile, record: VolumeRecord, text: FileText) -> PdfChecked:
    """Check a PDF that is there. Whatever is wrong with it is a verdict."""
    first = file_digest.check(file)
    try:
        data = file.path.read_bytes()
        pdf = pikepdf.open(_NamedBytes(data, file.path.name))
    except (OSError, pikepdf.PdfError) as damage:
        message = error("unreadable", f"the file cannot be opened: {' '.join(str(damage).split())[:200]}")
        return PdfChecked((first, judged(file.path, READING, [message])))
    with pdf:
        reading = _Reading(file.path, data, pdf, record, text, OtherFiles(file.path.parent))
        verdicts = tuple(reading.verdicts())
        return PdfChecked((first, *verdicts), _flavours(pdf), reading.beginnings, reading.others.names)


class _NamedBytes(io.BytesIO):
    """Bytes that messages call by the name of their file, not by a place in memory: reports are the same each time."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data)
        self._name = name

    def __str__(self) -> str:
        return self._name

    __repr__ = __str__


def _flavours(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    try:
        return claimed_standards.claimed(pdf)
    except Exception:  # damaged metadata: the verdict on the claim has said so
        return ()


@dataclass(slots=True)
class _Reading:
    file: Path
    data: bytes
    pdf: pikepdf.Pdf
    record: VolumeRecord
    text: FileText
    others: OtherFiles
    tree: Element | None = None
    beginnings: tuple[PageBeginning, ...] | str = _UNREAD

    def verdicts(self) -> Iterator[Verdict]:
        """One after the other; a part that cannot be read fails alone."""
        yield guarded(self.file, READING, self._repairs)
        yield guarded(self.file, CLAIM, self._claim)
        if stated_identifiers.has_identifiers(self.record):
            yield guarded(self.file, stated_identifiers.CHECK, self._identifiers, (_pikepdf(),))
        broken = guarded(self.file, "structure", self._read_tree)
        if not broken.passed:
            yield broken
        yield guarded(self.file, pdf_links.CHECK, self._links, (_pikepdf(),))
        if self.record.documents:
            yield guarded(self.file, pdf_anchors.CHECK, self._anchors, (_pikepdf(),))
        yield guarded(self.file, image_streams.CHECK, lambda: image_streams.messages(self.pdf), (_pikepdf(),))
        places = glyph_places.reader()
        yield guarded(self.file, glyph_places.CHECK, lambda: glyph_places.messages(self.data), (places,))
        yield from self._by_extractor()

    def _repairs(self) -> Iterator[Message]:
        """A reader that had to guess where things are read a damaged file."""
        len(self.pdf.pages)
        for warning in self.pdf.get_warnings():
            yield error("damaged", f"the file had to be repaired to be read: {warning}"[:300])

    def _claim(self) -> Iterator[Message]:
        if not claimed_standards.claimed(self.pdf):
            yield error("no-claim", "the file claims no standard, so there is none that a validator could confirm")

    def _identifiers(self) -> Iterator[Message]:
        return stated_identifiers.messages_of_pdf(self.pdf, self.record)

    def _links(self) -> Iterator[Message]:
        return pdf_links.messages(self.pdf, self.tree, self.others)

    def _anchors(self) -> Iterator[Message]:
        return pdf_anchors.messages(self.pdf, self.record)

    def _read_tree(self) -> Iterable[Message]:
        self.tree = read_structure(self.pdf)
        return ()

    def _by_extractor(self) -> Iterator[Verdict]:
        has_index = pdf_mentions.has_index(self.record)
        index = (pdf_mentions.CHECK,) if has_index else ()
        checks = (pdf_text.CHECK, *index, pdf_fonts.CHECK, page_numbers.CHECK)
        if find_spec("pdfminer") is None:
            self.beginnings = NO_EXTRACTOR
            yield from (tool_missing(EXTRACTOR, self.file, NO_EXTRACTOR, check=check) for check in checks)
            return
        from archivist.verify.pdf_text_extraction import read_marked_text, reader  # noqa: PLC0415  # an extra may lack it

        found = MarkedText()

        def read() -> Iterable[Message]:
            nonlocal found
            found = read_marked_text(self.data)
            self.beginnings = page_beginnings(self.tree, found, page_numbers.labels_of(self.pdf))
            return ()

        unread = guarded(self.file, pdf_text.CHECK, read, (reader(),))
        if not unread.passed:
            yield unread
        else:
            yield self._text(found, reader())
            if has_index:
                yield guarded(self.file, pdf_mentions.CHECK, lambda: self._mentions(found), (reader(),))
        yield guarded(self.file, pdf_fonts.CHECK, lambda: pdf_fonts.messages(self.pdf, found.glyphs), (reader(),))
        yield guarded(self.file, page_numbers.CHECK, lambda: self._numbers(found), (reader(),))

    def _text(self, found: MarkedText, reader: str) -> Verdict:
        def messages(documents: Sequence[ExpectedText]) -> Iterator[Message]:
            return pdf_text.messages(self.tree, found, documents, pdf_links.targets(self.pdf))

        return check_text(self.file, self.text, messages, (reader,))

    def _mentions(self, found: MarkedText) -> Iterator[Message]:
        return pdf_mentions.messages(self.tree, found, self.record, page_numbers.labels_of(self.pdf))

    def _numbers(self, found: MarkedText) -> Iterator[Message]:
        yield from page_numbers.messages(self.pdf, self.record)
        yield from page_numbers.printed(page_numbers.labels_of(self.pdf), found.artifacts)


def _pikepdf() -> str:
    return f"pikepdf {pikepdf.__version__}"
