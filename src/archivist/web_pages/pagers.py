"""What a page says of the other pages of its article: the cheap facts by which pages are joined."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archivist.reader_api.dates import read_date
from archivist.text.xml_element import Element
from archivist.web_pages import archived, meta_tags
from archivist.web_pages.boilerplate_classes import COMMENTS, kind_of, names_of
from archivist.web_pages.document import Page
from archivist.web_pages.page_addresses import absolute
from archivist.web_pages.page_numbers_in_addresses import Numbered, of_base, readings
from archivist.web_pages.prose import words_of

FOLDER = "http://folder.invalid/"  # before the path of a file, to compare it with links between files
_SHOWN = re.compile(r"[\[(«‹<\s]{0,4}(?:[^\W\d]{1,12}\.?\s{1,3})?(\d{1,3})[\])»›>\s]{0,4}")
_CURRENT = {"current", "active", "selected", "post-page-numbers-current", "thispage", "is-active"}
_SNAPSHOT = re.compile(r"^Snapshot-Content-Location:\s{1,9}(http\S{1,4000})", re.M | re.I)
_LINK = re.compile(r"<(?:link|meta)\b[^>]{1,4000}>", re.I)
_CANONICAL = re.compile(r"\b(?:rel\s{0,9}=\s{0,9}[\"']?canonical|property\s{0,9}=\s{0,9}[\"']?og:url)\b", re.I)
_HREF = re.compile(
    r"\b(?:href|content)\s{0,9}=\s{0,9}(?:\"([^\"]{1,4000})\"|'([^']{1,4000})'|([^\s>\"']{1,4000}))", re.I
)
_NEXT, _PREVIOUS = {"next"}, {"prev", "previous"}
_TRIES = 3  # links beside which the page's own number is looked for
_NEAR = 40  # elements around a link that may say that it belongs to comments
_MOST_LINKS = 400  # links that may lead to other pages, of one page
# `Page 2`, `2 of 5`, `Seite 2`, `Страница 2`, alone between marks; a part that is a work of its own has no such mark.
_PAGE = re.compile(
    r"[\s(|–—:,-]*\b(?:page|seite|pagina|p[aá]gina|страница|стр\.|გვერდი)\s{0,3}\d{1,3}(?:\s{0,3}(?:of|/|von|из|de)\s{0,3}\d{1,3})?"
    r"[\s)|–—:,-]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page of the same article."""

    address: str  # as a reader would open it
    number: int  # in the address; 0: none
    shown: int = 0  # the number a reader sees; 0: none
    is_next: bool = False
    is_previous: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """The facts of one page."""

    own: Numbered
    address: str
    title: str  # to be compared: its words, without the number of the page
    day: str  # of publication as marked, ISO; "" if it is not marked
    links: tuple[Link, ...]
    current: int  # the number among the links that is not a link itself; 0: none
    size: int  # letters of its HTML

    @property
    def is_numbered(self) -> bool:
        """Whether a reader of the page sees numbers that lead to others."""
        return any(link.shown for link in self.links)


def signs_of(page: Page, path: str, base: str = "") -> Signs:
    """The facts of a page. `path` is that of its file below the folder imported; "" if it is not a file.

    `base` is that of the pages it may belong to; if it is not known, the links of the page tell it.
    """
    meta = meta_tags.facts_of(page.root)
    canonical = absolute(page.base, meta.address)
    address = page.address or canonical or path_address(path)
    places = (page.base or canonical, path_address(path))
    title = next((each for each in (*meta.titles, *_headings(page.root)) if each), "")
    moment = read_date(meta.published[0]) if meta.published else None
    day = moment.day.isoformat() if moment else ""
    known = of_base(address, (base,))
    read = [(own, *_links(page.root, own, places)) for own in ((known,) if known else readings(address))]
    own, links, current = next((each for each in read if each[1]), read[0])
    return Signs(own, address, title_key(title), day, links, current, len(page.html))


def title_key(title: str) -> str:
    """A title without the number of its page, as it is compared."""
    return " ".join(re.findall(r"\w+", _PAGE.sub(" ", title).casefold()))


