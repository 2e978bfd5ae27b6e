"""`archivist.toml`: one strict schema. Every option is defined once, here; docs/configuration.md is made from it."""

import difflib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from archivist import settings_lines
from archivist.devices import Device, EpubNotes, with_device
from archivist.errors import ConfigurationError
from archivist.identifiers import Pattern, Scheme
from archivist.place import Place
from archivist.settings_values import (
    ArchiveIdText,
    Ark,
    ArkPattern,
    ArticleArkPattern,
    ArticleDoiPattern,
    ArticleUrnNbnPattern,
    Colour,
    Doi,
    DoiPattern,
    EditionName,
    Email,
    FirstDate,
    Isbns,
    Issn,
    Issns,
    Language,
    Languages,
    MailSecurity,
    Medium,
    PageName,
    Shift,
    Size,
    UrnNbn,
    UrnNbnPattern,
    Wording,
)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FILE_NAME = "archivist.toml"


class Period(StrEnum):
    """How long a volume is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Frequency(StrEnum):
    """How often a serial appears: the terms of MARC 21 for it (008/18, `marcfrequency`), with hyphens."""

    CONTINUOUS = "continuous"
    DAILY = "daily"
    SEMIWEEKLY = "semiweekly"
    THREE_A_WEEK = "three-times-a-week"
    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    THREE_A_MONTH = "three-times-a-month"
    SEMIMONTHLY = "semimonthly"
    MONTHLY = "monthly"
    BIMONTHLY = "bimonthly"
    QUARTERLY = "quarterly"
    THREE_A_YEAR = "three-times-a-year"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    BIENNIAL = "biennial"
    TRIENNIAL = "triennial"
    IRREGULAR = "irregular"


_FREQUENCIES = {
    **{Period.DAY: Frequency.DAILY, Period.WEEK: Frequency.WEEKLY, Period.MONTH: Frequency.MONTHLY},
    **{Period.QUARTER: Frequency.QUARTERLY, Period.YEAR: Frequency.ANNUAL},
}


class Access(StrEnum):
    """Who may read the serial: the terms of the COAR vocabulary of access rights 1.0."""

    OPEN = "open"
    EMBARGOED = "embargoed"
    RESTRICTED = "restricted"
    METADATA_ONLY = "metadata-only"


class Late(StrEnum):
    """Where an article is printed that is dated into a volume that was published without it."""

    STOP = "stop"
    NEXT = "next"
    SUPPLEMENT = "supplement"
    NEW_VERSION = "new-version"


class Missing(StrEnum):
    """What an edition does with a work that has no article in its language."""

    OMIT = "omit"
    ORIGINAL = "original"


class Parallel(StrEnum):
    """How the second text of a work is printed with the first."""

    NONE = "none"
    COLUMNS = "columns"
    AFTER = "after"


class NoteLayout(StrEnum):
    """Layout of the texts of a note: one below the other, or side by side."""

    STACKED = "stacked"
    COLUMNS = "columns"


class Standard(StrEnum):
    """What a PDF is made to conform to: a part of PDF/A for keeping, and of PDF/UA for reading by all."""

    A_2A = "a-2a"  # PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1)
    A_3A = "a-3a"  # PDF/A-3a (ISO 19005-3) and PDF/UA-1, with the articles' sources in it
    A_4F = "a-4f"  # PDF/A-4f (ISO 19005-4) and PDF/UA-2 (ISO 14289-2), with the articles' sources in it


class PageSize(StrEnum):
    """The pages that have a style sheet of their own; `page_grid.py` derives all others."""

    A5 = "A5"
    A4 = "A4"
    EREADER = "ereader"


class ColourBy(StrEnum):
    """What decides the colour of a volume's cover, if no colour is given."""

    LANGUAGE = "language"
    YEAR = "year"


