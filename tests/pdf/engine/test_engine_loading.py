"""The engine is loaded without other programs, with the same libraries as without the change."""

import subprocess
import sys

import pytest

from archivist.pdf.engine import engine_loading

pytestmark = pytest.mark.slow

# Which C libraries it has afterwards, and how many processes were started.
LOADED = """
import subprocess, sys
started = []
begin = subprocess.Popen.__init__
subprocess.Popen.__init__ = lambda self, *given, **named: (started.append(given), begin(self, *given, **named))[1]
{load}
names = ("pango", "harfbuzz", "fontconfig", "gobject")
lines = [line.split()[-1] for line in open("/proc/self/maps") if ".so" in line and "/site-packages/" not in line]
print(len(started), sorted(set(line for line in lines if any(name in line for name in names))))
"""
USUAL = "import weasyprint"
OURS = "from archivist.pdf.engine.engine_loading import load_engine; load_engine()"


def loaded(load: str) -> tuple[int, str]:
    program = LOADED.format(load=load)
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    number, _, libraries = found.stdout.partition(" ")
    return int(number), libraries


def test_no_process_is_started_and_the_libraries_are_the_same() -> None:
    (usual, libraries), (ours, same) = loaded(USUAL), loaded(OURS)
    assert usual > 0  # or WeasyPrint no longer needs the change
    assert ours == 0
    assert "libpango" in libraries
    assert same == libraries


def test_where_a_library_has_another_name_it_is_looked_for_as_usual() -> None:
    others = OURS.replace(
        "load_engine()", "load_engine.__globals__.update(_LIBRARIES=('libelsewhere.so.0',)); load_engine()"
    )
    assert loaded(others) == loaded(USUAL)
    assert not engine_loading._can_be_loaded("libelsewhere.so.0")
