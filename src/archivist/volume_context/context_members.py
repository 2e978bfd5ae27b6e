"""The members of `volume-context.json`, as data and as a schema. docs/context-format.md explains each.

Members that are not known here are ignored.
"""

import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from archivist.ledger.ledger_entries import LanguageTag, Urn, VolumeId

FORMAT = "archivist context 1"

# Text that can be in XML: no control characters (XML 1.0, 2.2), since it is printed.
_PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]*$"
Words = Annotated[str, StringConstraints(pattern=_PRINTABLE)]
Name = Annotated[str, StringConstraints(pattern=_PRINTABLE, min_length=1)]
XmlId = Annotated[str, StringConstraints(pattern=r"^[^\s\x00-\x1f<>&\"']+$")]


class _Entry(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class NamedHeading(_Entry):
    """A heading that links lead to."""

    title: Words = Field(description="Its text.")
    language: Words = Field("", description="Its language, if it is not that of the text.")


class OutsideText(_Entry):
    """A text of another volume's work."""

    language: LanguageTag = Field(description="Language of the text.")
    title: Words = Field(description="Title, plain text.")
    date: datetime.date = Field(description="Day of the article.")
    file: Name = Field(description="Path of the article's file in the folder of articles, with `/`.")
    source: Words = Field("", description="Web address at which it was published, if it has one.")
    places: dict[str, XmlId] = Field(
        default_factory=dict, description="By the name that links give it the id of each place in it that they lead to."
    )
    headings: dict[str, NamedHeading] = Field(
        default_factory=dict, description="By id the headings among these places."
    )


class OutsideWork(_Entry):
    """A work of another volume that the volume names."""

    key: Name = Field(description="The work; translations have the same key.")
    texts: tuple[OutsideText, ...] = Field(min_length=1, description="Its texts, the original first.")


class PrintedWork(_Entry):
    """Where an edition prints a work that the volume names."""

    key: Name = Field(description="The work.")
    language: LanguageTag = Field(description="Language of the text that is printed.")
    document: XmlId = Field(description="Id of its document in the PDF and the EPUB of that edition.")
    page: Words = Field("", description="Label of its first page, if the volume quotes it.")
    anchors: dict[XmlId, Words] = Field(
        default_factory=dict, description="By id the page label of each place in it that the volume quotes."
    )


class OutsideEdition(_Entry):
    """An edition of another volume."""

    language: LanguageTag = Field(description="Language of the edition.")
    articles: tuple[PrintedWork, ...] = Field(description="The works in it that the volume names.")
    unknown_pages: Words = Field("", description="Why its pages were not known, if they were not.")
    files: Words = Field("", description="What the names of its files begin with, if it is published.")


class NumberedVolume(_Entry):
    """What is said of any volume."""

    id: VolumeId = Field(description="Its id.")
    number: int = Field(ge=1, description="Its number in the series.")
    issue: int = Field(ge=1, description="Its number within the year.")
    year: int = Field(ge=1, le=9999, description="Year that it belongs to.")
    start: datetime.date = Field(description="First day of its period.")
    end: datetime.date = Field(description="Last day of its period.")


class OutsideVolume(NumberedVolume):
    """Another volume, as far as the volume names its works."""

    works: tuple[OutsideWork, ...] = Field((), description="The works in it that the volume names.")
    editions: tuple[OutsideEdition, ...] = Field((), description="The editions that print these works.")


class OwnArticle(_Entry):
    """An article of an edition."""

    key: Name = Field(description="The work.")
    language: LanguageTag = Field(description="Language of the text.")


class OwnEdition(_Entry):
    """An edition of the volume."""

    language: LanguageTag = Field(description="Language of the edition.")
    version: int = Field(1, ge=1, description="Its version.")
    replaces: Urn | None = Field(None, description="Identifier of the version that it replaces.")
    articles: tuple[OwnArticle, ...] = Field(description="Its articles, in order.")
    omitted: tuple[Name, ...] = Field((), description="Keys of the works of the volume that it does not have.")
    suggestions: dict[str, tuple[Name, ...]] = Field(
        default_factory=dict, description="By key of an article the keys of the works that are suggested for it."
    )
    quoted: tuple[PrintedWork, ...] = Field(
        (), description="Its pages that other editions of the volume quote, as in `volumes`."
    )
    unknown_pages: Words = Field("", description="Why they were not known, if they were not.")


class OwnVolume(NumberedVolume):
    """The volume."""

    editions: tuple[OwnEdition, ...] = Field(min_length=1, description="Its editions.")


class Lookup(StrEnum):
    """What is asked of the addresses of an archive: methods of AddressBook."""

    AT = "at"
    BELOW = "below"
    CALLED = "called"
    IMPORTED_FROM = "imported from"


class AddressAnswer(_Entry):
    """What an address, a path or a name in an article leads to."""

    lookup: Lookup = Field(
        description="`at`: a web address; `below`: a path of a site that is not known; `called`: the name of a file in "
        "a reference of Hugo or Jekyll; `imported from`: a file of the export that articles were imported from.",
        strict=False,
    )
    name: str = Field(min_length=1, description="The address, path or name.")
    near: str = Field("", description="Of `called`: the folder of the article that refers to it.")
    language: LanguageTag = Field(description="Language of the text that refers to it.")
    file: Name = Field(description="Path of the article's file that it leads to.")
    fragment: str = Field("", description="The place in it that the address names.")


class VolumeContext(_Entry):
    """All of the file."""

    format: str = Field(pattern=f"^{FORMAT}$", description="Name and version of this format.")
    archive: Name = Field(description="The id of the archive, which identifiers are made from.")
    source_date: datetime.datetime | None = Field(
        None, description="The time of `SOURCE_DATE_EPOCH`, if it was set. Otherwise times come from the articles."
    )
    volume: OwnVolume = Field(description="The volume, which only the whole archive can number.")
    volumes: tuple[OutsideVolume, ...] = Field((), description="The other volumes that it names, in order.")
    addresses: tuple[AddressAnswer, ...] = Field(
        (), description="What addresses in the articles lead to. Those that are not listed lead to no article."
    )
    hosts: tuple[Name, ...] = Field(
        (), description="Beginnings of addresses without scheme that were taken as hosts with articles of the archive."
    )


def write_context(context: VolumeContext) -> bytes:
    """The file. Members at their defaults are left out."""
    return context.model_dump_json(indent=1, exclude_defaults=True).encode() + b"\n"
