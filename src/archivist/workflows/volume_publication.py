"""`archivist publish`: editions entered in the ledger, after all that the ledger will say of them was checked.

read -> plan -> record of each edition -> files, articles, settings compared -> entries -> ledger.json, as a whole

All editions that were asked for are entered, or none.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archivist.archive import Archive
from archivist.errors import ArchivistError
from archivist.executors import Executor
from archivist.files import locked, sha256, write_whole
from archivist.findings import Finding, Severity, has_errors, in_order
from archivist.ledger import PublishedFile, PublishedVersion, read_ledger
from archivist.ledger.entering import entry_of
from archivist.ledger.reading import parse_ledger
from archivist.ledger.writing import with_entries
from archivist.model import Article, Edition, Format
from archivist.pipeline import EditionBuilder
from archivist.planning import Plan, plan
from archivist.published_editions import other_pictures
from archivist.record.reading import UnreadableRecordError, read_record
from archivist.record.volume_record import RecordedArticle, VolumeRecord
from archivist.volume_folder import marker_path, read_manifest, record_path
from archivist.volumes import choose, ledger_places
from archivist.writers import settings_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """An edition as it would be entered in the ledger."""

    edition: Edition
    entry: PublishedVersion


@dataclass(frozen=True, slots=True)
class Candidates:
    """What can be published, and what was found."""

    plan: Plan
    editions: tuple[Candidate, ...]
    published: tuple[str, ...]  # ids of the editions asked for that are published already
    findings: tuple[Finding, ...] = ()  # with an error nothing is published


def find_candidates(
    archive: Archive,
    *,
    volumes: Sequence[str],
    languages: Sequence[str] = (),
    only: Format | None = None,
    day: datetime.date,
    workers: Executor,
) -> Candidates:
    """Check the editions of some volumes and make their entries. Nothing is written.

    Each must have a PDF and an EPUB; with `only` one of the two. `day` is the day of publication. Raises UsageError
    for an unknown volume or language.
    """
    planned = plan(archive)
    chosen = choose(planned.editions, volumes=volumes, languages=languages)
    if has_errors(planned.findings):
        return Candidates(planned, (), (), planned.findings)
    builder = EditionBuilder(archive, planned, workers)
    found, published, made = list[Finding](), list[str](), list[Candidate]()
    for edition in chosen:
        if planned.published(edition):
            published.append(edition.id)
            found += planned.stopped.get(edition.id, ())
            continue
        try:
            record = _record(archive, edition)
            entry = _entry(archive, edition, record, day)
            refusals = [*_formats(record, only), *_sources(builder, edition, record, entry)]
        except _RefusedError as refusal:
            refusals = [str(refusal)]
        else:
            made += [] if refusals else [Candidate(edition, entry)]
        path = record_path(archive.build / edition.volume.id, edition.language)
        again = (
            f"Compile it with `archivist compile {edition.volume.id} --language {edition.language}`, then publish it."
        )
        found += [Finding("not-publishable", f"{edition.id} {why}", str(path), hint=again) for why in refusals]
    warnings = (each for each in planned.findings if each.code == "number-out-of-order")
    return Candidates(planned, tuple(made), tuple(published), in_order([*found, *warnings]))


def publish(archive: Archive, candidates: Candidates) -> tuple[Candidate, ...]:
    """Enter the editions in the ledger, all or none; say which. With an error in the findings none is.

    Raises BuildLockedError if a compile is running, ArchivistError if the ledger was changed in the meantime.
    """
    if any(each.severity is Severity.ERROR for each in candidates.findings) or not candidates.editions:
        return ()
    with locked(archive.build):
        planned = candidates.plan
        places = ledger_places([volume.id for volume in planned.volumes], archive.config.volumes.period)
        content = with_entries(
            planned.ledger,
            archive.config.archive.id,
            [(each.edition.volume.id, each.edition.language, each.entry) for each in candidates.editions],
            places,
            archive.config.editions.languages,
        )
        parse_ledger(content, str(archive.ledger))  # what is written can be read, and contradicts nothing
        _refuse_changes(archive, candidates)
        write_whole(archive.ledger, content)
    archive.keep_id()
    return candidates.editions


class _RefusedError(Exception):
    """An edition cannot be published; the message says why."""


def _refuse_changes(archive: Archive, candidates: Candidates) -> None:
    """Raise an error if ledger or files changed since the candidates were found: the user saw something else."""
    now = read_ledger(archive.ledger)
    files = [
        archive.build / each.edition.volume.id / file.file
        for each in candidates.editions
        for file in (*each.entry.files, each.entry.record)
        if _digest(archive.build / each.edition.volume.id / file.file) != file.sha256
    ]
    if now.data != candidates.plan.ledger.data or files:
        changed = files[0] if files else archive.ledger
        raise ArchivistError(f"{changed} was changed in the meantime; nothing was published", "Publish again.")


def _record(archive: Archive, edition: Edition) -> VolumeRecord:
    """The record of what was compiled. Raises _RefusedError."""
    folder = archive.build / edition.volume.id
    path = record_path(folder, edition.language)
    if marker_path(folder, edition.language).exists():
        raise _RefusedError("is incomplete: a compile was interrupted while it replaced the files")
    if not path.exists():
        raise _RefusedError(f"was never compiled: {path} is not there")
    try:
        record = read_record(path)
        listed = read_manifest(folder).get(path.name)
    except (UnreadableRecordError, OSError) as cause:
        raise _RefusedError(f"has a record that cannot be read: {cause}") from None
    if listed != sha256(path):
        raise _RefusedError("has a record that is not the one in manifest-sha256.txt")
    return record


def _entry(archive: Archive, edition: Edition, record: VolumeRecord, day: datetime.date) -> PublishedVersion:
    """The entry of an edition whose files are as recorded. Raises _RefusedError."""
    for file in record.files:
        if _digest(file.path) != file.digest:
            how = "was changed since it was compiled" if file.path.is_file() else "is not there"
            raise _RefusedError(f"is not what its record says: {file.path.name} {how}")
    path = record_path(archive.build / edition.volume.id, edition.language)
    content = path.read_bytes()
    try:
        return entry_of(record, PublishedFile(file=path.name, bytes=len(content), sha256=sha256(content)), day)
    except ValueError as cause:
        said = " ".join(str(cause).split())[:200]
        raise _RefusedError(f"has a record from which no entry can be made: {said}") from None


def _digest(path: Path) -> str:
    try:
        return sha256(path)
    except OSError:
        return ""


def _formats(record: VolumeRecord, only: Format | None) -> Iterator[str]:
    """The formats that should be there and are not, and the other way round."""
    there = {file.path.suffix.removeprefix(".") for file in record.files}
    for form in Format:
        if only in (None, form) and form not in there:
            other = Format.EPUB if form is Format.PDF else Format.PDF
            yield f"has no {form.upper()}; to publish it without one, add `--only {other}`"
        elif only not in (None, form) and form in there:
            yield f"has {'a PDF' if form is Format.PDF else 'an EPUB'}, which --only {only} leaves out"


def _sources(builder: EditionBuilder, edition: Edition, record: VolumeRecord, entry: PublishedVersion) -> Iterator[str]:
    """What today's articles and settings say otherwise than the record."""
    yield from _numbers(edition, record, entry)
    articles = list(_articles(builder.archive, edition, record))
    yield from articles
    for name, how in () if articles else other_pictures(builder, edition, entry):
        yield f"does not have the pictures of today: {name} {how}"
    now = settings_of(builder.archive, [file.path for file in record.files])
    if (record.made_from.settings, record.made_from.styles) != (now.settings, now.styles):
        yield "was compiled with other settings or style sheets"


def _numbers(edition: Edition, record: VolumeRecord, entry: PublishedVersion) -> Iterator[str]:
    volume = edition.volume
    expected = (volume.id, volume.number, volume.issue, volume.start, volume.end, edition.version, edition.replaces)
    recorded = (record.volume.id, entry.number, entry.issue, entry.start, entry.end, record.edition_version)
    if expected != (*recorded, record.replaces):
        today = f"No. {volume.number} ({volume.id}, version {edition.version})"
        then = f"No. {entry.number} ({record.volume.id}, version {record.edition_version})"
        yield f"is {today} today, and the record has {then}"


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
