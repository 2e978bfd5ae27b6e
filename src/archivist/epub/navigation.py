"""The navigation document (EPUB 3.3 §7): contents for eye and machine alike, and the landmarks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from archivist.epub.content_document import MEDIA_TYPE, serialised
from archivist.epub.outline import Entry
from archivist.epub.own_page import EPUB_TYPE, child, page, set_language
from archivist.epub.package import Resource

NAME = "nav.xhtml"
_HEADING_ID = "contents"


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place a reading system offers by name (§7.4.4)."""

    kind: str  # a term of EPUB structural semantics
    title: str
    name: str  # the document's file


def document(entries: Iterable[Entry], landmarks: Iterable[Landmark], *, heading: str, language: str) -> Resource:
    """The page itself; it stands in the spine where the printed volume has its contents.

    The list of pages (§7.4.3) will follow the landmarks once documents carry the marks of the printed pages;
    without marks to point at there is nothing to list.
    """
    root, body = page(heading, language, "frontmatter", "contents-page")
    _contents(body, entries, heading, language)
    _landmarks(body, landmarks)
    return Resource("nav", NAME, MEDIA_TYPE, serialised(root), ("nav",))


def _contents(body: Any, entries: Iterable[Entry], heading: str, language: str) -> None:
    nav = child(body, "nav", id="toc", role="doc-toc")
    nav.set(EPUB_TYPE, "toc")
    nav.set("aria-labelledby", _HEADING_ID)
    child(nav, "h1", heading, id=_HEADING_ID)
    _list(nav, entries, language)


def _list(parent: Any, entries: Iterable[Entry], language: str) -> None:
    """An ordered list of links, nested: the one form §7.3 allows. A list may not be empty."""
    entries = tuple(entries)
    if not entries:
        return
    ordered = child(parent, "ol")
    for entry in entries:
        item = child(ordered, "li")
        link = child(item, "a", entry.title, href=entry.address)
        if entry.language != language:
            set_language(link, entry.language)
        _list(item, entry.entries, entry.language)


def _landmarks(body: Any, landmarks: Iterable[Landmark]) -> None:
    """For the reading system's menu only, therefore hidden."""
    nav = child(body, "nav", id="landmarks", hidden="hidden")
    nav.set(EPUB_TYPE, "landmarks")
    ordered = child(nav, "ol")
    for landmark in landmarks:
        link = child(child(ordered, "li"), "a", landmark.title, href=landmark.name)
        link.set(EPUB_TYPE, landmark.kind)
