"""METS files of an E-ARK package: CSIP and SIP 2.2.0 of the DILCIS Board. https://dilcis.eu/specifications

Metadata is in `metadata/`, each representation in a folder of `representations/` with a METS file of its own, whatever
else explains the package in `documentation/`. A representation is an edition, or the sources. The root METS may have
one structural map only, so the maps of pages and articles are in the METS files of the editions. Ids of rules, such as
CSIP31, are those of the specification.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import starmap

from lxml import etree

from archivist import __version__
from archivist.deposit.description import DescribedVolume, FileUse, PackageFile
from archivist.deposit.mets import publishers, record_status
from archivist.deposit.mets_elements import XLINK, E, FileIds, FileSections, link, moment, sections_of, to_bytes
from archivist.deposit.mets_maps import MappedFiles, logical_map, page_links, physical_map
from archivist.deposit.package_facts import identifiers_of, package_title, package_urn, publication_day
from archivist.deposit.package_files import written_file
from archivist.text.xml_element import Element

CSIP = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
_PROFILE = "https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0.xml"
_CATEGORY = "Textual works – Electronic Serials"  # of the vocabulary of content categories (CSIP2), with an en dash
_CONTENT = "archivist volume 1"  # what is in every group of files, by its layout and version
# CSIP68 wants media types that are registered: what is used for formats that have none.
_REGISTERED = {
    "application/toml": "text/plain",
    "application/vnd.citationstyles.csl+json": "application/json",
    "application/yaml": "text/plain",
    "application/x-research-info-systems": "text/plain",
    "text/x-bibtex": "text/plain",
}
_REPRESENTATIONS = "representations/"
_NAME = "METS.xml"


@dataclass(frozen=True, slots=True)
class Recipient:
    """The library or archive that will keep the package (SIP27 to SIP31)."""

    name: str
    code: str  # by which it is known, such as an ISIL


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a METS file is about: the whole package, or one representation."""

    name: str  # of its folder; CSIP1 asks for it as the identifier
    folder: str  # path of its folder in the package, with `/` at its end; "" for the whole
    volume: DescribedVolume  # with the editions that it has
    files: Sequence[PackageFile]  # that its METS file lists
    recipient: Recipient


def write(
    volume: DescribedVolume, name: str, files: Sequence[PackageFile], recipient: Recipient
) -> tuple[PackageFile, ...]:
    """The METS files of a package with these files: one for each representation, and that of the whole.

    `name` is that of the folder of the package.
    """
    representations = {each: _representation(each, volume, files, recipient) for each in _names(files)}
    metadata = [file for file in files if not file.path.startswith(_REPRESENTATIONS)]
    whole = _Scope(name, "", volume, metadata, recipient)
    return (*representations.values(), _written(whole, _root(whole, representations)))


def _names(files: Iterable[PackageFile]) -> tuple[str, ...]:
    paths = (file.path.split("/") for file in files if file.path.startswith(_REPRESENTATIONS))
    return tuple(sorted({parts[1] for parts in paths}))


def _representation(
    name: str, volume: DescribedVolume, files: Sequence[PackageFile], recipient: Recipient
) -> PackageFile:
    """The METS file of a representation: its files; of an edition also its pages and its articles."""
    folder = f"{_REPRESENTATIONS}{name}/"
    own = [file for file in files if file.path.startswith(folder)]
    languages = {file.language for file in own if file.use is FileUse.EDITION}
    editions = tuple(edition for edition in volume.editions if edition.language in languages)
    scope = _Scope(name, folder, replace(volume, editions=editions or volume.editions), own, recipient)
    ids = FileIds(own)
    listed = FileSections(publication_day(volume), ids, folder, _REGISTERED)
    group = _group("Data", "group-data", map(listed.file, sorted(own, key=lambda file: file.path)))
    top = E.div(E.div(E.fptr(FILEID="group-data"), ID="div-data", LABEL="Data"), ID="div-package", LABEL=name)
    maps = _maps(scope.volume, MappedFiles(own, ids)) if editions else ()
    return _written(scope, _mets(scope, (E.fileSec(group, ID="files"), _structure(top), *maps)))


def _maps(volume: DescribedVolume, mapped: MappedFiles) -> Iterator[Element]:
    """The maps of pages and articles. Texts have no descriptions of their own here: CSIP21 wants these in files."""
    maps = (physical_map(volume, mapped), logical_map(volume, mapped), page_links(volume, mapped))
    return (each for each in maps if each is not None)


def _root(scope: _Scope, representations: Mapping[str, PackageFile]) -> Element:
    """The METS file of the whole: its metadata, documentation, schemas, and the METS files of the representations."""
    described = sections_of(scope.files, FileUse.METADATA, "dmd")
    preserved = sections_of(scope.files, FileUse.PRESERVATION, "amd")
    folders = {name: _in_folder(scope.files, name) for name in ("Documentation", "Schemas")}
    listed_files = [file for files in (*folders.values(), representations.values()) for file in files]
    listed = FileSections(publication_day(scope.volume), FileIds(listed_files), media_types=_REGISTERED)
    groups = [_group(name, f"group-{name}", map(listed.file, files)) for name, files in folders.items() if files]
    groups += [_group(f"Representations/{n}", f"group-{n}", [listed.file(f)]) for n, f in representations.items()]
    sections = (
        *listed.descriptions(described),
        *([listed.preservation(preserved)] if preserved else ()),
        E.fileSec(*groups, ID="files"),
        _structure(
            E.div(
                _metadata_division(described, preserved),
                *(_folder_division(name) for name, files in folders.items() if files),
                _representations_division(representations),
                ID="div-package",
                LABEL=scope.name,
            )
        ),
    )
    return _mets(scope, sections)


