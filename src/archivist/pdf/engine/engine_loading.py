"""The engine imported without starting other programs and without parsing C.

Changes: while WeasyPrint is imported, `ctypes.util.find_library` finds nothing.
Why: WeasyPrint tries up to six names for each of seven C libraries, the one that it has on Linux after those of other
systems. For each of the others ldconfig, a C compiler and a linker are started: 54 processes each time.
Upstream: try the names of the system that it runs on first.

Changes: while WeasyPrint is imported, `cffi.FFI` is an interface in which its functions are declared already.
Why: cffi parses their declarations with a parser written in Python: 0.06 s of processor time for each process, and as
much again for types that are named later.
Upstream: have cffi write what it finds when a release is made (`FFI.set_source(name, None)`).

Changes: meanwhile `cssselect2.compiler` has an `eval` of its own, as `patches/selector_tests.py` says.

The libraries are the same ones: what is found by another name is loaded by this one. If the system has not all of them
by these names, WeasyPrint looks for them as it is made to.
"""

import ctypes.util
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import cffi
from cssselect2 import compiler

from archivist.pdf.engine.c_declarations import kept_interface
from archivist.pdf.engine.late_compiling import compile_later

# As they are called on Linux: what WeasyPrint cannot do without.
_LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)
_DECLARED = re.compile(r"^ffi\.cdef\('''(.*?)'''\)", re.DOTALL | re.MULTILINE)


def load_engine() -> None:
    """Import WeasyPrint, if it is not imported yet."""
    if "weasyprint" in sys.modules:
        return
    with _by_their_names(), _declared_already(), _selectors_compiled_later():
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


@contextmanager
def _declared_already() -> Iterator[None]:
    """Let WeasyPrint have an interface that knows its declarations, if it declares what is kept."""
    known = kept_interface(declarations_of_engine())
    if known is None:
        yield
        return
    parsing = cffi.FFI
    vars(cffi)["FFI"] = lambda: known
    try:
        yield
    finally:
        vars(cffi)["FFI"] = parsing


@contextmanager
def _selectors_compiled_later() -> Iterator[None]:
    """Let the selectors of WeasyPrint's own style sheets be compiled when they are tested."""
    vars(compiler)["eval"] = compile_later
    try:
        yield
    finally:
        del vars(compiler)["eval"]


def declarations_of_engine() -> str:
    """What WeasyPrint declares, read from its source; "" if it is not there as expected."""
    package = find_spec("weasyprint")
    if package is None or package.origin is None:
        return ""
    try:
        found = _DECLARED.findall((Path(package.origin).parent / "text" / "ffi.py").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    return str(found[0]) if len(found) == 1 else ""


def _can_be_loaded(file: str) -> bool:
    """Whether the system has a library by the name of its file; it stays loaded until the engine has it."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
