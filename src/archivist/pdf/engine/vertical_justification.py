"""Pages that end at the same line: what a page lacks is added to the distances on it, in whole lines.

Lines stay empty at the foot of a page if what follows has no room there: a head with the lines that belong to it, a
table, a note. They are moved to where white is expected: up to two above each article that begins on the page, one
above each heading, one above what to read next, and one above and below each list, table, figure and quotation. The
last page stays as it is, and so does one that is empty by more than a third: an article ends there. Nothing is laid out
again: what is below moves by whole lines and stays on the grid.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import weasyprint

from archivist.pdf.engine.box_tree import flow_boxes
from archivist.pdf.engine.boxes import Box, Document, Page
from archivist.pdf.engine.figure_placement import line_height, white_height
from archivist.pdf.print_tree import has_class

_ABOVE_ARTICLE = 2  # lines at most
_ELSEWHERE = 1
_MOST_WHITE = 1 / 3  # of a page that is filled
_SAVED = 2  # lines that an article set more closely is shorter
_FEW = 4  # lines that may stay empty on a page
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DISPLAYED = frozenset({"ul", "ol", "dl", "table", "figure", "blockquote", "pre", "section"})
_EXACT = 0.1  # pixels


@dataclass(frozen=True, slots=True)
class _Gap:
    """A distance that may be larger."""

    around: tuple[Box, ...]  # the boxes it is in, from the outermost one
    below: Box
    most: int  # lines that may be added


def may_save_page(document: Document, following: int) -> bool:
    """Whether what is on the last page could have room before it, if the articles that follow were set more closely."""
    line, pages = line_height(document), document.pages
    needed = pages[-1]._page_box.height - white_height(pages[-1])
    holes = sum(white for white in map(white_height, pages[:-1]) if white > _FEW * line)
    return needed <= holes + following * _SAVED * line


def justify_pages(document: Document) -> None:
    """Fill the pages of a document but the last one by larger distances, as far as these go."""
    line, pages = line_height(document), list(document.pages)
    for number, page in enumerate(pages[:-1]):
        white = white_height(page)
        lines = int((white + _EXACT) / line) if white < _MOST_WHITE * page._page_box.height else 0
        gaps = sorted(_gaps(page), key=lambda gap: -gap.most) if lines > 0 else []
        if gaps:
            for gap, share in zip(gaps, _shares(lines, gaps), strict=True):
                _enlarge(gap, share * line)
            pages[number] = weasyprint.document.Page(page._page_box)  # its links and anchors are where they are now
    document.pages = pages


def _shares(lines: int, gaps: Sequence[_Gap]) -> list[int]:
    """How many lines are added to each distance: one to each in order, then another one, as far as they go."""
    shares = [0] * len(gaps)
    for _ in range(min(lines, sum(gap.most for gap in gaps))):
        open_ones = [number for number, gap in enumerate(gaps) if shares[number] < gap.most]
        shares[min(open_ones, key=lambda number: shares[number])] += 1
    return shares


def _gaps(page: Page) -> Iterator[_Gap]:
    """The distances on a page that may be larger: each has something above it."""
    for root in flow_boxes(page):
        for body in root.children:
            for above, article in _neighbours(body):
                if article.element_tag != "article":
                    continue
                if above is not None:
                    yield _Gap((root, body), article, _ABOVE_ARTICLE)
                yield from _gaps_within((root, body, article))


def _gaps_within(around: tuple[Box, ...]) -> Iterator[_Gap]:
    """Those within an article: in its text, and above what to read next."""
    for above, part in _neighbours(around[-1]):
        if has_class(part.element, "body"):
            for before, box in _neighbours(part):
                if before is not None and _is_wide(before, box):
                    yield _Gap((*around, part), box, _ELSEWHERE)
        elif has_class(part.element, "read-next") and above is not None:
            yield _Gap(around, part, _ELSEWHERE)


def _is_wide(above: Box, below: Box) -> bool:
    """Whether there is more white between two boxes than between two paragraphs."""
    tags = {above.element_tag, below.element_tag}
    return above.element_tag not in _HEADINGS and (below.element_tag in _HEADINGS or bool(tags & _DISPLAYED))


def _neighbours(box: Box) -> Iterator[tuple[Box | None, Box]]:
    """What is in a box, each with what is above it."""
    above: Box | None = None
    for child in box.children:
        if child.is_in_normal_flow() and child.element is not None:
            yield above, child
            above = child


def _enlarge(gap: _Gap, height: float) -> None:
    """Move what is below a distance down by so many pixels. A rule that separates two articles stays in the middle."""
    if not height:
        return
    gap.below.translate(0, height)
    below = gap.below
    for around in reversed(gap.around):
        place = next(number for number, box in enumerate(around.children) if box is below)
        for box in around.children[place + 1 :]:
            box.translate(0, height)
        around.height += height
        below = around
    for child in gap.below.children:
        if child.element_tag == "article::before":
            child.translate(0, -height / 2)
