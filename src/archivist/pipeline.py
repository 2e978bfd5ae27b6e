"""One edition from its articles to its files: the stages in the order in which the data flows.

    parse -> annotate -> mark up -> typeset -> bind -> record

Each stage is a folder; what they hand each other is in model.py. Words are proved complete where they are laid out
(pdf/completeness.py), before anything is written.
"""

import datetime
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from archivist import __version__, config
from archivist.address_book import AddressBook, address_book
from archivist.apparatus import Catalogue, annotate, articles_needed
from archivist.archive import Archive
from archivist.articles import parse_body
from archivist.cache import Store
from archivist.errors import UsageError
from archivist.executors import Workers
from archivist.files import sha256
from archivist.findings import Finding, has_errors, in_order
from archivist.fonts import FontLibrary
from archivist.markup import Surroundings, mark_up, quote_pages, without_pages
from archivist.model import (
    AnnotatedEdition,
    Article,
    Body,
    Book,
    DocumentMarks,
    Edition,
    EditionResult,
    Format,
)
from archivist.planning import Plan
from archivist.record.writing import record
from archivist.volume_folder import record_path, replace_set, superseded
from archivist.volumes import volume_title

if TYPE_CHECKING:
    from archivist.epub import BoundEdition, Contents
    from archivist.pdf.embedded_files import Source
    from archivist.pdf.set_volume import SetVolume


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


def parse(archive: Archive, articles: Sequence[Article], workers: Workers, book: AddressBook) -> dict[str, Body]:
    """The bodies of articles, by path. `book` has all articles of the archive by their addresses."""
    parse_one = partial(parse_body, folder=archive.articles, site=archive.config.archive.site, book=book)
    return {articles[index].path: body for index, body in workers.run_batches(parse_one, articles, _BATCH)}


