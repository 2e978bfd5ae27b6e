"""Regular expressions of the program mean the same in every Python 3.11: Debian 12 has 3.11.2."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import archivist

# Wrong before 3.11.5: a possessive quantifier over alternatives gives back what it took (python/cpython#106052).
_LATE = {_constants.POSSESSIVE_REPEAT, _constants.ATOMIC_GROUP}


def _operations(tree: Any) -> Iterator[Any]:
    """Every operation of a parsed expression, those inside groups and repeats too."""
    for item in tree:
        if isinstance(item, tuple) and item and isinstance(item[0], _constants._NamedIntConstant):
            yield item[0]
        if isinstance(item, (tuple, list, _parser.SubPattern)):
            yield from _operations(item)


def _patterns() -> Iterator[tuple[str, "re.Pattern[Any]"]]:
    for module in pkgutil.walk_packages(archivist.__path__, "archivist."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{module.name}.{name}", value


def _late(pattern: "re.Pattern[Any]") -> bool:
    return bool(_LATE & set(_operations(_parser.parse(pattern.pattern, pattern.flags))))


def test_the_test_sees_what_it_looks_for() -> None:
    assert _late(re.compile(r"a(?:b|c(?!d))*+e"))
    assert _late(re.compile(r"(x|(?>ab))"))
    assert not _late(re.compile(r"(a+|b*?)+[*+]+\++"))


def test_no_expression_needs_what_early_releases_do_wrong() -> None:
    patterns = list(_patterns())
    assert len(patterns) > 100
    assert [name for name, pattern in patterns if _late(pattern)] == []
