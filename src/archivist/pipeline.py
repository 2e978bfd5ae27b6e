"""One edition from its articles to its files: the stages in the order in which the data flows.

    parse -> suggest -> annotate -> mark up -> typeset -> write (writers.py)

Each stage is a folder; what they hand each other is in model.py. Words are proved complete where they are laid out
(pdf/completeness.py), before anything is written.
"""

import datetime
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from archivist import __version__
from archivist.address_book import AddressBook, address_book
from archivist.apparatus import Catalogue, NearWorks, annotate, articles_needed
from archivist.archive import Archive
from archivist.articles import parse_body
from archivist.cache import Store
from archivist.errors import LayoutFailedError, UsageError
from archivist.executors import Executor, run_in_batches
from archivist.files import sha256
from archivist.findings import Finding, has_errors, in_order
from archivist.fonts import FontLibrary
from archivist.markup import Surroundings, mark_up, mark_up_cover, quote_pages, without_pages
from archivist.model import (
    AnnotatedEdition,
    Article,
    Body,
    Edition,
    EditionResult,
    Format,
)
from archivist.pdf.layout_log import LayoutLog
from archivist.planning import Plan
from archivist.publication import Manuscript, Publication, TypesetCover, WrittenFile
from archivist.suggestion import SuggestedReading
from archivist.volume_folder import find_superseded, replace_set
from archivist.volumes import volume_title
from archivist.writers import Tools, write_files, writers_of

# Articles parsed at a time: as long as a process takes to start, so that a small archive needs none.
_BATCH = 32


class Progress(Protocol):
    """Who wants to know how far a compile is."""

    def begin(self, edition: str, documents: int) -> None:
        """An edition begins; so many documents are to be laid out."""

    def laid_out(self, document: str, reused: bool) -> None:
        """A document is laid out, or was taken from the cache."""

    def done(self, result: EditionResult) -> None:
        """An edition is made."""


def parse(archive: Archive, articles: Sequence[Article], workers: Executor, book: AddressBook) -> dict[str, Body]:
    """The bodies of articles, by path. `book` has all articles of the archive by their addresses."""
    parse_one = partial(parse_body, folder=archive.articles, site=archive.config.archive.site, book=book)
    return {articles[index].path: body for index, body in run_in_batches(workers, parse_one, articles, _BATCH)}


