"""Objects of PREMIS: the editions, and every file with its format, its size and its digest."""

from collections.abc import Iterable, Iterator, Sequence

from archivist import __version__
from archivist.deposit.description import DescribedEdition, DescribedVolume, FileUse, PackageFile
from archivist.deposit.evidence import Evidence
from archivist.deposit.file_formats import format_of
from archivist.deposit.package_facts import day_of, publication_day, registered_identifiers
from archivist.deposit.premis_elements import DIGEST_EVENT, LOCAL, PATH, XSI, E, identifier, relationship
from archivist.text.xml_element import Element

URN = "URN"  # the type of identifiers of editions
_WRITTEN_FOR_THE_PACKAGE = frozenset((FileUse.METADATA, FileUse.FULL_TEXT, FileUse.README))


def objects(volume: DescribedVolume, files: Sequence[PackageFile], evidence: Iterable[Evidence]) -> Iterator[Element]:
    """The editions, then the files."""
    confirmed: dict[str, list[str]] = {}
    for each in evidence:
        if each.standard:
            confirmed.setdefault(each.file, []).append(each.standard)
    for edition in volume.editions:
        yield _entity(volume, edition)
    for file in files:
        yield _file(volume, file, confirmed.get(file.path, ()))


def _entity(volume: DescribedVolume, edition: DescribedEdition) -> Element:
    """An edition as a work of the mind: it has the identifier that is in its files, and those that are registered."""
    status = "draft, not published" if volume.is_draft else f"published {day_of(edition).isoformat()}"
    facts = (
        ("title", edition.metadata.full_title),
        ("language", edition.language),
        ("version", str(edition.record.edition_version)),
        ("status", status),
        *(("ISSN of the serial", number) for number, _ in edition.metadata.identifiers.issns),
    )
    properties = (
        E.significantProperties(E.significantPropertiesType(kind), E.significantPropertiesValue(value))
        for kind, value in facts
    )
    replaced = edition.record.replaces
    replacing = [relationship("replacement", "replaces", URN, replaced)] if replaced else []
    known = ((URN, edition.identifier), *registered_identifiers(edition))
    names = (identifier("object", kind, value) for kind, value in known)
    return _typed("intellectualEntity", *names, *properties, *replacing)


def _typed(kind: str, *children: Element) -> Element:
    element = E.object(*children)
    element.set(f"{{{XSI}}}type", f"premis:{kind}")
    return element


def _file(volume: DescribedVolume, file: PackageFile, confirmed: Iterable[str]) -> Element:
    edition = next((each for each in volume.editions if each.language == file.language), None)
    belongs = [relationship("structural", "is part of", URN, edition.identifier)] if edition else []
    return _typed(
        "file",
        identifier("object", PATH, file.path),
        E.objectCharacteristics(
            E.compositionLevel("0"),
            E.fixity(
                E.messageDigestAlgorithm("SHA-512"),
                E.messageDigest(file.sha512),
                E.messageDigestOriginator(f"archivist {__version__}"),
            ),
            E.size(str(file.size)),
            _format(file, confirmed),
            *_creation(volume, file, edition),
        ),
        E.originalName(file.path.rsplit("/", 1)[-1]),
        *belongs,
        identifier("linkingEvent", LOCAL, DIGEST_EVENT),
    )


def _format(file: PackageFile, confirmed: Iterable[str]) -> Element:
    """The format, and how it is known."""
    known, is_confirmed = format_of(file.media_type, confirmed)
    version = [E.formatVersion(known.version)] if known.version else []
    registry = [E.formatRegistry(E.formatRegistryName("PRONOM"), E.formatRegistryKey(known.key))] if known.key else []
    source = "confirmed by a validator" if is_confirmed else "named by its media type"
    return E.format(
        E.formatDesignation(E.formatName(known.name), *version),
        *registry,
        E.formatNote(f"{file.media_type}; {source}"),
    )


def _creation(volume: DescribedVolume, file: PackageFile, edition: DescribedEdition | None) -> Iterator[Element]:
    """The program that made a file, where it is known: this one."""
    version, day = "", publication_day(volume)
    if file.use is FileUse.EDITION and edition:
        version, day = edition.record.program_version, day_of(edition)
    elif file.use in _WRITTEN_FOR_THE_PACKAGE:
        version = __version__
    if version:
        yield E.creatingApplication(
            E.creatingApplicationName("archivist"),
            E.creatingApplicationVersion(version),
            E.dateCreatedByApplication(day.isoformat()),
        )
