"""What is on the shelf: editions by their records, with the folders of their files."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from archivist.pages.printer_file import is_for_printer
from archivist.record.volume_record import RecordedArticle, RecordedDocument, RecordedFile, VolumeRecord


@dataclass(frozen=True)
class Holding:
    """An edition on the shelf."""

    record: VolumeRecord
    folder: Path  # of the record and its files
    published: datetime.date | None = None  # the day in the ledger; None if the edition is not published

    @property
    def language(self) -> str:
        """BCP 47."""
        return self.record.language

    @property
    def id(self) -> str:
        """Volume and language: 2022-03.en."""
        return self.record.edition

    @property
    def is_cumulative(self) -> bool:
        """Whether it lists the articles of other volumes and has none of its own."""
        return self.record.volume.number == 0  # docs/record-format.md

    @property
    def full_title(self) -> str:
        """Serial and volume."""
        return f"{self.record.title}: {self.record.volume.title}"

    @cached_property
    def files(self) -> tuple[RecordedFile, ...]:
        """What a reader opens: the PDF, then the EPUB or its parts."""
        return tuple(each for each in self.all_files if each.path.suffix in (".pdf", ".epub"))

    @cached_property
    def all_files(self) -> tuple[RecordedFile, ...]:
        """What is on the shelf: all files of the edition but the one for the printer."""
        return tuple(each for each in self.record.files if not is_for_printer(each.path.name))

    @cached_property
    def pdf(self) -> RecordedFile | None:
        """The PDF, if there is one."""
        return next((each for each in self.files if each.path.suffix == ".pdf"), None)

    @cached_property
    def epubs(self) -> tuple[RecordedFile, ...]:
        """The EPUB, or its parts in order."""
        return tuple(each for each in self.files if each.path.suffix == ".epub")

    @property
    def last_day(self) -> datetime.date:
        """The last day of the period."""
        return datetime.date.fromisoformat(self.record.volume.end)

    def texts(self) -> Iterator[tuple[RecordedArticle, RecordedDocument]]:
        """The articles with their documents; one of which the record has no document is left out."""
        documents = {each.article: each for each in self.record.documents if each.article}
        for article in self.record.articles:
            if article.key in documents:
                yield article, documents[article.key]


def in_order(holdings: list[Holding]) -> list[Holding]:
    """By period; cumulative volumes after the others."""
    return sorted(holdings, key=lambda each: (each.is_cumulative, each.record.volume.start, each.record.volume.id))
