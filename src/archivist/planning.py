"""What would be made: articles read and gathered into volumes and editions. The first step of every workflow."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.archive import Archive
from archivist.articles import read_editors_texts, read_folder
from archivist.book_parts import Role
from archivist.build_folder import stale_files
from archivist.build_folder.volume_folder import record_path
from archivist.cache import Store
from archivist.errors import UsageError
from archivist.files import sha256
from archivist.findings import Finding, Severity, in_order
from archivist.ledger import EMPTY, Ledger, PublishedEdition, read_ledger
from archivist.model.articles import Article
from archivist.model.volumes import Edition, EditorsText, Volume, Work
from archivist.place import Place
from archivist.settings.config import FILE_NAME
from archivist.volume_context import FILE_NAME as CONTEXT
from archivist.volume_context import NOTHING_OUTSIDE, Outside
from archivist.volumes import (
    Identified,
    choose,
    editions,
    gather,
    gather_works,
    identified,
    place,
    published_differences,
    supplement_number,
)

if TYPE_CHECKING:
    from archivist.volume_context import VolumeContext


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be made."""

    volumes: tuple[Volume, ...]
    editions: tuple[Edition, ...]
    findings: tuple[Finding, ...]
    articles: tuple[Article, ...] = ()
    ledger: Ledger = EMPTY
    stopped: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)  # by published edition: what differs
    outside: Outside = NOTHING_OUTSIDE  # other volumes that are named, if the archive has a single one
    texts: tuple[EditorsText, ...] = ()  # of the editors: forewords, editorials, colophons

    @property
    def known_volumes(self) -> tuple[Volume, ...]:
        """The volumes, and those outside the archive that are named, in order."""
        volumes = (*self.volumes, *self.outside.volumes)
        return tuple(sorted(volumes, key=_order)) if self.outside.volumes else volumes

    @property
    def known_editions(self) -> tuple[Edition, ...]:
        """The editions to make, and those outside the archive that are named, in the order of the volumes."""
        every = (*self.editions, *self.outside.editions)
        return tuple(sorted(every, key=lambda each: _order(each.volume))) if self.outside.editions else every

    @property
    def known_articles(self) -> tuple[Article, ...]:
        """The articles, and those of other volumes that are named; these without their text."""
        return (*self.articles, *self.outside.articles)

    def of_volumes(self, names: Sequence[str], folder: Path) -> "Plan":
        """The part that is about some volumes. Errors remain, whatever they are about: they stop a compile.

        `folder` is that of the articles, as findings name it. Raises UsageError for a volume that does not exist.
        """
        made = choose(self.editions, volumes=names)
        volumes = tuple(volume for volume in self.volumes if volume.id in names)
        articles = tuple(each for volume in volumes for work in volume.works for each in work.articles)
        files = {(folder / article.path).as_posix() for article in articles}
        findings = (each for each in self.findings if each.severity is Severity.ERROR or each.file in files)
        stopped = {id: found for id, found in self.stopped.items() if id in {edition.id for edition in made}}
        return Plan(volumes, made, tuple(findings), articles, self.ledger, stopped, texts=self.texts)

    def texts_of(self, edition: Edition) -> Mapping[Role, Work]:
        """The editors' texts of an edition, each with its translations; one for the volume before one for all."""
        found: dict[Role, Work] = {}
        for role in dict.fromkeys(each.role for each in self.texts):
            for volume in (edition.volume.id, ""):
                same = [each.article for each in self.texts if (each.role, each.volume) == (role, volume)]
                if any(article.language == edition.language for article in same):
                    found.setdefault(role, Work(same[0].key, tuple(same)))
        return found

    def files_of_texts(self, volume: str) -> tuple[EditorsText, ...]:
        """The editors' texts that the editions of a volume may have, or that another one replaces there."""
        return tuple(each for each in self.texts if each.volume in ("", volume))

    @property
    def differences(self) -> tuple[Finding, ...]:
        """What differs from published volumes: errors that stop these editions, and no others."""
        return in_order(finding for found in self.stopped.values() for finding in found)

    def published(self, edition: Edition) -> PublishedEdition | None:
        """The published edition that this one is; None if it is not published, or a version that is not yet."""
        found = self.ledger.edition(edition.volume.id, edition.language)
        return found if found and found.version == edition.version else None

    def stem(self, edition: Edition) -> str:
        """What the names of the published files of an edition begin with; "" if it is not published.

        It is not derived from the title of the serial, which may have changed since.
        """
        found = self.ledger.edition(edition.volume.id, edition.language)
        return found.stem if found else self.outside.stems.get(edition.id, "")


