"""Which pages of a laid-out document are turned, and where things are on them: see turned_tables.py."""

from collections.abc import Sequence

from archivist.pdf.engine.boxes import Document, Page

_TURNED = "_archivist_is_turned"


def mark_as_turned(page: Page) -> Page:
    """Mark a page whose content will be turned to the left."""
    setattr(page, _TURNED, True)
    return page


def is_turned(page: Page) -> bool:
    """Whether the content of a page is, or will be, turned."""
    return bool(getattr(page, _TURNED, False))


def upright_pages(document: Document) -> Sequence[Page]:
    """The pages of running text, without those of turned tables between them."""
    return [page for page in document.pages if not is_turned(page)]
