"""Citations as RIS (the format of Reference Manager, 2011): what EndNote, Mendeley and catalogues read.

RIS has no tags for most roles: names of those roles are notes, `photographer: Nino Example`.
"""

from collections.abc import Iterable, Iterator

from archivist.citations.citation import Citation, Name, SerialKind
from archivist.front_matter.roles import NAMES as ROLES

_TYPES = {SerialKind.MAGAZINE: "MGZN", SerialKind.NEWSPAPER: "NEWS"}
# Tags of roles; A2 is the editor and A4 the translator of an article in EndNote and Zotero.
_TAGS = {"aut": "AU", "edt": "A2", "trl": "A4"}
_LINE_END = "\r\n"


def write(citations: Iterable[Citation]) -> bytes:
    """The file: UTF-8, lines that end as RIS wants them."""
    records = (_LINE_END.join(f"{tag}  - {value}" for tag, value in _record(each) if value) for each in citations)
    return "".join(f"{record}{_LINE_END}ER  - {_LINE_END}{_LINE_END}" for record in records).encode()


def _record(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES[citation.kind]
    yield "ID", citation.id
    yield from _people(citation)
    yield "TI", citation.title
    yield "T2", citation.serial
    yield "T3", citation.volume_title
    yield "VL", str(citation.volume)
    yield "IS", str(citation.issue)
    yield "PY", str(citation.issued.year)
    yield "DA", citation.issued.strftime("%Y/%m/%d/")
    if citation.pages:
        yield "SP", citation.pages.first
        yield "EP", citation.pages.last
    yield "SN", citation.issn
    yield "PB", citation.publisher
    yield "CY", citation.place
    yield "LA", citation.language
    yield "DO", citation.doi
    yield "UR", citation.url
    yield "Y2", citation.accessed.strftime("%Y/%m/%d/") if citation.accessed else ""
    yield "AB", citation.abstract
    yield from (("KW", each) for each in citation.keywords)
    yield from (("N1", note) for note in _notes(citation))


def _people(citation: Citation) -> Iterator[tuple[str, str]]:
    for role, tag in _TAGS.items():
        yield from ((tag, _name(each)) for each in citation.people.get(role, ()))


def _notes(citation: Citation) -> Iterator[str]:
    """What RIS has no tag for."""
    for role, people in citation.people.items():
        if role not in _TAGS:
            yield from (f"{ROLES[role]}: {each.literal}" for each in people)
    if citation.ark:
        yield f"ARK: {citation.ark}"
    if citation.urn_nbn:
        yield f"URN:NBN: {citation.urn_nbn}"
    everyone = {each.literal: each for people in citation.people.values() for each in people}
    for name, each in everyone.items():
        yield f"ORCID {each.orcid}: {name}" if each.orcid else ""
        yield f"ISNI {each.isni}: {name}" if each.isni else ""
    if citation.archived:
        day = f" {citation.archived.day.isoformat()}" if citation.archived.day else ""
        yield f"archived{day}: {citation.archived.address}"


def _name(name: Name) -> str:
    """Family name, given names, suffix; a name that is not taken apart as it is."""
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part) or name.literal
