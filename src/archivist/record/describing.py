"""The record of an edition from what was made of it. Times and paths of this machine are not part of it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.book_parts import EpubPlace
from archivist.fonts import FontFace
from archivist.identifiers import ArticleIdentifiers
from archivist.model.annotated import AnnotatedEdition
from archivist.model.articles import Article
from archivist.model.book import Book, Document
from archivist.model.pages import PageMap, PageSpan
from archivist.model.results import Format
from archivist.record.document_reading import ReadText, read_text
from archivist.record.document_text import DocumentText, read_document_text
from archivist.record.volume_record import (
    DocumentPages,
    MadeFrom,
    RecordedArticle,
    RecordedDocument,
    RecordedFile,
    RecordedFont,
    RecordedPicture,
    RecordedVolume,
    VolumeRecord,
)
from archivist.settings.config import Config

# Settings that decide nothing in the files, or only what the record says by itself.
_NOT_IN_FILES: dict[str, set[str] | bool] = {
    "archive": {
        *("articles", "issn", "issn_l", "frequency", "first_date", "contact", "access", "access_note"),
        *("predecessor", "successor", "cover"),
    },
    "identifiers": {"doi", "ark", "urn_nbn", "articles", "editions"},
    "volumes": {"late"},  # decides which articles a volume has, which the record says
    "pdf": {"style"},
    "epub": {"style", "device"},  # what a device sets is in the other keys
    "glossary": {"file"},
    "fonts": {"folders"},  # the record names the fonts that were used
    "shelf": {"address"},
    "send": True,
    "links": {"archives"},  # the record says which captures they have by the text and the WACZ
}


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file of an edition, and the book that it is of: the edition, or one of its parts."""

    path: Path
    size: int  # bytes
    digest: str  # SHA-256, hexadecimal
    book: Book


def made_file(path: Path, content: bytes, book: Book) -> MadeFile:
    """A file that was made of a book."""
    return MadeFile(path, len(content), hashlib.sha256(content).hexdigest(), book)


@dataclass(frozen=True, slots=True)
class Production:
    """What, apart from the articles, decides the bytes of the files."""

    faces: tuple[FontFace, ...]
    made_from: MadeFrom
    made_by: Mapping[str, str]  # programs and libraries: name, version


def describe(
    annotated: AnnotatedEdition,
    book: Book,
    pages: PageMap,
    files: Sequence[MadeFile],
    production: Production,
    *,
    read: Mapping[str, ReadText] | None = None,
) -> VolumeRecord:
    """The record of an edition. The documents of `book` have the page numbers that they quote.

    `pages` is empty without a PDF. `read` are the texts of the documents, where they are known.
    """
    data, volume = book.metadata, annotated.edition.volume
    labels = _labels(book, pages)
    known = {id: each.text for id, each in read.items()} if read else {}
    documents = tuple(_document(each, pages, labels, known.get(each.id)) for each in book.documents)
    texts = {each.id: each.text for each in documents}
    return VolumeRecord(
        version=2,
        identifier=data.identifier,
        title=data.title,
        volume=RecordedVolume(
            volume.id,
            data.volume_title,
            volume.number,
            volume.issue,
            volume.year,
            volume.start.isoformat(),
            volume.end.isoformat(),
        ),
        language=data.language,
        languages=data.languages,
        page_count=len(labels),
        page_labels=labels,
        documents=documents,
        articles=tuple(
            _article(
                each.article,
                each.parallel.article if each.parallel else None,
                annotated.edition.identifiers_of(each.article),
            )
            for each in annotated.articles
        ),
        article_pages={each.article: replace(each.pages, index=0) for each in documents if each.article and each.pages},
        omitted=tuple(work.key for work in annotated.edition.missing),
        files=tuple(_file(each, book, texts) for each in files),
        fonts=tuple(_font(face) for face in production.faces),
        made_from=replace(
            production.made_from,
            terms={term.id: term.digest for term in annotated.terms},
            texts=dict(sorted(_of_editors(each.article) for each in annotated.texts.values())),
        ),
        made_by=production.made_by,
        edition_version=data.version,
        replaces=data.replaces,
        identifiers=data.identifiers,
    )


def made_from(config: Config, styles: Mapping[Format, Sequence[str]]) -> MadeFrom:
    """The digests of settings, of those that differ from their defaults, and of style sheets.

    Where articles and style sheets are, and where late articles go, decides nothing by itself. Identifiers are in the
    record, and facts that only catalogues need are not in the files.
    """
    tables = config.model_dump(mode="json", exclude_defaults=True, exclude=_NOT_IN_FILES)
    settings = {name: _digest(json.dumps(table, sort_keys=True)) for name, table in sorted(tables.items()) if table}
    return MadeFrom(settings, {form: tuple(map(_digest, sheets)) for form, sheets in styles.items()})


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _labels(book: Book, pages: PageMap) -> tuple[str, ...]:
    """The label of every page of the PDF, as programs that show it give it."""
    marks = (pages.marks[each.id].marks for each in book.documents if each.id in pages.marks)
    return tuple(mark.label for of_document in marks for mark in of_document)


def _article(article: Article, parallel: Article | None, identifiers: ArticleIdentifiers) -> RecordedArticle:
    return RecordedArticle(
        article.key,
        article.language,
        article.title,
        article.date.isoformat(),
        article.path,
        article.digest,
        _article(parallel, None, ArticleIdentifiers()) if parallel else None,
        identifiers,
        article.authors,
        article.section,
        article.tags,
    )


def _of_editors(text: Article) -> tuple[str, str]:
    """The file of a text of the editors, with its folder, and its digest."""
    return "/".join(text.path.split("/")[-2:]), text.digest


def _document(document: Document, pages: PageMap, labels: Sequence[str], text: DocumentText | None) -> RecordedDocument:
    span = pages.spans.get(document.id)
    return RecordedDocument(
        document.id,
        str(document.role),
        document.title,
        document.language,
        text or read_text(document),
        document.key,
        _pages(span, labels) if span else None,
        {name: label for name, label in sorted(pages.anchors.get(document.id, {}).items()) if name and label},
        tuple(RecordedPicture(each.name, each.media_type, each.digest) for each in document.pictures),
        dict(sorted(pages.mentions.get(document.id, {}).items())),
    )


def _pages(span: PageSpan, labels: Sequence[str]) -> DocumentPages:
    if not labels:  # the pages of an earlier compile, of which only the numbers printed are known
        return DocumentPages(span.first, span.last, span.pages, span.first_index)
    return DocumentPages(
        labels[span.first_index], labels[span.first_index + span.pages - 1], span.pages, span.first_index
    )


def _file(made: MadeFile, book: Book, texts: Mapping[str, DocumentText]) -> RecordedFile:
    documents = [each for each in made.book.documents if _has(made.path.suffix, each)]
    whole = {each.id: each.xhtml for each in book.documents}
    changed = {each.id: read_document_text(each.xhtml) for each in documents if each.xhtml != whole.get(each.id)}
    return RecordedFile(
        made.path,
        made.size,
        made.digest,
        tuple(each.id for each in documents),
        {id: text for id, text in changed.items() if text != texts.get(id)},
    )


def _has(suffix: str, document: Document) -> bool:
    """Whether a file of this kind has a document. Files of citations have none."""
    return suffix == ".pdf" or (suffix == ".epub" and document.part.epub is EpubPlace.DOCUMENT)


def _font(face: FontFace) -> RecordedFont:
    return RecordedFont(face.family, face.weight, face.italic, face.version, face.path.name, face.index, face.digest)
