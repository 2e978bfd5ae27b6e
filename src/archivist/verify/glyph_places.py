"""The places of the glyphs: everything that is printed is on the paper."""

from collections.abc import Iterator
from importlib.metadata import version

from archivist.pages.paper import off_paper
from archivist.verdict import Message
from archivist.verify.internal_check import error, on_page
from archivist.verify.text_differences import short

CHECK = "places"


def reader() -> str:
    """Name and version of what reads here."""
    return f"pypdfium2 {version('pypdfium2')}"


def messages(data: bytes) -> Iterator[Message]:
    """All text of a PDF that reaches over the edge of its page, except what a drawing has outside its view."""
    for found in off_paper(data):
        if found.in_figure:
            continue
        left, bottom, *_ = found.box
        said = f"text is printed off the paper: “{short(found.text)}”, {left:.0f} pt from the left, {bottom:.0f} pt up"
        yield error("text-off-page", said, on_page(found.page))
