"""What a profile asks for, checked before a package is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from archivist.deposit.description import DescribedEdition, DescribedVolume, PackageFile
from archivist.deposit.profiles.profile import Profile, Requirement, bytes_of
from archivist.findings import Finding
from archivist.settings.config import FILE_NAME
from archivist.settings.setting_values import Medium
from archivist.settings.wording import worded

_FORMATS = {"application/pdf": "PDF", "application/epub+zip": "EPUB"}


def unmet(profile: Profile, volume: DescribedVolume, files: Iterable[PackageFile]) -> Iterator[Finding]:
    """What the profile asks for and the volume, its serial or the files of the package lack."""
    files = tuple(files)
    editions = (chain(_keys(profile, volume, each), _edition(profile, each)) for each in volume.editions)
    yield from chain.from_iterable(editions)
    yield from _sizes(profile, volume, files)


def _keys(profile: Profile, volume: DescribedVolume, edition: DescribedEdition) -> Iterator[Finding]:
    for requirement in profile.requires:
        key, is_known = _KEYS[requirement]
        if not is_known(volume, edition, profile.issn_of):
            medium = profile.issn_of if requirement is Requirement.ISSN else None
            of = f" for its {medium.upper()}" if medium else ""
            message = f"{edition.record.edition} has no `{key}`{of}, which the profile {profile.name} asks for"
            yield Finding("profile-key-missing", message, FILE_NAME, hint=f"Set `{key}` below [archive].")


# By requirement the key, and whether the volume has what it asks for.
_Known = Callable[[DescribedVolume, DescribedEdition, Medium | None], bool]


def _has_issn(volume: DescribedVolume, edition: DescribedEdition, medium: Medium | None) -> bool:
    return any(volume.serial.issn_of(edition.language, each) for each in ((medium,) if medium else Medium))


_KEYS: Mapping[Requirement, tuple[str, _Known]] = {
    Requirement.ACCESS: ("access", lambda volume, _edition, _medium: volume.serial.access is not None),
    Requirement.CONTACT: ("contact.email", lambda volume, _edition, _medium: bool(volume.serial.contact.email)),
    Requirement.ISSN: ("issn", _has_issn),
    Requirement.PLACE: ("place", lambda volume, edition, _: bool(worded(volume.serial.place, edition.language))),
    Requirement.PUBLISHER: (
        "publisher",
        lambda volume, edition, _: bool(worded(volume.serial.publisher, edition.language)),
    ),
    Requirement.RIGHTS: ("rights", lambda volume, edition, _: bool(worded(volume.serial.rights, edition.language))),
    Requirement.SITE: ("site", lambda volume, _edition, _medium: bool(volume.serial.site)),
}


def _edition(profile: Profile, edition: DescribedEdition) -> Iterator[Finding]:
    """Formats that an edition lacks, and how many pages it has."""
    suffixes = {file.path.suffix for file in edition.record.files}
    for media_type in profile.needs:
        name = _FORMATS.get(media_type, media_type)
        if f".{name.lower()}" not in suffixes:
            message = f"{edition.record.edition} has no {name}, which the profile {profile.name} asks for"
            yield Finding("profile-format-missing", message)
    if edition.record.page_count and edition.record.page_count < profile.fewest_pages:
        has = f"{edition.record.edition} has {edition.record.page_count} pages"
        yield Finding("profile-few-pages", f"{has}; the profile {profile.name} asks for {profile.fewest_pages} or more")


def _sizes(profile: Profile, volume: DescribedVolume, files: tuple[PackageFile, ...]) -> Iterator[Finding]:
    if profile.largest_file:
        for file in files:
            if file.size > bytes_of(profile.largest_file):
                said = f"{file.path} has {_megabytes(file.size)}, and the profile {profile.name} allows"
                yield Finding("profile-too-large", f"{said} {profile.largest_file} for a file")
    size = sum(file.size for file in files)
    if profile.largest_package and size > bytes_of(profile.largest_package):
        said = f"the package of {volume.id} has {_megabytes(size)}, and the profile {profile.name} allows"
        yield Finding("profile-too-large", f"{said} {profile.largest_package}")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
