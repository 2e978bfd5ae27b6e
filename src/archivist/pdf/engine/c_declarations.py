"""What C declares of the functions that are called, kept as cffi needs it, so that no run parses C.

cffi parses declarations with a parser written in Python, in each process again, and every type that is named later:
0.1 s. It can write what it found as tables, which load at once (`FFI.set_source(name, None)`). `c_declarations.json`
has these tables for the declarations of WeasyPrint and of this package, by the digests of their texts; they are written
by `setup/keep_declarations.py`. A text that is not among them, as in another version of WeasyPrint, is parsed.
"""

import ctypes.util
import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import _cffi_backend
import cffi

_FILE = Path(__file__).with_suffix(".json")
_NAME = "archivist"  # of the tables, in messages of cffi


class KeptInterface(_cffi_backend.FFI):
    """An interface whose functions and types are declared already."""

    def cdef(self, declarations: str) -> None:
        """Do nothing, for who declares them again."""

    def dlopen(self, name: "str | _cffi_backend._CDataBase | None" = None, flags: int = 0, /) -> "_cffi_backend.Lib":
        """Load a library; one that is not found by its name is looked for, as `cffi.FFI` does. Raises OSError."""
        try:
            return super().dlopen(name, flags)
        except OSError:
            found = ctypes.util.find_library(name) if isinstance(name, str) else None
            if found is None:
                raise
            return super().dlopen(found, flags)


def declare(declarations: str) -> cffi.FFI:
    """An interface to the functions and types that are declared (`cffi.FFI`)."""
    known = kept_interface(declarations)
    if known is not None:
        return cast(cffi.FFI, known)  # whatever is done with one can be done with the other
    parsed = cffi.FFI()
    parsed.cdef(declarations)
    return parsed


def kept_interface(declarations: str) -> KeptInterface | None:
    """The interface kept for a text with declarations; None if it is not kept, or by another version of cffi."""
    tables = _tables().get(digest(declarations))
    try:
        return KeptInterface(_NAME, **tables) if tables is not None else None
    except (ImportError, TypeError, ValueError):  # tables of another version of cffi
        return None


def digest(declarations: str) -> str:
    """What the tables of a text are kept by."""
    return sha256(declarations.encode()).hexdigest()


@cache
def _tables() -> dict[str, dict[str, Any]]:
    """The tables by digest: the arguments of `KeptInterface`."""
    kept: dict[str, dict[str, object]] = json.loads(_FILE.read_bytes())
    return {digest: {name: _restored(each) for name, each in tables.items()} for digest, tables in kept.items()}


def _restored(value: object) -> object:
    """A value as cffi wrote it: a text stands for bytes, a list for a tuple."""
    if isinstance(value, str):
        return value.encode("latin-1")
    return tuple(map(_restored, value)) if isinstance(value, list) else value
