"""The style sheets of a page size, in the order they are read."""

from importlib.resources import files

from archivist.config import PageSize

_SHEETS = {PageSize.A5: "a5.css", PageSize.A4: "a4.css", PageSize.EREADER: "ereader.css"}


def style_sheets(page: PageSize, own: str = "") -> tuple[str, ...]:
    """The style sheets of a theme; the user's own, if there is one, comes last and may change everything."""
    folder = files("archivist") / "styles"
    sheets = [(folder / name).read_text("utf-8") for name in ("print.css", "parallel.css", _SHEETS[page])]
    return (*sheets, own) if own else tuple(sheets)


def is_printed_on_both_sides(page: PageSize) -> bool:
    """Whether leaves have a front and a back: on a screen there are no blank pages."""
    return page is not PageSize.EREADER
