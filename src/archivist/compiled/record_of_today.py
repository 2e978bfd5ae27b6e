"""What today's program would record of an edition that was compiled before. Nothing is laid out.

The pages that documents quote are taken from the record that there is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from archivist.book_parts import EpubDivision, Matter
from archivist.cumulation import cumulate
from archivist.findings import Severity, has_errors
from archivist.fonts import FontFace
from archivist.markup import StatedFont, mark_up, quote_pages, quotes_of_others, state_fonts, stated_font, without_pages
from archivist.model.annotated import AnnotatedArticle, AnnotatedEdition
from archivist.model.articles import Article
from archivist.model.book import Book, Document
from archivist.model.pages import PageMap, PageSpan
from archivist.model.volumes import Edition
from archivist.pipeline import EditionBuilder
from archivist.record.describing import MadeFile, describe
from archivist.record.volume_record import DocumentPages, VolumeRecord
from archivist.recorded_pages import pages_of_published, recorded_pages
from archivist.volumes import is_cumulative
from archivist.writers import production_of

if TYPE_CHECKING:
    from pathlib import Path

_Value = TypeVar("_Value")

_ERRORS = "the articles have errors, so it is not known what would be made of them; `archivist check` names them"


class _WithUnknown(dict[str, _Value]):
    """What is known by name, and one value for everything else: a page that no record says."""

    def __init__(self, unknown: _Value, known: Mapping[str, _Value] | None = None) -> None:
        super().__init__(known or {})
        self._unknown = unknown

    def __missing__(self, name: str) -> _Value:
        return self._unknown


def record_of_today(builder: EditionBuilder, edition: Edition, record: VolumeRecord) -> VolumeRecord | str:
    """The record of an edition as it would be made today, with the pages and files of `record`. Or why not."""
    if is_cumulative(edition.volume.id):
        annotated, findings = cumulate(builder.archive, builder.plan, edition)
        lacking = [finding.message for finding in findings if finding.severity is Severity.ERROR]
        return lacking[0] if lacking else _record_of_today(builder, annotated, record)
    annotated, findings = builder.annotate(edition)
    return _ERRORS if has_errors(findings) else _record_of_today(builder, annotated, record)


def _record_of_today(builder: EditionBuilder, annotated: AnnotatedEdition, record: VolumeRecord) -> VolumeRecord:
    # What belongs to printing is imported where it runs.
    from archivist.pdf.engine import versions  # noqa: PLC0415
    from archivist.pdf.font_selection import faces_of  # noqa: PLC0415

    around = builder.surroundings(annotated.edition)
    around = replace(around, version=record.program_version, programs=_programs(around.programs, record))
    marked_up = mark_up(_with_recorded_digests(annotated, record), around)
    marked_up = state_fonts(marked_up, _fonts(record, faces_of(marked_up.documents, builder.fonts)[0]))
    pages = PageMap(_spans(marked_up, record), anchors=_anchors(record), mentions=_mentions(record))
    book = _quoting(marked_up, pages, _others(builder, marked_up), has_pages=bool(record.page_count))
    files = [
        MadeFile(file.path, file.size, file.digest, each)
        for file, each in zip(record.files, _books(book, record), strict=True)
    ]
    faces, _ = faces_of(book.documents, builder.fonts)
    production = production_of(builder.archive, files, faces, versions())
    today = describe(annotated, book, pages, files, production)
    return replace(today, page_count=record.page_count, page_labels=record.page_labels)


def _with_recorded_digests(annotated: AnnotatedEdition, record: VolumeRecord) -> AnnotatedEdition:
    """The edition with the digests that the record has: that an article was changed is said of the article alone."""
    known = {(each.path, each.language): each.digest for each in record.articles}
    known |= {(each.path, each.language): each.digest for article in record.articles if (each := article.parallel)}

    def recorded(article: Article) -> Article:
        return replace(article, digest=known.get((article.path, article.language), article.digest))

    def item(each: AnnotatedArticle) -> AnnotatedArticle:
        second = replace(each.parallel, article=recorded(each.parallel.article)) if each.parallel else None
        return replace(each, article=recorded(each.article), parallel=second)

    return replace(annotated, articles=tuple(map(item, annotated.articles)))


def _programs(here: Iterable[str], record: VolumeRecord) -> tuple[str, ...]:
    """The programs of the layout in the versions of the record: that others are here is said of the programs alone."""
    named = (each.rpartition(" ") for each in here)
    return tuple(f"{name} {record.made_by.get(name, version)}" for name, _, version in named)


def _fonts(record: VolumeRecord, here: Sequence[FontFace]) -> tuple[StatedFont, ...]:
    """The fonts of the record, with the licences that those of this machine state. Without a record of them, these."""
    licences = {face.family: face.licence for face in here}
    known = (StatedFont(font.family, font.version, licences.get(font.family, "")) for font in record.fonts)
    return tuple(known) or tuple(map(stated_font, here))


def _spans(book: Book, record: VolumeRecord) -> dict[str, PageSpan]:
    """Where the record says that each document is. Of version 1 it is known of articles, and what follows them."""
    known = {each.id: each.pages for each in record.documents if each.pages}
    spans = _WithUnknown(PageSpan("?", "?", 0, 0))
    following = "?"
    for document in book.documents:
        pages = known.get(document.id) or record.article_pages.get(document.key)
        if pages is None and document.part.matter is Matter.BACK:
            pages = DocumentPages(following, following, 0)
        if pages is not None:
            spans[document.id] = PageSpan(pages.first, pages.last, pages.index, pages.count)
            following = str(int(pages.last) + 1) if pages.last.isdecimal() else "?"
    return spans


def _anchors(record: VolumeRecord) -> "_WithUnknown[Mapping[str, str]]":
    """The page labels of the anchors of the record."""
    anchors: _WithUnknown[Mapping[str, str]] = _WithUnknown(_WithUnknown("?"))
    for document in record.documents:
        anchors[document.id] = _WithUnknown("?", document.anchors)
    return anchors


def _mentions(record: VolumeRecord) -> "_WithUnknown[Mapping[str, Mapping[str, tuple[str, ...]]]]":
    """The pages of the record that mention entries of the index."""
    unknown: dict[str, tuple[str, ...]] = {"?": ()}
    mentions: _WithUnknown[Mapping[str, Mapping[str, tuple[str, ...]]]] = _WithUnknown(_WithUnknown(unknown))
    for document in record.documents:
        mentions[document.id] = _WithUnknown(unknown, document.mentions)
    return mentions


def _others(builder: EditionBuilder, book: Book) -> dict[str, PageMap]:
    """The pages of the other editions that are quoted, as their files have them."""
    names = dict.fromkeys(quote.edition for quote in quotes_of_others(book.documents))
    found = {name: _pages_as_made(builder, builder.editions[name]) for name in names}
    return {name: pages for name, pages in found.items() if isinstance(pages, PageMap)}


def _pages_as_made(builder: EditionBuilder, edition: Edition) -> PageMap | str:
    if edition.id in builder.plan.outside.pages:
        return builder.plan.outside.pages[edition.id]
    published = builder.plan.published(edition)
    return pages_of_published(published) if published else recorded_pages(builder.archive.build, edition)


def _quoting(book: Book, pages: PageMap, others: Mapping[str, PageMap], *, has_pages: bool) -> Book:
    """The book with the pages it quotes; without a PDF there are none."""
    if not has_pages:
        return replace(book, documents=tuple(without_pages(document) for document in book.documents))
    wording = book.labels["page"]
    return replace(book, documents=tuple(quote_pages(each, pages, wording, others) for each in book.documents))


def _books(book: Book, record: VolumeRecord) -> list[Book]:
    """The book of each file: the edition, or one of the parts that its EPUB is in."""
    from archivist.epub.divided_edition import parts_of  # noqa: PLC0415

    epubs = [file.path for file in record.files if file.path.suffix == ".epub"]
    if len(epubs) < 2:
        return [book] * len(record.files)
    known = {file.path: file.documents for file in record.files}
    parts = parts_of(book, _articles_in(book, [known[path] or _documents_in(path) for path in epubs]))
    by_path = dict(zip(epubs, parts, strict=True))
    return [by_path.get(file.path, book) for file in record.files]


def _documents_in(epub: "Path") -> Sequence[str]:
    """The ids of the documents of an EPUB, where no record says them."""
    from archivist.verify.epub_parts import outline  # noqa: PLC0415

    return outline(epub).documents


def _articles_in(book: Book, parts: Sequence[Sequence[str]]) -> list[list[Document]]:
    """The articles of each part. One that no part has counts to the part of the one before it, which then lacks it."""
    groups: list[list[Document]] = [[] for _ in parts]
    part = 0
    for document in book.documents:
        if document.part.division is EpubDivision.ONE_FILE:
            part = next((number for number, ids in enumerate(parts) if document.id in ids), part)
            groups[part].append(document)
    return groups
