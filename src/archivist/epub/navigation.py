"""The navigation document (EPUB 3.3 §7): contents for eye and machine alike, the landmarks, the pages of the PDF."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archivist.epub import part_links
from archivist.epub.content_document import MEDIA_TYPE, serialised
from archivist.epub.outline import Entry
from archivist.epub.package import EPUB_TYPE, HTML, Resource
from archivist.epub.page_marks import element_for
from archivist.epub.page_skeleton import child, page, set_language
from archivist.model.book import Part
from archivist.text.xml_element import Element

NAME = "nav.xhtml"
NO_MARKS: Mapping[str, tuple[str, ...]] = {}
_HEADING_ID = "contents"


@dataclass(frozen=True, slots=True)
class LandmarkEntry:
    """A place a reading system offers by name (§7.4.4)."""

    kind: str  # a term of EPUB structural semantics
    title: str
    name: str  # the document's file


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A line of the list of pages."""

    label: str
    address: str


def document(
    entries: Iterable[Entry],
    landmarks: Iterable[LandmarkEntry],
    pages: Iterable[PageEntry] = (),
    *,
    heading: str,
    language: str,
    marks: Mapping[str, tuple[str, ...]] = NO_MARKS,
    part: Part | None = None,
    part_language: str = "",
) -> Resource:
    """The page itself; it is in the spine where the printed volume has its contents.

    `pages` is the list of pages (§7.4.3), `marks` the labels of those pages of the PDF that begin in the contents, by
    the address of the line they begin with (contents_pages.py). `part` is which part of the edition it is, if not the
    whole; `part_language` that of the words which say so.
    """
    root, body = page(heading, language, "frontmatter", "contents-page")
    _contents(body, entries, heading, language)
    if part:
        part_links.add(body, part, language, part_language or language)
    _landmarks(body, landmarks)
    _pages(body, tuple(pages))
    _mark(body, marks)
    return Resource("nav", NAME, MEDIA_TYPE, serialised(root), ("nav",))


def _contents(body: Element, entries: Iterable[Entry], heading: str, language: str) -> None:
    nav = child(body, "nav", id="toc", role="doc-toc")
    nav.set(EPUB_TYPE, "toc")
    nav.set("aria-labelledby", _HEADING_ID)
    child(nav, "h1", heading, id=_HEADING_ID)
    _list(nav, entries, language)


def _list(parent: Element, entries: Iterable[Entry], language: str) -> None:
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
        if entry.second_title:
            link.text = f"{entry.title} / "  # no line break: menus of reading systems show the bare text
            set_language(child(link, "span", entry.second_title), entry.second_language)
        _list(item, entry.entries, entry.language)


def _pages(body: Element, pages: tuple[PageEntry, ...]) -> None:
    """For the reading system's menu only. A list may not be empty."""
    if not pages:
        return
    nav = child(body, "nav", id="page-list", role="doc-pagelist", hidden="hidden")
    nav.set(EPUB_TYPE, "page-list")
    ordered = child(nav, "ol")
    for entry in pages:
        child(child(ordered, "li"), "a", entry.label, href=entry.address)


def _mark(body: Element, marks: Mapping[str, tuple[str, ...]]) -> None:
    """Mark the pages of the printed contents before the heading and in the lines they begin with.

    A list of links may contain nothing else (§7.3), so a mark before a line must be in its link.
    """
    (contents,) = (nav for nav in body if nav.get("id") == "toc")
    lines = {link.get("href"): link for link in reversed(list(contents.iter(f"{{{HTML}}}a")))}
    for address, labels in marks.items():
        line = lines.get(address)
        for label in labels if line is None else reversed(labels):
            mark = element_for(label)
            if line is None:
                contents.addprevious(mark)
            else:
                mark.tail, line.text = line.text, None
                line.insert(0, mark)


def _landmarks(body: Element, landmarks: Iterable[LandmarkEntry]) -> None:
    """For the reading system's menu only, therefore hidden."""
    nav = child(body, "nav", id="landmarks", hidden="hidden")
    nav.set(EPUB_TYPE, "landmarks")
    ordered = child(nav, "ol")
    for landmark in landmarks:
        link = child(child(ordered, "li"), "a", landmark.title, href=landmark.name)
        link.set(EPUB_TYPE, landmark.kind)
