"""What decides how a page looks on a worker: compared before work, and again with each document.

Fonts are not among it, since they travel with the documents; only the font of formulas comes with a library.
"""

import platform
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from archivist.files import sha256
from archivist.pdf import engine
from archivist.pdf.worker_code import worker_code

Versions = Mapping[str, str]  # by name: {"pikepdf": "10.0"}

THREADS = "threads of the worker"
_SHOWN = 12  # hexadecimal digits of a digest


@cache
def own_versions() -> Versions:
    """Those of this process."""
    libraries = dict(each.rsplit(" ", 1) for each in engine.versions())
    return {
        "Python": platform.python_version(),
        **libraries,
        "code of archivist and its libraries": worker_code()[:_SHOWN],
        "fonts of formulas": _formula_fonts(),
        THREADS: "1",
    }


def differences(ours: Versions, theirs: Versions) -> tuple[str, ...]:
    """What differs, in words: `pikepdf 9.0 instead of 10.0`."""
    return tuple(_differences(ours, theirs))


def _differences(ours: Versions, theirs: Versions) -> Iterator[str]:
    for name in sorted({*ours, *theirs}):
        if ours.get(name) != theirs.get(name):
            yield f"{name} {theirs.get(name, 'none')} instead of {ours.get(name, 'none')}"


def _formula_fonts() -> str:
    """A digest of the font files that come with the library of formulas, which is not imported for that."""
    spec = find_spec("ziamath")
    folders = spec.submodule_search_locations if spec else None
    fonts = sorted(file for folder in folders or () for file in Path(folder, "fonts").glob("*.ttf"))
    return sha256(b"".join(file.read_bytes() for file in fonts))[:_SHOWN]
