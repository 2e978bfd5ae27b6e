"""What a cumulative volume lists: the volumes of its period, from their records. No article is laid out.

A published volume is listed as its published record has it; any other one as it was compiled, if it was compiled from
today's articles. Otherwise pages would be named that no file has.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from archivist.archive import Archive
from archivist.findings import Finding, in_order
from archivist.model.annotated import AnnotatedEdition, FinishedEdition, PrintedArticle
from archivist.model.articles import Article
from archivist.model.volumes import Edition, Work
from archivist.pages.printer_file import is_for_printer
from archivist.planning import Plan
from archivist.record.volume_record import RecordedArticle, RecordedDocument, VolumeRecord
from archivist.recorded_pages import record_of_published, record_of_same_articles
from archivist.volumes import cumulated_editions

_Articles = Mapping[tuple[str, str], Article]  # those of today by path and digest


def cumulate(archive: Archive, planned: Plan, cumulative: Edition) -> tuple[AnnotatedEdition, tuple[Finding, ...]]:
    """The edition of a cumulative volume with what it lists. An error among the findings says what it cannot list."""
    findings: list[Finding] = []
    finished: list[FinishedEdition] = []
    today = {(article.path, article.digest): article for article in planned.articles}
    for edition in cumulated_editions(cumulative, planned.editions):
        record = _record(archive, planned, edition)
        try:
            listed = record if isinstance(record, str) else _finished(edition, record, today)
        except ValueError as cause:
            listed = f"its record is damaged: {cause}"
        if isinstance(listed, str):
            findings.append(_lacking(cumulative, edition, listed))
            continue
        assert not isinstance(record, str)
        finished.append(listed)
        findings += _unknown_facts(edition, record, today)
        findings += _unknown_terms(archive, listed)
    mentioned = {term for each in finished for article in each.articles for term in article.mentions}
    terms = tuple(term for term in archive.glossary.terms if term.id in mentioned)
    known = frozenset(term.id for term in terms)
    listed_editions = tuple(_with_terms(each, known) for each in finished)
    edition = _with_missing(cumulative, listed_editions)
    return AnnotatedEdition(edition, (), terms, listed_editions), in_order(findings)


def _record(archive: Archive, planned: Plan, edition: Edition) -> VolumeRecord | str:
    """The record of an edition as a cumulative volume may list it, or why it may not."""
    published = planned.published(edition)
    if published:
        return record_of_published(archive.build, edition, published)
    return record_of_same_articles(archive.build, edition, archive.config.editions)


def _lacking(cumulative: Edition, edition: Edition, why: str) -> Finding:
    return Finding(
        "cumulative-volume-lacking",
        f"{cumulative.id} cannot list {edition.id}: {why}",
        hint=f"Run `archivist compile {edition.volume.id} --language {edition.language}`, then compile the cumulative "
        "volume again.",
    )


# ---------------------------------------------------------------- one volume


def _finished(edition: Edition, record: VolumeRecord, today: _Articles) -> FinishedEdition:
    """An edition as its record has it. Raises ValueError if the record contradicts itself."""
    documents = {each.article: each for each in record.documents if each.article}
    lacking = [article.key for article in record.articles if article.key not in documents]
    if lacking:
        raise ValueError(f"it has no document of the article {lacking[0]}")
    names = [file.path.name for file in record.files]
    numbered = [label for label in record.page_labels if label.isdecimal()]
    articles = tuple(_printed(each, documents[each.key], today) for each in record.articles)
    return FinishedEdition(
        edition.id,
        edition.volume.id,
        edition.volume.number,
        (numbered[0], numbered[-1]) if numbered else (record.page_labels[0], record.page_labels[-1]),
        record.documents[0].id,
        tuple(name for name in names if name.endswith((".pdf", ".epub")) and not is_for_printer(name)),
        articles,
    )


def _printed(article: RecordedArticle, document: RecordedDocument, today: _Articles) -> PrintedArticle:
    pages = document.pages
    if pages is None:
        raise ValueError(f"it does not say the pages of {document.id}")
    facts = today.get((article.path, article.digest), article) if article.authors is None else article
    return PrintedArticle(
        article.key,
        document.id,
        article.title,
        article.language,
        datetime.date.fromisoformat(article.date),
        facts.authors or (),
        facts.section,
        facts.tags,
        pages.first,
        pages.last,
        {term: tuple(labels) for term, labels in document.mentions.items()},
    )


def _unknown_facts(edition: Edition, record: VolumeRecord, today: _Articles) -> Iterator[Finding]:
    """The articles of which neither the record nor a file of today says the authors."""
    for article in record.articles:
        if article.authors is None and (article.path, article.digest) not in today:
            message = f"authors, section and keywords of {article.key} in {edition.id} are not known"
            yield Finding("cumulative-facts-unknown", message, article.path)


# ---------------------------------------------------------------- terms and works


def _unknown_terms(archive: Archive, edition: FinishedEdition) -> Iterator[Finding]:
    mentioned = dict.fromkeys(term for article in edition.articles for term in article.mentions)
    for term in mentioned:
        if archive.glossary.find(term) is None:
            message = f"{edition.edition} mentions the term {term}, which is no longer in the glossary"
            yield Finding("cumulative-term-unknown", message)


def _with_terms(edition: FinishedEdition, known: Iterable[str]) -> FinishedEdition:
    """The edition with the mentions of these terms."""
    articles = (
        replace(each, mentions={term: labels for term, labels in each.mentions.items() if term in known})
        for each in edition.articles
    )
    return replace(edition, articles=tuple(articles))


def _with_missing(cumulative: Edition, finished: Iterable[FinishedEdition]) -> Edition:
    """The edition with the works of its period that it has no article of."""
    listed = {article.key for each in finished for article in each.articles}
    missing: tuple[Work, ...] = tuple(work for work in cumulative.volume.works if work.key not in listed)
    return replace(cumulative, missing=missing)
