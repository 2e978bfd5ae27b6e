"""The parts of a package as a table: one row each. A row makes files of the payload and knows no other row.

    description, evidence -> files of the payload

A new record format is a module with a function of the description, and a row here.
"""

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from archivist.deposit import (
    dublin_core,
    eark,
    edition_files,
    font_licences,
    jats,
    marcxml,
    mets,
    mods,
    premis,
    readme,
    schemas,
)
from archivist.deposit.description import DescribedEdition, DescribedVolume, FileUse, PackageFile
from archivist.deposit.evidence import Evidence
from archivist.deposit.package_files import copied_file, written_file
from archivist.deposit.profiles import DEFAULT, Container, Profile, Structure, place, read_profile
from archivist.deposit.source_folder import VolumeSource
from archivist.errors import ArchivistError
from archivist.findings import Finding
from archivist.fonts import FontLibrary


@dataclass(frozen=True, slots=True)
class PackageContext:
    """What a part is made of."""

    name: str  # of the package: 2022-03, 2022-03-v2
    volume: DescribedVolume
    evidence: tuple[Evidence, ...] = ()  # of the files of the editions
    source: VolumeSource = field(default_factory=lambda: VolumeSource({}))  # it can be made again from this
    reports: Mapping[str, bytes] = field(default_factory=dict)  # by file name, what validators said in full
    fonts: FontLibrary = field(default_factory=FontLibrary)  # of this machine, for their licences
    profile: Profile = field(default_factory=lambda: read_profile(DEFAULT))  # which files it has, and where


@dataclass(frozen=True, slots=True)
class Made:
    """What a row made."""

    files: tuple[PackageFile, ...]
    findings: tuple[Finding, ...] = ()


# Makes files of a package. The files are those of the rows above it, for a row that lists or describes files.
Make = Callable[[PackageContext, Sequence[PackageFile]], Made]


class PlaceTakenError(ArchivistError):
    """A profile puts two files in one place."""


@dataclass(frozen=True, slots=True)
class Part:
    """A row of the table."""

    name: str
    make: Make


def _editions(context: PackageContext, _: Sequence[PackageFile]) -> Made:
    return Made(tuple(each for edition in context.volume.editions for each in edition_files.files_of(edition)))


def _covers(context: PackageContext, _: Sequence[PackageFile]) -> Made:
    covers = {edition.record.edition: edition_files.cover_of(edition) for edition in context.volume.editions}
    missing = (edition for edition, cover in covers.items() if cover is None)
    findings = (Finding("package-without-cover", f"{edition} has no picture of its cover") for edition in missing)
    return Made(tuple(filter(None, covers.values())), tuple(findings))


def _records(context: PackageContext, _: Sequence[PackageFile]) -> Made:
    return Made(tuple(_record(context.volume, each, name) for each in context.volume.editions for name in _RECORDS))


def _record(volume: DescribedVolume, edition: DescribedEdition, name: str) -> PackageFile:
    path, content = f"metadata/{edition.language}/{name}", _RECORDS[name](volume, edition)
    return written_file(path, content, FileUse.METADATA, language=edition.language)


def _full_text(context: PackageContext, files: Sequence[PackageFile]) -> Made:
    """Each article of each edition as `jats/LANG/DOCUMENT.xml`. Its pictures are those of the source."""
    made, lacking = list[PackageFile](), dict[str, None]()
    for edition in context.volume.editions:
        for article in edition.articles:
            name, key = f"jats/{edition.language}/{article.document}.xml", (article.document,)
            file = written_file(name, b"", FileUse.FULL_TEXT, language=edition.language, documents=key)
            placed = place(context.profile, file)
            if placed is None:  # the profile has no full text
                continue
            places = _places_from(placed, files)
            content = jats.write(context.volume, edition, article, places=places)
            made.append(written_file(name, content, FileUse.FULL_TEXT, language=edition.language, documents=key))
            outside = (picture for picture in article.pictures if not picture.content)
            lacking |= {picture.name: None for picture in outside if picture.path not in places}
    return Made(tuple(made), tuple(_without_pictures(context, lacking)))


def _places_from(article: PackageFile, files: Iterable[PackageFile]) -> dict[Path, str]:
    """Where the files of pictures are, relative to the folder that the profile puts an article in."""
    folder = posixpath.dirname(article.path)
    copied = ((file.content, file.path) for file in files if file.use is FileUse.SOURCE)
    return {content: posixpath.relpath(path, folder) for content, path in copied if isinstance(content, Path)}


def _without_pictures(context: PackageContext, names: Iterable[str]) -> Iterator[Finding]:
    listed = ", ".join(names)
    if listed:
        yield Finding("full-text-without-pictures", f"{context.name}: not in the package: {listed}")


def _source(context: PackageContext, _: Sequence[PackageFile]) -> Made:
    return Made(
        tuple(
            written_file(f"source/{name}", content, FileUse.SOURCE)
            if isinstance(content, bytes)
            else copied_file(f"source/{name}", content, FileUse.SOURCE)
            for name, content in context.source.files.items()
        ),
        context.source.findings,
    )