class ArticleFlow(StrEnum):
    """Where articles begin."""

    PAGE = "page"  # each on a new page
    RUN_ON = "run-on"  # each below the one before it
    AUTO = "auto"  # short ones below one another; others on a page of which half is free


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ContactTable(_Table):
    """Whom a library can ask about the serial."""

    name: str = Field("", description="Name of a person or an office.")
    email: Email = Field("", description="E-mail address.")


class OtherSerialTable(_Table):
    """A serial that this one continues, or that continues it."""

    title: Wording = Field("", description="Its title.")
    issn: Issn = Field("", description="Its ISSN.")

    @model_validator(mode="after")
    def _has_title(self) -> "OtherSerialTable":
        if self.issn and not self.title:
            raise ValueError(f"the serial with the ISSN {self.issn} has no title; add `title`")
        return self


class ArchiveTable(_Table):
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


class ShelfTable(_Table):
    """The shelf that `archivist shelf` makes."""

    address: str = Field(
        "",
        pattern=r"^(https?://[^\s/?#]+[^\s?#]*)?$",
        description="Address where the shelf will be. With it the feeds of new volumes and the records for libraries "
        "have whole addresses. See [The shelf](shelf.md).",
    )


class VolumesTable(_Table):
    """How articles are gathered."""

    period: Period = Field(Period.MONTH, description="Length of a volume: day, week (ISO), month, quarter or year.")
    first: int = Field(1, ge=1, description="Number of the first volume of the archive.")
    late: Late = Field(
        Late.STOP,
        description="An article that is dated into a published volume and is not in it: report it and make nothing of "
        "that volume, print it in the next volume that is not published, in a supplement, or in a new version of the "
        "volume. See [Publishing](publishing.md).",
    )


class EditionsTable(_Table):
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


_MADE_BY = "made by a [pattern](identifiers.md#patterns)"


class ArticlePatternsTable(_Table):
    """Identifiers of articles, made by patterns. An article that says its `doi` keeps that one."""

    doi: ArticleDoiPattern = Field("", description=f"DOIs, {_MADE_BY}.")
    ark: ArticleArkPattern = Field("", description=f"ARKs, {_MADE_BY}.")
    urn_nbn: ArticleUrnNbnPattern = Field("", description=f"URN:NBNs, {_MADE_BY}.")


class GivenIdentifiersTable(_Table):
    """What was given to one edition; it goes before what a pattern would make. Of version 2: "VOLUME.LANG.2"."""

    isbn: Isbns = Field({}, description='ISBN of each medium: `{ pdf = "978-…", epub = "978-…" }`.')
    doi: Doi = Field("", description="DOI: `10.1234/abc`.")
    ark: Ark = Field("", description="ARK: `ark:12345/x54xz321`.")
    urn_nbn: UrnNbn = Field("", description="URN:NBN: `urn:nbn:fi-fe19991055`.")


class IdentifiersTable(_Table):
    """Identifiers of editions, each unique to a volume, a language and a version. See [Identifiers](identifiers.md)."""

    doi: DoiPattern = Field("", description=f"DOIs, {_MADE_BY}.")
    ark: ArkPattern = Field("", description=f"ARKs, {_MADE_BY}.")
    urn_nbn: UrnNbnPattern = Field("", description=f"URN:NBNs, {_MADE_BY}.")
    articles: ArticlePatternsTable = ArticlePatternsTable()
    editions: dict[EditionName, GivenIdentifiersTable] = Field(
        {},
        description="Identifiers given to an edition; they go before what a pattern would make. Those of its second "
        'version: `[identifiers.editions."VOLUME.LANG.2"]`.',
    )

    def pattern(self, scheme: Scheme, *, of_articles: bool = False) -> Pattern | None:
        """The pattern of a scheme; None without one."""
        text = str(getattr(self.articles if of_articles else self, scheme))
        return Pattern(scheme, text, of_articles) if text else None


class NotesTable(_Table):
    """Footnotes."""

    languages: Languages = Field((), description="Languages of notes in addition to the edition's, in this order.")
    layout: NoteLayout = Field(NoteLayout.STACKED, description="Texts of a note: stacked, or in columns side by side.")


