"""`archivist.toml`: one strict schema, from which docs/configuration.md is made. It is read and checked here."""

import difflib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args, get_origin

from pydantic import BaseModel, Field, ValidationError

from archivist.errors import ConfigurationError
from archivist.identifiers import Scheme
from archivist.place import Place
from archivist.settings.setting_values import (
    Language,
)
from archivist.settings.toml_lines import line_of

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails
from archivist.settings.archive_tables import ArchiveTable, EditionsTable, SendTable, ShelfTable, VolumesTable
from archivist.settings.book_tables import (
    BackMatterTable,
    EpubTable,
    FontsTable,
    GlossaryTable,
    LinksTable,
    NotesTable,
    PdfTable,
    RelatedTable,
    TextTable,
)
from archivist.settings.choices import Frequency, Period
from archivist.settings.identifier_tables import IdentifiersTable
from archivist.settings.table import Table

FILE_NAME = "archivist.toml"


_FREQUENCIES = {
    **{Period.DAY: Frequency.DAILY, Period.WEEK: Frequency.WEEKLY, Period.MONTH: Frequency.MONTHLY},
    **{Period.QUARTER: Frequency.QUARTERLY, Period.YEAR: Frequency.ANNUAL},
}


class Config(Table):
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
        f"{Place(file, line_of(text, where))}: {'.'.join(where)}: {message}"
        for where, message in settings.contradictions()
    ]
    if wrong:
        raise ConfigurationError("\n".join(wrong), _REMEDY)
    return settings


_REMEDY = f"Correct {FILE_NAME}; docs/configuration.md lists every key and its values."


def _explain(item: "ErrorDetails", file: str, data: Mapping[str, object], text: str) -> str:
    where = _in_data(item["loc"], data)
    line = line_of(text, where)
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