@dataclass(slots=True)
class EditionBuilder:
    """Makes editions, one after the other, with one crew of workers. Texts are parsed once."""

    archive: Archive
    plan: Plan
    workers: Executor
    only: Format | None = None
    fonts: FontLibrary = field(default_factory=FontLibrary)
    bodies: dict[str, Body] = field(default_factory=dict)
    book: AddressBook | None = None
    suggestions: SuggestedReading | None = None

    def make(self, edition: Edition, progress: Progress) -> EditionResult:
        """Take one edition all the way. Nothing is written before everything is made."""
        annotated, findings = self.annotate(edition)
        if has_errors(findings):
            return EditionResult(edition.id, (), 0, 0, 0, self.archive.placed(findings))
        log = LayoutLog(lambda fragment: progress.laid_out(fragment.document, fragment.reused))
        try:
            publication = self._typeset(annotated, log, progress)
            written = write_files(publication, Tools(self.archive, self.workers), writers_of(self.only))
        except LayoutFailedError:  # what failed is in the log
            return self._result(edition, (*findings, *log.findings), log)
        findings = in_order([*findings, *log.findings, *written.findings])
        if has_errors(findings):
            return self._result(edition, findings, log)
        result = replace(
            self._result(edition, findings, log),
            files=self._keep(edition, written.files),
            pages=len(publication.sheets),
            standards=self._confirmed(publication, written.files),
        )
        progress.done(result)
        return result

    def _result(self, edition: Edition, findings: Iterable[Finding], log: LayoutLog) -> EditionResult:
        """The result of an edition of which nothing is kept."""
        placed = self.archive.placed(in_order(findings))
        return EditionResult(edition.id, (), 0, log.laid_out, log.reused, placed)

    def annotate(self, edition: Edition) -> tuple[AnnotatedEdition, tuple[Finding, ...]]:
        """The edition with its notes paired and its related reading resolved, and what was found in its texts."""
        book = self._book()
        needed = [article for article in articles_needed(edition) if article.path not in self.bodies]
        self.bodies |= parse(self.archive, needed, self.workers, book)
        catalogue = Catalogue(self.plan.volumes, book)
        settings = self.archive.config
        near = NearWorks(settings.related.suggest, self.suggested_reading().nearest(edition))
        annotated, findings = annotate(
            edition, self.bodies, catalogue, settings.notes.languages, settings.editions, near=near
        )
        printed = [body for item in annotated.articles for body in item.bodies]
        own = [finding for body in printed for finding in body.findings]
        paths = {article.path for article in edition.articles}
        shared = [finding for finding in book.shared() if finding.file in paths]
        return annotated, in_order([*own, *findings, *shared])

    def _book(self) -> AddressBook:
        """The articles of the archive by their addresses, made when the first edition needs it."""
        if self.book is None:
            self.book = address_book(self.plan.articles, self.archive.config.archive.site)
        return self.book

    def suggested_reading(self) -> SuggestedReading:
        """The works of the archive, ranked by nearness; made when the first edition needs it."""
        if self.suggestions is None:
            self.suggestions = SuggestedReading(self.plan.volumes, self.archive.config, self._store())
        return self.suggestions

    def surroundings(self, edition: Edition) -> Surroundings:
        """What the marking up of an edition must know in addition to its articles."""
        return Surroundings(
            config=self.archive.config,
            articles={article.path: article for article in self.plan.articles},
            pictures={picture.name: picture for body in self.bodies.values() for picture in body.pictures},
            volume_titles={volume.id: volume_title(volume, edition.language) for volume in self.plan.volumes},
            version=__version__,
            modified=_source_date(),
            glossary=self.archive.glossary,
        )

    def _typeset(self, annotated: AnnotatedEdition, log: LayoutLog, progress: Progress) -> Publication:
        """The edition set in type; without pages if no writer needs them. Raises LayoutFailedError."""
        # The cover is laid out while the rest is marked up.
        from archivist.pdf.typeset_cover import CoverJob, typeset_cover  # noqa: PLC0415

        edition, around = annotated.edition, self.surroundings(annotated.edition)
        job = CoverJob(mark_up_cover(annotated, around), self._styles(), self._store(), self.fonts)
        cover = log.wait_for(self.workers.submit(typeset_cover, job).result)
        manuscript = Manuscript(f"{self.archive.slug}-{edition.id}", annotated, mark_up(annotated, around))
        if any(writer.needs_pages for writer in writers_of(self.only)):
            progress.begin(edition.id, len(manuscript.book.documents))
            return self._set_pages(manuscript, cover, log)
        progress.begin(edition.id, 1)
        return self._set_without_pages(manuscript, cover)

    def _set_pages(self, manuscript: Manuscript, cover: Callable[[], TypesetCover], log: LayoutLog) -> Publication:
        from archivist.pdf.theme import is_printed_on_both_sides  # noqa: PLC0415
        from archivist.pdf.typeset_volume import typeset  # noqa: PLC0415
        from archivist.pdf.typesetting import Typesetter  # noqa: PLC0415

        return typeset(
            manuscript,
            cover,
            Typesetter(self._styles(), self._store(), self.workers, self.fonts),
            partial(quote_pages, wording=manuscript.book.labels["page"]),
            both_sides=is_printed_on_both_sides(self.archive.config.pdf.page),
            log=log,
        )

    def _set_without_pages(self, manuscript: Manuscript, cover: Callable[[], TypesetCover]) -> Publication:
        from archivist.pdf.font_selection import faces_of  # noqa: PLC0415

        documents = tuple(without_pages(document) for document in manuscript.book.documents)
        faces, _ = faces_of(documents, self.fonts)
        book = replace(manuscript.book, documents=documents)
        return Publication(manuscript.name, manuscript.edition, book, faces, cover)

    def _styles(self) -> tuple[str, ...]:
        from archivist.pdf.theme import style_sheets  # noqa: PLC0415

        settings = self.archive.config.pdf
        return style_sheets(settings.page, self.archive.own_style(settings.style))

    def _store(self) -> Store:
        return Store(self.archive.cache)

    def _keep(self, edition: Edition, files: Iterable[WrittenFile]) -> tuple[Path, ...]:
        """Move the files of an edition to their places, the record last."""
        folder = self.archive.build / edition.volume.id
        outputs = {folder / file.name: file.content for file in files}
        *made, record = outputs
        replace_set(edition.id, outputs, find_superseded(record, made))
        self.archive.keep_id()
        return tuple(outputs)

    def _confirmed(self, publication: Publication, files: Iterable[WrittenFile]) -> tuple[str, ...]:
        """The standards a validator confirmed of the PDF when it was made before."""
        from archivist.verify.verapdf import confirmed_standards  # noqa: PLC0415

        pdf = next((file.content for file in files if file.name == publication.pdf_name), None)
        return confirmed_standards(self._store(), sha256(pdf)) if pdf is not None else ()


def _source_date() -> datetime.datetime | None:
    """The time the volume counts as made, if SOURCE_DATE_EPOCH says so (reproducible-builds.org)."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH is not a number of seconds: {seconds!r}") from None