class GlossaryTable(_Table):
    """Names and terms, explained at their first mention. See [The glossary](glossary.md)."""

    file: Path = Field(
        Path("glossary.toml"),
        description="The file of the glossary, relative to this file. Without such a file there is no glossary.",
    )
    notes: bool = Field(
        True, description="At the first mention of a term in an article, print a note with its native name."
    )


class BackMatterTable(_Table):
    """What follows the articles. Each part is printed only in volumes that have something for it."""

    index: bool = Field(
        True,
        description="The index of names and subjects, made from tags, authors and the glossary. "
        "See [The index](index-of-terms.md).",
    )
    translations: bool = Field(True, description="The table of the languages in which each work exists.")
    sources: bool = Field(True, description="Where and when each article was published, with the digest of its file.")
    colophon: bool = Field(True, description="What the volume was made with, and how to check it.")


class RelatedTable(_Table):
    """Related reading that archivist finds."""

    suggest: int = Field(
        3,
        ge=0,
        le=100,
        description="How many works of the archive an article has in the appendix of related reading: where its author "
        "lists fewer, archivist suggests the nearest others, under a label of their own. 0: none is suggested.",
    )
    threshold: float = Field(
        0.01,
        ge=0,
        le=1,
        description="The least score of a suggestion, from 0 to 1; `archivist related KEY` shows scores.",
    )
    later: bool = Field(
        False,
        description="Suggest works of later volumes also. Then a new volume may change the appendices of earlier ones.",
    )
    semantic: bool = Field(
        False,
        description="Where too few works share words, suggest works that are similar in meaning, also across "
        "languages. Needs the extra `archivist[semantic]`; see "
        "[Similar in meaning](related-reading.md#similar-in-meaning).",
    )
    semantic_threshold: float = Field(
        0.1,
        ge=0,
        le=1,
        description="The least score of a suggestion that is similar in meaning, from 0 to 1.",
    )


class FontsTable(_Table):
    """Where fonts are."""

    folders: tuple[Path, ...] = Field(
        (),
        description="The only folders in which fonts are looked for, relative to this file or absolute. Without it: "
        "those of the system, then those of the user's home folder.",
    )


class LinksTable(_Table):
    """Archived copies of the pages that articles cite."""

    archives: tuple[Annotated[str, Field(min_length=1)], ...] = Field(
        (),
        description="Your web archives (WARC or WACZ) with pages that the articles cite: files, or patterns such as "
        '`"web-archives/*.wacz"`, relative to this file.',
    )
    max_capture: Size = Field(
        50_000_000, description="Largest size of an archived page; larger ones are not copied into the volume's WACZ."
    )


class TextTable(_Table):
    """The text, in both formats."""

    spaces: bool = Field(
        True,
        description="Put no-break spaces where a line must not end, by language: after short words, between a number "
        "and its unit, before dashes. Code, formulas and addresses stay as written. See [Typography](typography.md).",
    )
    pictures: bool = Field(
        True,
        description="Print the pictures of articles. `false`: a volume of text only, with their alternative texts and "
        "captions.",
    )


