"""The engine imported without starting other programs.

Changes: while WeasyPrint is imported, `ctypes.util.find_library` finds nothing.
Why: WeasyPrint tries up to six names for each of seven C libraries, the one that it has on Linux after those of other
systems. For each of the others ldconfig, a C compiler and a linker are started: 54 processes each time.
Upstream: try the names of the system that it runs on first.

The libraries are the same ones: what is found by another name is loaded by this one. If the system has not all of them
by these names, WeasyPrint looks for them as it is made to.
"""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# As they are called on Linux: what WeasyPrint cannot do without.
_LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)


def load_engine() -> None:
    """Import WeasyPrint, if it is not imported yet."""
    if "weasyprint" in sys.modules:
        return
    with _by_their_names():
        import weasyprint  # noqa: F401, PLC0415


@contextmanager
def _by_their_names() -> Iterator[None]:
    """Let libraries be found by their names on Linux, and by no others, if all of them can be."""
    if not all(map(_can_be_loaded, _LIBRARIES)):
        yield
        return
    find = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = find


def _can_be_loaded(file: str) -> bool:
    """Whether the system has a library by the name of its file; it stays loaded until the engine has it."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
