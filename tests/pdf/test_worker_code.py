"""The key of a fragment covers all code that lays it out, without a list of modules kept by hand."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from archivist.pdf import worker_code
from archivist.pdf.engine import versions
from tests.pdf.making import CONTENTS, document, job

PROGRAM = """
import pickle, sys
from pathlib import Path
from archivist.pdf.engine import lay_out
made = lay_out(*pickle.loads(Path(sys.argv[1]).read_bytes()))
assert not made.failure, made.failure
print(*(name for name in sys.modules if name.partition(".")[0] == "archivist"))
"""
TEXT = "Text $x^2$ ქართული[^1]\n\n| a | b |\n|---|---|\n| c | d |\n\n![D](d.svg)\n\n1. x\n\n[^1]: Note.\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>'


@pytest.mark.slow
def test_every_module_that_a_worker_loads_is_covered(tmp_path: Path) -> None:
    (tmp_path / "d.svg").write_text(DRAWING)
    (tmp_path / "job").write_bytes(pickle.dumps((job(document(TEXT, folder=tmp_path)), CONTENTS)))
    done = subprocess.run([sys.executable, "-c", PROGRAM, tmp_path / "job"], capture_output=True, check=True, text=True)
    loaded = set(done.stdout.split()) - {"archivist.cache", "archivist.files"}  # where the job's contents are kept
    assert "archivist.pdf.engine.patches.tall_rows" in loaded
    assert loaded <= worker_code.worker_modules().keys()


def test_other_code_is_another_digest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    measure = worker_code.worker_code.__wrapped__
    before = measure()
    assert measure() == before
    for name in ("archivist.text.visible_text", "archivist.pdf.engine.tagging", "archivist.pictures.picture_forms"):
        real = worker_code.worker_modules()
        changed = tmp_path / "archivist" / "changed.py"
        changed.parent.mkdir(exist_ok=True)
        changed.write_bytes(real[name].read_bytes() + b"\n# a change\n")
        with monkeypatch.context() as patch:
            patch.setattr(Path, "read_bytes", _with(real[name], changed.read_bytes()))
            assert measure() != before, name
    assert measure() == before


def _with(file: Path, content: bytes) -> object:
    read = Path.read_bytes
    return lambda self: content if self == file else read(self)


def test_the_command_line_is_not_part_of_it() -> None:
    modules = worker_code.worker_modules()
    assert not [name for name in modules if name.startswith(("archivist.cli", "archivist.epub", "archivist.readers"))]
    assert "archivist.pdf.joining" not in modules


@pytest.mark.parametrize("library", ["pango", "harfbuzz", "fontconfig", "freetype"])
def test_the_c_libraries_of_the_engine_are_named_with_their_versions(library: str) -> None:
    (said,) = (each for each in versions() if each.startswith(f"{library} "))
    assert all(part.isdecimal() for part in said.split()[1].split("."))
