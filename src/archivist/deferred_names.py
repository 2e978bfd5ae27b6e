"""Names that a package offers and whose modules are imported when one is first asked for.

A run that makes nothing needs few of them, and importing the others would take longer than the run.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def defer_names(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """A `__getattr__` for a package: `homes` says in which of its modules each name is.

    No name may be that of a module of the package: once imported, the module would be found in its place.
    """

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(f"{package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, value)  # the next time it is there
        return value

    return find