def path_address(path: str) -> str:
    """The path of a file as an address; mirrors write `name.html?page=2` and `name.html@page=2.html`."""
    if not path:
        return ""
    bare = re.sub(r"(?<=\w)[?@]([\w=&-]{1,200}?)(?:\.html?)?$", r"?\1", path)
    return f"{FOLDER}{bare}"


def _headings(root: Element) -> Iterator[str]:
    for element in (*root.iter("h1"), *root.iter("title")):
        yield words_of(element) if element.tag == "h1" else " ".join((element.text or "").split())


def _links(root: Element, own: Numbered, places: tuple[str, str]) -> tuple[tuple[Link, ...], int]:
    found: list[Link] = []
    current, tries = 0, 0
    bases = {own.base, *(each.base for each in readings(places[1]) if each.number == own.number)}
    for element in root.iter("link", "a"):
        link = _link(element, bases, places)
        if link is None or len(found) >= _MOST_LINKS or _is_of_comments(element):
            continue
        found.append(link)
        if link.shown and not current and tries < _TRIES:
            current, tries = _current_near(element), tries + 1
    return tuple(dict.fromkeys(found)), current


def _link(element: Element, bases: set[str], places: tuple[str, str]) -> Link | None:
    rel = set((element.get("rel") or "").lower().split())
    words = words_of(element) if element.tag == "a" and len(element) < 5 else ""
    shown = _SHOWN.fullmatch(words[:40])
    forward, backward = bool(rel & _NEXT), bool(rel & _PREVIOUS)
    written = (element.get("href") or "").strip()
    if not (shown or forward or backward) or not written or written.startswith("#"):
        return None
    address, number = _target(_unwrap(written), bases, places)
    return Link(address, number, int(shown[1]) if shown else 0, forward, backward) if address else None


def _target(written: str, bases: set[str], places: tuple[str, str]) -> tuple[str, int]:
    """The address of a numbered page that a link leads to, and its number; "" and 0 if it leads to another page."""
    for place in filter(None, places):
        address = absolute(place, written)
        target = of_base(address, bases)
        if address and target is not None and not target.is_all and "#" not in address:
            return address, target.number
    return "", 0


def _unwrap(written: str) -> str:
    return written.replace("%3F", "?").replace("%3f", "?") if "?" not in written else written


def _is_of_comments(element: Element) -> bool:
    around = zip(element.iterancestors(), range(_NEAR), strict=False)
    return any(kind_of(each) == COMMENTS for each, _ in around)


def _current_near(link: Element) -> int:
    """The number of the page itself among the numbers that lead to others."""
    for box, _ in zip(link.iterancestors(), range(3), strict=False):
        for each in box.iter("span", "strong", "b", "em", "li", "a", "font"):
            match = _SHOWN.fullmatch(words_of(each)[:40]) if len(each) < 3 else None
            if match and _is_current(each):
                return int(match[1])
    return 0


def _is_current(element: Element) -> bool:
    """Whether a number says that it is the page's own, or is emphasised and has no target."""
    if _CURRENT & set(names_of(element)) or element.get("aria-current") is not None:
        return True
    leads = element.find(".//a") is not None or next(element.iterancestors("a"), None) is not None
    return element.tag in ("span", "strong", "b", "em", "font") and not leads


def address_by_head(head: str, path: str) -> str:
    """The address of a page by its first letters: what a browser or a mirror wrote, its canonical one, its path."""
    snapshot = _SNAPSHOT.search(head[:5000])
    said = archived.origin_of(head, snapshot[1] if snapshot else "").address
    return said or canonical_in(head) or path_address(path)


def canonical_in(head: str) -> str:
    """The address in `<link rel=canonical>` or `og:url`; "" if there is none on the web."""
    for tag in _LINK.findall(head):
        href = _HREF.search(tag) if _CANONICAL.search(tag) else None
        if href:
            return absolute("", next(filter(None, href.groups()), "").replace("&amp;", "&"))
    return ""
