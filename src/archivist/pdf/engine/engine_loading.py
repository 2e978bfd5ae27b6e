"""The engine imported without starting other programs, without parsing C, and without what it seldom needs.

Changes: while WeasyPrint is imported, `ctypes.util.find_library` finds nothing.
Why: WeasyPrint tries up to six names for each of seven C libraries, the one that it has on Linux after those of other
systems. For each of the others ldconfig, a C compiler and a linker are started: 54 processes each time.
Upstream: try the names of the system that it runs on first.

Changes: while WeasyPrint is imported, `cffi.FFI` is an interface in which its functions are declared already.
Why: cffi parses their declarations with a parser written in Python: 0.06 s of processor time for each process, and as
much again for types that are named later.
Upstream: have cffi write what it finds when a release is made (`FFI.set_source(name, None)`).

Changes: while WeasyPrint is imported, the parts of fontTools that make subsets and instances of fonts are placeholders.
Why: HarfBuzz makes the subsets, so that a hundred modules of fontTools are for variable fonts only: 0.11 s of processor
time for each process.
Upstream: import these modules where they are used.

Changes: meanwhile `cssselect2.compiler` has an `eval` of its own, as `patches/selector_tests.py` says.

The libraries are the same ones: what is found by another name is loaded by this one. If the system has not all of them
by these names, WeasyPrint looks for them as it is made to.
"""

import ctypes.util
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

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
# Modules of fontTools, and the functions of them that WeasyPrint imports. Others it takes from the module each time.
_SELDOM_NEEDED = {"fontTools.subset": (), "fontTools.varLib.instancer": ("instantiateVariableFont",)}
_DECLARED = re.compile(r"^ffi\.cdef\('''(.*?)'''\)", re.DOTALL | re.MULTILINE)


def load_engine() -> None:
    """Import WeasyPrint, if it is not imported yet."""
    if "weasyprint" in sys.modules:
        return
    with _by_their_names(), _declared_already(), _selectors_compiled_later(), _with_placeholders():
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


class _Placeholder(ModuleType):
    """A module that is imported when something of it is used."""

    def __init__(self, name: str, functions: Iterable[str]) -> None:
        super().__init__(name)
        for function in functions:
            setattr(self, function, partial(_call, name, function))

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # asked by the machinery of imports
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)


def _call(module: str, function: str, *given: object, **named: object) -> object:
    return getattr(import_module(module), function)(*given, **named)


@contextmanager
def _with_placeholders() -> Iterator[None]:
    """Let modules that are seldom needed be found as placeholders, except those that are imported already."""
    placed = {name: _Placeholder(name, names) for name, names in _SELDOM_NEEDED.items() if name not in sys.modules}
    sys.modules.update(placed)
    try:
        yield
    finally:
        for name in placed:
            del sys.modules[name]


def _can_be_loaded(file: str) -> bool:
    """Whether the system has a library by the name of its file; it stays loaded until the engine has it."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
