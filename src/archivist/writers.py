"""The writers of an edition's files as a table: one row each. A writer knows the publication and no other writer."""

# Heavy libraries are imported where they run, never at start.
# ruff: noqa: PLC0415

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.archive import Archive
from archivist.build_folder.volume_folder import record_path
from archivist.executors import FEW, Executor, InProcess
from archivist.findings import Finding
from archivist.fonts import FontFace
from archivist.model.book import Book
from archivist.model.results import Format
from archivist.pages.page_grid import has_length, points_of
from archivist.publication import Publication, Written, WrittenFile
from archivist.record.describing import MadeFile, Production, describe, made_file, made_from
from archivist.record.document_reading import ReadText, begin_to_read
from archivist.record.libraries import libraries
from archivist.record.volume_record import MadeFrom
from archivist.record.writing import write_record
from archivist.settings.choices import Period, Standard

if TYPE_CHECKING:
    from archivist.pdf.embedded_files import Source
    from archivist.pdf.joining import PdfSettings


@dataclass(frozen=True, slots=True)
class Tools:
    """What a writer needs in addition to the publication, and what is made beside the files of earlier rows."""

    archive: Archive
    epub: Callable[[], Written]  # writes the EPUB; its documents are being prepared
    texts: Callable[[], Mapping[str, ReadText]]  # of the documents by their ids; it waits until they are read


# Makes files of a publication. The files are those of the rows above it, for a writer that lists files.
Write = Callable[[Publication, Tools, Sequence[WrittenFile]], Written]


@dataclass(frozen=True, slots=True)
class Writer:
    """A row of the table."""

    format: Format | None  # None: written with every format
    write: Write
    needs_pages: bool = False


def _write_pdf(publication: Publication, tools: Tools, _: Sequence[WrittenFile]) -> Written:
    from archivist.pdf.joining import write_pdf

    return write_pdf(publication, _pdf_settings(publication, tools))


def _write_printers_pdf(publication: Publication, tools: Tools, _: Sequence[WrittenFile]) -> Written:
    from archivist.pdf.joining import write_printers_pdf

    bleed = tools.archive.config.pdf.bleed
    if not has_length(bleed):
        return Written(())
    return write_printers_pdf(publication, replace(_pdf_settings(publication, tools), bleed=points_of(bleed)))


def _pdf_settings(publication: Publication, tools: Tools) -> "PdfSettings":
    from archivist.pdf.joining import PdfSettings
    from archivist.pdf.theme import is_printed_on_both_sides

    table = tools.archive.config.pdf
    to_spine = points_of(table.spine) if is_printed_on_both_sides(table.page) else 0.0
    return PdfSettings(table.standard, _sources(publication.book, tools.archive), to_spine)


def _write_epub(_: Publication, tools: Tools, __: Sequence[WrittenFile]) -> Written:
    return tools.epub()


def _begin_epub(publication: Publication, archive: Archive, workers: Executor, crew: Executor) -> Callable[[], Written]:
    from archivist.epub import EpubSettings, PictureFiles, Screen, begin_epub

    settings = archive.config.epub
    files = PictureFiles(Screen(settings.picture_pixels, settings.grey))
    return begin_epub(
        publication,
        EpubSettings(
            archive.own_style(settings.style),
            files,
            workers,
            crew,
            settings.max_size,
            has_fonts=settings.fonts,
            notes=settings.notes,
        ),
    )


def _write_record(publication: Publication, tools: Tools, files: Sequence[WrittenFile]) -> Written:
    edition = publication.edition.edition
    path = record_path(tools.archive.build / edition.volume.id, edition.language)
    made = [made_file(path.parent / file.name, file.content, file.book) for file in files]
    production = production_of(tools.archive, made, publication.faces, publication.typeset_cover().engine)
    texts = tools.texts()
    content = describe(publication.edition, publication.book, publication.pages, made, production, read=texts)
    record = write_record(content, {id: each.encoded for id, each in texts.items()})
    return Written((WrittenFile(path.name, record, publication.book),))


