"""A user's own style sheet: read, and refused if it would load anything from elsewhere."""

from pathlib import Path

from archivist.data_addresses import is_data, read_data
from archivist.errors import ConfigurationError
from archivist.place import Place
from archivist.style_addresses import StyleAddress, addresses
from archivist.svg import is_clean

_SHOWN = 60  # characters of an address in a message
_DRAWING = "image/svg+xml"


def read(path: Path) -> str:
    """The text of the style sheet.

    Raises ConfigurationError if it cannot be read or refers to a file or an address: a volume is made of what it was
    handed, and no book calls home.
    """
    try:
        style = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"the style sheet {path} cannot be read: {error}") from None
    fetch = first_fetch(style)
    if fetch:
        line, address = fetch
        raise ConfigurationError(
            f"the style sheet refers to something outside itself: {address}",
            "Remove the line, or embed the picture or font as a data: address.",
            place=Place(str(path), line),
        )
    return style


def first_fetch(style: str) -> tuple[int, str] | None:
    """The first place where a style sheet refers to a file or an address: its line, and what is written there."""
    for each in addresses(style):
        if not _is_inside(each):
            shown = each.address if len(each.address) <= _SHOWN else each.address[:_SHOWN] + "…"
            return each.line, f"@import {shown}" if each.imported else shown
    return None


def _is_inside(found: StyleAddress) -> bool:
    if found.is_inside:
        return True
    held = read_data(found.address) if is_data(found.address) and not found.imported else None
    return held is not None and held.media_type == _DRAWING and is_clean(held.content)
