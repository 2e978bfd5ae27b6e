"""The pieces of a long list as one fragment: its pages one after the other, its entries in one structure element.

What is stored is what would be stored of the whole list, and nothing that reads it knows of pieces. The objects of a
piece get numbers after those of the pieces before it, and the places of streams are those in all their PDFs one after
the other. Of the pages that are not kept nothing is written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from archivist.cache import Store
from archivist.model.pages import Anchor, Fragment, PageStart, TextRun
from archivist.pdf.fragment_parts import FontPart, ObjectPart, PagePart, Parts, ResourcesPart
from archivist.pdf.list_pieces import IndivisibleListError, ListLayout, LongList, Piece
from archivist.pdf.stored_fragment import StoredPages, contents_of, write_pages
from archivist.pdf.structure import Data

_MARKED = re.compile("\x01(\\d+)\x02")


def join_pieces(store: Store, key: str, laid_out: ListLayout) -> Fragment:
    """Keep a list under a key. Raises OSError, or IndivisibleListError if its pieces do not make it up."""
    if not laid_out.is_divisible:
        raise IndivisibleListError
    joining = _Joining(laid_out.whole)
    for piece in laid_out.pieces:
        joining.add(piece, contents_of(piece.fragment))
    fragments = [piece.fragment for piece in laid_out.pieces]
    fragment = replace(
        fragments[0],
        key=key,
        pages=joining.pages,
        anchors=tuple({anchor.name: anchor for anchor in reversed(joining.anchors)}.values()),
        starts=tuple(joining.starts),
        runs=tuple(joining.runs),
        floated=(),
        as_dots=_each(fragment.as_dots for fragment in fragments),
        undrawn=_each(fragment.undrawn for fragment in fragments),
        remarks=tuple(dict.fromkeys(chain.from_iterable(fragment.remarks for fragment in fragments))),
        reused=False,
    )
    return write_pages(store, fragment, StoredPages([joining.structure], joining.parts, b"".join(joining.pdfs)))


def _each(names: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(sorted(set(chain.from_iterable(names))))


@dataclass(slots=True)
class _Joining:
    """A list while its pieces are joined."""

    whole: LongList
    pages: int = 0
    anchors: list[Anchor] = field(default_factory=list)
    starts: list[PageStart] = field(default_factory=list)
    runs: list[TextRun] = field(default_factory=list)
    structure: Data = field(default_factory=dict)
    parts: Parts = field(default_factory=lambda: Parts(0, [], [], [], []))
    pdfs: list[bytes] = field(default_factory=list)

    def add(self, piece: Piece, stored: StoredPages) -> None:
        """Add the pages of a piece that are kept."""
        fragment, entries = piece.fragment, piece.entries
        moved = self.pages - piece.pages.start
        before = self.whole.letters[entries.start] if entries.start else 0
        self.starts += [
            replace(start, letters=start.letters + before)
            for start in fragment.starts[piece.pages.start : piece.pages.stop]
        ]
        self.runs += [
            replace(run, letters=run.letters + before, page=run.page + moved)
            for run in fragment.runs
            if run.page in piece.pages
        ]
        self.anchors += [replace(each, page=each.page + moved) for each in fragment.anchors if each.page in piece.pages]
        self._add_structure(piece, stored.structures, moved)
        self._add_parts(piece.pages, stored.parts)
        self.pdfs.append(stored.pdf)
        self.pages += len(piece.pages)

    def _add_structure(self, piece: Piece, structures: Sequence[Data], moved: int) -> None:
        (structure,) = structures
        kids = structure.get("k", [])
        heads = 0 if piece.entries.start else self.whole.heads
        if len(kids) != heads + len(piece.entries) or not all(isinstance(kid, dict) for kid in kids):
            raise IndivisibleListError
        first = piece.kept.start - piece.entries.start
        kept = [*kids[:heads], *kids[heads + first : heads + first + len(piece.kept)]]
        if not self.structure:
            self.structure = {**structure, "k": []}
        self.structure["k"] += [_on_pages(kid, moved, piece.pages) for kid in kept]

    def _add_parts(self, pages: range, added: Parts) -> None:
        kept = [added.pages[page] for page in pages]
        left_out = {stream for page in added.pages for stream in page.contents} - {
            stream for page in kept for stream in page.contents
        }
        resources = sorted({page.resources for page in kept})
        moving = _Moving(self.parts.count, sum(map(len, self.pdfs)))
        places = {old: len(self.parts.resources) + new for new, old in enumerate(resources)}
        self.parts = Parts(
            self.parts.count + added.count,
            [*self.parts.pages, *(moving.page(page, places) for page in kept)],
            [*self.parts.resources, *(moving.resources(added.resources[each]) for each in resources)],
            [*self.parts.objects, *(moving.object(each) for each in added.objects if each.number not in left_out)],
            [*self.parts.fonts, *map(moving.font, added.fonts)],
        )


def _on_pages(element: Data, moved: int, pages: range) -> Data:
    """An element with its content on its pages in the list. Raises IndivisibleListError for one that is not kept."""
    kids = [*_kids_on_pages(element.get("k", ()), moved, pages)]
    return {**element, "k": kids} if kids else element


def _kids_on_pages(kids: Iterable[Data | list[int]], moved: int, pages: range) -> Iterator[Data | list[int]]:
    for kid in kids:
        if isinstance(kid, dict):
            yield _on_pages(kid, moved, pages)
        elif kid[0] not in pages:
            raise IndivisibleListError
        else:
            yield [kid[0] + moved, *kid[1:]]


@dataclass(frozen=True, slots=True)
class _Moving:
    """Pieces of a PDF, moved behind others."""

    numbers: int  # objects before
    bytes: int  # of the PDFs before

    def page(self, page: PagePart, resources: Mapping[int, int]) -> PagePart:
        contents = [stream + self.numbers for stream in page.contents]
        entries = self._body(page.entries)
        return replace(page, entries=entries, contents=contents, resources=resources[page.resources])

    def resources(self, part: ResourcesPart) -> ResourcesPart:
        fonts, drawings = (
            {name: number + self.numbers for name, number in each.items()} for each in (part.fonts, part.drawings)
        )
        return ResourcesPart(self._body(part.entries), fonts, drawings)

    def object(self, part: ObjectPart) -> ObjectPart:
        place = part.place and (part.place[0] + self.bytes, part.place[1])
        return ObjectPart(part.number + self.numbers, self._body(part.body), place)

    def font(self, part: FontPart) -> FontPart:
        start, length = part.place
        return replace(
            part,
            number=part.number + self.numbers,
            font=self._body(part.font),
            descendant=self._body(part.descendant),
            descriptor=self._body(part.descriptor),
            file=self._body(part.file),
            place=(start + self.bytes, length),
        )

    def _body(self, body: str) -> str:
        return _MARKED.sub(lambda found: f"\x01{int(found[1]) + self.numbers}\x02", body)
