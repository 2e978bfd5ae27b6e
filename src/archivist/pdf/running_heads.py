"""Running heads and page numbers: empty pages with nothing but margin boxes, put over the pages when they are joined.

They are not part of the fragments. If they were, one more page in the first article would make every later
fragment stale; and here they can know on which side they are. Place and face are the theme's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from archivist.model import Book
from archivist.publication import Dress, Sheet, Side

# A running head is to be recognised, not read. Eight words of prose that are not content pass for lost text with
# checkers of accessibility (outloud, TAG-002).
_MOST_WORDS = 7
# The engine takes more time for each page the more pages a document has: 11 ms at 200, 31 ms at 4,500. Pieces cost the
# same for each page, are laid out beside one another, and stay valid where a later article changes.
_PAGES_AT_A_TIME = 200
_WORD = re.compile(r"[^\W\d_]{2,}")


def furniture_documents(book: Book, sheets: Sequence[Sheet]) -> Iterator[bytes]:
    """XHTML documents that together lay out to one page for each sheet, with its running head and number."""
    heads = {document.id: shortened(document.running_head) for document in book.documents}
    volume = f"{shortened(book.metadata.title)} · {book.metadata.volume_title}"
    language = escape(book.metadata.language, quote=True)
    for first in range(0, len(sheets), _PAGES_AT_A_TIME):
        sections = "\n".join(_sections(sheets[first : first + _PAGES_AT_A_TIME], heads, volume))
        yield (
            f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}"><head><title>-</title></head>'
            f'<body class="furniture">{sections}</body></html>'
        ).encode()


def shortened(head: str) -> str:
    """A title as a running head: its first words, with an ellipsis for the rest. What is too wide the theme cuts."""
    line = " ".join(head.split())
    words = list(_WORD.finditer(line))
    if len(words) <= _MOST_WORDS:
        return line
    kept, between, _ = line[: words[_MOST_WORDS].start()].rpartition(" ")
    return f"{kept.rstrip(' ,;:–—-')}…" if between else line


def _sections(sheets: Sequence[Sheet], heads: Mapping[str, str], volume: str) -> Iterator[str]:
    for sheet in sheets:
        page = {Dress.BARE: "plain", Dress.OPENING: "opening", Dress.FULL: str(sheet.side)}[sheet.dress]
        head = volume if sheet.side is Side.VERSO else heads.get(sheet.document, "")
        folio = sheet.label if sheet.dress is not Dress.BARE else ""
        yield (f'<section class="{page}" data-head="{_attribute(head)}" data-folio="{_attribute(folio)}"></section>')


def _attribute(text: str) -> str:
    return escape(" ".join(text.split()), quote=True)
