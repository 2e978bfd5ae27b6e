"""`archivist.toml`: one strict schema. Every option is defined once, here; docs/configuration.md is made from it."""

import difflib
import re
import tomllib
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from archivist import languages, settings_lines
from archivist.errors import ConfigurationError
from archivist.place import Place

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FILE_NAME = "archivist.toml"


def _language(tag: str) -> str:
    known = languages.normalise_tag(tag)
    if known is None:
        raise ValueError(f"{tag!r} is not a known language; write a BCP 47 tag such as en, ka, ru or zh-Hans")
    return known


def _unique(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tags))


Language = Annotated[str, AfterValidator(_language)]


def _wording(value: object) -> object:
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
        raise ValueError('write a text in quotation marks, or one for each language: { en = "…", ka = "…" }')
    return {_language(tag): text for tag, text in value.items()}


# One text for every language, or a table of one per language: title = "…" or title = { en = "…", ka = "…" }.
WordingForm = str | dict[Language, str]
Wording = Annotated[WordingForm, BeforeValidator(_wording)]
Languages = Annotated[tuple[Language, ...], AfterValidator(_unique)]


class Medium(StrEnum):
    """A form of the serial that has an ISSN of its own."""

    PDF = "pdf"
    EPUB = "epub"


# What an ISSN is given for: `print` is the paged form, `online` the other.
_MEDIA = {"pdf": Medium.PDF, "print": Medium.PDF, "epub": Medium.EPUB, "online": Medium.EPUB}
_ISSN_FORMS = (
    'write it as "1234-5679"; for each medium: { print = "…", online = "…" }; for each language: { en = "…", '
    'ka = { print = "…", online = "…" } }'
)


def _issn(number: str) -> str:
    """Check the form, which is printed as written, and the check digit (ISO 3297)."""
    from stdnum import issn  # noqa: PLC0415  # only archives that have one need it
    from stdnum.exceptions import InvalidChecksum  # noqa: PLC0415
    from stdnum.exceptions import ValidationError as StdnumError  # noqa: PLC0415

    try:
        if issn.format(issn.validate(number)) == number:
            return number
    except InvalidChecksum:
        check = issn.calc_check_digit(issn.compact(number)[:-1])
        raise ValueError(f"{number} is not an ISSN: the check digit should be {check}") from None
    except StdnumError:
        pass
    raise ValueError(f"{number!r} is not an ISSN; write four digits, a hyphen, three digits and the check digit")


def _issns(value: object) -> object:
    """One ISSN, or a table of them by medium, by language, or by both; in canonical form."""
    if isinstance(value, str):
        return _issn(value) if value else ""
    if not isinstance(value, Mapping):
        raise ValueError(_ISSN_FORMS)
    if value and all(key in _MEDIA for key in value):
        return _by_medium(value)
    return {_language(key): _of_language(each) for key, each in value.items()}


def _of_language(value: object) -> str | dict[Medium, str]:
    if isinstance(value, Mapping):
        return _by_medium(value)
    if not isinstance(value, str) or not value:
        raise ValueError(_ISSN_FORMS)
    return _issn(value)


def _by_medium(value: Mapping[str, object]) -> dict[Medium, str]:
    found: dict[Medium, str] = {}
    for key, number in value.items():
        if key not in _MEDIA or not isinstance(number, str) or not number:
            raise ValueError(_ISSN_FORMS)
        if _MEDIA[key] in found:
            raise ValueError(f"{key!r} sets the ISSN of the {_MEDIA[key].upper()} a second time")
        found[_MEDIA[key]] = _issn(number)
    return found


# One for all, or by medium, or by language, or by both.
Issns = Annotated[str | dict[Medium, str] | dict[Language, str | dict[Medium, str]], BeforeValidator(_issns)]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")


def archive_id(text: str) -> str:
    """A UUID as its URN, any other URI as written. Raises ValueError if it is neither."""
    if not text:
        return text
    try:
        return uuid.UUID(text).urn
    except ValueError:
        pass
    if not _SCHEME.match(text):
        raise ValueError(f"{text!r} is not an id: write a UUID, a URN or an address of your own, and never change it")
    return text


