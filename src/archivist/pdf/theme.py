"""The style sheets of a page size, in the order they are read."""

from importlib.resources import files
from pathlib import Path

from archivist.config import PageSize
from archivist.errors import ConfigurationError

_SHEETS = {PageSize.A5: "a5.css", PageSize.A4: "a4.css", PageSize.EREADER: "ereader.css"}


def style_sheets(page: PageSize, own: Path | None = None) -> tuple[str, ...]:
    """The style sheets of a theme; the user's own comes last and may change everything.

    Raises ConfigurationError if the user's sheet cannot be read.
    """
    folder = files("archivist") / "styles"
    sheets = [(folder / name).read_text("utf-8") for name in ("print.css", _SHEETS[page])]
    if own is not None:
        sheets.append(_own_sheet(own))
    return tuple(sheets)


def is_printed_on_both_sides(page: PageSize) -> bool:
    """Whether leaves have a front and a back: on a screen there are no blank pages."""
    return page is not PageSize.EREADER


def _own_sheet(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"the style sheet {path} cannot be read: {error}") from None
