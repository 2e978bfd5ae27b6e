"""Line ends in Chinese and Japanese text.

Between two ideographs or kana, and beside their punctuation, the end of a line in the source is no space (CSS Text 4,
4.1.3, segment break transformation), also if a link or an emphasis begins or ends there. The layout engine makes one
anyway, so such line ends are taken out beforehand.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from lxml import etree

_WIDE = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60"
_WIDE_PUNCTUATION = "\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff60"
_PERHAPS_WIDE = re.compile("[\u3000-\uffff]")
_KEPT = frozenset({"pre", "code", "samp", "kbd"})
_OBJECTS = frozenset({"img", "br", "hr"})
_OBJECT = "\ufffc"  # in the place of what is not text


# Expressions with many ranges take milliseconds to compile; most archives have no text for them.
@cache
def _line_end() -> re.Pattern[str]:
    return re.compile(
        f"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])"
        f"|(?<=[{_WIDE_PUNCTUATION}])[ \t]*\n[ \t]*|[ \t]*\n[ \t]*(?=[{_WIDE_PUNCTUATION}])"
    )


@cache
def _any_wide() -> re.Pattern[str]:
    return re.compile(f"[{_WIDE}]")


@dataclass(slots=True)
class _Piece:
    """A text of an element, before its first child or behind it."""

    element: etree._Element
    is_tail: bool
    text: str
    is_kept: bool

    def cut(self, start: int, end: int) -> None:
        """Take characters out."""
        self.text = self.text[:start] + self.text[end:]
        if self.is_tail:
            self.element.tail = self.text
        else:
            self.element.text = self.text


def has_lines_to_join(xhtml: str) -> bool:
    """Whether a passage may have such a line end: most have none, and to look at each element takes long."""
    return "\n" in xhtml and bool(_PERHAPS_WIDE.search(xhtml)) and _any_wide().search(xhtml) is not None


def join_lines(root: etree._Element) -> None:
    """Take line ends between wide letters out of the text below an element, code apart."""
    pieces = list(_pieces(root, is_kept=False))
    starts = list(accumulate((len(piece.text) for piece in pieces), initial=0))
    for found in reversed(list(_line_end().finditer("".join(piece.text for piece in pieces)))):
        for number in range(bisect_right(starts, found.start()) - 1, bisect_right(starts, found.end() - 1)):
            piece, start = pieces[number], starts[number]
            if not piece.is_kept:
                piece.cut(max(found.start() - start, 0), min(found.end() - start, len(piece.text)))


def _pieces(element: etree._Element, *, is_kept: bool) -> Iterator[_Piece]:
    if element.tag in _OBJECTS:
        yield _Piece(element, False, _OBJECT, True)
    within = is_kept or element.tag in _KEPT
    if element.text:
        yield _Piece(element, False, element.text, within)
    for child in element:
        yield from _pieces(child, is_kept=within)
        if child.tail:
            yield _Piece(child, True, child.tail, within)
