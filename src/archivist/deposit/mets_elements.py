"""Elements of METS 1.12 that every METS file of this program is made of. www.loc.gov/standards/mets"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from lxml import etree
from lxml.builder import ElementMaker

from archivist.deposit.description import FileUse, PackageFile
from archivist.text.xml_element import Element, ElementFactory

METS = "http://www.loc.gov/METS/"
XLINK = "http://www.w3.org/1999/xlink"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
DC = "http://purl.org/dc/elements/1.1/"
NAMESPACES = {"mets": METS, "xlink": XLINK, "xsi": XSI, "dc": DC}

E: ElementFactory = ElementMaker(namespace=METS, nsmap=NAMESPACES)
DUBLIN_CORE: ElementFactory = ElementMaker(namespace=DC, nsmap=NAMESPACES)

# METS 1.12, mdRef/@MDTYPE: the kinds of descriptive metadata, by the name of the file.
_METADATA_TYPES = {"marc.xml": "MARC", "mods.xml": "MODS", "dc.xml": "DC"}


def to_bytes(root: Element) -> bytes:
    """An XML file."""
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def moment(day: datetime.date) -> str:
    """The beginning of a day in UTC, as xsd:dateTime: what METS wants where only the day is known."""
    return f"{day.isoformat()}T00:00:00Z"


class FileIds:
    """The ids of the files in a METS file: `ID-0001` and so on, in the order of the paths.

    They begin with `ID`, as the E-ARK specification for archival packages asks for.
    """

    def __init__(self, files: Iterable[PackageFile]) -> None:
        self._ids = {path: f"ID-{number:04}" for number, path in enumerate(sorted(file.path for file in files), 1)}

    def __getitem__(self, file: PackageFile) -> str:
        return self._ids[file.path]


@dataclass(frozen=True, slots=True)
class FileSections:
    """The files that a METS file lists and the metadata that it refers to, described the same way everywhere."""

    day: datetime.date  # of publication
    ids: FileIds
    folder: str = ""  # of the METS file, with `/` at its end: addresses are relative to it
    media_types: Mapping[str, str] = field(default_factory=dict)  # that are named otherwise here

    def file(self, file: PackageFile) -> Element:
        """A file with its size, its media type and its digest."""
        return E.file(link(E.FLocat(LOCTYPE="URL"), self._address(file)), **self._facts(file), ID=self.ids[file])

    def metadata(self, file: PackageFile) -> Element:
        """A file of metadata, referred to from the section of its kind."""
        name = file.path.rsplit("/", 1)[-1]
        kind = "PREMIS" if file.use is FileUse.PRESERVATION else _METADATA_TYPES.get(name, "OTHER")
        other = {"OTHERMDTYPE": name} if kind == "OTHER" else {}
        return link(E.mdRef(LOCTYPE="URL", MDTYPE=kind, **other, **self._facts(file)), self._address(file))

    def descriptions(self, files: Mapping[str, PackageFile]) -> Iterator[Element]:
        """A section for each file of descriptive metadata, by id."""
        for id, file in files.items():
            yield E.dmdSec(self.metadata(file), ID=id, CREATED=moment(self.day), STATUS="CURRENT")

    def preservation(self, files: Mapping[str, PackageFile]) -> Element:
        """The section of preservation metadata, by id."""
        parts = (E.digiprovMD(self.metadata(file), ID=id, STATUS="CURRENT") for id, file in files.items())
        return E.amdSec(*parts)

    def _address(self, file: PackageFile) -> str:
        return file.path.removeprefix(self.folder)

    def _facts(self, file: PackageFile) -> dict[str, str]:
        return {
            "MIMETYPE": self.media_types.get(file.media_type, file.media_type),
            "SIZE": str(file.size),
            "CREATED": moment(self.day),
            "CHECKSUM": file.sha512,
            "CHECKSUMTYPE": "SHA-512",
        }


def link(element: Element, path: str) -> Element:
    """The element, with a path as a relative address."""
    element.set(f"{{{XLINK}}}type", "simple")
    element.set(f"{{{XLINK}}}href", quote(path, safe="/"))
    return element


def sections_of(files: Iterable[PackageFile], use: FileUse, prefix: str) -> dict[str, PackageFile]:
    """The files of a use, each with the id of its section."""
    return {f"{prefix}-{number}": file for number, file in enumerate((f for f in files if f.use is use), 1)}
