"""The style sheets of a page size, in the order they are read."""

import re
from collections.abc import Iterable
from importlib.resources import files

from archivist.config import PageSize

_SIZE = re.compile(r"@page\s*\{[^}]*?\bsize:\s*([^;}]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MILLIMETRES = re.compile(r"(\d+(?:\.\d+)?)mm\s+(\d+(?:\.\d+)?)mm")
_NAMED = {"A5": "148mm 210mm", "A4": "210mm 297mm"}  # CSS Paged Media 3, 7.1.1

_SHEETS = {PageSize.A5: "a5.css", PageSize.A4: "a4.css", PageSize.EREADER: "ereader.css"}


def style_sheets(page: PageSize, own: str = "") -> tuple[str, ...]:
    """The style sheets of a theme; the user's own, if there is one, comes last and may change everything."""
    folder = files("archivist") / "styles"
    sheets = [(folder / name).read_text("utf-8") for name in ("print.css", "parallel.css", _SHEETS[page])]
    return (*sheets, own) if own else tuple(sheets)


def paper_size(page: PageSize, sheets: Iterable[str]) -> str:
    """The name of a theme and the size of its pages: A5, 148 × 210 mm. The name alone if the size is in no form known.

    The last size in the style sheets counts, as in the cascade.
    """
    found = _SIZE.findall("\n".join(_COMMENT.sub("", sheet) for sheet in sheets))
    written = found[-1].strip() if found else ""
    size = _MILLIMETRES.fullmatch(_NAMED.get(written, written))
    return f"{page}, {size[1]} × {size[2]} mm" if size else str(page)


def is_printed_on_both_sides(page: PageSize) -> bool:
    """Whether leaves have a front and a back: on a screen there are no blank pages."""
    return page is not PageSize.EREADER
