"""Editions in the build folder compared: files with their record, the record with today's articles and settings.

What is published or deposited must be what its record says, and the record must be of today's articles.
"""

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

from archivist.archive import Archive
from archivist.build_folder.volume_folder import marker_path, read_manifest, record_path
from archivist.compiled.published_editions import other_pictures
from archivist.files import sha256
from archivist.ledger import PublishedEdition, PublishedFile, PublishedVersion
from archivist.ledger.entering import entry_of
from archivist.model.articles import Article
from archivist.model.volumes import Edition
from archivist.pipeline import EditionBuilder
from archivist.record.reading import UnreadableRecordError, read_record
from archivist.record.volume_record import RecordedArticle, VolumeRecord
from archivist.writers import settings_of


class RefusedError(Exception):
    """An edition cannot be published or deposited; the message says why, as a predicate of the edition."""


def compiled_record(archive: Archive, edition: Edition) -> VolumeRecord:
    """The record of what was compiled. Raises RefusedError."""
    folder = archive.build / edition.volume.id
    path = record_path(folder, edition.language)
    if marker_path(folder, edition.language).exists():
        raise RefusedError("is incomplete: a compile was interrupted while it replaced the files")
    if not path.exists():
        raise RefusedError(f"was never compiled: {path} is not there")
    try:
        record = read_record(path)
        listed = read_manifest(folder).get(path.name)
    except (UnreadableRecordError, OSError) as cause:
        raise RefusedError(f"has a record that cannot be read: {cause}") from None
    if listed != sha256(path):
        raise RefusedError("has a record that is not the one in manifest-sha256.txt")
    return record


def compiled_entry(archive: Archive, edition: Edition, record: VolumeRecord, day: datetime.date) -> PublishedVersion:
    """The entry of an edition whose files are as recorded. Raises RefusedError."""
    for file in record.files:
        if digest_of(file.path) != file.digest:
            how = "was changed since it was compiled" if file.path.is_file() else "is not there"
            raise RefusedError(f"is not what its record says: {file.path.name} {how}")
    path = record_path(archive.build / edition.volume.id, edition.language)
    content = path.read_bytes()
    try:
        return entry_of(record, PublishedFile(file=path.name, bytes=len(content), sha256=sha256(content)), day)
    except ValueError as cause:
        said = " ".join(str(cause).split())[:200]
        raise RefusedError(f"has a record from which no entry can be made: {said}") from None


def digest_of(path: Path) -> str:
    """SHA-256 of a file; "" if it cannot be read."""
    try:
        return sha256(path)
    except OSError:
        return ""


def source_differences(
    builder: EditionBuilder, edition: Edition, record: VolumeRecord, entry: PublishedVersion
) -> Iterator[str]:
    """What today's articles and their pictures say otherwise than the record."""
    yield from _numbers(edition, record, entry)
    yield from _identifiers(builder.plan.published(edition), edition, record)
    articles = list(_articles(builder.archive, edition, record))
    yield from articles
    for name, how in () if articles else other_pictures(builder, edition, entry):
        yield f"does not have the pictures of today: {name} {how}"


def changed_settings(archive: Archive, record: VolumeRecord) -> tuple[str, ...]:
    """What of today's settings is not as the record has it: `[archive]`, and `the style sheets of the PDF`."""
    now, then = settings_of(archive, [file.path for file in record.files]), record.made_from
    tables = (f"[{name}]" for name in _changed(then.settings, now.settings))
    styles = (f"the style sheets of the {form.upper()}" for form in _changed(then.styles, now.styles))
    return (*tables, *styles)


def _changed(then: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    return sorted(name for name in {*then, *now} if then.get(name) != now.get(name))


def _numbers(edition: Edition, record: VolumeRecord, entry: PublishedVersion) -> Iterator[str]:
    volume = edition.volume
    expected = (volume.id, volume.number, volume.issue, volume.start, volume.end, edition.version, edition.replaces)
    recorded = (record.volume.id, entry.number, entry.issue, entry.start, entry.end, record.edition_version)
    if expected != (*recorded, record.replaces):
        today = f"No. {volume.number} ({volume.id}, version {edition.version})"
        then = f"No. {entry.number} ({record.volume.id}, version {record.edition_version})"
        yield f"is {today} today, and the record has {then}"


def _identifiers(published: PublishedEdition | None, edition: Edition, record: VolumeRecord) -> Iterator[str]:
    """Whether the record has the identifiers of today; those of an older ledger, which has none, are not known."""
    if published and published.current.identifiers is None:
        return
    recorded = {article.key: article.identifiers for article in record.articles}
    pairs = ((edition.identifiers_of(each), recorded.get(each.key)) for each in edition.articles)
    if edition.identifiers != record.identifiers or any(then and now != then for now, then in pairs):
        yield "does not have the identifiers that the settings give it today"


def _articles(archive: Archive, edition: Edition, record: VolumeRecord) -> Iterator[str]:
    works = {work.key: work for work in edition.volume.works}
    pairs = ((each, works[each.key].printed_with(each, archive.config.editions)) for each in edition.articles)
    today = [text for first, second in pairs for text in _texts(first, second)]
    then = [text for article in record.articles for text in _recorded(article)]
    if today != then:
        changed = sorted({text[2] for text in {*today} ^ {*then}})
        yield f"does not have the articles of today: {', '.join(changed) or 'another order'}"
    elif [work.key for work in edition.missing] != list(record.omitted):
        yield "does not say of today's works which it leaves out"


_Text = tuple[str, str, str, str, str]


def _texts(article: Article, parallel: Article | None) -> Iterator[_Text]:
    for each in (article, parallel):
        if each:
            yield each.key, each.language, each.path, each.digest, each.date.isoformat()


def _recorded(article: RecordedArticle) -> Iterator[_Text]:
    for each in (article, article.parallel):
        if each:
            yield article.key, each.language, each.path, each.digest, each.date
