"""Which program this is: a digest of its own code and of every package installed beside it.

What was found out by one program is not taken over by another one.
"""

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from archivist.cache import digest_of

_ROOT = Path(__file__).parent
_LEFT_OUT = frozenset({"__pycache__", "manual"})  # compiled again by Python; pages that only `help` shows
_METADATA = (".dist-info", ".egg-info")  # a folder for each installed package, named by its version


@cache
def installed_program() -> str:
    """The digest. It differs if a module, template or style sheet of the program is another, or a package, or Python.

    Any package counts, not those alone that the program names: one that others use decides as well.
    """
    contents = (part for path in sorted(_own_files()) for part in (path, (_ROOT / path).read_bytes()))
    return digest_of(*contents, "packages", *installed_packages(), f"python {sys.version}")


def installed_packages() -> list[str]:
    """The names of the folders of metadata on the path of Python: `lxml-6.0.2.dist-info`."""
    return sorted({name for folder in sys.path for name in _listed(folder) if name.endswith(_METADATA)})


def _listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")  # noqa: PTH208 - names alone
    except OSError:  # a path of Python need not exist, and may be a zip file
        return []


def _own_files() -> Iterator[str]:
    """The files of the program, relative to its folder. Style sheets are behind a link, in a copy of the repository."""
    for parent, folders, files in os.walk(_ROOT, followlinks=True):
        folders[:] = [name for name in folders if name not in _LEFT_OUT]
        below = parent.removeprefix(f"{_ROOT}").lstrip(os.sep)
        yield from (os.path.join(below, name) for name in files)  # noqa: PTH118 - 900 files
