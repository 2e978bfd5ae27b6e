"""What a citation of an article says, in terms of CSL 1.0.2: the same for every format."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from archivist.article_facts import ArchivedCopy, Person
from archivist.text.filed_names import filed_name


class SerialKind(StrEnum):
    """What the serial is to those who cite it."""

    MAGAZINE = "magazine"
    NEWSPAPER = "newspaper"  # one that appears every day


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart as far as that is known for sure; of a body, or of a person of whom it is not, whole."""

    literal: str  # as printed
    family: str = ""  # "" if the name is not taken apart
    given: str = ""
    suffix: str = ""  # Jr., III
    orcid: str = ""
    isni: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The printed numbers of the first and the last page."""

    first: str
    last: str

    def joined(self, dash: str) -> str:
        """Both, with a dash between them, or one."""
        return self.first if self.first == self.last else f"{self.first}{dash}{self.last}"


@dataclass(frozen=True, slots=True)
class Citation:
    """An article of an edition."""

    id: str  # ASCII; the same whenever the edition is compiled, and of no other article of the archive
    kind: SerialKind
    title: str
    language: str  # BCP 47
    people: Mapping[str, tuple[Name, ...]] = field(hash=False)  # by MARC relator
    serial: str
    volume_title: str  # in words: February 2022
    volume: int  # number through the archive
    issue: int  # number within the year
    issued: datetime.date
    pages: Pages | None = None  # None without a PDF
    issn: str = ""  # of the medium cited: the PDF if there are pages, else the EPUB
    publisher: str = ""
    place: str = ""
    url: str = ""
    accessed: datetime.date | None = None
    doi: str = ""
    ark: str = ""
    urn_nbn: str = ""
    archived: ArchivedCopy | None = None
    abstract: str = ""
    keywords: tuple[str, ...] = ()


def name_of(person: Person, language: str) -> Name:
    """A name with its parts, where filed_names.py knows them; `language` is that of the text it is printed in."""
    family, *rest = filed_name(person.name, language).split(", ")
    is_apart = 1 <= len(rest) <= 2 and person.name != ", ".join([family, *rest])
    given, suffix = [*rest, ""][:2] if is_apart else ("", "")
    return Name(person.name, family if is_apart else "", given, suffix, person.orcid, person.isni)