class PdfTable(_Table):
    """The PDF."""

    page: PageName = Field(
        "A5",
        description="The page: A5, A4, B5, Letter, 6x9in, ereader (6 inches), or width and height of your own: "
        '`"150mm 220mm"`.',
    )
    spine: Shift = Field(
        "3mm",
        description="How far the text is moved towards the spine of an open book, so that inner margins are narrower "
        'than outer ones: a length of at most 10 mm, `"0mm"` for equal margins. The e-reader page and the covers stay '
        "as they are.",
    )
    bleed: Shift = Field(
        "0mm",
        description="Make a second file for the printer, `NAME.print.pdf`, with crop marks: the fields of the cover go "
        'on over the edges of the page by this length, `"3mm"` for most printers. `"0mm"`: no such file.',
    )
    standard: Standard = Field(
        Standard.A_2A,
        description="What the file is made to conform to: `a-2a` (with PDF/UA-1), `a-3a` (with PDF/UA-1) or `a-4f` "
        "(with PDF/UA-2). The last two carry each article's source.",
    )
    articles: ArticleFlow = Field(
        ArticleFlow.AUTO,
        description="Where an article begins: `page`, on a new page; `run-on`, below the one before it; `auto`, on a "
        "new page, but articles of less than about two thirds of a page follow one another, and longer ones do if half "
        "of the page is free.",
    )
    justify: bool | Literal["auto"] = Field(
        "auto",
        description="Lines of equal length: `true`, `false`, or `auto`: not where a line is too short for even spaces, "
        "which is the case in columns and, in languages with long words, on the e-reader page.",
    )
    style: Path | None = Field(
        None, description="Your own style sheet, relative to this file; it is applied after the theme's."
    )


class EpubTable(_Table):
    """The EPUB."""

    device: Device | None = Field(
        None,
        description="The device that the EPUB is made for. It sets the other keys of this table that are not set here; "
        "see [The EPUB](epub.md#devices).",
    )
    max_size: Size | None = Field(
        None,
        description="Largest size of a file. A larger EPUB is made in parts, divided between articles. Without it: "
        "one file, however large.",
    )
    picture_pixels: int = Field(
        1872,
        ge=0,
        description="Longest edge of a picture; larger ones are scaled down. 1872 is the height of a 10-inch reader. "
        "0: no limit.",
    )
    grey: bool = Field(
        False, description="Convert pictures to grey, for readers without colours. SVG keeps its colours."
    )
    fonts: bool = Field(
        True, description="Embed the fonts of the book. Without them the device shows its own, if it has the letters."
    )
    notes: EpubNotes = Field(
        EpubNotes.POP_UP,
        description="Mark notes so that reading systems may show them in pop-ups only, or as a list at the end of each "
        "article that none hides.",
    )
    style: Path | None = Field(
        None, description="Your own style sheet, relative to this file; it is applied after archivist's."
    )

    @model_validator(mode="before")
    @classmethod
    def _for_device(cls, table: object) -> object:
        return with_device(table) if isinstance(table, Mapping) else table


class SendTable(_Table):
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


class Config(_Table):
    """All of `archivist.toml`."""

    archive: ArchiveTable = ArchiveTable()
    volumes: VolumesTable = VolumesTable()
    editions: EditionsTable = EditionsTable()
    identifiers: IdentifiersTable = IdentifiersTable()
    notes: NotesTable = NotesTable()
    glossary: GlossaryTable = GlossaryTable()
    back_matter: BackMatterTable = BackMatterTable()
    related: RelatedTable = RelatedTable()
    fonts: FontsTable = FontsTable()
    links: LinksTable = LinksTable()
    text: TextTable = TextTable()
    pdf: PdfTable = PdfTable()
    epub: EpubTable = EpubTable()
    shelf: ShelfTable = ShelfTable()
    send: dict[str, SendTable] = Field(default_factory=dict)
    labels: dict[Language, dict[str, str]] = Field(
        default_factory=dict, description='Labels by language: [labels.fr] contents = "Sommaire".'
    )

    @property
    def frequency(self) -> Frequency:
        """How often the serial appears: as it says, else as long as a volume is."""
        return self.archive.frequency or _FREQUENCIES[self.volumes.period]

    def contradictions(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """What settings of different tables say against one another: the key, and what is wrong."""
        if len(self.editions.languages) < 2:
            return
        for of_articles in (False, True):
            for scheme in Scheme:
                pattern = self.identifiers.pattern(scheme, of_articles=of_articles)
                if pattern and "language" not in pattern.names:
                    where = ("identifiers", "articles", scheme) if of_articles else ("identifiers", scheme)
                    yield where, "it has no {language}, so all languages would have the same identifier"


def worded(wording: Wording, language: str) -> str:
    """The text for a language; where there is none for it, the first one given."""
    if isinstance(wording, str):
        return wording
    bare = language.split("-", 1)[0]
    return wording.get(language) or wording.get(bare) or next(iter(wording.values()), "")


def json_schema() -> dict[str, object]:
    """The settings as JSON Schema (draft 2020-12)."""
    schema = Config.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": FILE_NAME}


def load(file: Path) -> Config:
    """Read `archivist.toml`.

    Raises ConfigurationError naming file, key and the nearest known key.
    """
    try:
        text = file.read_text("utf-8-sig")
        data = tomllib.loads(text)
    except FileNotFoundError:
        raise ConfigurationError(
            f"{file} does not exist",
            "Run `archivist init` to create an archive, or name one with --archive DIR.",
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file} is not valid TOML: {error}", "Correct it at this position.") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(
            "the file is not UTF-8 text", "Save it as UTF-8.", place=Place(str(file), line)
        ) from None
    except (RecursionError, ValueError):
        raise ConfigurationError(
            f"{file} is nested too deeply, or has a number that is too large",
            "Write it as docs/configuration.md shows.",
        ) from None
    except OSError as error:
        raise ConfigurationError(
            f"{file} cannot be read: {error.strerror}", "Check the file and its permissions."
        ) from None
    return parse(data, str(file), text)


