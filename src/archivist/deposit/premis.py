"""PREMIS 3.0 of a package: its files, what was done to them, with which programs, and what may be done with them.

The file describes all files of the package but itself and METS.xml, which is made after it. Days are those of the
ledger, so that the file does not depend on when it is written. www.loc.gov/standards/premis
"""

from collections.abc import Iterator, Sequence

from archivist.deposit.description import DescribedEdition, DescribedVolume, PackageFile
from archivist.deposit.evidence import Evidence
from archivist.deposit.mets_elements import to_bytes
from archivist.deposit.premis_elements import LOCAL, E, identifier, term
from archivist.deposit.premis_events import events, programs
from archivist.deposit.premis_objects import URN, objects
from archivist.deposit.record_facts import licence_address
from archivist.settings.wording import worded
from archivist.text.xml_element import Element

NAME = "premis.xml"


def write(volume: DescribedVolume, files: Sequence[PackageFile], evidence: Sequence[Evidence]) -> bytes:
    """The PREMIS file of a package with these files; `evidence` is what validators said of them."""
    return to_bytes(
        E.premis(
            *objects(volume, files, evidence),
            *events(volume, evidence),
            *programs(volume, evidence),
            *rights(volume),
            version="3.0",
        )
    )


def rights(volume: DescribedVolume) -> Iterator[Element]:
    """A statement for each text of `[archive] rights`, with the editions that it is printed in; none without one."""
    texts: dict[str, list[DescribedEdition]] = {}
    for edition in volume.editions:
        texts.setdefault(worded(volume.serial.rights, edition.language), []).append(edition)
    for number, (text, editions) in enumerate(((text, of) for text, of in texts.items() if text), 1):
        yield E.rights(
            E.rightsStatement(
                identifier("rightsStatement", LOCAL, f"rights-{number}"),
                *_basis(text),
                *(identifier("linkingObject", URN, edition.identifier) for edition in editions),
            )
        )


def _basis(text: str) -> tuple[Element, Element]:
    """A licence, if the text is the name of one; else the statement as it is."""
    licence = licence_address(text)
    if licence:
        document = identifier("licenseDocumentation", "URI", licence)
        return term("rightsBasis", "license"), E.licenseInformation(document, E.licenseTerms(text))
    other = E.otherRightsInformation(E.otherRightsBasis("statement of the publisher"), E.otherRightsNote(text))
    return E.rightsBasis("other"), other
