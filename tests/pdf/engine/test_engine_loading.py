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


def of_font_tools(then: str = "pass") -> set[str]:
    """The modules of fontTools that are imported with the engine, and by what is done with it afterwards."""
    program = f"import sys; {OURS}; import weasyprint.pdf.fonts as fonts; {then}; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return {name for name in found.stdout.split() if name.startswith("fontTools.")}


def test_what_makes_subsets_is_imported_when_it_is_used() -> None:
    assert not of_font_tools() & {"fontTools.subset", "fontTools.varLib.instancer"}
    assert "fontTools.subset" in of_font_tools("assert fonts.subset.Options().glyph_names is False")


def test_a_variable_font_has_its_instance() -> None:
    make = (
        "from fontTools.fontBuilder import FontBuilder; made = FontBuilder(1000); made.setupGlyphOrder(['.notdef']); "
        "made.setupCharacterMap({}); made.setupGlyf({'.notdef': __import__('fontTools.ttLib.tables._g_l_y_f', "
        "fromlist=['x']).Glyph()}); made.setupHorizontalMetrics({'.notdef': (500, 0)}); made.setupNameTable({}); "
        "made.setupFvar([('wght', 400, 400, 700, 'Weight')], []); made.setupGvar({}); "
        "assert 'fvar' not in fonts.instantiateVariableFont(made.font, {'wght': 500})"
    )
    assert "fontTools.varLib.instancer" in of_font_tools(make)
