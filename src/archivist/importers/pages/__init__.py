"""Saved pages of the web as articles: one page, a folder of them, or the page of an archive's record."""

import datetime
from collections.abc import Callable

from archivist.findings import Finding
from archivist.importers.found import FoundArticle, Wishes
from archivist.importers.pages.article import article_on
from archivist.importers.pages.document import page_of
from archivist.importers.pages.folder import read

__all__ = ["article_of", "read"]


def article_of(
    html: bytes,
    *,
    address: str,
    place: str,
    wishes: Wishes,
    picture: Callable[[str], str] | None,
    declared_encoding: str = "",
    retrieved: datetime.date | None = None,
    origin: str = "",
) -> FoundArticle | Finding:
    """The article on one page, or a finding that says what else the page is. Never raises on any bytes.

    `address` is where the page was published, `retrieved` when it was taken from there, `origin` what its source calls
    it. `picture` gets the absolute address of each picture of the article and returns the one to write.
    """
    page = page_of(html, address=address, place=place, encoding=declared_encoding, retrieved=retrieved)
    if page is None:
        return Finding("import-left-out", "the page is empty", place)
    return article_on(page, wishes=wishes, picture=picture, has=lambda _: False, origin=origin or address or place)
