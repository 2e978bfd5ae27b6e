"""Which editions of a volume a package can have: published, in the build folder, and of the articles of today."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archivist.archive import Archive
from archivist.build_folder.volume_folder import record_path
from archivist.compiled.published_editions import changed_pictures, files_not_there, is_complete
from archivist.compiled.recorded_editions import (
    RefusedError,
    changed_settings,
    compiled_entry,
    compiled_record,
    source_differences,
)
from archivist.deposit.profiles import DEFAULT, Profile, Scope
from archivist.findings import Finding, has_errors
from archivist.ledger import PublishedEdition
from archivist.model.volumes import Edition
from archivist.pipeline import EditionBuilder
from archivist.planning import Plan
from archivist.record.reading import UnreadableRecordError, read_record
from archivist.record.volume_record import VolumeRecord

DRAFT = "-DRAFT"  # at the end of the name of a package


@dataclass(frozen=True, slots=True)
class Candidate:
    """A volume of which nothing speaks against a package so far."""

    volume: str
    editions: tuple[tuple[Edition, VolumeRecord], ...]
    languages: str = ""  # as they are in the name of the package: `.ka`; "" if it has all editions
    is_draft: bool = False
    profile: str = ""  # as it is in the name of the package: `-kb`; "" for the default one

    @property
    def version(self) -> int:
        """The highest version of its editions."""
        return max(record.edition_version for _, record in self.editions)

    @property
    def name(self) -> str:
        """The name of the package: `2022-03`, `2022-03-v2`, `2022-03.ka-kb`, `2022-03-DRAFT`."""
        return self.name_of(self.version)

    def name_of(self, version: int) -> str:
        """The name that the package of a version has."""
        number = f"-v{version}" if version > 1 else ""
        return f"{self.volume}{self.languages}{number}{self.profile}{DRAFT if self.is_draft else ''}"


def for_profile(candidate: Candidate, profile: Profile) -> list[Candidate]:
    """What the packages of a volume by a profile are of: all its editions, or each of them."""
    suffix = "" if profile.name == DEFAULT else f"-{profile.name}"
    named = replace(candidate, profile=suffix)
    if profile.scope is Scope.VOLUME:
        return [named]
    return [replace(named, editions=(each,), languages=f".{each[1].language}") for each in candidate.editions]


def earlier_package(candidate: Candidate, folder: Path) -> Path | None:
    """The package of the version before in a folder of packages; None if it is not there."""
    place = folder / candidate.name_of(candidate.version - 1)
    return place if candidate.version > 1 and place.is_dir() else None


def report_missing_earlier(candidate: Candidate, folder: Path) -> Iterator[Finding]:
    """A finding if a new version cannot continue the package of the one before."""
    if candidate.version > 1 and not earlier_package(candidate, folder):
        place = folder / candidate.name_of(candidate.version - 1)
        yield Finding("earlier-version-not-there", f"{place} is not there", str(place))


def find_candidate(
    builder: EditionBuilder, editions: Sequence[Edition], *, is_draft: bool
) -> tuple[Candidate | None, list[Finding]]:
    """The editions of a volume that the package will have; None if there is an error."""
    volume = editions[0].volume.id
    taken = editions if is_draft else [each for each in editions if builder.plan.published(each)]
    findings = [] if is_draft else list(_left_out(builder.plan, volume, editions, has_others=bool(taken)))
    found = [(edition, *_record(builder, edition)) for edition in taken]
    findings += [finding for _, _, said in found for finding in said]
    records = tuple((edition, record) for edition, record, _ in found if record)
    if not records or has_errors(findings):
        return None, findings
    languages = _languages(builder.plan, volume, records, is_draft=is_draft)
    return Candidate(volume, records, languages, is_draft), findings


def _left_out(plan: Plan, volume: str, editions: Iterable[Edition], *, has_others: bool) -> Iterator[Finding]:
    """The editions that are not published: a warning, or an error if the volume has no other."""
    code = "edition-not-in-package" if has_others else "not-depositable"
    for edition in editions:
        if not plan.published(edition):
            what = f"version {edition.version} of {edition.id}" if edition.version > 1 else edition.id
            command = f"`archivist publish {volume} --language {edition.language}`"
            hint = f"Publish it with {command}, or make a package that is not for deposit with `--draft`."
            yield Finding(code, f"{what} is not published", hint="" if has_others else hint)


def _languages(plan: Plan, volume: str, records: Sequence[tuple[Edition, VolumeRecord]], *, is_draft: bool) -> str:
    """The languages of a package that does not have all editions of the volume: `.ka`."""
    there = [record.language for _, record in records]
    planned = (each.language for each in plan.editions if each.volume.id == volume)
    everything = set(planned if is_draft else plan.ledger.languages_of(volume))
    return "" if everything == {*there} else "".join(f".{language}" for language in there)


def _record(builder: EditionBuilder, edition: Edition) -> tuple[VolumeRecord | None, list[Finding]]:
    """The record of an edition in the build folder that is of today's articles; None if there is an error."""
    published = builder.plan.published(edition)
    try:
        if published:
            findings = [*builder.plan.stopped.get(edition.id, ()), *_not_there(builder.archive, published)]
            findings += [] if findings else changed_pictures(builder, edition, published)
            record = None if findings else read_record(record_path(_folder(builder, edition), edition.language))
        else:
            record, findings = compiled_record(builder.archive, edition), []
            entry = compiled_entry(builder.archive, edition, record, edition.volume.end)
            findings = [_refusal(edition, why) for why in source_differences(builder, edition, record, entry)]
    except (RefusedError, UnreadableRecordError) as refusal:
        return None, [_refusal(edition, str(refusal))]
    if record is None or has_errors(findings):
        return None, findings
    return record, [*findings, *_settings(builder.archive, edition, record)]


def _folder(builder: EditionBuilder, edition: Edition) -> Path:
    return builder.archive.build / edition.volume.id


def _refusal(edition: Edition, why: str) -> Finding:
    command = f"`archivist compile {edition.volume.id} --language {edition.language}`"
    return Finding("not-depositable", f"{edition.id} {why}", hint=f"Compile it with {command}.")


def _not_there(archive: Archive, published: PublishedEdition) -> Iterator[Finding]:
    """What is not in the build folder as it was published."""
    if is_complete(archive, published):
        return
    command = f"`archivist compile {published.volume} --language {published.language}`"
    files = ", ".join(files_not_there(archive, published)) or "a compile was interrupted"
    yield Finding(
        "not-depositable",
        f"{published.id} is not in the build folder as it was published: {files}",
        str(archive.build / published.volume),
        hint=f"Copy the published files back, or make them again with {command}.",
    )


def _settings(archive: Archive, edition: Edition, record: VolumeRecord) -> Iterator[Finding]:
    changed = changed_settings(archive, record)
    if changed:
        yield Finding("deposit-settings-changed", f"{edition.id} was made with other settings: {', '.join(changed)}")
