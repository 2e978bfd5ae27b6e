"""About how many pages an article takes, told from its text alone: nothing is laid out.

The same text has the same estimate on every machine, whatever fonts and style sheets do to it.
"""

from collections.abc import Iterator
from functools import cache
from math import ceil
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from archivist.pdf.theme import Measure
from archivist.text.letter_places import XHTML, has_class

# Widths of letters in hundredths of an em, spaces included, up to a character: Latin; Greek and Cyrillic; others; what
# is square.
_LATIN = 50
_WIDTHS = (("\u0370", _LATIN), ("\u0530", 56), ("\u2e80", 61), ("\U0010ffff", 100))
_BLOCKS = frozenset(
    f"{XHTML}{tag}" for tag in ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "tr", "dt", "dd", "figcaption")
)
_HEADINGS = frozenset(f"{XHTML}h{level}" for level in range(1, 7))
_AROUND_HEADING = 1.5  # lines
_TITLE = 1.8  # times the size of the text, and the height of its lines
_NOTE = 0.76  # likewise, about
_PICTURE = 17.0  # lines, the caption apart: how tall it is set depends on the rest of the page


def estimated_pages(xhtml: bytes, measure: Measure) -> float:
    """The pages of a document. Raises xml.etree.ElementTree.ParseError if it is not well-formed."""
    return sum(_heights(ElementTree.fromstring(xhtml), measure.em, 1.0)) / measure.lines


def _heights(element: Element, em: float, size: float) -> Iterator[float]:
    """The heights of what is in an element, in lines of the text. `size` is that of its type, as a share of the text's.

    `em` is how wide a line is, in type of the text.
    """
    if has_class(element, "epub-only") or element.tag == f"{XHTML}head":
        return
    if element.tag == f"{XHTML}img":
        yield _PICTURE
    if element.tag == f"{XHTML}aside":
        size = _NOTE
    if element.tag in _BLOCKS:
        own = _TITLE if element.tag == f"{XHTML}h1" else size
        yield ceil(sum(map(_width, _own_texts(element))) / 100 * own / em) * own
        yield _AROUND_HEADING if element.tag in _HEADINGS else 0.0
    for child in element:
        yield from _heights(child, em, size)


def _own_texts(element: Element) -> Iterator[str]:
    """The texts of a block, without those of blocks in it."""
    yield " ".join((element.text or "").split())
    for child in element:
        if child.tag not in _BLOCKS:
            yield from _own_texts(child)
        yield " ".join((child.tail or "").split())


def _width(text: str) -> int:
    """The width of a text in hundredths of an em."""
    return _LATIN * len(text) if text.isascii() else sum(map(_width_of_letter, text))


@cache
def _width_of_letter(letter: str) -> int:
    return next(width for last, width in _WIDTHS if letter <= last)
