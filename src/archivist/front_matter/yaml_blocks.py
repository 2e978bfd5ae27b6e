"""YAML without objects and without growth: an alias may stand for a scalar only."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import yaml

from archivist.characters import without_forbidden
from archivist.front_matter.quoting import with_advice
from archivist.front_matter.values import MAX_DEPTH, BlockError, Fault, Value, list_of, mapping_of, plain

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Repeated = Callable[[str, int, int], None]  # told of a key that stands twice: the key, its line, the line of the first


def read_yaml(block: str, first: int, repeated: Repeated, *, any_tag: bool = False) -> dict[str, Value]:
    """The keys of a block of YAML that begins on the line `first` of its file.

    Of keys that stand twice the last one counts, if `repeated` does not raise. A tag nobody knows (`!ruby/…`) is an
    error, unless with `any_tag`: then its scalar counts as written. Raises BlockError; if quotation marks around a
    value are missing, its message says so.
    """
    try:
        return _read(block, first, repeated, any_tag=any_tag)
    except BlockError as error:
        if error.fault is not Fault.BROKEN:
            raise
        read = partial(_read, first=first, repeated=lambda *_: None, any_tag=any_tag)
        better = with_advice(error, block, first, read, toml=False)
    raise better


def _read(block: str, first: int, repeated: Repeated, *, any_tag: bool) -> dict[str, Value]:
    reader = _Yaml(first, repeated, any_tag)
    try:
        _refuse_growth(block, first)
        loader = _LOADER(block)
        try:
            node = loader.get_single_node()
            if node is not None and not isinstance(node, yaml.MappingNode):
                raise BlockError("it is not a list of `key: value` lines", first)
            return reader.entries(loader, node) if node is not None else {}
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise BlockError(str(problem), int(mark.line) + first if mark is not None else 0) from None
    except RecursionError:
        raise BlockError("it is nested too deeply") from None


def _refuse_growth(block: str, first: int) -> None:
    """Refuse deep nesting, and aliases of anything but scalars: the makings of an alias bomb."""
    depth, scalars = 0, set()
    for event in yaml.parse(block, Loader=_LOADER):
        line = first + (int(event.start_mark.line) if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent) and event.anchor not in scalars:
            raise BlockError(f"the alias *{event.anchor} is not allowed", line)
        if isinstance(event, yaml.ScalarEvent) and event.anchor:
            scalars.add(event.anchor)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise BlockError("it is nested too deeply", line)


@dataclass(frozen=True, slots=True)
class _Yaml:
    """Makes values of YAML's nodes."""

    first: int
    repeated: Repeated
    any_tag: bool

    def entries(self, loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        for key_node, value_node in node.value:
            line = int(key_node.start_mark.line) + self.first
            if not isinstance(key_node, yaml.ScalarNode):
                raise BlockError("a key is not a word", line)
            key = without_forbidden(key_node.value)
            if key in entries:
                self.repeated(key, line, entries[key].line)
            entries[key] = self._value(loader, value_node, line)
        return entries

    def _value(self, loader: yaml.SafeLoader, node: yaml.Node, line: int) -> Value:
        if isinstance(node, yaml.SequenceNode):
            return list_of(
                [self._value(loader, item, int(item.start_mark.line) + self.first) for item in node.value], line
            )
        if isinstance(node, yaml.MappingNode):
            return mapping_of(self.entries(loader, node), line)
        try:
            data = loader.construct_object(node, deep=True)
        except (ValueError, OverflowError, LookupError, AttributeError):  # 2022-02-30; `!!int ""`; `!!timestamp x`
            data = node.value
        except yaml.YAMLError:
            if not self.any_tag:
                raise
            data = node.value
        return Value(plain(data), "" if data is None else str(node.value), line)