@dataclass(slots=True)
class EditionBuilder:
    """Makes editions, one after the other, with one crew of workers. Texts are parsed once."""

    archive: Archive
    plan: Plan
    workers: Workers
    only: Format | None = None
    fonts: FontLibrary = field(default_factory=FontLibrary)
    bodies: dict[str, Body] = field(default_factory=dict)
    book: AddressBook | None = None

    def make(self, edition: Edition, progress: Progress) -> EditionResult:
        """Take one edition all the way. Nothing is written before everything is made."""
        annotated, findings = self.annotate(edition)
        if has_errors(findings):
            return EditionResult(edition.id, (), 0, 0, 0, self.archive.placed(findings))
        volume, contents = self._set(annotated, progress)
        findings = in_order([*findings, *volume.findings])
        files: tuple[Path, ...] = ()
        if not has_errors(findings):
            outputs, too_large = self._outputs(annotated, volume, contents)
            findings = in_order([*findings, *too_large])
            *made, named_in = outputs
            replace_set(edition.id, outputs, superseded(named_in, made))
            self.archive.keep_id()
            files = tuple(outputs)
        result = EditionResult(
            edition.id,
            files,
            len(volume.pages.labels),
            volume.laid_out,
            volume.reused,
            self.archive.placed(findings),
            self._confirmed(volume.pdf) if files and volume.pdf else (),
        )
        if files:
            progress.done(result)
        return result

    def annotate(self, edition: Edition) -> tuple[AnnotatedEdition, tuple[Finding, ...]]:
        """The edition with its notes paired and its related reading resolved, and what was found in its texts."""
        book = self._book()
        needed = [article for article in articles_needed(edition) if article.path not in self.bodies]
        self.bodies |= parse(self.archive, needed, self.workers, book)
        catalogue = Catalogue(self.plan.volumes, book)
        settings = self.archive.config
        annotated, findings = annotate(edition, self.bodies, catalogue, settings.notes.languages, settings.editions)
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

    def surroundings(self, edition: Edition) -> Surroundings:
        """What the marking up of an edition must know besides its articles."""
        return Surroundings(
            config=self.archive.config,
            articles={article.path: article for article in self.plan.articles},
            pictures={picture.name: picture for body in self.bodies.values() for picture in body.pictures},
            volume_titles={volume.id: volume_title(volume, edition.language) for volume in self.plan.volumes},
            version=__version__,
            modified=_source_date(),
        )

    def _set(self, annotated: AnnotatedEdition, progress: Progress) -> "tuple[SetVolume, Contents | None]":
        """The volume set in type; with the contents of the EPUB if they had not to wait for its pages."""
        around = self.surroundings(annotated.edition)
        if self.only is Format.EPUB:
            progress.begin(annotated.edition.id, 1)
            return self._unpaged(annotated, around, progress)
        book = mark_up(annotated, around)
        progress.begin(annotated.edition.id, len(book.documents))
        return self._typeset(book, progress), None

    def _typeset(self, book: Book, progress: Progress) -> "SetVolume":
        # The layout engine is imported where it runs, never at start.
        from archivist.pdf.theme import is_printed_on_both_sides  # noqa: PLC0415
        from archivist.pdf.typesetting import Typesetter  # noqa: PLC0415
        from archivist.pdf.volume import set_volume  # noqa: PLC0415

        typesetter = Typesetter(self._styles(), self._store(), self.workers, self.fonts)
        return set_volume(
            book,
            typesetter,
            quote=partial(quote_pages, wording=book.labels["page"]),
            both_sides=is_printed_on_both_sides(self.archive.config.pdf.page),
            on_fragment=lambda fragment: progress.laid_out(fragment.document, fragment.reused),
            standard=self.archive.config.pdf.standard,
            sources=self._sources(book),
        )

    def _unpaged(
        self, annotated: AnnotatedEdition, around: Surroundings, progress: Progress
    ) -> "tuple[SetVolume, Contents]":
        """For an EPUB by itself: no pages, so none is quoted. Only the cover is laid out, to be its picture.

        That takes as long as all that can be made without it.
        """
        from archivist.pdf.cover_only import CoverJob, set_cover  # noqa: PLC0415
        from archivist.pdf.font_selection import faces_of  # noqa: PLC0415
        from archivist.pdf.set_volume import SetVolume  # noqa: PLC0415

        book = mark_up(annotated, around)
        job = CoverJob(book.documents[0], self._styles(), self._store(), self.fonts)
        cover_of = self.workers.begin(set_cover, job)
        book = replace(book, documents=tuple(without_pages(document) for document in book.documents))
        faces, _ = faces_of(book.documents, self.fonts)
        contents = self._contents(book, {})
        cover = cover_of()
        for fragment in cover.fragments:
            progress.laid_out(fragment.document, fragment.reused)
        fragments = {fragment.document: fragment for fragment in cover.fragments}
        volume = SetVolume(book, fragments, list(cover.findings), faces, cover=cover.picture, engine=cover.engine)
        return volume, contents

    def _styles(self) -> tuple[str, ...]:
        from archivist.pdf.theme import style_sheets  # noqa: PLC0415

        settings = self.archive.config.pdf
        return style_sheets(settings.page, self.archive.own_style(settings.style))

    def _store(self) -> Store:
        return Store(self.archive.build / ".cache")

    def _sources(self, book: Book) -> "dict[str, Source]":
        """What the standard wants attached: the file of each article, by the document made of it."""
        from archivist.pdf.embedded_files import Source, names_of  # noqa: PLC0415

        if self.archive.config.pdf.standard is config.Standard.A_2A:
            return {}
        documents = [document for document in book.documents if document.source]
        names = names_of([document.source for document in documents])
        return {
            each.id: Source(names[each.source], (self.archive.articles / each.source).read_bytes(), each.title)
            for each in documents
        }

    def _confirmed(self, pdf: bytes) -> tuple[str, ...]:
        """The standards a validator confirmed of these bytes when they were made before."""
        from archivist.verify.verapdf import confirmed_standards  # noqa: PLC0415

        return confirmed_standards(self._store(), sha256(pdf))

    def _outputs(
        self, annotated: AnnotatedEdition, volume: "SetVolume", contents: "Contents | None"
    ) -> tuple[dict[Path, bytes], tuple[Finding, ...]]:
        """The edition's files: PDF, EPUB or its parts, and last the record of what is made. And what was found."""
        folder = self.archive.build / annotated.edition.volume.id
        stem = f"{self.archive.slug}-{annotated.edition.id}"
        outputs: dict[Path, bytes] = {}
        found: tuple[Finding, ...] = ()
        if self.only is not Format.EPUB:
            outputs[folder / f"{stem}.pdf"] = volume.pdf
        if self.only is not Format.PDF:
            bound = self._bind(volume, contents or self._contents(volume.book, volume.pages.marks), f"{stem}.pdf")
            found = bound.findings
            outputs |= {folder / f"{stem}{ending}": data for ending, data in bound.by_ending().items()}
        made_by = (f"archivist {__version__}", *volume.engine)
        outputs[record_path(folder, annotated.edition.language)] = record(
            annotated, volume.book, volume.pages, outputs, made_by
        )
        return outputs, found

    def _contents(self, book: Book, marks: Mapping[str, DocumentMarks]) -> "Contents":
        """The contents of the EPUB; `marks` are the pages of the PDF, if there is one."""
        from archivist.epub import PictureFiles, Screen, contents_of  # noqa: PLC0415

        settings = self.archive.config.epub
        return contents_of(book, marks, PictureFiles(Screen(settings.picture_pixels, settings.grey)))

    def _bind(self, volume: "SetVolume", contents: "Contents", pdf: str) -> "BoundEdition":
        from archivist.epub import bind, bind_within  # noqa: PLC0415

        settings = self.archive.config.epub
        style = self.archive.own_style(settings.style)

        def one_file(book: Book) -> bytes:
            return bind(
                book,
                cover=volume.cover,
                style=style,
                faces=volume.faces,
                labels=book.labels,
                pages=volume.pages.marks,
                pdf=pdf,
                workers=self.workers,
                files=contents.files,
                contents=contents if book is volume.book else None,  # of a part they are made anew
            )

        return bind_within(volume.book, settings.max_size, one_file, contents.files)


def _source_date() -> datetime.datetime | None:
    """The time the volume counts as made, if SOURCE_DATE_EPOCH says so (reproducible-builds.org)."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH is not a number of seconds: {seconds!r}") from None
