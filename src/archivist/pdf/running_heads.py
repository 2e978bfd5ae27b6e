"""Running heads and page numbers: what each page has, and the pages on which the layout engine prints them.

They are not part of the fragments. If they were, one more page in the first article would make every later
fragment stale; and here they can know on which side they are. Place and face are those of the style sheets: the engine
shows them on specimen pages, once for a theme, and the margins are drawn without it (`margin_drawing.py`). Only margin
boxes that print more than a running head or a number are laid out, as empty pages that are put over the others.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from archivist.model.book import Book
from archivist.pdf.margin_drawing import Margins
from archivist.pdf.margin_texts import SPECIMENS
from archivist.publication import Dress, Sheet, Side

KINDS = (str(Side.RECTO), str(Side.VERSO), str(Dress.OPENING))  # of pages that print something in their margins

# A running head is to be recognised, not read. Eight words of prose that are not content pass for lost text with
# checkers of accessibility (outloud, TAG-002).
_MOST_WORDS = 7
# The engine takes more time for each page the more pages a document has: 11 ms at 200, 31 ms at 4,500. Pieces cost the
# same for each page, are laid out beside one another, and stay valid where a later article changes.
_PAGES_AT_A_TIME = 200
_WORD = re.compile(r"[^\W\d_]{2,}")


def margins_of(book: Book, sheets: Sequence[Sheet]) -> Iterator[Margins]:
    """What each sheet prints in its margins."""
    heads = {document.id: shortened(document.running_head) for document in book.documents}
    volume = f"{shortened(book.metadata.title)} · {book.metadata.volume_title}"
    for sheet in sheets:
        head = volume if sheet.side is Side.VERSO else heads.get(sheet.head or sheet.document, "")
        kind = {Dress.BARE: "", Dress.OPENING: "opening", Dress.FULL: str(sheet.side)}[sheet.dress]
        yield Margins(kind, " ".join(head.split()), sheet.label if sheet.dress is not Dress.BARE else "")


def specimens(language: str) -> bytes:
    """An XHTML document of specimen pages, for each of KINDS in turn."""
    return _document(language, (Margins(kind, head, folio) for kind in KINDS for head, folio in SPECIMENS))


def furniture_documents(language: str, pages: Sequence[Margins]) -> Iterator[bytes]:
    """XHTML documents that together lay out to a page for each of these, with its running head and number.

    They are for style sheets whose margins only the layout engine can print.
    """
    for first in range(0, len(pages), _PAGES_AT_A_TIME):
        yield _document(language, pages[first : first + _PAGES_AT_A_TIME])


def shortened(head: str) -> str:
    """A title as a running head: its first words, with an ellipsis for the rest. What is too wide the theme cuts."""
    line = " ".join(head.split())
    words = list(_WORD.finditer(line))
    if len(words) <= _MOST_WORDS:
        return line
    kept, between, _ = line[: words[_MOST_WORDS].start()].rpartition(" ")
    return f"{kept.rstrip(' ,;:–—-')}…" if between else line


def _document(language: str, pages: Iterable[Margins]) -> bytes:
    sections = "\n".join(map(_section, pages))
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{escape(language, quote=True)}">'
        f'<head><title>-</title></head><body class="furniture">{sections}</body></html>'
    ).encode()


def _section(page: Margins) -> str:
    head, folio = escape(page.head, quote=True), escape(page.folio, quote=True)
    return f'<section class="{page.kind or "plain"}" data-head="{head}" data-folio="{folio}"></section>'
