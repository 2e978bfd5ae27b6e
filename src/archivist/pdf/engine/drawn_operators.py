"""Whether operators that draw something may be in a page of a PDF that is to be kept."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pydyf

_MOST_STATES = 28  # one within another (ISO 19005-2, 6.1.13)
_LARGEST = 2_000_000_000.0  # a little less than an integer may be (same place)
_HEXADECIMAL = re.compile(rb"<[0-9a-fA-F\s]*>")
_NO_NUMBER = re.compile(rb"(?<![\w/.])[-+]?(?:nan|inf)(?:inity)?(?!\w)", re.IGNORECASE)
_LONG_NUMBER = re.compile(rb"(?<![\w/])[-+]?\d{10,}")
# What opens and what closes it.
_PAIRS = {b"Q": b"q", b"ET": b"BT", b"EMC": b"BDC"}
_OPENING = {b"q": b"q", b"BT": b"BT", b"BDC": b"BDC", b"BMC": b"BDC"}


def fault_of(operators: Sequence[object], resources: Iterable[object], depth: int = 0) -> str:
    """Why operators, and the resources they use, cannot stay; "" if they can.

    `depth` is the number of graphics states that are open where they begin.
    """
    fault = _fault_of_operators(operators, depth)
    for resource in resources:
        fault = fault or _fault_of_resource(resource, 0)
    return fault


def _fault_of_operators(operators: Sequence[object], depth: int) -> str:
    opened: list[bytes] = []
    for operator in operators:
        if not isinstance(operator, bytes):
            if _has_bad_number(operator):
                return "an invalid number"
            continue
        if _NO_NUMBER.search(operator) or _has_large_number(operator):
            return "a number that a PDF cannot hold"
        name = operator.rpartition(b" ")[2]
        if name in _OPENING:
            opened.append(_OPENING[name])
            if opened.count(b"q") + depth > _MOST_STATES:
                return "too many states within one another"
            if opened.count(b"BT") > 1:
                return "a text within a text"
        elif name in _PAIRS and (not opened or opened.pop() != _PAIRS[name]):
            return "something is closed that was not opened"
    return "something is left open" if opened else ""


def _has_large_number(operator: bytes) -> bool:
    plain = _HEXADECIMAL.sub(b"", operator)
    return any(abs(float(number)) > _LARGEST for number in _LONG_NUMBER.findall(plain))


def _fault_of_resource(resource: object, level: int) -> str:
    if level > _MOST_STATES:
        return "groups too deep within one another"
    if isinstance(resource, pydyf.Stream):
        if _has_bad_number(resource.extra):
            return "an invalid number"
        inner = getattr(resource, "_resources", None)
        fault = _fault_of_operators(resource.stream, 0) if inner is not None else ""
        for held in _held(inner or {}):
            fault = fault or _fault_of_resource(held, level + 1)
        return fault
    return "an invalid number" if _has_bad_number(resource) else ""


def _held(resources: Mapping[str, Mapping[str, object] | None]) -> Iterator[object]:
    for kind in ("ExtGState", "XObject", "Pattern", "Shading"):
        yield from (resources.get(kind) or {}).values()


def _has_bad_number(value: object) -> bool:
    if isinstance(value, bool | str | bytes) or value is None:
        return False
    if isinstance(value, int | float):
        return not abs(value) <= _LARGEST
    if isinstance(value, pydyf.Stream):
        return _has_bad_number(value.extra)
    if isinstance(value, dict):
        return any(_has_bad_number(each) for each in value.values())
    return isinstance(value, list | tuple) and any(map(_has_bad_number, value))
