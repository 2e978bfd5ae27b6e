"""Where the glyphs of a finished PDF are: read back by PDFium, which had no part in writing it.

What a layout engine says of its boxes is not where the glyphs are: numbers overflow, and a later step may move them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

TOLERANCE = 1.0  # points that a glyph may reach over the edge of the paper: the box of a glyph is larger than its ink
_MOST = 20  # places of one page that are reported; a page off the paper has thousands


@dataclass(frozen=True, slots=True)
class OffPaper:
    """Text that is not wholly on the paper."""

    page: int  # of the file, from 0
    text: str
    box: tuple[float, float, float, float]  # left, bottom, right, top in points, as the page counts them


def off_paper(pdf: bytes) -> Iterator[OffPaper]:
    """All text of a PDF that reaches over the edge of its page, the words of drawings among it.

    Raises pypdfium2.PdfiumError for a file that PDFium cannot open.
    """
    with pypdfium2.PdfDocument(pdf) as opened:
        for number in range(len(opened)):
            page = opened[number]
            yield from _of_page(page, number)
            page.close()


def _of_page(page: pypdfium2.PdfPage, number: int) -> Iterator[OffPaper]:
    left, bottom, right, top = page.get_cropbox()
    text = page.get_textpage()
    found = 0
    for index in range(text.count_rects()):
        box = text.get_rect(index)
        outside = (left - box[0], bottom - box[1], box[2] - right, box[3] - top)
        if max(outside) > TOLERANCE:
            words = text.get_text_bounded(*box)
            if words.strip():
                yield OffPaper(number, words, box)
                found += 1
        if found == _MOST:
            break
    text.close()
