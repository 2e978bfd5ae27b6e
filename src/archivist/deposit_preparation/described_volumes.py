"""A published volume described for deposit, from its record, the ledger and the articles. Nothing is laid out."""

from collections.abc import Iterator, Mapping, Sequence

from archivist.citations import Serial, SerialKind, cite_articles
from archivist.deposit.description import DescribedArticle, DescribedEdition, DescribedVolume, Translation
from archivist.markup import mark_up
from archivist.model.articles import Article
from archivist.model.pages import PageMap, PageSpan
from archivist.model.volumes import Edition, Work
from archivist.pipeline import EditionBuilder
from archivist.record.volume_record import DocumentPages, VolumeRecord
from archivist.settings.choices import Period
from archivist.settings.wording import worded


def describe_volume(
    builder: EditionBuilder, editions: Sequence[tuple[Edition, VolumeRecord]], *, is_draft: bool = False
) -> DescribedVolume:
    """The description of a volume by its editions and their records, which were made of today's articles.

    That they were is for the caller to check: what is said here of authors and texts is what the articles say today.
    """
    serial = builder.archive.config.archive
    languages = builder.archive.config.editions.languages
    in_package = {edition.language: record for edition, record in editions}
    described = tuple(_describe_edition(builder, edition, record, in_package) for edition, record in editions)
    titles = {language: worded(serial.title, language) for language in languages}
    frequency = builder.archive.config.frequency
    id = editions[0][0].volume.id
    return DescribedVolume(id, builder.archive.slug, serial, frequency, titles, described, is_draft)


def _describe_edition(
    builder: EditionBuilder, edition: Edition, record: VolumeRecord, in_package: Mapping[str, VolumeRecord]
) -> DescribedEdition:
    annotated, _ = builder.annotate(edition)
    book = mark_up(annotated, builder.surroundings(edition))
    pages = {each.id: each.pages for each in record.documents if each.pages}
    is_daily = builder.archive.config.volumes.period is Period.DAY
    serial = Serial(f"{builder.archive.slug}-{edition.id}", SerialKind.NEWSPAPER if is_daily else SerialKind.MAGAZINE)
    citations = cite_articles(annotated, book, _page_map(pages), serial)
    documents = {document.key: document for document in book.articles}
    works = {work.key: work for work in edition.volume.works}
    articles = tuple(
        DescribedArticle(
            item,
            documents[item.article.key].id,
            citation,
            documents[item.article.key].xhtml,
            documents[item.article.key].pictures,
            pages.get(documents[item.article.key].id),
            tuple(_translations(item.article, works[item.article.key], in_package)),
            _original(item.article, works[item.article.key]),
        )
        for item, citation in zip(annotated.articles, citations, strict=True)
    )
    published = builder.plan.published(edition)
    entry = published.current if published else None
    return DescribedEdition(book.metadata, record, articles, dict(book.labels), entry)


def _page_map(pages: Mapping[str, DocumentPages]) -> PageMap:
    return PageMap({id: PageSpan(each.first, each.last, each.index, each.count) for id, each in pages.items()})


def _translations(article: Article, work: Work, in_package: Mapping[str, VolumeRecord]) -> Iterator[Translation]:
    for other in work.articles:
        if other.language != article.language:
            record = in_package.get(other.language)
            found = (each.id for each in record.documents if each.article == work.key) if record else iter(())
            yield Translation(other.language, other.title, next(found, ""))


def _original(article: Article, work: Work) -> str:
    return "" if article.language == work.original.language else work.original.language
