"""What those who saved a page wrote around it: browsers, HTTrack, the Wayback Machine."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archivist.reader_api.dates import read_date
from archivist.text.xml_element import Element
from archivist.web_pages.page_addresses import on_the_web

_WAYBACK = re.compile(
    r"(?:(?:https?:)?//(?:web|wayback)\.archive\.org(?::\d+)?)?/web/(\d{4,14})(?:[a-z]{2}_)?/(.+)", re.S
)
_SAVED_FROM = re.compile(
    r"<!--\s{0,9}saved from url=\(\d{1,6}\)(\S{1,4000}?)\s{0,9}-->"
)  # browsers: the "mark of the web"
_HTTRACK = re.compile(r"<!--\s{0,9}Mirrored from (\S{1,4000}) by HTTrack[^>]{0,200}?\], ([^>]{10,40}?)\s{0,9}-->")
_WOMBAT = re.compile(r"__wm\.(?:wombat|init)\(\"([^\"]{8,4000})\",\s{0,3}\"(\d{14})\"")
_FILE_ARCHIVED = re.compile(r"FILE ARCHIVED ON \d\d:\d\d:\d\d (\w{3} \d\d, \d{4}) AND RETRIEVED FROM THE")
_TOOLBAR = ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->")
_TOOLBAR_IDS = ("wm-ipp-base", "wm-ipp", "wm-ipp-print", "donato", "wm-capinfo")
_HEAD = 50_000  # characters at the beginning that contain these marks
_CARRIERS = ("href", "src", "content", "data-src", "poster")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where and when a page was taken."""

    address: str = ""
    retrieved: datetime.date | None = None
    wayback: bool = False


def origin_of(text: str, address: str) -> Origin:
    """What the page and the address it came with say of its origin."""
    head = text[:_HEAD]
    saved = _SAVED_FROM.search(head)
    written = address or (saved[1] if saved else "")
    capture = _WAYBACK.fullmatch(written)
    if capture:
        return Origin(on_the_web(capture[2]), day_of(capture[1]), True)
    marked = _wayback_marks(text)
    if marked:
        return replace(marked, address=on_the_web(written) or marked.address)
    mirrored = _HTTRACK.search(head)
    if mirrored and not written:
        return Origin(on_the_web(f"http://{mirrored[1]}"), _english_day(mirrored[2]))
    return Origin(on_the_web(written))


def _wayback_marks(text: str) -> Origin | None:
    wombat = _WOMBAT.search(text[:_HEAD])
    if wombat:
        return Origin(on_the_web(wombat[1]), day_of(wombat[2]), True)
    archived = _FILE_ARCHIVED.search(text[-_HEAD:])
    if archived or _TOOLBAR[0] in text:
        return Origin("", _english_day(archived[1]) if archived else None, True)
    return None


def day_of(stamp: str) -> datetime.date | None:
    """The day of a time stamp such as `20190412103000`; None if it says no day."""
    try:
        return datetime.datetime.strptime(stamp[:8], "%Y%m%d").date() if len(stamp) >= 8 else None
    except ValueError:
        return None


def _english_day(words: str) -> datetime.date | None:
    moment = read_date(words, "en")
    return moment.day if moment else None


def without_toolbar(text: str) -> str:
    """The page without the bar that the Wayback Machine lays over it."""
    start, end = text.find(_TOOLBAR[0]), text.find(_TOOLBAR[1])
    return text[:start] + text[end + len(_TOOLBAR[1]) :] if 0 <= start < end else text


def unwrap(root: Element, origin: Origin) -> Origin:
    """Give the links of a capture back their own addresses; the origin with what they tell of it."""
    for name in _TOOLBAR_IDS:
        for element in root.xpath("//*[@id=$name]", name=name):
            if element.getparent() is not None:
                element.drop_tree()
    stamps: dict[str, int] = {}
    for element, attribute, capture in _rewritten_links(root):
        element.set(attribute, capture[2])
        stamps[capture[1]] = stamps.get(capture[1], 0) + 1
    if origin.retrieved is None and stamps:
        # Every link of a capture has the moment of the capture.
        origin = replace(origin, retrieved=day_of(max(sorted(stamps), key=lambda stamp: stamps[stamp])))
    return origin


def _rewritten_links(root: Element) -> Iterator[tuple[Element, str, re.Match[str]]]:
    for element in root.iter():
        sizes = element.get("srcset")
        if sizes:
            element.set("srcset", re.sub(r"\S{0,40}?/web/\d{14}(?:im_)?/(?=https?:)", "", sizes))
        for attribute in _CARRIERS:
            capture = _WAYBACK.fullmatch(element.get(attribute) or "")
            if capture and capture[2].startswith(("http:", "https:", "//", "mailto:")):
                yield element, attribute, capture
