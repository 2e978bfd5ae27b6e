"""The entry of an edition in the ledger, made from the record of its files."""

import datetime
from dataclasses import asdict

from archivist.ledger.ledger_entries import (
    PrintedText,
    PublishedArticle,
    PublishedArticleIdentifiers,
    PublishedFile,
    PublishedIdentifiers,
    PublishedVersion,
)
from archivist.record.volume_record import RecordedArticle, RecordedDocument, RecordedFile, VolumeRecord


def entry_of(record: VolumeRecord, record_file: PublishedFile, published: datetime.date) -> PublishedVersion:
    """What the ledger says of an edition; `record_file` is the record itself, `published` the day of publication.

    Raises ValueError if the record lacks what a ledger must say (a record of version 1).
    """
    volume = record.volume
    return PublishedVersion(
        identifier=record.identifier,
        replaces=record.replaces or None,
        identifiers=PublishedIdentifiers(**asdict(record.identifiers)),
        published=published,
        title=volume.title,
        number=volume.number,
        issue=volume.issue,
        year=volume.year,
        start=datetime.date.fromisoformat(volume.start),
        end=datetime.date.fromisoformat(volume.end),
        pages=record.page_count,
        record=record_file,
        files=tuple(_file(each, is_part=_is_in_parts(record)) for each in record.files),
        articles=tuple(_article(each, record) for each in record.articles),
        omitted=record.omitted,
        settings=dict(record.made_from.settings),
        styles=dict(record.made_from.styles),
        terms=dict(record.made_from.terms),
        fonts={f"{font.file}#{font.index}": font.digest for font in record.fonts},
        made_by=dict(record.made_by),
    )


def _is_in_parts(record: VolumeRecord) -> bool:
    return sum(file.path.suffix == ".epub" for file in record.files) > 1


def _file(file: RecordedFile, *, is_part: bool) -> PublishedFile:
    documents = file.documents if is_part and file.path.suffix == ".epub" else ()
    return PublishedFile(file=file.path.name, bytes=file.size, sha256=file.digest, documents=documents)


def _article(article: RecordedArticle, record: VolumeRecord) -> PublishedArticle:
    document = _document_of(article, record)
    pages = record.article_pages.get(article.key)
    return PublishedArticle(
        **_text(article).model_dump(),
        key=article.key,
        document=document.id,
        first_page=pages.first if pages else "",
        last_page=pages.last if pages else "",
        anchors=dict(document.anchors),
        pictures={each.name: each.digest for each in document.pictures},
        parallel=_text(article.parallel) if article.parallel else None,
        identifiers=PublishedArticleIdentifiers(**asdict(article.identifiers)),
    )


def _document_of(article: RecordedArticle, record: VolumeRecord) -> RecordedDocument:
    found = next((each for each in record.documents if each.article == article.key), None)
    if found is None:
        raise ValueError(f"it has no document of the article {article.key}")
    return found


def _text(article: RecordedArticle) -> PrintedText:
    return PrintedText(
        language=article.language,
        title=article.title,
        date=datetime.date.fromisoformat(article.date),
        file=article.path,
        sha256=article.digest,
    )
