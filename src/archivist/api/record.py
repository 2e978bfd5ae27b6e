"""The record of a compiled edition, for scripts: what docs/record-format.md says of the fields."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from archivist.errors import ArchivistError
from archivist.record.reading import UnreadableRecordError, read_record
from archivist.record.volume_record import VolumeRecord


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """A file of an edition."""

    path: Path
    size: int  # bytes
    sha256: str  # hexadecimal


@dataclass(frozen=True, slots=True)
class RecordedArticle:
    """An article of an edition, with its pages in the words of the page labels; "" without a PDF."""

    key: str
    language: str  # BCP 47 tag
    title: str
    date: datetime.date
    authors: tuple[str, ...]  # none if the record, of an earlier program, does not say them
    source: str  # its file, relative to the folder of articles
    sha256: str  # of that file
    first_page: str
    last_page: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is recorded of a compiled edition."""

    edition: str  # 2022-03.en
    identifier: str  # URN
    title: str  # of the volume
    volume: str  # its id
    number: int  # in the series
    language: str  # BCP 47 tag
    start: datetime.date
    end: datetime.date
    pages: int  # of the PDF; 0 without a PDF
    articles: tuple[RecordedArticle, ...]  # in the order of the volume
    omitted: tuple[str, ...]  # keys of the works of the volume that this edition does not have
    files: tuple[RecordedFile, ...]  # PDF, EPUB


def read(path: Path) -> Record:
    """The record in a file `volume.LANG.json`. Raises ArchivistError if it cannot be read."""
    try:
        found = read_record(path)
    except UnreadableRecordError as cause:
        raise ArchivistError(f"{path}: the record cannot be read: {cause}", "Compile the volume again.") from None
    return Record(
        edition=found.edition,
        identifier=found.identifier,
        title=found.title,
        volume=found.volume.id,
        number=found.volume.number,
        language=found.language,
        start=datetime.date.fromisoformat(found.volume.start),
        end=datetime.date.fromisoformat(found.volume.end),
        pages=found.page_count,
        articles=_articles(found),
        omitted=found.omitted,
        files=tuple(RecordedFile(each.path, each.size, each.digest) for each in found.files),
    )


def _articles(record: VolumeRecord) -> tuple[RecordedArticle, ...]:
    return tuple(
        RecordedArticle(
            key=each.key,
            language=each.language,
            title=each.title,
            date=datetime.date.fromisoformat(each.date),
            authors=each.authors or (),
            source=each.path,
            sha256=each.digest,
            first_page=pages.first if (pages := record.article_pages.get(each.key)) else "",
            last_page=pages.last if pages else "",
        )
        for each in record.articles
    )
