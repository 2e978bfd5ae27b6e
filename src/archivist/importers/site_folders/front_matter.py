"""The block at the head of a file, and the files of settings: YAML, TOML or JSON, as plain data.

Nothing in it is executed; an alias may stand for a scalar only, so nothing in it can grow either.
"""

import datetime
import json
import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from archivist.characters import FORBIDDEN

MAX_FRONT_MATTER = 1_000_000  # characters
_MAX_DEPTH = 40
_FENCES = {
    "---": ("yaml", r"^(?:---|\.\.\.)[ \t]*$"),  # Jekyll knows `...` as an end, too
    "---yaml": ("yaml", r"^---[ \t]*$"),
    "---json": ("json", r"^---[ \t]*$"),  # Eleventy's
    "---toml": ("toml", r"^---[ \t]*$"),
    "+++": ("toml", r"^\+\+\+[ \t]*$"),
}
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TOML_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_TOML_KEY = re.compile(r"""^\s*\[*\s*["']?([^\s"'=.\]]+)""")


class FrontMatterError(Exception):
    """It cannot be read. `line` is a line of the file, 0 if it is not known."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message, self.line = message, line


@dataclass(frozen=True, slots=True)
class Entry:
    """The value of a key."""

    data: Any  # plain data: dates and times are ISO strings
    written: Any  # of the same shape, each scalar as it was written, "" for null
    line: int  # of the file, from 1


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file taken apart."""

    entries: Mapping[str, Entry]
    text: str  # what follows the block, with `\n` as line ending
    text_line: int  # line of the file on which it begins, from 1
    is_given: bool  # whether the file begins with such a block
    twice: tuple[tuple[str, int], ...] = ()  # keys given again, and where: the last one counts, as in Jekyll
    controls: int = 0  # characters no book can hold, left out of the block


@dataclass(slots=True)
class _Block:
    entries: dict[str, Entry]
    twice: list[tuple[str, int]]


def read_front_matter(source: str) -> FrontMatter:
    """Take a file apart. Raises FrontMatterError with the line."""
    source = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = source.partition("\n") if source[:1] in "-+" else ("", "", "")
    fence = _FENCES.get(first.rstrip().lower())
    if fence is None:
        return _json_head(source)
    form, end_line = fence
    end = re.compile(end_line, re.MULTILINE).search(rest[: MAX_FRONT_MATTER + 4])
    if end is None:
        raise FrontMatterError(f"the line that closes the front matter is missing in its first {_limit()}", 1)
    block, text = rest[: end.start()], rest[end.end() + 1 :]
    controls = len(FORBIDDEN.findall(block))
    read = _read(FORBIDDEN.sub("", block), form, 2)
    return FrontMatter(read.entries, text, block.count("\n") + 3, True, tuple(read.twice), controls)


def read_settings(text: str, form: str) -> Mapping[str, Any]:
    """A file of settings or data, `form` being its suffix (yml, yaml, toml, json). Raises FrontMatterError."""
    if len(text) > MAX_FRONT_MATTER:
        raise FrontMatterError(f"it is larger than {_limit()}", 0)
    block = FORBIDDEN.sub("", text.removeprefix("\ufeff").replace("\r\n", "\n"))
    entries = _read(block, "yaml" if form == "yml" else form, 1).entries
    return {key: entry.data for key, entry in entries.items()}


def without_forbidden(text: str) -> str:
    """The text without the characters no book can hold."""
    return FORBIDDEN.sub("", text)


def _limit() -> str:
    return f"{MAX_FRONT_MATTER:,} characters"


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
    entries = {without_forbidden(key): _entry(value, 1) for key, value in data.items()}
    return FrontMatter(entries, source[end + 1 :], line, True)


