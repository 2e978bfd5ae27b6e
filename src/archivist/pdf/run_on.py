"""Short articles that follow one another on the page: which of them are laid out together.

A group must not depend on how its articles are laid out, and an edit of one must not move the borders of others. So
whether an article is short is estimated from its text alone, and where a row of short ones is divided follows from
their keys: before an article whose digest is the least among those of its neighbours. Another text changes no border as
long as the article stays short or long, and a new article only those near it.
"""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby

from archivist.config import ArticleFlow
from archivist.model import Document
from archivist.pdf.estimated_length import estimated_pages
from archivist.pdf.theme import Measure

_SHORT = 2 / 3  # of a page; what is shorter leaves a page a third empty or more
_NEIGHBOURS = 16  # on each side; so a group has at least as many articles where there are enough

Group = tuple[Document, ...]


def groups(documents: Sequence[Document], flow: ArticleFlow, measure: Measure) -> Iterator[Group]:
    """The documents in order, together those that share pages."""
    for kind, row in groupby(documents, lambda document: _kind(document, flow, measure)):
        if kind:
            yield from _divided(tuple(row))
        else:
            yield from ((document,) for document in row)


def _kind(document: Document, flow: ArticleFlow, measure: Measure) -> str:
    """What documents that share pages have in common; "" for one that begins on a page of its own.

    Texts in two languages do not run on: their columns begin with heads side by side.
    """
    if flow is ArticleFlow.PAGE or not document.part.can_run_on or document.second_language:
        return ""
    is_short = flow is ArticleFlow.RUN_ON or estimated_pages(document.xhtml, measure) < _SHORT
    return document.language if is_short else ""


def _divided(row: Group) -> Iterator[Group]:
    """A row of documents as groups of at least `_NEIGHBOURS`; a shorter row is one group."""
    digests = [hashlib.sha256((document.key or document.id).encode()).digest() for document in row]
    begun = 0
    for place in range(_NEIGHBOURS, len(row) - _NEIGHBOURS + 1):
        near = digests[place - _NEIGHBOURS : place + _NEIGHBOURS + 1]
        if digests[place] == min(near):
            yield row[begun:place]
            begun = place
    yield row[begun:]
