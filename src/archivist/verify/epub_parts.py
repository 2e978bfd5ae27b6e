"""Several EPUBs that are the parts of one edition: which documents and which pages each of them must have.

Articles are divided among the parts; front matter and the appendix are in several, the appendix in pieces.
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from archivist.verify.epub_book import read_epub
from archivist.verify.epub_text import document_id
from archivist.verify.page_beginnings import PageBeginning, first_words
from archivist.verify.page_list import listed_labels

_WORDS = 1  # compared of a page of what is in several parts: already the next may be in another one


@dataclass(frozen=True, slots=True)
class Outline:
    """What a file says it has."""

    documents: tuple[str, ...] = ()  # ids, in reading order
    labels: tuple[str, ...] = ()  # of the pages it lists


def outline(path: Path) -> Outline:
    """The outline of a file; nothing if it cannot be read, which the check of that file tells."""
    try:
        with zipfile.ZipFile(path) as archive:
            book = read_epub(archive)
            return Outline(tuple(document_id(item.name) for item in book.spine), tuple(listed_labels(book)))
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, etree.LxmlError):
        return Outline()


def pages_of(part: Outline, others: Sequence[Outline], pages: Sequence[PageBeginning]) -> tuple[PageBeginning, ...]:
    """The pages that a file must list: all, if it is the only one."""
    if not others:
        return tuple(pages)
    return tuple(_compared(page, others) for page in pages if _belongs(page, part, others))


def _compared(page: PageBeginning, others: Sequence[Outline]) -> PageBeginning:
    is_divided = any(page.document in other.documents for other in others)
    return replace(page, letters=first_words(page.letters, _WORDS)) if is_divided else page


def _belongs(page: PageBeginning, part: Outline, others: Sequence[Outline]) -> bool:
    elsewhere = [other for other in others if page.document in other.documents]
    if page.document not in part.documents:
        return not elsewhere  # the printed contents, which are in no part as they are on paper
    return page.label in part.labels or not any(page.label in other.labels for other in elsewhere)
