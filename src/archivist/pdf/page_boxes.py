"""The boxes of pages that face one another: moved outwards, so that the text is nearer to the spine.

An article is laid out before it is known on which side it begins, with equal margins. Only the boxes of its pages are
moved when they are joined: everything on a page, links and destinations included, stays where it is in its coordinates.
"""

import re
from collections.abc import Sequence

from archivist.book_parts import PageStyle
from archivist.model.book import Book
from archivist.publication import Sheet, Side
from archivist.text import languages

_BOX = re.compile(rb"/(Media|Crop|Bleed|Trim|Art)Box ?\[ ?([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) ?\]")


def shifts(sheets: Sequence[Sheet], book: Book, points: float) -> list[float]:
    """How far the box of each page is moved to the right: by `points` or by minus that. Covers stay.

    A book in a language that is written from right to left has its spine on the other side.
    """
    fixed = {each.id for each in book.documents if each.part.page_style is PageStyle.UNCOUNTED}
    recto = -points if languages.direction(book.metadata.language) == "rtl" else points
    return [0.0 if sheet.document in fixed else recto if sheet.side is Side.RECTO else -recto for sheet in sheets]


def move_boxes(entries: bytes, shift: float) -> bytes:
    """Entries of a page, with its boxes moved to the right."""

    def moved(found: "re.Match[bytes]") -> bytes:
        left, bottom, right, top = found.groups()[1:]
        return b"/%sBox [%.5f %s %.5f %s]" % (found[1], float(left) + shift, bottom, float(right) + shift, top)

    return _BOX.sub(moved, entries) if shift else entries
