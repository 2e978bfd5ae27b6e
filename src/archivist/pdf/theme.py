"""The style sheets of a page size, in the order they are read."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from archivist.pages.page_grid import page_grid, variables

_SIZE = re.compile(r"@page\s*\{[^}]*?\bsize:\s*([^;}]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MILLIMETRES = re.compile(r"(\d+(?:\.\d+)?)mm\s+(\d+(?:\.\d+)?)mm")
_NAMED = {"A5": "148mm 210mm", "A4": "210mm 297mm"}  # CSS Paged Media 3, 7.1.1


@dataclass(frozen=True, slots=True)
class Measure:
    """How much text a page of a theme holds, in a script with the line height of Latin."""

    em: float  # width of a line, in the size of the text
    lines: int


_COMMON = ("print.css", "parallel.css", "cover.css")

# Only what the style sheets of a theme justify, or would if the lines were longer.
_JUSTIFIED = {
    True: "html[lang] body, html .body :is(li, blockquote, dd), .pair > :is(.first, .second) { text-align: justify }",
    False: "body, .second-text > .body { text-align: start }",
}

# The proportions of the cover: its measures are 148ths of the width, and need a height of at least 190 of them.
_UNITS_WIDE, _UNITS_HIGH = 148, 190
SCREEN_COVER = (100.0, 160.0)  # millimetres of the page that becomes a picture of 1600 × 2560 pixels


def style_sheets(page: str, own: str = "", justify: bool | Literal["auto"] = "auto") -> tuple[str, ...]:
    """The style sheets of a theme; the user's own, if there is one, comes last and may change everything."""
    folder, grid = files("archivist") / "styles", page_grid(page)
    sheets = [(folder / name).read_text("utf-8") for name in (*_COMMON, f"{grid.theme}.css")]
    sheets += [] if grid.is_hand_made else [variables(grid)]
    sheets.append(_measures(*(_size(own) or (grid.width, grid.height))))
    sheets += [] if justify == "auto" else [_JUSTIFIED[justify]]
    return (*sheets, own) if own else tuple(sheets)


def screen_cover(sheets: Sequence[str]) -> tuple[str, ...]:
    """The style sheets of a theme for a cover that is a picture on a screen, in the proportions that shops want."""
    width, height = SCREEN_COVER
    return (*sheets, f"@page {{ size: {width:g}mm {height:g}mm }}\n{_measures(width, height)}")


def bleeding_cover(sheets: Sequence[str], bleed: str) -> tuple[str, ...]:
    """The style sheets of a theme for a cover whose fields go on over its edges by a length, as printers want it."""
    bled = (files("archivist") / "styles" / "bleed.css").read_text("utf-8")
    return (*sheets, bled, f"@page cover {{ bleed: {bleed} }}\n:root {{ --bleed: {bleed} }}")


def paper_size(page: str, sheets: Iterable[str]) -> str:
    """The name of a theme and the size of its pages: A5, 148 × 210 mm. The name alone if the size is in no form known.

    The last size in the style sheets counts, as in the cascade.
    """
    size = _size("\n".join(sheets))
    name = page_grid(page).name
    if size is None:
        return name
    lengths = f"{size[0]:g} × {size[1]:g} mm"
    return lengths if "mm" in name else f"{name}, {lengths}"


def _size(sheet: str) -> tuple[float, float] | None:
    """Width and height in millimetres of the pages of a style sheet; None if it says none, or in no form known."""
    found = _SIZE.findall(_COMMENT.sub("", sheet))
    written = found[-1].strip() if found else ""
    size = _MILLIMETRES.fullmatch(_NAMED.get(written, written))
    return (float(size[1]), float(size[2])) if size else None


def _measures(width: float, height: float) -> str:
    """What styles/cover.css is made of, for a page of this size in millimetres."""
    unit = cover_unit(width, height)
    return f":root {{ --page-width: {width:g}mm; --page-height: {height:g}mm; --unit: {unit:.5f}mm }}"


def cover_unit(width: float, height: float) -> float:
    """What all lengths of styles/cover.css are multiples of, on a page of this size; in millimetres, as all three."""
    return round(min(width / _UNITS_WIDE, height / _UNITS_HIGH), 5)


def measure_of(page: str) -> Measure:
    """How much text a page of a theme holds."""
    grid = page_grid(page)
    return Measure(grid.em, grid.lines)


def is_printed_on_both_sides(page: str) -> bool:
    """Whether leaves have a front and a back: on a screen there are no blank pages."""
    return not page_grid(page).is_screen