def parse(data: Mapping[str, object], file: str = FILE_NAME, text: str = "") -> Config:
    """Check configuration data against the schema. `file` is named in messages, with the line in its `text`, if given.

    Raises ConfigurationError.
    """
    try:
        settings = Config.model_validate(data)
    except ValidationError as error:
        lines = dict.fromkeys(_explain(item, file, data, text) for item in error.errors())
        raise ConfigurationError("\n".join(lines), _REMEDY) from None
    wrong = [
        f"{Place(file, settings_lines.line_of(text, where))}: {'.'.join(where)}: {message}"
        for where, message in settings.contradictions()
    ]
    if wrong:
        raise ConfigurationError("\n".join(wrong), _REMEDY)
    return settings


_REMEDY = f"Correct {FILE_NAME}; docs/configuration.md lists every key and its values."


def _explain(item: "ErrorDetails", file: str, data: Mapping[str, object], text: str) -> str:
    where = _in_data(item["loc"], data)
    line = settings_lines.line_of(text, where)
    place = Place(file, line)
    key = ".".join(where)
    if item["type"] != "extra_forbidden":
        return f"{place}: {key}: {_explain_type(item)}"
    near = difflib.get_close_matches(where[-1], _known_keys(where[:-1]), n=1, cutoff=0.5)
    return f"{place}: unknown key {key}" + (f"; did you mean {near[0]}?" if near else "")


def _explain_type(item: "ErrorDetails") -> str:
    """What is wrong; the schema library's words about types do not help an author of TOML."""
    if item["type"] in {"model_type", "dict_type", "model_attributes_type"}:
        return "this is a table: write its keys below its name in square brackets"
    return str(item["msg"]).removeprefix("Value error, ")


def _in_data(location: Sequence[str | int], data: object) -> list[str]:
    """The keys of a place as far as they are in the file; the rest names forms that the schema allows there."""
    where: list[str] = []
    for part in location:
        inside = data if isinstance(data, Mapping) else dict(enumerate(data)) if isinstance(data, list) else {}
        if part not in inside:
            break
        data = inside[part]
        where.append(str(part))
    return where or [str(part) for part in location[:1]]


def _known_keys(where: list[str]) -> list[str]:
    model: type[BaseModel] = Config
    parts = iter(where)
    for part in parts:
        inner = model.model_fields[part].annotation
        if get_origin(inner) is dict:  # tables that have names of their own
            next(parts, None)
            inner = get_args(inner)[1]
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return []
        model = inner
    return list(model.model_fields)
