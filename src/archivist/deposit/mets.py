"""METS 1.12 of a package: every file with its digest, the pages as printed, the works and their translations.

The file lists all files of the package but itself. Where it names a moment, that is the beginning of the day of
publication: the file does not depend on when it is written.
"""

from collections.abc import Iterator, Sequence

from archivist import __version__
from archivist.deposit.description import DescribedVolume, FileUse, PackageFile
from archivist.deposit.mets_elements import E, FileIds, FileSections, moment, sections_of, to_bytes
from archivist.deposit.mets_maps import MappedFiles, logical_map, page_links, physical_map, text_descriptions
from archivist.deposit.package_facts import identifiers_of, package_title, package_urn, publication_day
from archivist.settings.wording import worded
from archivist.text.xml_element import Element

NAME = "METS.xml"


def write(volume: DescribedVolume, files: Sequence[PackageFile]) -> bytes:
    """The METS file of a package with these files."""
    ids = FileIds(files)
    listed, mapped = FileSections(publication_day(volume), ids), MappedFiles(files, ids)
    described = sections_of(files, FileUse.METADATA, "dmd")
    preserved = sections_of(files, FileUse.PRESERVATION, "amd")
    sections = (
        _header(volume),
        *listed.descriptions(described),
        *(text_descriptions(volume) if described else ()),
        listed.preservation(preserved) if preserved else None,
        E.fileSec(*_groups(files, listed)),
        physical_map(volume, mapped),
        logical_map(volume, mapped, list(described)),
        page_links(volume, mapped),
    )
    root = E.mets(
        *(section for section in sections if section is not None),
        OBJID=package_urn(volume),
        LABEL=package_title(volume),
        TYPE="Issue of a serial",
    )
    return to_bytes(root)


def _header(volume: DescribedVolume) -> Element:
    """When and by what it was made, who published the volume, and the identifiers of the editions."""
    when = moment(publication_day(volume))
    identifiers = (E.altRecordID(value, TYPE=kind) for kind, value in identifiers_of(volume))
    return E.metsHdr(
        *agents(volume),
        *identifiers,
        E.metsDocumentID(NAME),
        CREATEDATE=when,
        LASTMODDATE=when,
        RECORDSTATUS=record_status(volume),
    )


def record_status(volume: DescribedVolume) -> str:
    """What becomes of the record at the library: it is new, it replaces an earlier one, or it is only a draft."""
    if volume.is_draft:
        return "DRAFT"
    return "REPLACEMENT" if volume.version > 1 else "NEW"


def agents(volume: DescribedVolume) -> Iterator[Element]:
    """The program that made the package, and the publisher."""
    version = E.note(f"version {__version__}")
    yield E.agent(E.name("archivist"), version, ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    for name in publishers(volume):
        yield E.agent(E.name(name), ROLE="OTHER", OTHERROLE="PUBLISHER", TYPE="ORGANIZATION")


def publishers(volume: DescribedVolume) -> tuple[str, ...]:
    """The names of the publisher in the languages of the editions, each once."""
    names = (worded(volume.serial.publisher, edition.language) for edition in volume.editions)
    return tuple(dict.fromkeys(filter(None, names)))


def _groups(files: Sequence[PackageFile], listed: FileSections) -> Iterator[Element]:
    """The files by what they are for, those of each edition together, in the order of their paths."""
    for use in FileUse:
        languages = dict.fromkeys(file.language for file in files if file.use is use)
        for language in languages:
            group = (file for file in files if (file.use, file.language) == (use, language))
            name = f"{use} ({language})" if language else str(use)
            yield E.fileGrp(*map(listed.file, sorted(group, key=lambda file: file.path)), USE=name)