def _write_citations(publication: Publication, tools: Tools, _: Sequence[WrittenFile]) -> Written:
    from archivist.citations import FORMATS, Serial, SerialKind, cite_articles

    if not publication.edition.articles:  # a cumulative volume: its articles are cited from their volumes
        return Written(())
    is_daily = tools.archive.config.volumes.period is Period.DAY
    serial = Serial(publication.name, SerialKind.NEWSPAPER if is_daily else SerialKind.MAGAZINE)
    citations = tuple(cite_articles(publication.edition, publication.book, publication.pages, serial))
    files = ((f"{publication.name}{each.suffix}", each.write(citations)) for each in FORMATS)
    return Written(tuple(WrittenFile(name, content, publication.book) for name, content in files))


def _write_archived_pages(publication: Publication, _: Tools, __: Sequence[WrittenFile]) -> Written:
    if not any(item.archived for item in publication.edition.articles):
        return Written(())
    from archivist.archived_links import write_volume_wacz

    return write_volume_wacz(publication)


def production_of(
    archive: Archive, files: Sequence[MadeFile], faces: Sequence[FontFace], engine: Sequence[str]
) -> Production:
    """What, apart from the articles, decides the bytes of these files; `engine` are the parts of the layout engine."""
    settings = settings_of(archive, [file.path for file in files])
    return Production(tuple(faces), settings, libraries(engine, has_glossary=bool(archive.glossary)))


def settings_of(archive: Archive, files: Iterable[Path]) -> MadeFrom:
    """The digests of the settings and style sheets that decide the bytes of these files."""
    from archivist.epub.style_sheet import program_style
    from archivist.pdf.theme import style_sheets

    pdf, epub = archive.config.pdf, archive.config.epub
    styles: dict[Format, Sequence[str]] = {
        Format.PDF: style_sheets(pdf.page, archive.own_style(pdf.style), pdf.justify),
        Format.EPUB: tuple(filter(None, (program_style(), archive.own_style(epub.style)))),
    }
    formats = {file.suffix.removeprefix(".") for file in files}
    return made_from(archive.config, {form: sheets for form, sheets in styles.items() if form in formats})


WRITERS = (
    Writer(Format.PDF, _write_pdf, needs_pages=True),
    Writer(Format.PDF, _write_printers_pdf, needs_pages=True),  # after the one that others take for the PDF
    Writer(Format.EPUB, _write_epub),
    Writer(None, _write_citations),
    Writer(None, _write_archived_pages),
    Writer(None, _write_record),  # last: it lists the files of all others
)


def writers_of(only: Format | None) -> tuple[Writer, ...]:
    """The rows for one format, or for all."""
    return tuple(writer for writer in WRITERS if only is None or writer.format in (None, only))


def write_files(publication: Publication, archive: Archive, workers: Executor, writers: Sequence[Writer]) -> Written:
    """All files of an edition, in the order of the table.

    Raises BindingError if something cannot be in an EPUB, LayoutFailedError if the cover cannot be laid out.
    """
    tools = _begin(publication, archive, workers, writers)
    files: tuple[WrittenFile, ...] = ()
    findings: tuple[Finding, ...] = ()
    for writer in writers:
        written = writer.write(publication, tools, files)
        files += written.files
        findings += written.findings
    return Written(files, findings)


def _begin(publication: Publication, archive: Archive, workers: Executor, writers: Sequence[Writer]) -> Tools:
    """Begin what workers make while the PDF is written: the documents of the EPUB, and the texts for the record."""
    documents = publication.book.documents
    # Workers that laid out the pages of a small edition are still there. Those of a large one have ended, and would
    # have to start again; without pages there are none yet, and few documents are no reason to start them.
    crew = workers if (len(documents) <= FEW) is bool(publication.sheets) else InProcess()
    has_epub = any(writer.format is Format.EPUB for writer in writers)
    # Without pages there is nothing else to do meanwhile, and sending documents takes as long as preparing them.
    beside = crew if publication.sheets else InProcess()
    epub = _begin_epub(publication, archive, workers, beside) if has_epub else partial(Written, ())
    return Tools(archive, epub, begin_to_read(documents, crew))


def _sources(book: Book, archive: Archive) -> "dict[str, Source]":
    """What the PDF's standard wants attached: the file of each article, by the document made of it."""
    from archivist.pdf.embedded_files import Source, names_of

    if archive.config.pdf.standard is Standard.A_2A:
        return {}
    documents = [document for document in book.documents if document.source]
    names = names_of([document.source for document in documents])
    return {
        each.id: Source(names[each.source], (archive.articles / each.source).read_bytes(), each.title)
        for each in documents
    }
