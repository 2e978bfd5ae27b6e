"""What is kept of C declarations is what cffi finds in them, and it is used only for the same declarations."""

import json
import subprocess
import sys
from pathlib import Path

import cffi
import pytest

from archivist.pdf.engine import c_declarations, c_libraries
from archivist.pdf.engine.c_declarations import KeptInterface, declare, kept_interface
from archivist.pdf.engine.engine_loading import declarations_of_engine, load_engine

FILE = Path(c_declarations.__file__).with_suffix(".json")
ENGINE = """
import sys
from archivist.pdf.engine.engine_loading import load_engine
load_engine()
from archivist.pdf.engine import patches, c_libraries
patches.install()
c_libraries.library_versions()
from weasyprint.text import ffi
print(type(ffi.ffi).__name__, "pycparser" in sys.modules, ffi.ffi.sizeof("PangoRectangle"))
"""


def test_the_tables_are_those_that_cffi_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[3] / "setup"))
    from keep_declarations import all_tables  # noqa: PLC0415

    assert json.loads(FILE.read_bytes()) == json.loads(all_tables()), f"run: python setup/keep_declarations.py {FILE}"


def test_what_is_read_from_the_source_of_the_engine_is_what_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    load_engine()
    declared: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr(cffi.FFI, "cdef", lambda _, text: declared.append(text))
        source = Path(sys.modules["weasyprint.text.ffi"].__file__ or "").read_text("utf-8")
        with pytest.raises(AttributeError):  # nothing is declared: the libraries have no functions
            exec(source + "\nffi.no_such_name", {"__name__": "copy"})
    assert declared == [declarations_of_engine()]


@pytest.mark.slow  # starts Python
def test_the_engine_is_loaded_without_parsing_c() -> None:
    found = subprocess.run([sys.executable, "-c", ENGINE], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["KeptInterface", "False", "16"]


def test_other_declarations_are_parsed() -> None:
    assert isinstance(declare(c_libraries.DECLARATIONS), KeptInterface)
    other = declare("typedef struct { int left; int right; } Pair;")
    assert isinstance(other, cffi.FFI)
    assert other.sizeof("Pair") == 2 * other.sizeof("int")


def test_tables_of_another_cffi_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = c_declarations._tables()
    other = {digest: {**each, "_version": 1} for digest, each in tables.items()}
    monkeypatch.setattr(c_declarations, "_tables", lambda: other)
    assert kept_interface(c_libraries.DECLARATIONS) is None
    assert declare(c_libraries.DECLARATIONS).typeof("int (*)(void)").kind == "function"
