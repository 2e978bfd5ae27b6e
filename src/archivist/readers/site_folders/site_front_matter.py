"""The block at the head of a file, and the files of settings: YAML, TOML or JSON, as plain data."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from archivist.front_matter import (
    MAX_FRONT_MATTER,
    BlockError,
    Unquoted,
    Value,
    check_size,
    escapes,
    read_json,
    read_toml,
    read_yaml,
    taken_apart,
    unquoted,
    value_of,
)
from archivist.text.xml_characters import FORBIDDEN, with_newlines, without_forbidden

_FENCES = {
    "---": ("yaml", r"^(?:---|\.\.\.)[ \t]*$"),  # Jekyll knows `...` as an end as well
    "---yaml": ("yaml", r"^---[ \t]*$"),
    "---json": ("json", r"^---[ \t]*$"),  # Eleventy's
    "---toml": ("toml", r"^---[ \t]*$"),
    "+++": ("toml", r"^\+\+\+[ \t]*$"),
}
_OTHER_FENCE = re.compile(r"---[ ]?(?:js|javascript|node|coffee|coffeescript|cson|lua|php)[ \t]*\n")


class FrontMatterError(Exception):
    """It cannot be read. `line` is a line of the file, 0 if it is not known."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message, self.line = message, line


@dataclass(frozen=True, slots=True)
class Entry:
    """The value of a key."""

    data: object  # plain data: dates and times are ISO strings
    written: object  # of the same shape, each scalar as it was written, "" for null
    line: int  # of the file, from 1


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file taken apart."""

    entries: Mapping[str, Entry]
    text: str  # what follows the block, with `\n` as line ending
    text_line: int  # line of the file on which it begins, from 1
    is_given: bool  # whether the file begins with such a block
    twice: tuple[tuple[str, int], ...] = ()  # keys given again, and where: the last one counts, as in Jekyll
    controls: int = 0  # characters that a book cannot contain, left out of the block
    unquoted: tuple[Unquoted, ...] = ()  # values of YAML that are not read as they are written


def read_front_matter(source: str) -> FrontMatter:
    """Take a file apart. Raises FrontMatterError with the line."""
    source = with_newlines(source.removeprefix("\ufeff"))
    fence = _FENCES.get(source.partition("\n")[0].rstrip().lower()) if source[:1] in ("-", "+") else None
    if fence is None and _OTHER_FENCE.match(source):
        form = source.partition("\n")[0].strip().removeprefix("---").strip()
        raise FrontMatterError(f"{form} front matter is a program, which is not run", 1)
    if fence is None:
        return _json_head(source)
    form, closing = fence
    try:
        block, text, text_line = taken_apart(source, closing)
    except BlockError as error:
        raise FrontMatterError(error.message, error.line) from None
    controls = len(FORBIDDEN.findall(block))
    entries, twice = _read(block, form, 2)
    block = without_forbidden(block)
    cut = (*(unquoted(block, 2) if form == "yaml" else ()), *escapes(block, 2))
    return FrontMatter(entries, text, text_line, True, twice, controls, cut)


def read_settings(text: str, form: str) -> Mapping[str, object]:
    """A file of settings or data, `form` being its suffix (yml, yaml, toml, json). Raises FrontMatterError."""
    block = with_newlines(text.removeprefix("\ufeff"))
    entries, _ = _read(block, "yaml" if form == "yml" else form, 1)
    return {key: entry.data for key, entry in entries.items()}


def _json_head(source: str) -> FrontMatter:
    """Hugo's third form: the file begins with a JSON object. Otherwise there is no front matter."""
    none = FrontMatter({}, source, 1, False)
    if not re.match(r'\{\s*(?:"|\})', source[:1000]):
        return none
    try:
        data, end = json.JSONDecoder(parse_constant=str).raw_decode(source[:MAX_FRONT_MATTER])
    except (ValueError, RecursionError):
        return none
    if not isinstance(data, dict) or source[end : end + 1] not in ("", "\n"):
        return none
    line = source.count("\n", 0, end) + 2
    try:
        entries = {without_forbidden(key): _entry(value_of(each, 1)) for key, each in data.items()}
    except BlockError as error:
        raise FrontMatterError(error.message, error.line) from None
    return FrontMatter(entries, source[end + 1 :], line, True)


def _read(block: str, form: str, first: int) -> tuple[dict[str, Entry], tuple[tuple[str, int], ...]]:
    """The keys of a block that begins on the line `first` of its file, and those given again."""
    twice: list[tuple[str, int]] = []
    try:
        check_size(block)
        block = without_forbidden(block)
        if form == "yaml":
            values = read_yaml(block, first, lambda key, line, _: twice.append((key, line)), is_foreign=True)
        else:
            values = read_toml(block, first) if form == "toml" else read_json(block, first)
    except BlockError as error:
        raise FrontMatterError(error.message, error.line or first) from None
    return {key: _entry(value) for key, value in values.items()}, tuple(twice)


def entry_of(data: object) -> Entry:
    """Data that was read by `read_settings`, or as an entry, as an entry without a line of its own."""
    return _entry(value_of(data, 0))


def _entry(value: Value) -> Entry:
    return Entry(value.data, _plain_value(value), value.line)


def _plain_value(value: Value) -> object:
    if value.items is not None:
        return [_plain_value(item) for item in value.items]
    if value.entries is not None:
        return {key: _plain_value(each) for key, each in value.entries.items()}
    return value.written
