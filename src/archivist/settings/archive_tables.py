"""The tables of the archive as a serial: its description, volumes, editions, shelf, and those it is sent to."""

from pathlib import Path

from pydantic import Field, model_validator

from archivist.settings.choices import Access, Frequency, Late, Missing, Parallel, Period
from archivist.settings.setting_values import (
    ArchiveIdText,
    Colour,
    Email,
    FirstDate,
    Issn,
    Issns,
    Languages,
    MailSecurity,
    Medium,
    Size,
    Wording,
)
from archivist.settings.table import Table
from archivist.settings.wording import worded


class ContactTable(Table):
    """Whom a library can ask about the serial."""

    name: str = Field("", description="Name of a person or an office.")
    email: Email = Field("", description="E-mail address.")


class OtherSerialTable(Table):
    """A serial that this one continues, or that continues it."""

    title: Wording = Field("", description="Its title.")
    issn: Issn = Field("", description="Its ISSN.")

    @model_validator(mode="after")
    def _has_title(self) -> "OtherSerialTable":
        if self.issn and not self.title:
            raise ValueError(f"the serial with the ISSN {self.issn} has no title; add `title`")
        return self


class ArchiveTable(Table):
    """The serial."""

    title: Wording = Field("Archive", description="Title of the serial, on the cover and in every record.")
    subtitle: Wording = Field("", description="Printed below the title.")
    publisher: Wording = Field("", description="The publisher, printed in the imprint.")
    place: Wording = Field("", description="Place of publication.")
    id: ArchiveIdText = Field(
        "",
        description="The permanent id of the archive: a UUID, a URN or an address of your own. The identifiers "
        "of all volumes are made from it. Without it the first compile derives one and stores it in `.archivist-id`.",
    )
    issn: Issns = Field(
        "",
        description='International Standard Serial Number: `"1234-5679"`. If languages or media have different ones: '
        '`{ print = "…", online = "…" }` (the PDF, the EPUB), `{ en = "…", ka = "…" }`, or a table of media for a '
        "language.",
    )
    issn_l: Issn = Field(
        "",
        description="The linking ISSN, under which the ISSN network joins all media and languages of the serial. "
        "See [Identifiers](identifiers.md).",
    )
    rights: Wording = Field("", description="Copyright and licence, printed in the imprint.")
    articles: Path = Field(
        Path("articles"),
        description="Folder of the articles, relative to this file or absolute. May be read-only.",
    )
    colour: Colour = Field(
        "language",
        description="The colour of the covers: `language` (a colour for each language of the editions), `year` (one "
        'for each year), `"#7a2e1d"` for all volumes, or `{ en = "#7a2e1d", ka = "#1f4e5f" }`. White type on it must '
        "have a contrast of at least 7 : 1.",
    )
    cover: Path | None = Field(
        None,
        description="A picture for the covers, relative to this file: a photograph fills the upper field, a drawing "
        "(SVG) or a picture with a transparent ground is a logo at the foot.",
    )
    site: str = Field(
        "",
        pattern=r"^(https?://[^\s/]+.*)?$",
        description="Address of the web site; links that begin with / lead there.",
    )
    frequency: Frequency | None = Field(
        None, description="How often the serial appears. Without it: as `[volumes] period` says."
    )
    first_date: FirstDate = Field(
        "", description='When the serial began, which may be long before its first volume here: `"1998"`, `"1998-05"`.'
    )
    contact: ContactTable = ContactTable()
    access: Access | None = Field(None, description="Who may read the serial (COAR access rights).")
    access_note: Wording = Field("", description="The conditions of access in words.")
    predecessor: OtherSerialTable = Field(OtherSerialTable(), description="The serial that this one continues.")
    successor: OtherSerialTable = Field(OtherSerialTable(), description="The serial that continues this one.")

    def issn_of(self, language: str, medium: Medium) -> str:
        """The ISSN of a language edition in a medium; "" if it has none: that of another medium is not its own."""
        numbers = self._of_language(language)
        return numbers if isinstance(numbers, str) else numbers.get(medium, "")

    def issns(self) -> tuple[str, ...]:
        """All of them, each once."""
        if isinstance(self.issn, str):
            return (self.issn,) if self.issn else ()
        each = (number.values() if isinstance(number, dict) else (number,) for number in self.issn.values())
        return tuple(dict.fromkeys(str(number) for numbers in each for number in numbers))

    def parallel_titles(self, language: str) -> tuple[tuple[str, str], ...]:
        """The titles in other languages than this one: language and title, each title once."""
        if isinstance(self.title, str):
            return ()
        own = worded(self.title, language)
        others = {title: tag for tag, title in reversed(self.title.items()) if title and title != own}
        return tuple((tag, title) for title, tag in reversed(others.items()))

    def _of_language(self, language: str) -> str | dict[Medium, str]:
        table = self.issn
        if isinstance(table, str):
            return table
        by_medium = {Medium(key): number for key, number in table.items() if key in set(Medium)}
        if by_medium:
            return {medium: str(number) for medium, number in by_medium.items()}
        by_language: dict[str, str | dict[Medium, str]] = {str(key): number for key, number in table.items()}
        return by_language.get(language) or by_language.get(language.split("-", 1)[0]) or ""


