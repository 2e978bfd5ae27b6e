"""Running heads and page numbers: empty pages with nothing but margin boxes, put over the pages when they are joined.

They are no part of the fragments. If they were, one more page in the first article would make every later
fragment stale; and here they can know on which side they stand. Place and face are the theme's.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from archivist.model import Book
from archivist.pdf.pagination import Dress, Sheet, Side


def furniture_document(book: Book, sheets: Sequence[Sheet]) -> bytes:
    """An XHTML document that lays out to one page for each sheet, with its running head and number."""
    heads = {document.id: document for document in book.documents}
    volume = f"{book.metadata.title} · {book.metadata.volume_title}"
    language = escape(book.metadata.language, quote=True)
    sections = "\n".join(_sections(sheets, {name: d.running_head for name, d in heads.items()}, volume))
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}"><head><title>-</title></head>'
        f'<body class="furniture">{sections}</body></html>'
    ).encode()


def _sections(sheets: Sequence[Sheet], heads: Mapping[str, str], volume: str) -> Iterator[str]:
    for sheet in sheets:
        page = {Dress.BARE: "plain", Dress.OPENING: "opening", Dress.FULL: str(sheet.side)}[sheet.dress]
        head = volume if sheet.side is Side.VERSO else heads.get(sheet.document, "")
        folio = sheet.label if sheet.dress is not Dress.BARE else ""
        yield (f'<section class="{page}" data-head="{_attribute(head)}" data-folio="{_attribute(folio)}"></section>')


def _attribute(text: str) -> str:
    return escape(" ".join(text.split()), quote=True)
