"""Pages as a printer wants them: on a larger sheet, with bleed around them and marks where to cut.

TrimBox is the page, BleedBox the page with its bleed (ISO 32000-1, 14.11.2). The marks begin where the bleed ends, so
that none is left on a page that is cut a little too large.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from archivist.pages.page_grid import POINTS
from archivist.pdf.pdf_file import PdfFile
from archivist.pdf.pdf_syntax import array, number

_LENGTH = 5 * POINTS  # of a mark
_AROUND = 6 * POINTS  # white around the bleed: the marks, and a little more
_WEIGHT = 0.25  # points
_BOX = re.compile(rb"/(Media|Crop|Bleed|Trim|Art)Box ?\[ ?([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) ?\]")

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points


@dataclass(slots=True)
class PrintersSheets:
    """The sheets of a file."""

    pdf: PdfFile
    bleed: float  # points
    _marks: dict[Box, int] = field(default_factory=dict)  # the stream that draws them, by the page that they are around

    def enlarge(self, entries: bytes) -> bytes:
        """Entries of a page, with the boxes of its sheet."""
        page = trim_box(entries)
        boxes = {"Media": self.bleed + _AROUND, "Bleed": self.bleed, "Trim": 0.0}
        written = (b"/%sBox %s" % (name.encode(), _array(_around(page, by))) for name, by in boxes.items())
        return _BOX.sub(b"", entries) + b"".join(written)

    def marks(self, entries: bytes) -> int:
        """The stream that draws the marks around a page with these entries."""
        page = trim_box(entries)
        if page not in self._marks:
            lines = b"".join(b"%s %s m %s %s l\n" % tuple(map(number, line)) for line in _lines(page, self.bleed))
            drawn = b"q\n0 0 0 RG\n%s w\n%sS\nQ\n" % (number(_WEIGHT), lines)
            self._marks[page] = self.pdf.add_stream(b"/Artifact <</Type /Page>> BDC\n%sEMC\n" % drawn)
        return self._marks[page]


def trim_box(entries: bytes) -> Box:
    """The page that entries describe, as it is when it is cut."""
    boxes = {kind: _as_box(values) for kind, *values in _BOX.findall(entries)}
    return boxes.get(b"Trim", boxes[b"Media"])


def _as_box(values: Sequence[bytes]) -> Box:
    left, bottom, right, top = map(float, values)
    return left, bottom, right, top


def _around(box: Box, by: float) -> Box:
    left, bottom, right, top = box
    return left - by, bottom - by, right + by, top + by


def _array(box: Box) -> bytes:
    return array(map(number, box))


def _lines(page: Box, bleed: float) -> list[Box]:
    """Two marks at each corner, in line with the edges of the page."""
    left, bottom, right, top = page
    level = [(x, y, x + way * _LENGTH, y) for y in (bottom, top) for x, way in ((left - bleed, -1), (right + bleed, 1))]
    upright = [
        (x, y, x, y + way * _LENGTH) for x in (left, right) for y, way in ((bottom - bleed, -1), (top + bleed, 1))
    ]
    return level + upright
