"""Long lists laid out in pieces, on the pages that they have as a whole.

The list of sources of a thousand articles has more than a hundred pages. A worker needs memory for all of them at the
same time, and one entry that changed would change the whole. So it is laid out in pieces of some entries, one after the
other. Of a piece all pages are kept but the last, which what follows would fill. The next piece begins with the entries
of the last page that is kept: it must have the same page again, drawn alike, and its second page is the one behind it.

If a piece does not have that page, or if no page begins with an entry, the list is laid out as a whole.
"""

import copy
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from lxml import etree

from archivist.model.book import Document
from archivist.model.pages import Fragment
from archivist.pdf.stored_fragment import content_of_page
from archivist.text.visible_text import visible

WAY_OF_PIECES = "pieces 1"  # part of the key of a list in the cache: another number, and it is joined again

_XHTML = "{http://www.w3.org/1999/xhtml}"
_SECTION = f"{_XHTML}section"
_ENTRIES = 192  # of a piece: about twenty pages
_FEW = 288  # entries of a list that is laid out as a whole
# Selectors that count further than the entries of a page: an entry may look otherwise where no page shows it twice.
_COUNTING = re.compile(r":nth-[a-z-]+\(\s*(?![12]\s*\))", re.IGNORECASE)
_OTHERS = ("img", "aside", "table", "figure")  # what has text in other streams than that of the entries


class IndivisibleListError(Exception):
    """The pieces of a list do not make it up: it must be laid out as a whole."""


@dataclass(frozen=True, slots=True)
class LongList:
    """A document that is a heading, perhaps with notes on the list, and many entries."""

    document: Document
    root: etree._Element  # without the entries
    heads: int  # elements before the first entry
    entries: Sequence[etree._Element]
    letters: Sequence[int]  # visible characters before each entry, and of all

    def piece(self, first: int, last: int) -> Document:
        """Some entries as a document; the heading is above the first one of all."""
        root = copy.deepcopy(self.root)
        (section,) = _sections(root)
        if first:
            del section[:]
            section.text = None
        section.extend(copy.deepcopy(entry) for entry in self.entries[first:last])
        if first:
            for top in (section[0], *section[0][:1]):  # as at the top of a page
                top.set("style", "margin-top: 0")
        written = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
        return replace(self.document, xhtml=bytes(written) + b"\n")

    def entry_at(self, letters: int, first: int) -> int | None:
        """The entry that begins after so many characters of a piece, whose first entry is `first`."""
        place = letters + (self.letters[first] if first else 0)
        found = bisect_left(self.letters, place)
        return found if found < len(self.entries) and self.letters[found] == place else None


def may_count_entries(styles: Iterable[str]) -> bool:
    """Whether a style sheet may set an entry by its place in the list, so that pieces could look otherwise."""
    return any(_COUNTING.search(style) for style in styles)


def long_list(document: Document) -> LongList | None:
    """The list that a document is; None if it is something else, or has few entries."""
    if document.xhtml.count(b"<section") <= _FEW:
        return None
    root = etree.fromstring(document.xhtml)
    held = _sections(root)
    if len(held) != 1 or next(root.iter(*(f"{_XHTML}{tag}" for tag in _OTHERS)), None) is not None:
        return None
    parts = list(held[0])
    heads = next((number for number, part in enumerate(parts) if part.tag == _SECTION), len(parts))
    entries = parts[heads:]
    if len(entries) <= _FEW or any(part.tag != _SECTION or part.get("class") == "epub-only" for part in entries):
        return None
    counts = [sum(map(_letters, parts[:heads])), *map(_letters, entries)]
    del held[0][heads:]
    return LongList(document, root, heads, entries, tuple(accumulate(counts)))


def _sections(root: etree._Element) -> list[etree._Element]:
    """The sections that a document is; none if it has anything else."""
    body = root.find(f"{_XHTML}body")
    parts = [] if body is None else list(body)
    return parts if all(part.tag == _SECTION for part in parts) else []


def _letters(element: etree._Element) -> int:
    return len(visible("".join(element.itertext())))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a list that is laid out, and what of it is kept."""

    fragment: Fragment
    entries: range  # that were laid out
    pages: range  # that are kept
    kept: range  # the entries on them


@dataclass(slots=True)
class ListLayout:
    """A list while its pieces are laid out, one after the other."""

    whole: LongList
    pieces: list[Piece] = field(default_factory=list)
    is_divisible: bool = True  # as far as it is laid out
    _next: range = field(init=False)  # entries of the next piece
    _from: int = 0  # the first of them that is not on a page that is kept

    def __post_init__(self) -> None:
        self._next = self._of_piece(0)

    def next_piece(self) -> Document | None:
        """The piece that is to be laid out now; None if all are."""
        return self.whole.piece(self._next.start, self._next.stop) if self._next else None

    def add(self, fragment: Fragment) -> None:
        """Take a piece that was laid out, and find out where the next one begins."""
        entries, is_first = self._next, not self.pieces
        starts = [self.whole.entry_at(start.letters, entries.start) for start in fragment.starts]
        begun = 0 if is_first else 1
        joins = is_first or (len(starts) > 1 and starts[1] == self._from and self._has_page_of_last(fragment))
        is_last = entries.stop == len(self.whole.entries)
        end = fragment.pages if is_last else _last_cut(starts)
        self._next = range(0)
        if not joins or not end:
            self.is_divisible = False
            return
        upto = len(self.whole.entries) if is_last else starts[end] or 0
        self.pieces.append(Piece(fragment, entries, range(begun, end), range(self._from, upto)))
        if not is_last:
            self._from, self._next = upto, self._of_piece(starts[end - 1] or 0)

    def _has_page_of_last(self, fragment: Fragment) -> bool:
        """Whether a piece begins with the last page that was kept, the same in all that is drawn on it.

        It does not where a style sheet counts the entries, or sets the first one otherwise than those behind it.
        """
        last = self.pieces[-1]
        return content_of_page(fragment, 0) == content_of_page(last.fragment, last.pages[-1])

    def _of_piece(self, first: int) -> range:
        """The entries of a piece. The last piece may have half as many more, so that none is very short."""
        count = len(self.whole.entries)
        return range(first, count if count - first <= _FEW else first + _ENTRIES)


def _last_cut(starts: Sequence[int | None]) -> int:
    """The last page that begins with an entry, as the page before does; 0 if there is none after the second page."""
    pages = range(len(starts) - 1, 1, -1)
    return next((page for page in pages if starts[page] is not None and starts[page - 1] is not None), 0)
