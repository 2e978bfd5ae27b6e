"""The block at the head of a file: YAML between lines of `---`, or TOML between lines of `+++`.

Nothing in it is executed; an alias may stand for a scalar only, so nothing in it can grow either.
"""

import datetime
import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from archivist.characters import forbidden_lines, with_newlines, without_forbidden

MAX_FRONT_MATTER = 1_000_000  # bytes
_MAX_DEPTH = 40
_FENCES = {"---": "YAML", "+++": "TOML"}
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_TOML_KEY = re.compile(r"""^\s*\[*\s*["']?([^\s"'=.\]]+)""")


class FrontMatterError(Exception):
    """The front matter cannot be read. `code` is a finding code, `line` a line of the file."""

    def __init__(self, code: str, message: str, line: int) -> None:
        super().__init__(message)
        self.code, self.message, self.line = code, message, line


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the front matter: a scalar, a list of values, or a mapping to values."""

    data: Any  # plain Python data of the type the format gave it; ValueError if it has none
    written: str  # a scalar as it was written, "" for null; "" for lists and mappings
    line: int  # line of the file, from 1
    items: "tuple[Value, ...] | None" = None  # of a list
    entries: "Mapping[str, Value] | None" = None  # of a mapping

    @property
    def is_scalar(self) -> bool:
        """Whether it is neither a list nor a mapping."""
        return self.items is None and self.entries is None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written: null, "", [] or {}."""
        return not (self.written.strip() or self.items or self.entries)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file taken apart."""

    entries: Mapping[str, Value]
    text: str  # what follows the block, with `\n` as line ending
    text_line: int  # line of the file on which it begins, from 1
    controls: tuple[tuple[int, str], ...] = ()  # forbidden characters left out of the block: line, U+XXXX


def read_front_matter(source: str) -> FrontMatter:
    """Take a file apart. Raises FrontMatterError naming the finding code and the line."""
    kind, block, text, text_line = _split(with_newlines(source))
    if len(block.encode("utf-8", "surrogatepass")) > MAX_FRONT_MATTER:
        raise FrontMatterError("file-too-large", "the front matter is larger than 1 MB", 1)
    controls = tuple((line + 2, name) for line, name in forbidden_lines(block))
    block = without_forbidden(block)
    entries = _yaml(block) if kind == "YAML" else _toml(block)
    return FrontMatter(entries, text, text_line, controls)


def _split(source: str) -> tuple[str, str, str, int]:
    first, _, rest = source.partition("\n")
    kind = _FENCES.get(first.rstrip(" \t"))
    if kind is None:
        raise FrontMatterError("front-matter-missing", "the file does not begin with a line of --- or +++", 1)
    fence = re.compile(rf"^{re.escape(first.rstrip())}[ \t]*$", re.MULTILINE)
    end = fence.search(rest)
    if end is None:
        raise FrontMatterError("front-matter-broken", f"the closing line {first.rstrip()} is missing", 1)
    block, text = rest[: end.start()], rest[end.end() + 1 :]
    return kind, block, text, block.count("\n") + 3


# ---------------------------------------------------------------- YAML


def _yaml(block: str) -> dict[str, Value]:
    try:
        _refuse_growth(block)
        loader = _LOADER(block)
        try:
            node = loader.get_single_node()
            if node is None:
                return {}
            if not isinstance(node, yaml.MappingNode):
                raise FrontMatterError("front-matter-broken", "it is not a list of `key: value` lines", 2)
            return dict(_yaml_entries(loader, node))
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise FrontMatterError("front-matter-broken", str(problem), _line(mark)) from None
    except RecursionError:
        raise FrontMatterError("front-matter-broken", "it is nested too deeply", 1) from None


def _line(mark: Any) -> int:
    """The line of the file a mark of the YAML parser points to."""
    return int(mark.line) + 2 if mark is not None else 1


def _refuse_growth(block: str) -> None:
    """Refuse deep nesting, and aliases of anything but scalars: the makings of an alias bomb."""
    depth, scalars = 0, set()
    for event in yaml.parse(block, Loader=_LOADER):
        line = _line(event.start_mark)
        if isinstance(event, yaml.AliasEvent) and event.anchor not in scalars:
            raise FrontMatterError("front-matter-broken", f"the alias *{event.anchor} is not allowed", line)
        if isinstance(event, yaml.ScalarEvent) and event.anchor:
            scalars.add(event.anchor)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            raise FrontMatterError("front-matter-broken", "it is nested too deeply", line)


def _yaml_entries(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[str, Value]:
    entries: dict[str, Value] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 2
        if not isinstance(key_node, yaml.ScalarNode):
            raise FrontMatterError("front-matter-broken", "a key is not a word", line)
        key = key_node.value
        if key in entries:
            message = f"the key {key!r} stands twice; first on line {entries[key].line}"
            raise FrontMatterError("duplicate-front-matter-key", message, line)
        entries[key] = _yaml_value(loader, value_node, line)
    return entries


def _yaml_value(loader: yaml.SafeLoader, node: yaml.Node, line: int) -> Value:
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_yaml_value(loader, item, item.start_mark.line + 2) for item in node.value)
        return Value([item.data for item in items], "", line, items=items)
    if isinstance(node, yaml.MappingNode):
        entries = _yaml_entries(loader, node)
        return Value({key: value.data for key, value in entries.items()}, "", line, entries=entries)
    try:
        data = loader.construct_object(node, deep=True)
    except (ValueError, OverflowError, KeyError):  # a date such as 2022-02-30, a number of 5,000 digits
        data = node.value
    return Value(_plain(data), "" if data is None else str(node.value), line)


# ---------------------------------------------------------------- TOML


def _toml(block: str) -> dict[str, Value]:
    try:
        data = tomllib.loads(block)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _TOML_PLACE.search(message)
        line = int(place[1]) + 1 if place and place[1] else block.count("\n") + 1
        twice = message.startswith(("Cannot overwrite a value", "Cannot declare", "Duplicate inline table key"))
        code = "duplicate-front-matter-key" if twice else "front-matter-broken"
        raise FrontMatterError(code, _TOML_PLACE.sub("", message), line) from None
    except (RecursionError, ValueError):
        raise FrontMatterError(
            "front-matter-broken", "it is nested too deeply or holds a number too large", 1
        ) from None
    lines = _toml_lines(block)
    return {key: _toml_value(value, lines.get(key, 2), 0) for key, value in data.items()}


def _toml_lines(block: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    for number, text in enumerate(block.split("\n"), start=2):
        match = _TOML_KEY.match(text)
        if match:
            lines.setdefault(match[1], number)
    return lines


def _toml_value(data: Any, line: int, depth: int) -> Value:
    if depth > _MAX_DEPTH:
        raise FrontMatterError("front-matter-broken", "it is nested too deeply", line)
    if isinstance(data, list):
        items = tuple(_toml_value(item, line, depth + 1) for item in data)
        return Value([item.data for item in items], "", line, items=items)
    if isinstance(data, dict):
        entries = {key: _toml_value(value, line, depth + 1) for key, value in data.items()}
        return Value({key: value.data for key, value in entries.items()}, "", line, entries=entries)
    plain = _plain(data)
    return Value(plain, str(plain).lower() if isinstance(plain, bool) else str(plain), line)


def _plain(data: Any) -> Any:
    """Scalars as JSON knows them: dates and times as ISO strings, bytes and odd numbers as text."""
    if isinstance(data, (datetime.date, datetime.time)):
        return data.isoformat()
    if isinstance(data, float) and not math.isfinite(data):
        return str(data)
    if data is None or isinstance(data, (bool, int, float)):
        return data
    return without_forbidden(data.decode("utf-8", "replace") if isinstance(data, bytes) else str(data))
