"""Values that know their lines, and what is said if there are none."""

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from archivist.text.xml_characters import without_forbidden

MAX_DEPTH = 40  # lists and mappings within one another


class Fault(Enum):
    """What is wrong with front matter."""

    BROKEN = auto()
    REPEATED = auto()  # a key appears twice
    TOO_LARGE = auto()


class BlockError(Exception):
    """Front matter cannot be read. `line` is a line of the file, 0 if it is not known.

    `fixed` are lines of the file (from 1) as they must be written so that it can be read; () if that is not known.
    """

    def __init__(
        self, message: str, line: int = 0, fault: Fault = Fault.BROKEN, fixed: tuple[tuple[int, str], ...] = ()
    ) -> None:
        super().__init__(message)
        self.message, self.line, self.fault, self.fixed = message, line, fault, fixed


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the front matter: a scalar, a list of values, or a mapping to values."""

    data: object  # plain Python data of the type the format gave it; dates and times are ISO strings
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


def value_of(data: object, line: int, depth: int = 0) -> Value:
    """Data of TOML or JSON as a value, its parts on the same line. Raises BlockError if it is nested too deeply."""
    if depth > MAX_DEPTH:
        raise BlockError("it is nested too deeply", line)
    if isinstance(data, list):
        return list_of([value_of(item, line, depth + 1) for item in data], line)
    if isinstance(data, dict):
        entries = {without_forbidden(key): value_of(each, line, depth + 1) for key, each in data.items()}
        return mapping_of(entries, line)
    scalar = plain(data)
    written = "" if scalar is None else str(scalar).lower() if isinstance(scalar, bool) else str(scalar)
    return Value(scalar, written, line)


def list_of(items: list[Value], line: int) -> Value:
    """Values as one."""
    return Value([item.data for item in items], "", line, items=tuple(items))


def mapping_of(entries: dict[str, Value], line: int) -> Value:
    """Values by their keys as one."""
    return Value({key: value.data for key, value in entries.items()}, "", line, entries=entries)


def plain(data: object) -> object:
    """Scalars as JSON knows them: dates and times as ISO strings, bytes and odd numbers as text."""
    if isinstance(data, (datetime.date, datetime.time)):
        return data.isoformat()
    if isinstance(data, float) and not math.isfinite(data):
        return str(data)
    if data is None or isinstance(data, (bool, int, float)):
        return data
    return without_forbidden(data.decode("utf-8", "replace") if isinstance(data, bytes) else str(data))
