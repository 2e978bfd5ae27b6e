"""`glossary.toml`: one strict schema, as `archivist.toml` has one. See docs/glossary.md."""

import difflib
import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from slugify import slugify

from archivist.errors import ConfigurationError
from archivist.glossary.terms import ANY_LANGUAGE, NO_GLOSSARY, Glossary, Term, TermKind
from archivist.place import Place
from archivist.settings.toml_lines import line_of
from archivist.text import languages
from archivist.text.xml_characters import FORBIDDEN

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FILE_NAME = "glossary.toml"

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_TERM = re.compile(r"^\s*\[\[\s*(?:term|\"term\"|'term')\s*\]\]")
_QUOTES = re.compile(r'"""|' + "'''")
_REMEDY = "Correct the glossary; docs/glossary.md lists every key and its values."


def _language(tag: object) -> str:
    known = languages.normalise_tag(tag) if isinstance(tag, str) else None
    if known is None:
        raise ValueError(f"{tag!r} is not a known language; write a BCP 47 tag such as en, ka, ru or zh-Hans")
    return known


def _line(text: object) -> str:
    """Words on one line. Raises ValueError if there are none, or a character that no book can contain."""
    if not isinstance(text, str):
        raise ValueError("write a text in quotation marks")
    found = FORBIDDEN.search(text)
    if found:
        raise ValueError(f"the text contains U+{ord(found[0]):04X}, which no book can contain; remove it")
    words = " ".join(text.split())
    if not any(character.isalnum() for character in words):
        raise ValueError(f"{text!r} has no letter or digit; write the words, or remove the entry")
    return words


def _lines(texts: object) -> tuple[str, ...]:
    if not isinstance(texts, list | tuple):
        raise ValueError('write a list of texts: ["…", "…"]')
    return tuple(dict.fromkeys(map(_line, texts)))


def _text_of_each(value: object) -> dict[str, str]:
    if isinstance(value, str):
        return {ANY_LANGUAGE: _line(value)}
    if not isinstance(value, Mapping):
        raise ValueError('write a text in quotation marks, or one for each language: { en = "…", ka = "…" }')
    return {tag: _line(text) for tag, text in _by_language(value)}


def _texts_of_each(value: object) -> dict[str, tuple[str, ...]]:
    if isinstance(value, list | tuple):
        return {ANY_LANGUAGE: _lines(value)}
    if not isinstance(value, Mapping):
        raise ValueError('write a list of texts, or one for each language: { en = ["…"], ka = ["…"] }')
    return {tag: _lines(texts) for tag, texts in _by_language(value)}


def _by_language(value: Mapping[object, object]) -> Iterator[tuple[str, object]]:
    known: dict[str, object] = {}
    for tag, words in value.items():
        language = _language(tag)
        if language in known:
            raise ValueError(f"{tag!r} names the language {language} a second time; keep one of the two")
        known[language] = words
        yield language, words


def _names(value: object) -> dict[str, str]:
    names = _text_of_each(value)
    if not names:
        raise ValueError('the term has no name; write it in at least one language: { en = "…" }')
    return names


def _id(text: str) -> str:
    if text and not _ID.fullmatch(text):
        raise ValueError(f"{text!r} is not an id; write Latin letters, digits and hyphens, such as great-liakhvi")
    return text


# `json_schema_input_type` is what an editor checks the file by.
Names = Annotated[dict[str, str], BeforeValidator(_names, json_schema_input_type=str | dict[str, str])]
Texts = Annotated[dict[str, str], BeforeValidator(_text_of_each, json_schema_input_type=str | dict[str, str])]
Lists = Annotated[
    dict[str, tuple[str, ...]],
    BeforeValidator(_texts_of_each, json_schema_input_type=list[str] | dict[str, list[str]]),
]
TermId = Annotated[str, AfterValidator(_id)]
LanguageTag = Annotated[str, AfterValidator(_language)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TermTable(_Table):
    """A name or a term, and how texts write it."""

    id: TermId = Field(
        "",
        description="Names the term in `see_also` and `parent`, and in links to it. Without it: the English name, or "
        "the first one, in Latin letters.",
    )
    kind: TermKind = Field(
        TermKind.SUBJECT, description="What the term names: a person, a place, a body (an organisation), a subject."
    )
    name: Names = Field(
        description='The name in each language, in the nominative: `{ en = "Tskhinvali", ka = "ცხინვალი" }`. One text '
        'for all languages: `name = "Iveria"`.',
    )
    forms: Lists = Field(
        default_factory=dict,
        description='Forms that texts have in addition, exactly as written: `{ ru = ["Цхинвале", "Цхинвалом"] }`.',
    )
    decline: bool = Field(
        True, description="Also find the declined forms of the names. `false`: only names and `forms` as written."
    )
    native: Annotated[str, AfterValidator(lambda tag: _language(tag) if tag else "")] = Field(
        "", description="Language of the native name, one of those in `name`; the note quotes that name."
    )
    note: Texts = Field(default_factory=dict, description="Words for the note at the first mention, in each language.")
    annotate: bool = Field(True, description="Print a note at the first mention. `false`: only in the index.")
    see: Lists = Field(
        default_factory=dict,
        description="Other names of the same. Texts may have them too, and the index refers from them to this term: "
        '`{ en = ["Tiflis"], ru = ["Тифлис"] }`.',
    )
    see_also: tuple[TermId, ...] = Field((), description="Ids of terms to which the index also refers.")
    parent: TermId = Field("", description="Id of the term below which the index lists this one.")
    sort: Texts = Field(
        default_factory=dict,
        description='The name as the index files and prints it: `{ en = "Chavchavadze, Ilia" }`. Without it: the name.',
    )


class GlossaryTables(_Table):
    """Names and terms of an archive, in any order."""

    term: tuple[TermTable, ...] = Field((), description="The terms: a table `[[term]]` for each.")


def json_schema() -> dict[str, object]:
    """The glossary as JSON Schema (draft 2020-12)."""
    schema = GlossaryTables.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": FILE_NAME}


def read_glossary(file: Path, *, shown: str = "", required: bool = False) -> Glossary:
    """The glossary in a file; one without terms if there is no such file and it is not `required`.

    `shown` is how messages name the file. Raises ConfigurationError naming file, line and key.
    """
    name = shown or str(file)
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        if not required:
            return NO_GLOSSARY
        raise ConfigurationError(
            f"the glossary {name} does not exist", "Make it, or correct `file` in [glossary]."
        ) from None
    except OSError as error:
        raise ConfigurationError(
            f"{name} cannot be read: {error.strerror}", "Check the file and its permissions."
        ) from None
    return parse_glossary(content, name)


def parse_glossary(content: bytes, file: str = FILE_NAME) -> Glossary:
    """The glossary that a file contains. `file` is named in messages. Raises ConfigurationError."""
    text, data = _decode(content, file)
    try:
        tables = GlossaryTables.model_validate(data)
    except ValidationError as error:
        lines = dict.fromkeys(_explain(item, file, data, text) for item in error.errors())
        raise ConfigurationError("\n".join(lines), _REMEDY) from None
    terms = tuple(_term(table, _line_of(text, ("term", at), data)) for at, table in enumerate(tables.term))
    faults = [*_faults(terms, file)]
    if faults:
        raise ConfigurationError("\n".join(faults), _REMEDY)
    return Glossary(terms, file, hashlib.sha256(content).hexdigest())


def _decode(content: bytes, file: str) -> tuple[str, dict[str, object]]:
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file} is not valid TOML: {error}", "Correct it at this position.") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigurationError("the file is not UTF-8 text", "Save it as UTF-8.", place=Place(file, line)) from None
    except (RecursionError, ValueError):
        raise ConfigurationError(
            f"{file} is nested too deeply, or has a number that is too large", "Write it as docs/glossary.md shows."
        ) from None


