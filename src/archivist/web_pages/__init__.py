"""An HTML page as an article: its title, date, people and text, wherever the page comes from.

Readers of saved pages and of web archives use it. A package of its own below the readers, since they do not see one
another.
"""

import datetime
from collections.abc import Callable

from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import FoundArticle, Wishes
from archivist.web_pages.document import page_of
from archivist.web_pages.extraction import Sheet
from archivist.web_pages.multi_page import Opened, PagePart, article_on_page, article_on_pages
from archivist.web_pages.page_numbers_in_addresses import together

__all__ = ["Opened", "PagePart", "article_of", "article_on_pages", "open_page", "together"]


def article_of(
    html: bytes,
    *,
    address: str,
    place: Place,
    wishes: Wishes,
    picture: Callable[[str], str] | None,
    has: Callable[[str], bool] | None = None,
    declared_encoding: str = "",
    retrieved: datetime.date | None = None,
    origin: str = "",
) -> FoundArticle | Finding:
    """The article on one page, or a finding that says what else the page is. Never raises on any bytes.

    `address` is where the page was published, `retrieved` when it was taken from there, `origin` what its source calls
    it. `picture` gets the absolute address of each picture of the article and returns the one to write; `has` says
    whether it is there.
    """

    def read_it() -> Opened | Finding:
        return open_page(
            html,
            address=address,
            place=place,
            picture=picture,
            has=has,
            declared_encoding=declared_encoding,
            retrieved=retrieved,
        )

    return article_on_page(PagePart(origin or address or str(place), "", read_it), wishes)


def open_page(
    html: bytes,
    *,
    address: str,
    place: Place,
    picture: Callable[[str], str] | None,
    has: Callable[[str], bool] | None = None,
    declared_encoding: str = "",
    retrieved: datetime.date | None = None,
) -> Opened | Finding:
    """A page as `article_on_pages` wants it, for the parameters of `article_of`."""
    page = page_of(html, address=address, place=place, encoding=declared_encoding, retrieved=retrieved)
    if isinstance(page, Finding):
        return page
    return Opened(Sheet(page, picture, has or (lambda _: False)))