def _reports(context: PackageContext, _: Sequence[PackageFile]) -> Made:
    reports = context.reports.items()
    return Made(tuple(written_file(f"reports/{name}", content, FileUse.REPORT) for name, content in reports))


def _licences(context: PackageContext, _: Sequence[PackageFile]) -> Made:
    fonts = [font for edition in context.volume.editions for font in edition.record.fonts]
    files, findings = font_licences.licences_of(fonts, context.fonts)
    return Made(files, findings)


def _readme(context: PackageContext, files: Sequence[PackageFile]) -> Made:
    content = readme.write(context.volume, files, _digest_list(context.profile))
    return Made((written_file("README.txt", content, FileUse.README),))


def _digest_list(profile: Profile) -> readme.DigestList:
    if profile.container is Container.BAG:
        return readme.DigestList.MANIFEST
    if profile.container is Container.OCFL:
        return readme.DigestList.INVENTORY
    return readme.DigestList.NONE if profile.structure is Structure.NONE else readme.DigestList.METS


def _schemas(_context: PackageContext, _: Sequence[PackageFile]) -> Made:
    return Made(tuple(schemas.schema_files()))


def _preservation(context: PackageContext, files: Sequence[PackageFile]) -> Made:
    content = premis.write(context.volume, files, context.evidence)
    return Made((written_file(premis.NAME, content, FileUse.PRESERVATION),))


def _structure(context: PackageContext, files: Sequence[PackageFile]) -> Made:
    if context.profile.structure is Structure.PACKAGE:
        return Made((written_file(mets.NAME, mets.write(context.volume, files), FileUse.STRUCTURE),))
    if context.profile.structure is Structure.E_ARK:
        recipient = eark.Recipient(context.profile.recipient.name, context.profile.recipient.code)
        return Made(eark.write(context.volume, context.name, files, recipient))
    return Made(())


# What is written of each edition for catalogues.
_RECORDS: Mapping[str, Callable[[DescribedVolume, DescribedEdition], bytes]] = {
    "marc.xml": marcxml.write,
    "mods.xml": mods.write,
    "dc.xml": dublin_core.write,
}

PARTS: tuple[Part, ...] = (
    Part("editions", _editions),
    Part("cover", _covers),
    Part("metadata", _records),
    Part("source", _source),
    Part("full text", _full_text),  # says where the pictures of the row above are
    Part("reports", _reports),
    Part("licences", _licences),
    Part("schemas", _schemas),
    Part("readme", _readme),  # says what is in the folders of the rows above
    Part("preservation", _preservation),  # describes the files of the rows above
    Part("structure", _structure),  # lists them
)


def make_parts(context: PackageContext, parts: Iterable[Part] = PARTS) -> Made:
    """All files of the package, in the order of the table, where the profile puts them, and what was found.

    Raises ValueError if two rows make a file of the same name, PlaceTakenError if the profile puts two files in one
    place, OSError if a file cannot be read.
    """
    files: tuple[PackageFile, ...] = ()
    findings: tuple[Finding, ...] = ()
    made_names: list[str] = []
    for part in parts:
        made = part.make(context, files)
        made_names += [file.path for file in made.files]
        places = {file.path: place(context.profile, file) for file in made.files}
        files += tuple(filter(None, places.values()))
        context = replace(context, evidence=tuple(_renamed(context.evidence, places)))
        findings += made.findings
    twice = _repeated(made_names)
    if twice:
        raise ValueError(f"two parts of the package make {', '.join(twice)}")
    _refuse_taken_places(context.profile, files)
    unsafe = _unsafe(files) if context.profile.container is Container.BAG else ()
    return Made(files, (*findings, *unsafe))


def _repeated(names: Sequence[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)


def _refuse_taken_places(profile: Profile, files: Iterable[PackageFile]) -> None:
    """Raise an error if two files are in one place, or one where a folder must be."""
    paths = [file.path for file in files]
    folders = {parent.as_posix() for path in paths for parent in PurePosixPath(path).parents}
    taken = [*_repeated(paths), *sorted(folders & set(paths))]
    if taken:
        message = f"the profile {profile.name} puts several files at {taken[0]}"
        raise PlaceTakenError(message, "Give them different places with `to` in the profile.")


def _renamed(evidence: Iterable[Evidence], places: Mapping[str, PackageFile | None]) -> Iterator[Evidence]:
    """What was said of files, with their places; nothing of those that the package does not have."""
    for each in evidence:
        if each.file not in places:
            yield each
        elif placed := places[each.file]:
            yield replace(each, file=placed.path)


def _unsafe(files: Iterable[PackageFile]) -> Iterator[Finding]:
    """The names that a bag cannot have: programs differ in what `%0A`, `%0D` and `%25` stand for (RFC 8493, 2.1.3)."""
    for file in files:
        if any(code in file.path.upper() for code in ("%0A", "%0D", "%25", "\n", "\r")):
            yield Finding("package-file-name", f"{file.path!r} cannot be the name of a file in a bag", file.path)