def _term(table: TermTable, line: int) -> Term:
    default = next(iter(table.name.values()))
    return Term(
        id=table.id or slugify(table.name.get("en", default)),
        kind=table.kind,
        names=table.name,
        forms=table.forms,
        see=table.see,
        native=table.native,
        notes=table.note,
        sorts=table.sort,
        see_also=tuple(dict.fromkeys(table.see_also)),
        parent=table.parent,
        declined=table.decline,
        annotated=table.annotate,
        line=line,
    )


def _faults(terms: Sequence[Term], file: str) -> Iterator[str]:
    """What the schema of one term cannot see."""
    lines: dict[str, int] = {}
    for term in terms:
        place = Place(file, term.line)
        if not term.id:
            yield f"{place}: term.id: no id can be made from the name; write one"
        elif term.id in lines:
            yield f"{place}: term.id: {term.id} is already the id of the term on line {lines[term.id]}; write another"
        lines.setdefault(term.id, term.line)
        if term.native and term.native not in term.names:
            yield f"{place}: term.native: the term has no name in {term.native}; add it to `name`"


def _explain(item: "ErrorDetails", file: str, data: Mapping[str, object], text: str) -> str:
    where = item["loc"]
    place = Place(file, _line_of(text, where, data))
    key = ".".join(str(part) for part in where if isinstance(part, str))
    if item["type"] == "extra_forbidden":
        model: type[BaseModel] = TermTable if len(where) > 1 else GlossaryTables
        near = difflib.get_close_matches(str(where[-1]), list(model.model_fields), n=1, cutoff=0.5)
        return f"{place}: unknown key {key}" + (f"; did you mean {near[0]}?" if near else "")
    return f"{place}: {key}: {_said(item)}"


def _said(item: "ErrorDetails") -> str:
    """What is wrong; the schema library's words about types do not help an author of TOML."""
    if item["type"] in {"model_type", "dict_type", "model_attributes_type"}:
        return "this is a table: write its keys below [[term]]"
    if item["type"] == "tuple_type":
        return 'this is a list: a table [[term]] for each term, or ["…"] for ids'
    if item["type"] == "missing":
        return "the term has no name; add `name`"
    return str(item["msg"]).removeprefix("Value error, ")


def _line_of(text: str, where: Sequence[str | int], data: Mapping[str, object]) -> int:
    """The line of a key, or of the term it belongs to; 0 if neither has a line of its own."""
    path = [str(part) for part in where if isinstance(part, str)]
    number = next((part for part in where if isinstance(part, int)), None)
    terms, begins = data.get("term"), _beginnings(text)
    if number is None or not isinstance(terms, list) or len(begins) != len(terms):
        return line_of(text, path)
    lines = text.split("\n")
    end = begins[number + 1] - 1 if number + 1 < len(begins) else len(lines)
    own = "\n".join(lines[begins[number] - 1 : end])
    return begins[number] - 1 + line_of(own, path)


def _beginnings(text: str) -> list[int]:
    """The lines, from 1, on which the tables of terms begin; not those within a text of several lines."""
    found, inside = [], ""
    for number, line in enumerate(text.split("\n"), 1):
        if not inside and _TERM.match(line):
            found.append(number)
        for quotes in _QUOTES.findall(line):
            if inside in ("", quotes):
                inside = "" if inside else quotes
    return found
