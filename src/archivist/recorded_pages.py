"""The record of an edition that was compiled before, and its pages: from the build folder, or from the ledger."""

from pathlib import Path

from archivist.build_folder.volume_folder import marker_path, record_path
from archivist.files import sha256
from archivist.ledger import PublishedEdition
from archivist.model.articles import Article
from archivist.model.pages import PageMap, PageSpan
from archivist.model.volumes import Edition
from archivist.record.reading import UnreadableRecordError, read_record
from archivist.record.volume_record import RecordedArticle, VolumeRecord
from archivist.settings.archive_tables import EditionsTable

_Printed = tuple[str, str, str]  # key, language and digest of an article


def recorded_pages(build: Path, edition: Edition) -> PageMap | str:
    """The pages of the articles of an edition as its files have them, or why they are not known."""
    record = _record(build, edition)
    return record if isinstance(record, str) else _pages(record)


def pages_of_same_articles(build: Path, edition: Edition, settings: EditionsTable) -> PageMap | str:
    """As `recorded_pages`, if the edition would be made of the same articles today under the same number."""
    record = record_of_same_articles(build, edition, settings)
    return record if isinstance(record, str) else _pages(record)


def record_of_same_articles(build: Path, edition: Edition, settings: EditionsTable) -> VolumeRecord | str:
    """The record of an edition, if it would be made of the same articles today under the same number; or why not."""
    record = _record(build, edition)
    if isinstance(record, str):
        return record
    if record.volume.number != edition.volume.number:
        return f"it was compiled as number {record.volume.number}"
    recorded = [printed for article in record.articles for printed in _recorded(article)]
    if recorded != [printed for article in edition.articles for printed in _planned(article, edition, settings)]:
        return "its articles have changed since it was compiled"
    return record


def record_of_published(build: Path, edition: Edition, published: PublishedEdition) -> VolumeRecord | str:
    """The record of a published edition, if it is, byte for byte, the one in the ledger; or why not."""
    record = _record(build, edition)
    if isinstance(record, str):
        return record
    if sha256(record_path(build / edition.volume.id, edition.language)) != published.current.record.sha256:
        return "its record is not the published one"
    return record


def pages_of_published(edition: PublishedEdition) -> PageMap | str:
    """The pages of the articles of a published edition, or why they are not known: its files need not be here."""
    articles = [article for article in edition.current.articles if article.first_page]
    if edition.current.articles and not articles:
        return "it was published without a PDF"
    spans = {each.document: PageSpan(each.first_page, each.last_page, 0, 0) for each in articles}
    return PageMap(spans, anchors={each.document: each.anchors for each in articles})


def _record(build: Path, edition: Edition) -> VolumeRecord | str:
    folder = build / edition.volume.id
    path = record_path(folder, edition.language)
    if not path.exists():
        return "it is not compiled"
    if marker_path(folder, edition.language).exists():
        return "its files are incomplete"
    try:
        record = read_record(path)
    except UnreadableRecordError as cause:
        return f"its record cannot be read: {cause}"
    if not record.page_count:
        return "it was compiled without a PDF"
    return record if record.documents else "its record is of an older version, which does not say the pages"


def _recorded(article: RecordedArticle) -> list[_Printed]:
    second = _recorded(article.parallel) if article.parallel else []
    return [(article.key, article.language, article.digest), *second]


def _planned(article: Article, edition: Edition, settings: EditionsTable) -> list[_Printed]:
    work = next(each for each in edition.volume.works if each.key == article.key)
    second = work.printed_with(article, settings)
    texts = [article] if second is None else [article, second]
    return [(each.key, each.language, each.digest) for each in texts]


def _pages(record: VolumeRecord) -> PageMap:
    articles = [document for document in record.documents if document.article and document.pages]
    spans = {
        each.id: PageSpan(each.pages.first, each.pages.last, each.pages.index, each.pages.count)
        for each in articles
        if each.pages
    }
    return PageMap(spans, anchors={each.id: each.anchors for each in articles})
