"""An edition as a preview shows it: where in its files each document is, what changed, and where a finding belongs.

All of it is read from the record of the edition; the browser finds the words on the pages.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from archivist.findings import Finding
from archivist.record.volume_record import RecordedArticle, RecordedDocument, VolumeRecord

_AROUND = 80  # characters of text before a place and after it: enough to find it on a page
# What is not text of a page: marks of Markdown, addresses, names of notes.
_NO_WORDS = re.compile(r"\]\([^)\s]*\)|https?://\S+|\[\^[^\]]*\]:?|&\w+;|[\[\](){}<>*_`|#~^=\\]+")


@dataclass(frozen=True, slots=True)
class Words:
    """A place in a text: what is before it and after it."""

    before: str
    after: str


NO_WORDS = Words("", "")


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document of the book, and where it is."""

    id: str
    title: str
    page: int  # of the PDF, from 1
    pages: int
    epub: int  # the number of the EPUB that has it, from 0; -1 if none has
    files: tuple[str, ...]  # of its texts, relative to the archive; none if the program writes it


@dataclass(frozen=True, slots=True)
class ShownEdition:
    """The files of an edition, and what is where in them."""

    id: str
    title: str
    pdf: Path
    epubs: tuple[Path, ...]
    documents: tuple[ShownDocument, ...]
    record: VolumeRecord

    @property
    def recorded(self) -> tuple[RecordedDocument, ...]:
        """What the record says of each of the documents."""
        return tuple(each for each in self.record.documents if each.pages is not None)

    def document_of(self, file: str) -> ShownDocument | None:
        """The document with the text of a file, named as in findings; None if none has it."""
        return next((each for each in self.documents if file in each.files), None)


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place in a document."""

    document: str
    words: Words = NO_WORDS


def show_edition(id: str, record: VolumeRecord, folder: Path) -> ShownEdition:
    """The edition with this record. `folder` is that of the articles, relative to the archive."""
    articles = {each.key: each for each in record.articles}
    files = [each for each in record.files if each.path.suffix in (".pdf", ".epub")]
    epubs = [each for each in files if each.path.suffix == ".epub"]
    epub_of = {document: number for number, each in enumerate(epubs) for document in each.documents}
    documents = (
        ShownDocument(
            each.id,
            each.title,
            each.pages.index + 1,
            each.pages.count,
            epub_of.get(each.id, -1),
            tuple(_files(each, record, articles.get(each.article), folder)),
        )
        for each in record.documents
        if each.pages is not None
    )
    pdf = next(each.path for each in files if each.path.suffix == ".pdf")
    title = ", ".join(filter(None, (record.title, record.volume.title)))
    return ShownEdition(id, title, pdf, tuple(each.path for each in epubs), tuple(documents), record)


def _paths(article: RecordedArticle | None) -> tuple[str, ...]:
    if article is None:
        return ()
    return (article.path, *_paths(article.parallel))


def _files(
    document: RecordedDocument, record: VolumeRecord, article: RecordedArticle | None, folder: Path
) -> Iterator[str]:
    """The files of the texts of a document: of an article, or of an editor's text, which is named after its part."""
    yield from ((folder / path).as_posix() for path in _paths(article))
    yield from (file for file in record.made_from.texts if PurePath(file).name.split(".")[-3] == document.role)


def _digests(edition: ShownEdition) -> Mapping[str, tuple[str, ...]]:
    """The digests of the files of each text, by the id of its document."""
    articles, texts = {each.key: each for each in edition.record.articles}, edition.record.made_from.texts
    return {
        document.id: (
            *_digests_of(articles.get(recorded.article)),
            *(texts[file] for file in document.files if file in texts),
        )
        for document, recorded in zip(edition.documents, edition.recorded, strict=True)
    }


def _digests_of(article: RecordedArticle | None) -> tuple[str, ...]:
    return (article.digest, *_digests_of(article.parallel)) if article is not None else ()


def find_change(before: ShownEdition, after: ShownEdition) -> ShownPlace | None:
    """The first place at which a text that was saved is another one; None if none is.

    A new text has changed from its beginning.
    """
    known, texts = _digests(before), {each.id: each for each in before.recorded}
    digests = _digests(after)
    for document in after.recorded:
        if digests[document.id] == known.get(document.id, ()):
            continue
        old, new = texts.get(document.id), _text(document)
        at = _first_difference(_text(old), new) if old else 0
        if at is not None:
            return ShownPlace(document.id, Words(new[max(0, at - _AROUND) : at], new[at : at + _AROUND]))
    return None


def _text(document: RecordedDocument) -> str:
    return " ".join(segment.text for segment in document.text.segments)


def _first_difference(old: str, new: str) -> int | None:
    """Where two texts begin to differ; None if they do not."""
    if old == new:
        return None
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return place
    return min(len(old), len(new))


def find_place(finding: Finding, edition: ShownEdition, root: Path) -> ShownPlace | None:
    """Where a finding belongs; None if it is about no article of the edition. `root` is the folder of the archive."""
    document = edition.document_of(finding.file) if finding.file else None
    return ShownPlace(document.id, _words_of_line(root / finding.file, finding.line)) if document else None


def _words_of_line(file: Path, line: int) -> Words:
    """The longest run of words in a line of an article, as they are on a page."""
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError):
        return NO_WORDS
    if not 0 < line <= len(lines):
        return NO_WORDS
    return Words("", max(_NO_WORDS.split(lines[line - 1]), key=len).strip()[:_AROUND])
