"""All checks of one EPUB that this program makes itself."""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from archivist.record.volume_record import RecordedFile, VolumeRecord
from archivist.verdict import Message, Verdict, not_verified, tool_missing
from archivist.verify import (
    epub_contents,
    epub_headings,
    epub_links,
    epub_manifest,
    epub_text,
    file_digest,
    page_list,
    stated_identifiers,
)
from archivist.verify.epub_book import EpubBook, read_epub, reader
from archivist.verify.epub_parts import Outline, outline, pages_of
from archivist.verify.file_text import FileText, check_text
from archivist.verify.internal_check import EXTRACTOR, NO_EXTRACTOR, TOOL, error, guarded, judged
from archivist.verify.page_beginnings import PageBeginning

READING = "reading"


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of the PDF that is beside an EPUB."""

    pdf: str  # name of its file
    beginnings: Sequence[PageBeginning] | str  # or why they are not known


def check(
    files: Sequence[RecordedFile],
    texts: Mapping[Path, FileText],
    pages: Pages | None,
    record: VolumeRecord | None = None,
) -> Iterator[tuple[Verdict, ...]]:
    """Check the EPUBs of an edition that are there: one, or its parts in order. Whatever is wrong is a verdict.

    `pages` is None if the edition was made without a PDF. With the record, identifiers are compared with it.
    """
    compared = record if record and stated_identifiers.has_identifiers(record) else None
    outlines = [outline(file.path) for file in files]
    for index, file in enumerate(files):
        own, others = outlines[index], [*outlines[:index], *outlines[index + 1 :]]
        reading = _Reading(file.path, texts[file.path], _pages_of(pages, own, others), compared, is_part=bool(others))
        yield _checked(file, reading)


def _pages_of(pages: Pages | None, own: Outline, others: Sequence[Outline]) -> Pages | None:
    if pages is None or isinstance(pages.beginnings, str):
        return pages
    return replace(pages, beginnings=pages_of(own, others, pages.beginnings))


def _checked(file: RecordedFile, reading: "_Reading") -> tuple[Verdict, ...]:
    first = file_digest.check(file)
    try:
        with zipfile.ZipFile(file.path) as archive:
            return (first, *reading.verdicts(archive))
    except (OSError, zipfile.BadZipFile) as damage:
        message = error("unreadable", f"the file cannot be opened: {' '.join(str(damage).split())[:200]}")
        return (first, judged(file.path, READING, [message]))


@dataclass(slots=True)
class _Reading:
    file: Path
    text: FileText
    pages: Pages | None
    record: VolumeRecord | None  # with identifiers to compare
    is_part: bool
    _books: list[EpubBook] = field(default_factory=list)

    def verdicts(self, archive: zipfile.ZipFile) -> Iterator[Verdict]:
        """One after the other; a part that cannot be read fails alone."""
        opened = self._guarded(READING, lambda: self._read(archive))
        yield opened
        if not self._books:
            return
        book = self._books[0]
        yield self._text(book)
        yield self._guarded(epub_links.CHECK, lambda: epub_links.messages(book))
        yield self._guarded(epub_manifest.CHECK, lambda: epub_manifest.messages(book))
        yield self._guarded(epub_headings.CHECK, lambda: epub_headings.messages(book))
        yield self._guarded(epub_contents.CHECK, lambda: epub_contents.messages(book))
        if record := self.record:
            yield self._guarded(
                stated_identifiers.CHECK,
                lambda: stated_identifiers.messages_of_epub(book, record, is_part=self.is_part),
            )
        if self.pages is not None:
            yield self._page_list(book, self.pages)

    def _guarded(self, check: str, find: Callable[[], Iterable[Message]]) -> Verdict:
        return guarded(self.file, check, find, (reader(),))

    def _read(self, archive: zipfile.ZipFile) -> Iterator[Message]:
        damaged = archive.testzip()
        if damaged is not None:
            yield error("damaged", "the file does not agree with its checksum", damaged)
        self._books.append(read_epub(archive))

    def _text(self, book: EpubBook) -> Verdict:
        return check_text(self.file, self.text, lambda documents: epub_text.messages(book, documents), (reader(),))

    def _page_list(self, book: EpubBook, pages: Pages) -> Verdict:
        beginnings = pages.beginnings
        if beginnings == NO_EXTRACTOR:
            return tool_missing(EXTRACTOR, self.file, NO_EXTRACTOR, check=page_list.CHECK)
        if isinstance(beginnings, str):
            return not_verified(TOOL, self.file, beginnings, check=page_list.CHECK)
        return self._guarded(page_list.CHECK, lambda: page_list.messages(book, beginnings, pages.pdf))
