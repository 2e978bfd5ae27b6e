"""`archivist publish`: editions entered in the ledger, after all that the ledger will say of them was checked.

read -> plan -> record of each edition -> files, articles, settings compared -> entries -> ledger.json, as a whole

All editions that were asked for are entered, or none.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archivist.archive import Archive
from archivist.build_folder.volume_folder import record_path
from archivist.compiled.recorded_editions import (
    RefusedError,
    changed_settings,
    compiled_entry,
    compiled_record,
    digest_of,
    source_differences,
)
from archivist.errors import ArchivistError
from archivist.executors import Executor
from archivist.files import locked, write_whole
from archivist.findings import Finding, Severity, has_errors, in_order
from archivist.ledger import PublishedVersion, read_ledger
from archivist.ledger.reading import parse_ledger
from archivist.ledger.writing import with_entries
from archivist.model.results import Format
from archivist.model.volumes import Edition
from archivist.pipeline import EditionBuilder
from archivist.planning import Plan, plan
from archivist.record.volume_record import VolumeRecord
from archivist.volumes import choose, ledger_places, refuse_cumulative


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
    remedy = "Publish the volumes that it lists: articles are cited from these."
    refuse_cumulative(volumes, ", which is not entered in the ledger", remedy)
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
            record = compiled_record(archive, edition)
            entry = compiled_entry(archive, edition, record, day)
            refusals = [*_formats(record, only), *source_differences(builder, edition, record, entry)]
            if changed_settings(archive, record):
                refusals.append("was compiled with other settings or style sheets")
        except RefusedError as refusal:
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


def _refuse_changes(archive: Archive, candidates: Candidates) -> None:
    """Raise an error if ledger or files changed since the candidates were found: the user saw something else."""
    now = read_ledger(archive.ledger)
    files = [
        archive.build / each.edition.volume.id / file.file
        for each in candidates.editions
        for file in (*each.entry.files, each.entry.record)
        if digest_of(archive.build / each.edition.volume.id / file.file) != file.sha256
    ]
    if now.data != candidates.plan.ledger.data or files:
        changed = files[0] if files else archive.ledger
        raise ArchivistError(f"{changed} was changed in the meantime; nothing was published", "Publish again.")


def _formats(record: VolumeRecord, only: Format | None) -> Iterator[str]:
    """The formats that should be there and are not, and the other way round."""
    there = {file.path.suffix.removeprefix(".") for file in record.files}
    for form in Format:
        if only in (None, form) and form not in there:
            other = Format.EPUB if form is Format.PDF else Format.PDF
            yield f"has no {form.upper()}; to publish it without one, add `--only {other}`"
        elif only not in (None, form) and form in there:
            yield f"has {'a PDF' if form is Format.PDF else 'an EPUB'}, which --only {only} leaves out"