def _read(block: str, form: str, first: int) -> _Block:
    """`first` is the line of the file the block begins on."""
    try:
        if form == "yaml":
            return _yaml(block, first)
        data = tomllib.loads(block) if form == "toml" else json.loads(block or "{}", parse_constant=str)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_LINE.search(str(error))
        line = int(place[1]) + first - 1 if place and place[1] else first + block.count("\n")
        raise FrontMatterError(_TOML_LINE.sub("", str(error)), line) from None
    except json.JSONDecodeError as error:
        raise FrontMatterError(error.msg, error.lineno + first - 1) from None
    except (RecursionError, ValueError):
        raise FrontMatterError("it is nested too deeply or holds a number too large", first) from None
    if not isinstance(data, dict):
        raise FrontMatterError("it is not a list of keys and values", first)
    lines = _key_lines(block, first) if form == "toml" else {}
    return _Block({key: _entry(value, lines.get(key, first)) for key, value in data.items()}, [])


def _key_lines(block: str, first: int) -> dict[str, int]:
    lines: dict[str, int] = {}
    for number, text in enumerate(block.split("\n"), start=first):
        match = _TOML_KEY.match(text[:200])
        if match:
            lines.setdefault(match[1], number)
    return lines


def _entry(value: Any, line: int) -> Entry:
    data = plain(value)
    return Entry(data, _as_written(data), line)


def plain(value: Any, depth: int = 0) -> Any:
    """The value as JSON knows it. Raises FrontMatterError if it is nested too deeply."""
    if depth > _MAX_DEPTH:
        raise FrontMatterError("it is nested too deeply", 0)
    if isinstance(value, dict):
        return {without_forbidden(str(key)): plain(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(each, depth + 1) for each in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    return without_forbidden(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))


def _as_written(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _as_written(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_written(value) for value in data]
    if isinstance(data, bool):
        return str(data).lower()
    return "" if data is None else str(data)


# ---------------------------------------------------------------- YAML


def _yaml(block: str, first: int) -> _Block:
    try:
        _refuse_growth(block, first)
        loader = _LOADER(block)
        try:
            return _yaml_entries(loader, loader.get_single_node(), first)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise FrontMatterError(str(problem), int(mark.line) + first if mark is not None else first) from None
    except RecursionError:
        raise FrontMatterError("it is nested too deeply", first) from None


def _refuse_growth(block: str, first: int) -> None:
    """Refuse deep nesting, and aliases of anything but scalars: the makings of an alias bomb."""
    depth, scalars = 0, set()
    for event in yaml.parse(block, Loader=_LOADER):
        line = first + (int(event.start_mark.line) if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent) and event.anchor not in scalars:
            raise FrontMatterError(f"the alias *{event.anchor} is not allowed", line)
        if isinstance(event, yaml.ScalarEvent) and event.anchor:
            scalars.add(event.anchor)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise FrontMatterError("it is nested too deeply", line)


def _yaml_entries(loader: yaml.SafeLoader, node: yaml.Node | None, first: int) -> _Block:
    block = _Block({}, [])
    if node is None:
        return block
    if not isinstance(node, yaml.MappingNode):
        raise FrontMatterError("it is not a list of `key: value` lines", first)
    for key_node, value_node in node.value:
        line = int(key_node.start_mark.line) + first
        if not isinstance(key_node, yaml.ScalarNode):
            raise FrontMatterError("a key is not a word", line)
        if key_node.value in block.entries:
            block.twice.append((key_node.value, line))
        data, written = _yaml_value(loader, value_node)
        block.entries[key_node.value] = Entry(data, written, line)
    return block


def _yaml_value(loader: yaml.SafeLoader, node: yaml.Node) -> tuple[Any, Any]:
    """Plain data, and the same as written."""
    if isinstance(node, yaml.SequenceNode):
        pairs = [_yaml_value(loader, item) for item in node.value]
        return [data for data, _ in pairs], [written for _, written in pairs]
    if isinstance(node, yaml.MappingNode):
        named = [(str(key.value), _yaml_value(loader, value)) for key, value in node.value]
        return {key: data for key, (data, _) in named}, {key: written for key, (_, written) in named}
    try:
        data = loader.construct_object(node, deep=True)
    except (ValueError, OverflowError, KeyError, yaml.YAMLError):  # 2022-02-30, a number of 5,000 digits
        data = node.value
    return plain(data), "" if data is None else str(node.value)
