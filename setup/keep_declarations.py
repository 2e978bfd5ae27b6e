"""Write what cffi finds in the declarations of C functions that the layout engine calls, so that no run parses them.

    python setup/keep_declarations.py src/archivist/pdf/engine/c_declarations.json

To be run if WeasyPrint, cffi or a declaration of the package `archivist.pdf.engine` is another one;
tests/pdf/engine/test_c_declarations.py notices that.
"""

import ast
import json
import sys
import tempfile
from pathlib import Path

import cffi

from archivist.pdf.engine.c_declarations import digest
from archivist.pdf.engine.c_libraries import DECLARATIONS
from archivist.pdf.engine.engine_loading import declarations_of_engine


def all_tables() -> str:
    """What is to be in the file."""
    texts = (declarations_of_engine(), DECLARATIONS)
    return json.dumps({digest(text): tables_of(text) for text in texts}, indent=1, sort_keys=True) + "\n"


def tables_of(declarations: str) -> dict[str, object]:
    """The tables that cffi writes for declarations, with lists for tuples and texts for bytes."""
    interface = cffi.FFI()
    interface.cdef(declarations)
    interface.set_source("tables", None)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tables.py"
        interface.emit_python_code(str(file))
        calls = (each for each in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(each, ast.Call))
        (call,) = (each for each in calls if each.keywords)
    return {str(each.arg): _as_data(ast.literal_eval(each.value)) for each in call.keywords}


def _as_data(value: object) -> object:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return [_as_data(each) for each in value] if isinstance(value, tuple) else value


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(all_tables(), "utf-8")
