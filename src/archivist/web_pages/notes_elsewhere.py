"""Notes that are outside an article's body but are called in it, brought to its end."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from archivist.text.xml_element import Element, take_out
from archivist.web_pages.boilerplate_classes import is_notes
from archivist.web_pages.page_addresses import absolute, comparable
from archivist.web_pages.prose import words_of

_CALL = re.compile(r"[\[(]?\s?(?:\d{1,4}|[*†‡§]{1,4}|[a-z]|[ivx]{1,6}|note \d{1,3})\s?[\])]?", re.I)
_BLOCKS = frozenset({"li", "p", "dd", "dt", "td", "div", "aside", "section", "blockquote", "tr"})
_LISTS = frozenset({"ol", "ul", "dl"})


def make_local(body: Element, base: str, own: str) -> None:
    """Links to a place on the page itself as fragments: browsers save them with the page's whole address."""
    page = comparable(own)
    for link in body.iter("a"):
        href = link.get("href") or ""
        if "#" in href and not href.startswith("#") and page:
            address, _, fragment = href.partition("#")
            if fragment and comparable(absolute(base, address)) == page:
                link.set("href", f"#{fragment}")


def bring(root: Element, body: Element) -> set[Element]:
    """Move notes into the body. What of the body contains notes that are called: boilerplate or not, it is to stay."""
    targets = _targets(root)
    kept: set[Element] = set()
    for name in list(_note_references(body)):
        target = targets.get(name)
        if target is None or body in target.iterdescendants() or target is body:
            continue
        if not _is_within(target, body):
            piece = _piece(target)
            if body in piece.iterdescendants() or piece in body.iterancestors():
                continue
            take_out(piece)
            body.append(piece)
        kept.update((target, *target.iterancestors()))
    return kept


def _targets(root: Element) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for element in root.iter():
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                found.setdefault(name, element)
    return found


def _note_references(body: Element) -> Iterator[str]:
    for link in body.iter("a"):
        href = link.get("href") or ""
        if len(href) > 1 and href.startswith("#") and _is_call(link):
            yield unquote(href[1:])
            yield href[1:]


def _is_call(link: Element) -> bool:
    said = " ".join(link.get(each) or "" for each in ("role", "epub:type", "rel", "class"))
    return "noteref" in said or "footnote" in said or bool(_CALL.fullmatch(words_of(link)))


def _is_within(element: Element, body: Element) -> bool:
    return any(each is body for each in element.iterancestors())


def _piece(target: Element) -> Element:
    """The note with what it is in: its list, its section of notes, else its own paragraph."""
    block = target if target.tag in _BLOCKS else next(target.iterancestors(*_BLOCKS), target)
    parent = block.getparent()
    section = next((each for each in block.iterancestors() if is_notes(each)), None)
    if section is not None and section.tag not in ("body", "html"):
        return section
    return parent if parent is not None and parent.tag in _LISTS else block
