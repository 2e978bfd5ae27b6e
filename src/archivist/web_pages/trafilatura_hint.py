"""What trafilatura takes for the content of a page, found again in the page's own tree."""

import logging
from collections import Counter

from lxml import etree

from archivist.text.xml_element import Element
from archivist.web_pages.prose import UNREAD

_LARGEST = 1_000_000  # letters of a page that trafilatura is asked about
_MOST = 20_000  # elements
_BEGINNING = 60  # letters by which a paragraph is found again
_SHORTEST = 20  # letters of a paragraph that tells where the content is
_NEARLY_ALL = 0.95


def hinted_element(html: str, root: Element) -> Element | None:
    """The smallest element of the tree that contains nearly all paragraphs which trafilatura extracts; None if none."""
    if len(html) > _LARGEST or sum(1 for _ in root.iter()) > _MOST:
        return None
    paragraphs = _paragraphs(html)
    if not paragraphs:
        return None
    text, spans = _text_with_ranges(root)
    places = _places(text, paragraphs)
    if not places:
        return None
    element = root
    while True:
        inner = next((child for child in element if _holds(spans.get(child), places)), None)
        if inner is None:
            return element
        element = inner


def _paragraphs(html: str) -> list[str]:
    """The beginnings of the paragraphs extracted, without spaces."""
    import trafilatura  # noqa: PLC0415

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot do is no message for the user
    try:
        found = trafilatura.bare_extraction(html, include_comments=False, include_tables=True)
    except Exception:  # only advice: if it fails, the page is read without it
        return []
    body = getattr(found, "body", None)
    if body is None:
        return []
    texts = ("".join("".join(each.itertext()).split()) for each in body.iter("p", "head", "quote", "item", "cell"))
    return [text[:_BEGINNING] for text in texts if len(text) >= _SHORTEST]


def _text_with_ranges(root: Element) -> tuple[str, dict[Element, tuple[int, int]]]:
    """The text without spaces, and where in it every element begins and ends."""
    parts: list[str] = []
    position = 0
    starts: dict[Element, int] = {}
    spans: dict[Element, tuple[int, int]] = {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            starts[element] = position
            written = "" if element.tag in UNREAD else element.text
        else:
            spans[element] = (starts[element], position)
            written = element.tail
        compact = "".join((written or "").split())
        parts.append(compact)
        position += len(compact)
    return "".join(parts), spans


def _places(text: str, paragraphs: list[str]) -> list[int]:
    """Where the paragraphs are, as far as they are found: each after the one before it, else anywhere."""
    places, last = [], 0
    for paragraph in paragraphs:
        place = text.find(paragraph, last)
        if place < 0:
            place = text.find(paragraph)
        if place >= 0:
            places.append(place)
            last = max(last, place)
    return sorted(Counter(places))


def _holds(span: tuple[int, int] | None, places: list[int]) -> bool:
    if span is None:
        return False
    inside = sum(1 for place in places if span[0] <= place < span[1])
    return inside >= len(places) * _NEARLY_ALL
