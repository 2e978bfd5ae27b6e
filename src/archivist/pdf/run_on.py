"""Documents that follow one another on the page: which of them are laid out together.

A group must not depend on how its articles are laid out, and an edit of one must not move the borders of others. So
how long an article is is estimated from its text alone, and where a row of articles is divided follows from their keys:
before an article whose digest is the least among those of its neighbours. Another text changes no border as long as the
article stays as short or long, and a new article only those near it.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from archivist.book_parts import Matter
from archivist.model.book import Document
from archivist.pdf.estimated_length import estimated_pages
from archivist.pdf.theme import Measure
from archivist.settings.choices import ArticleFlow

_SHORT = 2 / 3  # of a page; what is shorter leaves a page a third empty or more
_LONG = 4.5  # pages; an article of so many may end with a page half empty
_SHORT_PART = 2.0  # pages; what is behind the articles and longer begins on a page of its own


@dataclass(frozen=True, slots=True)
class _Kind:
    """What documents that share pages have in common."""

    language: str
    room: float  # as of `Group`
    neighbours: int  # on each side; so a group has at least as many documents where there are enough


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that follow one another on the page."""

    documents: tuple[Document, ...]
    room: float = 0.0  # share of a page that has to be free for the next one to begin there


def groups(documents: Sequence[Document], flow: ArticleFlow, measure: Measure) -> Iterator[Group]:
    """The documents in order, together those that share pages."""
    kinds = _with_neighbours([_kind(document, flow, measure) for document in documents])
    for kind, row in groupby(zip(documents, kinds, strict=True), lambda each: each[1]):
        together = tuple(document for document, _ in row)
        if kind:
            yield from (Group(each, kind.room) for each in _divided(together, kind.neighbours))
        else:
            yield from (Group((document,)) for document in together)


def _kind(document: Document, flow: ArticleFlow, measure: Measure) -> _Kind | None:
    """The kind of a document; None for one that begins on a page of its own and shares its last one with no other.

    Texts in two languages do not run on: their columns begin with heads side by side.
    """
    if not document.part.can_run_on or document.second_language:
        return None
    if document.part.matter is Matter.BACK:
        is_short = estimated_pages(document.xhtml, measure) < _SHORT_PART * document.part.columns
        return _Kind("", room=0.25, neighbours=16) if is_short else None
    if flow is ArticleFlow.PAGE:
        return None
    if flow is ArticleFlow.RUN_ON:
        return _run_on(document.language)
    pages = estimated_pages(document.xhtml, measure)
    if pages < _SHORT:
        return _run_on(document.language)
    return _by_halves(document.language) if pages < _LONG else None


def _run_on(language: str) -> _Kind:
    return _Kind(language, room=0.0, neighbours=16)


def _by_halves(language: str) -> _Kind:
    """An article of some pages begins where another ended if half of the page is free. Groups have fewer of them."""
    return _Kind(language, room=0.5, neighbours=3)


def _with_neighbours(kinds: Sequence[_Kind | None]) -> Iterator[_Kind | None]:
    """The kinds in order; a short article between longer ones is set as they are."""
    for before, kind, after in zip((None, *kinds), kinds, (*kinds[1:], None), strict=False):
        is_alone = kind is not None and kind.room == 0 and kind not in (before, after)
        longer = _by_halves(kind.language) if kind is not None else None
        yield longer if is_alone and longer in (before, after) else kind


def _divided(row: tuple[Document, ...], neighbours: int) -> Iterator[tuple[Document, ...]]:
    """A row of documents in parts of at least `neighbours`; a shorter row is one part."""
    digests = [hashlib.sha256((document.key or document.id).encode()).digest() for document in row]
    begun = 0
    for place in range(neighbours, len(row) - neighbours + 1):
        near = digests[place - neighbours : place + neighbours + 1]
        if digests[place] == min(near):
            yield row[begun:place]
            begun = place
    yield row[begun:]
