"""A profile: which files a package has and where, what must be known of the serial, and in what it is packed."""

import re
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from archivist.deposit.description import FileUse, PackageFile
from archivist.settings.setting_values import Medium

_UNITS = {"kB": 1000, "MB": 1000**2, "GB": 1000**3}
_SIZE = re.compile(r"([1-9][0-9]*) ?(kB|MB|GB)")
_FIELDS = ("path", "name", "rest", "language")
_FIELD = re.compile(r"\{([^{}]*)\}")
_UNSAFE = re.compile(r"(^|/)(\.{0,2})(/|$)|[\\\x00-\x1f]")


class Container(StrEnum):
    """What the files are packed in."""

    BAG = "bag"  # RFC 8493
    FOLDER = "folder"  # as they are
    OCFL = "ocfl"  # an object of the Oxford Common File Layout 1.1


class Scope(StrEnum):
    """What a package is of."""

    VOLUME = "volume"  # all editions together
    EDITION = "edition"  # one edition


class Requirement(StrEnum):
    """What must be known of the serial. The name is that of its key in `[archive]`."""

    ACCESS = "access"
    CONTACT = "contact"
    ISSN = "issn"
    PLACE = "place"
    PUBLISHER = "publisher"
    RIGHTS = "rights"
    SITE = "site"


class Structure(StrEnum):
    """Which METS files a package has."""

    NONE = "none"
    PACKAGE = "package"  # METS.xml of all that is in it
    E_ARK = "e-ark"  # one for the whole, one for each representation


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _size(text: str) -> str:
    if not _SIZE.fullmatch(text):
        raise ValueError('write a size as "500 MB", in kB, MB or GB')
    return text


def _template(text: str) -> str:
    unknown = [name for name in _FIELD.findall(text) if name not in _FIELDS]
    if unknown or "{" in _FIELD.sub("", text) or "}" in _FIELD.sub("", text):
        known = ", ".join(f"{{{name}}}" for name in _FIELDS)
        raise ValueError(f"a place is a path in which {known} are replaced")
    if _UNSAFE.search(_FIELD.sub("x", text)):
        raise ValueError("a place is a path within the package, without `..`, with `/` between folders")
    return text


Size = Annotated[str, AfterValidator(_size)]
Text = Annotated[str, Field(min_length=1)]


def bytes_of(size: str) -> int:
    """The number of bytes that `500 MB` says."""
    number, unit = _SIZE.fullmatch(size).groups()  # type: ignore[union-attr]  # checked when it was read
    return int(number) * _UNITS[unit]


class SourceTable(_Table):
    """What a profile follows."""

    title: Text
    address: str = ""
    date: str = ""  # of the text, as it says itself
    confirmed: bool = False  # whether the text itself was read, not only a report of it


class RecipientTable(_Table):
    """The library that will keep the package."""

    name: Text = "receiving library, not named"
    code: Text = "not known"  # by which it is known, such as an ISIL


class RuleTable(_Table):
    """Where files of a kind are put. The first rule that fits a file decides."""

    use: tuple[FileUse, ...] = Field(description="For what the files are.")
    media_type: tuple[str, ...] = ()  # () for any
    name: str = ""  # of the files, if only those of one name are meant
    to: Annotated[str, AfterValidator(_template)]
    volume_record_only: bool = False  # of a file of MARC records the one of the volume alone

    def fits(self, file: PackageFile) -> bool:
        """Whether the rule is about a file."""
        return (
            file.use in self.use
            and (not self.media_type or file.media_type in self.media_type)
            and self.name in ("", file.path.rsplit("/", 1)[-1])
        )

    def place(self, file: PackageFile) -> PackageFile:
        """The file in its place."""
        values = {
            "path": file.path,
            "name": file.path.rsplit("/", 1)[-1],
            "rest": file.path.split("/", 1)[-1],  # without the folder of its kind
            "language": file.language or "und",
        }
        return replace(file, path=_FIELD.sub(lambda found: values[found[1]], self.to))


class Profile(_Table):
    """A profile, as its file says it."""

    title: Text
    container: Container = Container.BAG
    scope: Scope = Scope.VOLUME
    structure: Structure = Structure.PACKAGE
    requires: tuple[Requirement, ...] = ()
    issn_of: Medium | None = None  # the medium whose ISSN is asked for; None for any
    needs: tuple[str, ...] = ()  # media types that every edition must have
    largest_file: Size | None = None
    largest_package: Size | None = None
    fewest_pages: int = Field(0, ge=0)
    recipient: RecipientTable = RecipientTable()
    source: tuple[SourceTable, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    files: tuple[RuleTable, ...] = Field(min_length=1)
    name: str = ""  # of the file it was read from, without its ending

    def rule_for(self, file: PackageFile) -> RuleTable | None:
        """The rule that decides about a file; None if the library does not want it."""
        return next((rule for rule in self.files if rule.fits(file)), None)
