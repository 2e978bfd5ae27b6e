"""The editions of a build folder that can be on the shelf: complete, readable, and as they were published."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.build_folder.volume_folder import marker_path, recorded_language
from archivist.files import sha256
from archivist.findings import Finding
from archivist.ledger import Ledger, PublishedEdition
from archivist.model.articles import Article
from archivist.record.reading import UnreadableRecordError, read_record
from archivist.record.volume_record import RecordedArticle, VolumeRecord
from archivist.shelf.epub_documents import EpubDocuments, UnreadableEpubError, entries_of_texts, related_entries
from archivist.shelf.holdings import Holding, in_order

# The articles of today by path and digest, read only if a record does not say the authors.
TodaysArticles = Callable[[], Mapping[tuple[str, str], Article]]


@dataclass(frozen=True, slots=True)
class Shelved:
    """The editions, and why others are not on the shelf."""

    holdings: tuple[Holding, ...]
    findings: tuple[Finding, ...]


def find_holdings(build: Path, ledger: Ledger, today: TodaysArticles, *, check_files: bool) -> Shelved:
    """The editions of which a record is in the build folder, in order.

    With `check_files` the bytes of every file are compared with the record; one that differs keeps its edition off the
    shelf.
    """
    found: list[Holding] = []
    findings: list[Finding] = []
    for path in _records(build):
        holding = _holding(path, ledger, check_files=check_files)
        if isinstance(holding, Finding):
            findings.append(holding)
        else:
            found.append(holding)
    if any(article.authors is None for holding in found for article in holding.record.articles):
        articles = today()
        findings += [finding for each in found for finding in _unknown_facts(each, articles)]
        found = [replace(each, record=_with_facts(each.record, articles)) for each in found]
    return Shelved(tuple(in_order(found)), tuple(findings))


def _records(build: Path) -> list[Path]:
    return sorted(path for path in build.glob("*/volume.*.json") if recorded_language(path.name))


def _holding(path: Path, ledger: Ledger, *, check_files: bool) -> Holding | Finding:
    if marker_path(path.parent, recorded_language(path.name)).exists():
        return _off_shelf(path, "its files are incomplete")
    try:
        record = read_record(path)
    except UnreadableRecordError as cause:
        return _off_shelf(path, f"its record cannot be read: {cause}")
    published = ledger.edition(path.parent.name, record.language)
    flaw = ""
    if published and sha256(path) != published.current.record.sha256:
        flaw = "it is not the edition in the ledger"
    flaw = flaw or _flaw(record, check_files=check_files)
    return _off_shelf(path, flaw) if flaw else Holding(record, path.parent, _day(published))


def _day(published: PublishedEdition | None) -> datetime.date | None:
    return published.current.published if published else None


def _flaw(record: VolumeRecord, *, check_files: bool) -> str:
    """What keeps an edition off the shelf; "" if nothing does."""
    if not record.documents:
        return "its record is of version 1, which does not say the text"
    for file in record.files:
        if not file.path.is_file():
            return f"{file.path.name} is not there"
        if check_files and sha256(file.path) != file.digest:
            return f"{file.path.name} is not the file that its record describes"
    return ""


def _off_shelf(path: Path, why: str) -> Finding:
    volume, language = path.parent.name, recorded_language(path.name)
    return Finding("edition-not-shelved", f"{volume}.{language} is left out: {why}", str(path))


def _with_facts(record: VolumeRecord, articles: Mapping[tuple[str, str], Article]) -> VolumeRecord:
    return replace(record, articles=tuple(_stated(each, articles) for each in record.articles))


def _stated(article: RecordedArticle, articles: Mapping[tuple[str, str], Article]) -> RecordedArticle:
    """The article with authors, section and keywords of today's file, if that is the same file."""
    now = articles.get((article.path, article.digest))
    if article.authors is not None or now is None:
        return article
    return replace(article, authors=now.authors, section=now.section, tags=now.tags)


def _unknown_facts(holding: Holding, articles: Mapping[tuple[str, str], Article]) -> Iterator[Finding]:
    for article in holding.record.articles:
        if article.authors is None and (article.path, article.digest) not in articles:
            message = f"authors, section and keywords of {article.key} in {holding.id} are not known"
            yield Finding("shelf-facts-unknown", message, article.path)


def count_related(holdings: Iterable[Holding]) -> tuple[dict[str, dict[str, int]], Sequence[Finding]]:
    """The related entries that authors list, by edition and document, from the EPUBs; what could not be read."""
    counts: dict[str, dict[str, int]] = {}
    findings: list[Finding] = []
    for holding in holdings:
        for file in holding.epubs:
            try:
                with EpubDocuments(file.path) as book:
                    counts.setdefault(holding.id, {}).update(related_entries(book))
            except UnreadableEpubError as cause:
                message = f"the related entries of {holding.id} are not counted: {cause}"
                findings.append(Finding("shelf-epub-unreadable", message, str(file.path)))
        known = counts.get(holding.id)
        if known is not None:
            counts[holding.id] = entries_of_texts(holding, known)
    return counts, findings