_SIZE = re.compile(r"(\d+(?:\.\d+)?) ?(B|kB|MB|GB|KiB|MiB|GiB)", re.IGNORECASE)
_BYTES = {"b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30}


def _size(value: object) -> object:
    """Bytes from words: decimal units as in SI, binary ones as in IEC 80000-13. Whole numbers are bytes already."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError('write a size such as "20 MB" or "500 kB", or a number of bytes')
    if isinstance(value, int):
        return value
    form = _SIZE.fullmatch(value.strip())
    if form is None:
        raise ValueError(f'{value!r} is not a size; write one such as "20 MB" or "500 kB", or a number of bytes')
    return int(Decimal(form[1]) * _BYTES[form[2].lower()])


# How large a file may be, in bytes: 20000000, "20 MB", "500 kB", "1.5 MiB".
Size = Annotated[int, BeforeValidator(_size), Field(ge=1)]


class Period(StrEnum):
    """How long a volume is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


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
    """The themes' page sizes."""

    A5 = "A5"
    A4 = "A4"
    EREADER = "ereader"


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ArchiveTable(_Table):
    """The serial."""

    title: Wording = Field("Archive", description="Title of the serial, on the cover and in every record.")
    subtitle: Wording = Field("", description="Printed below the title.")
    publisher: Wording = Field("", description="The publisher, printed in the imprint.")
    place: Wording = Field("", description="Place of publication.")
    id: Annotated[str, AfterValidator(archive_id)] = Field(
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
    rights: Wording = Field("", description="Copyright and licence, printed in the imprint.")
    articles: Path = Field(
        Path("articles"),
        description="Folder of the articles, relative to this file or absolute. May be read-only.",
    )
    site: str = Field(
        "",
        pattern=r"^(https?://[^\s/]+.*)?$",
        description="Address of the web site; links that begin with / lead there.",
    )

    def issn_of(self, language: str, medium: Medium) -> str:
        """The ISSN of a language edition in a medium; "" if it has none: that of another medium is not its own."""
        numbers = self._of_language(language)
        return numbers if isinstance(numbers, str) else numbers.get(medium, "")

    def issns_of(self, language: str) -> tuple[tuple[str, str], ...]:
        """Every ISSN of a language edition, each with the media that it is of: none if it is of all."""
        numbers = self._of_language(language)
        if isinstance(numbers, str):
            return ((numbers, ""),) if numbers else ()
        if len(set(numbers.values())) == 1 and len(numbers) == len(Medium):
            return ((next(iter(numbers.values())), ""),)
        return tuple((numbers[medium], medium.upper()) for medium in Medium if medium in numbers)

    def issns(self) -> tuple[str, ...]:
        """All of them, each once."""
        if isinstance(self.issn, str):
            return (self.issn,) if self.issn else ()
        each = (number.values() if isinstance(number, dict) else (number,) for number in self.issn.values())
        return tuple(dict.fromkeys(str(number) for numbers in each for number in numbers))

    def _of_language(self, language: str) -> str | dict[Medium, str]:
        table = self.issn
        if isinstance(table, str):
            return table
        by_medium = {Medium(key): number for key, number in table.items() if key in set(Medium)}
        if by_medium:
            return {medium: str(number) for medium, number in by_medium.items()}
        by_language: dict[str, str | dict[Medium, str]] = {str(key): number for key, number in table.items()}
        return by_language.get(language) or by_language.get(language.split("-", 1)[0]) or ""


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


class PdfTable(_Table):
    """The PDF."""

    page: PageSize = Field(PageSize.A5, description="Theme: A5, A4, or ereader (6 inches).")
    standard: Standard = Field(
        Standard.A_2A,
        description="What the file is made to conform to: `a-2a` (with PDF/UA-1), `a-3a` (with PDF/UA-1) or `a-4f` "
        "(with PDF/UA-2). The last two carry each article's source.",
    )
    style: Path | None = Field(
        None, description="Your own style sheet, relative to this file; it is applied after the theme's."
    )


class EpubTable(_Table):
    """The EPUB."""

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
    style: Path | None = Field(
        None, description="Your own style sheet, relative to this file; it is applied after archivist's."
    )


class Config(_Table):
    """All of `archivist.toml`."""

    archive: ArchiveTable = ArchiveTable()
    volumes: VolumesTable = VolumesTable()
    editions: EditionsTable = EditionsTable()
    notes: NotesTable = NotesTable()
    glossary: GlossaryTable = GlossaryTable()
    back_matter: BackMatterTable = BackMatterTable()
    related: RelatedTable = RelatedTable()
    pdf: PdfTable = PdfTable()
    epub: EpubTable = EpubTable()
    labels: dict[Language, dict[str, str]] = Field(
        default_factory=dict, description='Labels by language: [labels.fr] contents = "Sommaire".'
    )


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
        return Config.model_validate(data)
    except ValidationError as error:
        lines = dict.fromkeys(_explain(item, file, data, text) for item in error.errors())
        raise ConfigurationError("\n".join(lines), _REMEDY) from None


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
    for part in where:
        inner = model.model_fields[part].annotation
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return []
        model = inner
    return list(model.model_fields)
