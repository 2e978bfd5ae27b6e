"""How much of a page is text to be read, and where: letters outside links, counted once for every element."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lxml import etree

from archivist.text.xml_element import Element

UNREAD = frozenset(
    {"script", "style", "template", "head", "title", "select", "option", "button", "textarea", "svg", "math", "iframe"}
)
_APART_TAGS = (
    "p div li ul ol td th tr table br hr h1 h2 h3 h4 h5 h6 section article aside header footer blockquote pre dt dd dl "
    "figure figcaption form nav main address"
)
_APART = frozenset(_APART_TAGS.split())


@dataclass(frozen=True, slots=True)
class Prose:
    """Letters below every element of a page: outside links, and within."""

    words: Mapping[Element, int]
    linked: Mapping[Element, int]

    def of(self, element: Element) -> int:
        """Letters outside links."""
        return self.words.get(element, 0)

    def links(self, element: Element) -> int:
        """Letters within links."""
        return self.linked.get(element, 0)

    def is_mostly_links(self, element: Element) -> bool:
        """Whether more letters are in links than outside."""
        return self.links(element) > self.of(element)


def measure_prose(root: Element, without: Collection[Element] = ()) -> Prose:
    """Letters of every element, as if those of `without` held none."""
    words: dict[Element, int] = {}
    linked: dict[Element, int] = {}
    left_out = set(without)
    for _, element in etree.iterwalk(root, events=("end",)):
        own, links = _letters(element.text), 0
        for child in element:
            own += words[child] + _letters(child.tail)
            links += linked[child]
        if element in left_out or element.tag in UNREAD:
            own, links = 0, 0
        elif element.tag == "a" and element.get("href") is not None:
            own, links = 0, own + links
        words[element], linked[element] = own, links
    return Prose(words, linked)


def _letters(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def words_of(element: Element) -> str:
    """The words of an element as one line, scripts and styles left out."""
    parts: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        unread = each.tag in UNREAD
        if event == "start":
            parts.append((" " if each.tag in _APART else "") + ("" if unread else each.text or ""))
        elif each is not element:
            parts.append((" " if each.tag in _APART else "") + (each.tail or ""))
    return " ".join("".join(parts).split())


def words_outside_links(element: Element) -> str:
    """The words of an element but those of its links."""
    parts: list[str] = []
    within = 0
    for event, each in etree.iterwalk(element, events=("start", "end")):
        within += (event == "start") - (event == "end") if each.tag == "a" else 0
        written = each.text if event == "start" else each.tail if each is not element else ""
        parts.append((written or "") if not within else "")
        parts.append(" " if each.tag in ("br", "li", "p", "div") else "")
    return " ".join("".join(parts).replace("\xa0", " ").split())


def first_words(element: Element, count: int = 6) -> str:
    """The first words of an element, to name it in a report; "" if it has none."""
    words = words_of(element).split()
    shown = " ".join(words[:count])[:80]
    return f"{shown} …" if len(words) > count else shown