def _in_folder(files: Iterable[PackageFile], name: str) -> list[PackageFile]:
    return [file for file in files if file.path.startswith(f"{name.lower()}/")]


def _metadata_division(described: Iterable[str], preserved: Iterable[str]) -> Element:
    """The division of metadata (CSIP88 to CSIP92). An attribute without ids is left out: Xerces refuses it."""
    links = {"ADMID": " ".join(preserved), "DMDID": " ".join(described)}
    return E.div(ID="div-metadata", LABEL="Metadata", **{name: ids for name, ids in links.items() if ids})


def _folder_division(name: str) -> Element:
    return E.div(E.fptr(FILEID=f"group-{name}"), ID=f"div-{name.lower()}", LABEL=name)


def _representations_division(representations: Mapping[str, PackageFile]) -> Element:
    """The representations, each by its group of files (CSIP104) and by its METS file."""
    groups = (E.fptr(FILEID=f"group-{name}") for name in representations)
    divisions = starmap(_pointer, representations.items())
    return E.div(*groups, *divisions, ID="div-representations", LABEL="Representations")


def _pointer(name: str, file: PackageFile) -> Element:
    """A representation in the structural map, by its METS file (CSIP105 to CSIP112)."""
    pointer = link(E.mptr({f"{{{XLINK}}}title": f"group-{name}"}, LOCTYPE="URL"), file.path)
    return E.div(pointer, ID=f"div-{name}", LABEL=f"Representations/{name}")


def _group(use: str, id: str, files: Iterable[Element]) -> Element:
    kinds = {_csip("CONTENTINFORMATIONTYPE"): "OTHER", _csip("OTHERCONTENTINFORMATIONTYPE"): _CONTENT}
    return E.fileGrp(kinds, *files, USE=use, ID=id)


def _structure(top: Element) -> Element:
    return E.structMap(top, TYPE="PHYSICAL", LABEL="CSIP", ID="map-package")


def _mets(scope: _Scope, sections: Iterable[Element]) -> Element:
    root = E.mets(
        {_csip("CONTENTINFORMATIONTYPE"): "MIXED"},
        _header(scope),
        *sections,
        OBJID=scope.name,
        LABEL=package_title(scope.volume),
        TYPE=_CATEGORY,
        PROFILE=_PROFILE,
    )
    etree.cleanup_namespaces(root, top_nsmap={"csip": CSIP})
    return root


def _header(scope: _Scope) -> Element:
    when = moment(publication_day(scope.volume))
    identifiers = [("URN", package_urn(scope.volume, "e-ark")), *identifiers_of(scope.volume)]
    return E.metsHdr(
        {_csip("OAISPACKAGETYPE"): "SIP"},
        *_agents(scope),
        *(E.altRecordID(value, TYPE=kind) for kind, value in identifiers),
        E.metsDocumentID(_NAME),
        CREATEDATE=when,
        LASTMODDATE=when,
        RECORDSTATUS=record_status(scope.volume),
    )


def _agents(scope: _Scope) -> Iterator[Element]:
    """The program (CSIP10 to CSIP16), who sends the package (SIP15 to SIP20), and who will keep it (SIP27 to SIP31)."""
    version = _note(__version__, "SOFTWARE VERSION")
    yield E.agent(E.name("archivist"), version, ROLE="CREATOR", TYPE="OTHER", OTHERTYPE="SOFTWARE")
    name = next(iter(publishers(scope.volume)), "publisher not stated")
    sender = (E.name(name), _note(sender_code(scope.volume), "IDENTIFICATIONCODE"))
    yield E.agent(*sender, ROLE="CREATOR", TYPE="ORGANIZATION")
    keeper = (E.name(scope.recipient.name), _note(scope.recipient.code, "IDENTIFICATIONCODE"))
    yield E.agent(*keeper, ROLE="PRESERVATION", TYPE="ORGANIZATION")


def sender_code(volume: DescribedVolume) -> str:
    """What the sender is known by: the ISSN of the serial, else the id of the archive, else the first edition's URN."""
    return next(iter(volume.serial.issns()), "") or volume.serial.id or volume.editions[0].identifier


def _note(text: str, kind: str) -> Element:
    return E.note({_csip("NOTETYPE"): kind}, text)


def _csip(name: str) -> str:
    return f"{{{CSIP}}}{name}"


def _written(scope: _Scope, root: Element) -> PackageFile:
    return written_file(f"{scope.folder}{_NAME}", to_bytes(root), FileUse.STRUCTURE)
