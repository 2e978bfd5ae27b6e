"""The parts of a package as a table: one row each. A row makes files of the payload and knows no other row.

    description, evidence -> files of the payload

A new record format is a module with a function of the description, and a row here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archivist.deposit import dublin_core, edition_files, font_licences, jats, marcxml, mods, readme
from archivist.deposit.description import DescribedEdition, DescribedVolume, FileUse, PackageFile
from archivist.deposit.evidence import Evidence
from archivist.deposit.package_files import copied_file, written_file
from archivist.deposit.source_folder import VolumeSource
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


@dataclass(frozen=True, slots=True)
class Made:
    """What a row made."""

    files: tuple[PackageFile, ...]
    findings: tuple[Finding, ...] = ()


# Makes files of a package. The files are those of the rows above it, for a row that lists or describes files.
Make = Callable[[PackageContext, Sequence[PackageFile]], Made]


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


def _full_text(context: PackageContext, _: Sequence[PackageFile]) -> Made:
    """Each article of each edition as `jats/LANG/DOCUMENT.xml`. Its pictures are those of the source."""
    source = context.source.files.items()
    places = {content: f"../../source/{name}" for name, content in source if isinstance(content, Path)}
    return Made(
        tuple(
            written_file(
                f"jats/{edition.language}/{article.document}.xml",
                jats.write(context.volume, edition, article, places=places),
                FileUse.FULL_TEXT,
                language=edition.language,
                documents=(article.document,),
            )
            for edition in context.volume.editions
            for article in edition.articles
        )
    )


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
    return Made((written_file("README.txt", readme.write(context.volume, files), FileUse.README),))


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
    Part("full text", _full_text),
    Part("source", _source),
    Part("reports", _reports),
    Part("licences", _licences),
    Part("readme", _readme),  # says what is in the folders of the rows above
)


def make_parts(context: PackageContext, parts: Iterable[Part] = PARTS) -> Made:
    """All files of the payload, in the order of the table, and what was found.

    Raises ValueError if two rows make a file of the same name, OSError if a file cannot be read.
    """
    files: tuple[PackageFile, ...] = ()
    findings: tuple[Finding, ...] = ()
    for part in parts:
        made = part.make(context, files)
        files += made.files
        findings += made.findings
    names = [file.path for file in files]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two parts of the package make {', '.join(twice)}")
    return Made(files, (*findings, *_unsafe(files)))


def _unsafe(files: Iterable[PackageFile]) -> Iterator[Finding]:
    """The names that a bag cannot have: programs differ in what `%0A`, `%0D` and `%25` stand for (RFC 8493, 2.1.3)."""
    for file in files:
        if any(code in file.path.upper() for code in ("%0A", "%0D", "%25", "\n", "\r")):
            yield Finding("package-file-name", f"{file.path!r} cannot be the name of a file in a bag", file.path)
