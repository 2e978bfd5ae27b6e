"""All checks of one EPUB that this program makes itself."""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from archivist.record.expected_text import ExpectedText
from archivist.record.reading import RecordedFile
from archivist.verdict import Message, Verdict, not_verified, tool_missing
from archivist.verify import epub_contents, epub_headings, epub_links, epub_manifest, epub_text, file_digest, page_list
from archivist.verify.epub_book import EpubBook, read_epub, reader
from archivist.verify.epub_parts import Outline, outline, pages_of
from archivist.verify.internal_check import EXTRACTOR, NO_EXTRACTOR, TOOL, error, guarded, judged
from archivist.verify.page_beginnings import PageBeginning

READING = "reading"

# The texts that each EPUB of an edition must hold, by the ids of the documents that each has; or why not known.
EpubTexts = Callable[[Sequence[Sequence[str]]], Sequence[Sequence[ExpectedText]]] | str


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of the PDF that is beside an EPUB."""

    pdf: str  # name of its file
    beginnings: Sequence[PageBeginning] | str  # or why they are not known


def check(files: Sequence[RecordedFile], texts: EpubTexts, pages: Pages | None) -> Iterator[tuple[Verdict, ...]]:
    """Check the EPUBs of an edition that are there: one, or its parts in order. Whatever is wrong is a verdict.

    `pages` is None if the edition was made without a PDF.
    """
    outlines = [outline(file.path) for file in files]
    held = [each.documents for each in outlines]
    for index, file in enumerate(files):
        own, others = outlines[index], [*outlines[:index], *outlines[index + 1 :]]
        text = texts if isinstance(texts, str) else partial(_texts_of, texts, held, index)
        yield _checked(file, text, _pages_of(pages, own, others))


def _texts_of(
    texts: Callable[[Sequence[Sequence[str]]], Sequence[Sequence[ExpectedText]]],
    held: Sequence[Sequence[str]],
    index: int,
) -> Sequence[ExpectedText]:
    return texts(held)[index]


def _pages_of(pages: Pages | None, own: Outline, others: Sequence[Outline]) -> Pages | None:
    if pages is None or isinstance(pages.beginnings, str):
        return pages
    return replace(pages, beginnings=pages_of(own, others, pages.beginnings))


def _checked(
    file: RecordedFile, texts: Callable[[], Sequence[ExpectedText]] | str, pages: Pages | None
) -> tuple[Verdict, ...]:
    first = file_digest.check(file)
    try:
        with zipfile.ZipFile(file.path) as archive:
            return (first, *_Reading(file.path, archive, texts, pages).verdicts())
    except (OSError, zipfile.BadZipFile) as damage:
        message = error("unreadable", f"the file cannot be opened: {' '.join(str(damage).split())[:200]}")
        return (first, judged(file.path, READING, [message]))


@dataclass(slots=True)
class _Reading:
    file: Path
    archive: zipfile.ZipFile
    texts: Callable[[], Sequence[ExpectedText]] | str
    pages: Pages | None
    _books: list[EpubBook] = field(default_factory=list)

    def verdicts(self) -> Iterator[Verdict]:
        """One after the other; a part that cannot be read fails alone."""
        opened = self._guarded(READING, self._read)
        yield opened
        if not self._books:
            return
        book = self._books[0]
        yield self._text(book)
        yield self._guarded(epub_links.CHECK, lambda: epub_links.messages(book))
        yield self._guarded(epub_manifest.CHECK, lambda: epub_manifest.messages(book))
        yield self._guarded(epub_headings.CHECK, lambda: epub_headings.messages(book))
        yield self._guarded(epub_contents.CHECK, lambda: epub_contents.messages(book))
        if self.pages is not None:
            yield self._page_list(book, self.pages)

    def _guarded(self, check: str, find: Callable[[], Iterable[Message]]) -> Verdict:
        return guarded(self.file, check, find, (reader(),))

    def _read(self) -> Iterator[Message]:
        damaged = self.archive.testzip()
        if damaged is not None:
            yield error("damaged", "the file does not agree with its checksum", damaged)
        self._books.append(read_epub(self.archive))

    def _text(self, book: EpubBook) -> Verdict:
        texts = self.texts
        if isinstance(texts, str):
            return not_verified(TOOL, self.file, texts, check=epub_text.CHECK)
        return self._guarded(epub_text.CHECK, lambda: epub_text.messages(book, texts()))

    def _page_list(self, book: EpubBook, pages: Pages) -> Verdict:
        beginnings = pages.beginnings
        if beginnings == NO_EXTRACTOR:
            return tool_missing(EXTRACTOR, self.file, NO_EXTRACTOR, check=page_list.CHECK)
        if isinstance(beginnings, str):
            return not_verified(TOOL, self.file, beginnings, check=page_list.CHECK)
        return self._guarded(page_list.CHECK, lambda: page_list.messages(book, beginnings, pages.pdf))
