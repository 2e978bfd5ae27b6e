"""What is known of the engine's boxes before a document is written, and which of them were written as content."""

from dataclasses import dataclass

from archivist.pdf.engine.boxes import Box, Document
from archivist.pdf.line_breaks import LineEnd


@dataclass(slots=True)
class Mark:
    """What is known of a box before it is drawn."""

    artifact: bool = False
    label: bool = False  # it numbers a list item, though a style sheet made it
    line_end: LineEnd | None = None


def mark_of(box: Box) -> Mark:
    """The mark of a box, to be read or set."""
    mark = getattr(box, "_archivist_mark", None)
    if mark is None:
        mark = box._archivist_mark = Mark()
    assert isinstance(mark, Mark)
    return mark


def marked_boxes(document: Document) -> list[dict[Box, int]]:
    """Of a document that was written with tags: for each page the boxes drawn as content, with their marks (MCID)."""
    return list(document._archivist_marked)
