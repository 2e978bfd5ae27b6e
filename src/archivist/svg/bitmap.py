"""A drawing as dots, by resvg: for what the layout engine cannot draw.

resvg knows nearly all of SVG 1.1, is deterministic, and loads nothing: it is handed the drawing and the font files.
"""

import atexit
import contextlib
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from archivist.package_versions import package_version
from archivist.svg.font_families import MONO, SANS, SERIF
from archivist.svg.renderer import Renderer
from archivist.svg.svg_reading import SvgError, read_tree

DOTS_PER_PIXEL = 300 / 96  # what print asks for
_COARSER = (1.0, 0.5)  # resvg fails at some shapes at some sizes
_MAX_DOTS = 25_000_000
_MOST_OCTAVES = 8  # of a filter's noise; more cannot be seen, and cost
_LARGEST_RADIUS = 20.0  # of feMorphology, in user units


def renderer() -> str:
    """Name and version of what draws here."""
    return f"resvg_py {package_version('resvg_py')}"


def bitmap(data: bytes, width: float, height: float, fonts: Sequence[Path] = ()) -> bytes:
    """A PNG of a drawing that is set `width` by `height` CSS pixels. Raises SvgError if it cannot be drawn."""
    for size in (DOTS_PER_PIXEL, *_COARSER):
        with contextlib.suppress(SvgError):
            return _render(data, width, height, fonts, size)
    raise SvgError("it cannot be drawn")


def _render(data: bytes, width: float, height: float, fonts: Sequence[Path], scale: float) -> bytes:
    root = read_tree(data)
    root.set("width", f"{max(width, 1):.4f}")
    root.set("height", f"{max(height, 1):.4f}")
    _tame_filters(root)
    options = {
        "zoom": min(scale, (_MAX_DOTS / (max(width, 1) * max(height, 1))) ** 0.5),
        "dpi": 96.0,
        "skip_system_fonts": True,
        "font_files": [str(path) for path in fonts] or None,
        "font_family": SANS[0],
        "serif_family": SERIF[0],
        "sans_serif_family": SANS[0],
        "monospace_family": MONO[0],
        "languages": ["en"],
    }
    return _RENDERER.render(etree.tostring(root, encoding="UTF-8"), options)


_RENDERER = Renderer()
atexit.register(_RENDERER.end)


def _tame_filters(root: object) -> None:
    for element in root.iter():  # type: ignore[attr-defined]
        octaves, radius = element.get("numOctaves"), element.get("radius")
        if octaves is not None and not (octaves.strip().isdecimal() and int(octaves) <= _MOST_OCTAVES):
            element.set("numOctaves", str(_MOST_OCTAVES))
        if radius is not None:
            element.set("radius", " ".join(_limit_number(part) for part in radius.replace(",", " ").split()))


def _limit_number(written: str) -> str:
    try:
        return f"{min(max(float(written), 0.0), _LARGEST_RADIUS):g}"
    except ValueError:
        return "0"
