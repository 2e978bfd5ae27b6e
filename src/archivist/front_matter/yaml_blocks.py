"""YAML without objects and without growth: an alias may stand for a scalar only, or for so much in all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import yaml

from archivist.front_matter.quoting import with_advice
from archivist.front_matter.values import MAX_DEPTH, BlockError, Fault, Value, list_of, mapping_of, plain
from archivist.text.xml_characters import without_forbidden

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_MAX_VALUES = 100_000  # in one block, those that aliases stand for counted each time
_Made = TypeVar("_Made")
_MERGE = "<<"  # yaml.org/type/merge

Repeated = Callable[[str, int, int], None]  # for a repeated key: the key, its line, the line of the first


def read_yaml(block: str, first: int, repeated: Repeated, *, is_foreign: bool = False) -> dict[str, Value]:
    """The keys of a block of YAML that begins on the line `first` of its file.

    Of repeated keys the last one counts, if `repeated` does not raise. A tag nobody knows (`!ruby/…`) and an
    alias of more than a scalar are errors, unless the block is of another program: then the scalar counts as written,
    and the alias as what it stands for, up to 100,000 values in all. Raises BlockError; if quotation marks around a
    value are missing, its message says so.
    """
    try:
        return _read(block, first, repeated, is_foreign=is_foreign)
    except BlockError as error:
        if error.fault is not Fault.BROKEN:
            raise
        read = partial(_read, first=first, repeated=lambda *_: None, is_foreign=is_foreign)
        better = with_advice(error, block, first, read, toml=False)
    raise better


def read_yaml_data(text: str) -> object:
    """The data of a file of another program, whatever it is: a list, a mapping or a scalar. Raises BlockError."""

    def data(reader: _Yaml, loader: yaml.SafeLoader, node: yaml.Node | None) -> object:
        return reader.value(loader, node, 1).data if node is not None else None

    return _loaded(text, _Yaml(1, lambda *_: None, is_foreign=True), data)


def _read(block: str, first: int, repeated: Repeated, *, is_foreign: bool) -> dict[str, Value]:
    def entries(reader: _Yaml, loader: yaml.SafeLoader, node: yaml.Node | None) -> dict[str, Value]:
        if node is not None and not isinstance(node, yaml.MappingNode):
            raise BlockError("it is not a list of `key: value` lines", first)
        return reader.entries(loader, node) if node is not None else {}

    return _loaded(block, _Yaml(first, repeated, is_foreign), entries)


def _loaded(
    block: str, reader: "_Yaml", made: "Callable[[_Yaml, yaml.SafeLoader, yaml.Node | None], _Made]"
) -> "_Made":
    """What is made of the one document of a block."""
    first = reader.first
    try:
        _refuse_growth(block, first, any_alias=reader.is_foreign)
        loader = _LOADER(block)
        try:
            return made(reader, loader, loader.get_single_node())
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise BlockError(str(problem), int(mark.line) + first if mark is not None else 0) from None
    except RecursionError:
        raise BlockError("it is nested too deeply") from None


def _refuse_growth(block: str, first: int, *, any_alias: bool) -> None:
    """Refuse deep nesting, and aliases of anything but scalars: the makings of an alias bomb.

    With `any_alias` the values are counted where they are made.
    """
    depth, scalars = 0, set()
    for event in yaml.parse(block, Loader=_LOADER):
        line = first + (int(event.start_mark.line) if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent) and not any_alias and event.anchor not in scalars:
            raise BlockError(f"the alias *{event.anchor} is not allowed", line)
        if isinstance(event, yaml.ScalarEvent) and event.anchor:
            scalars.add(event.anchor)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise BlockError("it is nested too deeply", line)


@dataclass(slots=True)
class _Yaml:
    """Makes values of YAML's nodes."""

    first: int
    repeated: Repeated
    is_foreign: bool
    _count: int = 0

    def entries(self, loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        merged: dict[str, Value] = {}
        for key_node, value_node in node.value:
            line = int(key_node.start_mark.line) + self.first
            if not isinstance(key_node, yaml.ScalarNode):
                raise BlockError("a key is not a word", line)
            key = without_forbidden(key_node.value)
            if self.is_foreign and key == _MERGE and isinstance(value_node, yaml.MappingNode | yaml.SequenceNode):
                merged = {**self._merged(loader, value_node, line), **merged}
                continue
            if key in entries:
                self.repeated(key, line, entries[key].line)
            entries[key] = self.value(loader, value_node, line)
        return {**merged, **entries}

    def _merged(self, loader: yaml.SafeLoader, node: yaml.Node, line: int) -> dict[str, Value]:
        """What a merge brings; of several mappings the first counts."""
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found: dict[str, Value] = {}
        for each in nodes:
            found = {**(self.value(loader, each, line).entries or {}), **found}
        return found

    def value(self, loader: yaml.SafeLoader, node: yaml.Node, line: int) -> Value:
        """A node and what is below it."""
        self._count += 1
        if self._count > _MAX_VALUES:
            raise BlockError(f"it has more than {_MAX_VALUES:,} values", line)
        if isinstance(node, yaml.SequenceNode):
            return list_of(
                [self.value(loader, item, int(item.start_mark.line) + self.first) for item in node.value], line
            )
        if isinstance(node, yaml.MappingNode):
            return mapping_of(self.entries(loader, node), line)
        try:
            data = loader.construct_object(node, deep=True)
        except (ValueError, OverflowError, LookupError, AttributeError):  # 2022-02-30; `!!int ""`; `!!timestamp x`
            data = node.value
        except yaml.YAMLError:
            if not self.is_foreign:
                raise
            data = node.value
        return Value(plain(data), "" if data is None else str(node.value), line)