def plan(archive: Archive, *, new_versions: Sequence[str] = ()) -> Plan:
    """Read the articles and gather them into volumes and editions; what is published stays where it is.

    `new_versions` are ids of published editions that are made again with the articles of today. Raises
    UnreadableLedgerError, UsageError.
    """
    config = archive.config
    articles, read_findings = read_folder(
        archive.articles, languages=config.editions.languages, store=Store(archive.cache)
    )
    ledger = _ledger(archive)
    if archive.context is not None:
        if new_versions:
            raise UsageError(
                "this is the source of a single volume; a new version can be made only in the whole archive",
                f"Run the command in the archive with the id {archive.context.archive}.",
            )
        return _plan_recorded(archive, archive.context, articles, read_findings, ledger)
    renewed = frozenset((*new_versions, *(each.id for each in _begun(archive, ledger))))
    placement = place(gather_works(articles, config.editions.languages), config, ledger, renewed)
    volumes = gather(articles, config, placement)
    planned, plan_findings = editions(volumes, config, placement)
    planned, today, not_made = identified(planned, config, archive.slug, ledger)
    of_articles, of_settings = _of_identifiers(archive, Identified(config, ledger, planned, today, not_made))
    texts, of_texts = _texts(archive, volumes)
    findings = archive.placed([*read_findings, *plan_findings, *placement.findings, *of_articles, *of_texts])
    findings = in_order([*findings, *of_settings])
    if not articles and not findings:
        findings = (Finding("no-articles", f"{archive.articles} holds no article"),)
    unreadable = {each.file for each in read_findings if each.severity is Severity.ERROR}
    differing = published_differences(ledger, articles, renewed=placement.renewed, unreadable=unreadable)
    stopped = {
        id: archive.placed([*differing.get(id, ()), *placement.stopped.get(id, ())])
        for id in sorted({*differing, *placement.stopped} - placement.renewed)
    }
    return Plan(volumes, planned, findings, articles, ledger, stopped, texts=texts)


def _texts(archive: Archive, volumes: Sequence[Volume]) -> tuple[tuple[EditorsText, ...], tuple[Finding, ...]]:
    """The texts of the editors, and what is wrong with their files."""
    return read_editors_texts(
        archive.root,
        archive.articles,
        volumes={volume.id for volume in volumes},
        editions=archive.config.editions.languages,
    )


def _plan_recorded(
    archive: Archive,
    context: "VolumeContext",
    articles: Sequence[Article],
    read_findings: Sequence[Finding],
    ledger: Ledger,
) -> Plan:
    """The plan of the source of a single volume: as it was published. Raises UsageError."""
    from archivist.volume_context import outside_of  # noqa: PLC0415 - most archives are whole
    from archivist.volumes.recorded_volume import recorded_volume  # noqa: PLC0415

    if context.archive != archive.config.archive.id:
        raise UsageError(
            f"the context is of the archive with the id “{context.archive}”, and the id of this one is "
            f"“{archive.config.archive.id}”",
            f"Restore archivist.toml and .archivist-id, or {CONTEXT}, from another copy of the package.",
            Place(str(archive.root / CONTEXT)),
        )
    volume, planned, missing = recorded_volume(context, articles, archive.config.editions.languages)
    planned, _, _ = identified(planned, archive.config, archive.slug, ledger)
    unreadable = {each.file for each in read_findings if each.severity is Severity.ERROR}
    differing = published_differences(ledger, articles, unreadable=unreadable)
    texts, of_texts = _texts(archive, (volume,))
    return Plan(
        (volume,),
        planned,
        archive.placed([*read_findings, *missing, *of_texts]),
        tuple(articles),
        ledger,
        {id: archive.placed(found) for id, found in differing.items()},
        outside_of(context, {work.key: work for work in volume.works}),
        texts,
    )


def _order(volume: Volume) -> tuple[object, ...]:
    return volume.start, supplement_number(volume.id), volume.id


def _of_identifiers(archive: Archive, identified: Identified) -> tuple[list[Finding], list[Finding]]:
    """What was found of identifiers in articles, and in archivist.toml, with its line there."""
    found = list(identified.findings())
    of_settings = [
        replace(each.finding, file=FILE_NAME, line=archive.line_of(each.where)) for each in found if each.where
    ]
    return [each.finding for each in found if not each.where], of_settings


def _ledger(archive: Archive) -> Ledger:
    """The ledger of the archive. Raises UnreadableLedgerError, UsageError if it is another one's."""
    ledger = read_ledger(archive.ledger)
    if ledger.archive and ledger.archive != archive.config.archive.id:
        raise UsageError(
            f"the ledger is of the archive with the id “{ledger.archive}”, and the id of this one is "
            f"“{archive.config.archive.id}”",
            f"Write id = {json.dumps(ledger.archive, ensure_ascii=False)} below [archive] in archivist.toml, or remove "
            "a ledger that was copied from another archive.",
            Place(str(archive.ledger)),
        )
    return ledger


def _begun(archive: Archive, ledger: Ledger) -> Iterator[PublishedEdition]:
    """The published editions of which the build folder has a further version, made and not published yet."""
    for edition in ledger.editions.values():
        path = record_path(archive.build / edition.volume, edition.language)
        try:
            if sha256(path) == edition.current.record.sha256:
                continue
            data = json.loads(path.read_bytes())
            version, replaces = data.get("version"), data.get("replaces")
        except (OSError, ValueError, AttributeError, RecursionError):
            continue
        if version == edition.version + 1 and replaces == edition.current.identifier:
            yield edition


def build_findings(archive: Archive, planned: Plan) -> tuple[Finding, ...]:
    """What is in the build folder and is no longer made, and what is incomplete there."""
    return tuple(stale_files.findings(archive.build_of(planned.editions)))
