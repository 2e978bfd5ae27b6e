"""How a patch changes WeasyPrint: a name gets another value, and what it had is recorded.

Whatever a patch expects and does not find is a LayoutError: a patch is applied whole or the program stops.
"""

import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from archivist.errors import LayoutError

_REMEDY = "Install the version of WeasyPrint that archivist requires."
_SOURCE = "_archivist_source"  # of a function that was edited
_ABSENT = object()  # the original of a name that was added


@dataclass(frozen=True, slots=True)
class Replacement:
    """A name of WeasyPrint that has another value now."""

    owner: ModuleType | type
    name: str
    original: object


replacements: list[Replacement] = []  # in the order in which they were made


def restore() -> None:
    """Take all replacements back, the last one first."""
    while replacements:
        last = replacements.pop()
        if last.original is _ABSENT:
            delattr(last.owner, last.name)
        else:
            setattr(last.owner, last.name, last.original)


def replace(owner: ModuleType | type, name: str, change: Callable[[Any], object]) -> None:
    """Set a name of a module or class to what `change` makes of its value. Raises LayoutError if it is missing."""
    original = getattr(owner, name, None)
    if original is None:
        raise LayoutError(f"the layout engine has no {owner.__name__}.{name}", _REMEDY)
    changed = change(original)
    replacements.append(Replacement(owner, name, original))
    setattr(owner, name, changed)


def provide(module: ModuleType, name: str, value: object) -> None:
    """Add a name to a module, for what is edited into it. Raises LayoutError if the module has that name."""
    if hasattr(module, name):
        raise LayoutError(f"the layout engine has a {module.__name__}.{name} of its own", _REMEDY)
    replacements.append(Replacement(module, name, _ABSENT))
    setattr(module, name, value)


def edit(module: ModuleType, name: str, before: str, after: str) -> None:
    """Replace a passage in the source of a function, wherever the function was imported.

    Raises LayoutError unless the passage occurs exactly once. The source is kept: a function can be edited again.
    """
    original = getattr(module, name, None)
    source = getattr(original, _SOURCE, None) or (inspect.getsource(original) if original is not None else "")
    if source.count(before) != 1:
        raise LayoutError(f"{module.__name__}.{name} of the layout engine is not the one that is patched", _REMEDY)
    made: dict[str, object] = {}
    edited = source.replace(before, after)
    exec(compile(edited, str(module.__file__), "exec"), vars(module), made)
    setattr(made[name], _SOURCE, edited)
    _put(original, made[name], module, name)


def replace_everywhere(module: ModuleType, name: str, change: Callable[[Any], object]) -> None:
    """Replace a function, wherever it was imported. Raises LayoutError if the module has no such function."""
    original = getattr(module, name, None)
    if original is None:
        raise LayoutError(f"the layout engine has no {module.__name__}.{name}", _REMEDY)
    _put(original, change(original), module, name)


def _put(original: object, changed: object, module: ModuleType, name: str) -> None:
    """Set a name in all modules of a package in which it has a certain value."""
    package = module.__name__.partition(".")[0]
    for place, loaded in list(sys.modules.items()):
        if place.startswith(f"{package}.") and vars(loaded).get(name) is original:
            replace(loaded, name, lambda _: changed)