class ShelfTable(Table):
    """The shelf that `archivist shelf` makes."""

    address: str = Field(
        "",
        pattern=r"^(https?://[^\s/?#]+[^\s?#]*)?$",
        description="Address where the shelf will be. With it the feeds of new volumes and the records for libraries "
        "have whole addresses. See [The shelf](shelf.md).",
    )


class VolumesTable(Table):
    """How articles are gathered."""

    period: Period = Field(Period.MONTH, description="Length of a volume: day, week (ISO), month, quarter or year.")
    first: int = Field(1, ge=1, description="Number of the first volume of the archive.")
    late: Late = Field(
        Late.STOP,
        description="An article that is dated into a published volume and is not in it: report it and make nothing of "
        "that volume, print it in the next volume that is not published, in a supplement, or in a new version of the "
        "volume. See [Publishing](publishing.md).",
    )


class EditionsTable(Table):
    """Which languages are made."""

    languages: Languages = Field(("en",), min_length=1, description="Languages to make editions in.")
    missing: Missing = Field(
        Missing.OMIT,
        description="If a work has no article in the edition's language: omit it, or print the original.",
    )
    parallel: Parallel = Field(
        Parallel.NONE,
        description="A second language with the first: none; in columns side by side, paragraph by paragraph; "
        "or as a whole after the article.",
    )
    parallel_with: Languages = Field(
        (),
        description="The second language: the first of these, other than the article's own, in which the work "
        "exists in. Without it: the languages of the editions in their order, then any other.",
    )


class SendTable(Table):
    """A reader that `archivist send` sends volumes to: an address, or the folder of a mounted e-reader."""

    to: Email = Field("", description="E-mail address, such as that of a Kindle.")
    folder: Path | None = Field(
        None, description="Folder of a mounted e-reader, in place of an address; relative to this file or absolute."
    )
    sender: Email = Field("", description="Address that mail is sent from. Default: `user`.")
    server: str = Field(
        "", pattern=r"^([^\s:/@]+(:\d{1,5})?)?$", description="Mail server, as `smtp.example.org` or with a port."
    )
    security: MailSecurity = Field(
        MailSecurity.STARTTLS,
        description="Encryption of the connection. `none` is for a server on this computer or in a trusted network.",
    )
    user: str = Field(
        "",
        description="Name for the login. Its password is that in the environment variable `ARCHIVIST_SMTP_PASSWORD`, "
        "or in the keyring of the system.",
    )
    max_size: Size | None = Field(
        25_000_000, description="Largest message that the recipient takes; an attachment grows by a third."
    )

    @model_validator(mode="after")
    def _is_one_target(self) -> "SendTable":
        if bool(self.to) == bool(self.folder):
            raise ValueError("give an address with `to`, or a `folder`")
        if self.to and not self.server:
            raise ValueError("`server` is missing: the mail server that sends")
        if self.to and not (self.sender or "@" in self.user):
            raise ValueError("`sender` is missing: the address that mail is sent from")
        return self
