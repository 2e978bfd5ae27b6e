"""Notes made of two links: one from the call to the text, mostly one back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archivist.html_to_markdown.html_addresses import fragment_of
from archivist.html_to_markdown.nodes import BLOCKS, HEADINGS, Node, is_blank
from archivist.html_to_markdown.note_signs import MARKER, is_back, is_call, is_section, is_text, is_text_id

_HOLDS_TEXT = frozenset(["li", "p", "div", "dd", "td", "tr", "aside", "section", "blockquote", "dt", "article", "th"])
_NO_TEXT = frozenset({"table", "body", "html", "main", *HEADINGS})


@dataclass(slots=True, eq=False)
class Linked:
    """A note as its links show it."""

    name: str  # the id its calls lead to
    text: Node  # what holds its text
    anchor: Node  # what has the id
    printed: str  # what the first call shows
    calls: list[Node] = field(default_factory=list)
    call_ids: set[str] = field(default_factory=set)  # where links back lead


class Links:
    """Finds such notes in a tree."""

    def __init__(self, root: Node, base: str) -> None:
        self.root, self.base = root, base
        self.ids: dict[str, Node] = {}
        self.order: dict[int, int] = {}
        for number, node in enumerate(root.walk()):
            self.order[id(node)] = number
            for name in (node.get("id"), node.get("name") if node.tag == "a" else ""):
                if name:
                    self.ids.setdefault(name, node)
        self.found: dict[str, Linked] = {}
        self._inside: dict[int, dict[str, list[int]]] = {}
        self.lost: list[Node] = []  # elements marked as note references, but without a target

    def find(self) -> "Links":
        """Find them all."""
        back: set[int] = set()  # links back, which are not calls
        for link in [node for node in self.root.walk() if node.tag == "a"]:
            if id(link) in back or is_back(link):
                continue
            name = fragment_of(link.get("href"), self.base)
            if not name:
                continue
            note = self.found.get(name) or self._note(link, name)
            if note is None:
                continue
            note.calls.append(link)
            near = set(_ids_near(link))
            note.call_ids |= near
            leading = self._leading(note.text)
            back |= {number for each in near for number in leading.get(each, ())}
        return self

    def _note(self, link: Node, name: str) -> Linked | None:
        words = link.words()
        sure = is_call(link) or any(is_call(around) for around in _around(link))
        target = self.ids.get(name)
        if target is None:
            if sure and MARKER.fullmatch(words):
                self.lost.append(link)
            return None
        if not (MARKER.fullmatch(words) or (sure and len(words) <= 16)):
            return None
        text = text_of(target)
        if text is None or any(around is text for around in link.ancestors()):
            return None
        if not self._is_note(link, name, text, sure):
            return None
        note = Linked(name, text, target, words)
        self.found[name] = note
        return note

    def _leading(self, text: Node) -> dict[str, list[int]]:
        """The links in a text, by the id they lead to."""
        if id(text) not in self._inside:
            leading: dict[str, list[int]] = {}
            for link in text.find("a"):
                name = fragment_of(link.get("href"), self.base)
                if name:
                    leading.setdefault(name, []).append(id(link))
            self._inside[id(text)] = leading
        return self._inside[id(text)]

    def _is_note(self, link: Node, name: str, text: Node, sure: bool) -> bool:
        later = self.order[id(text)] > self.order[id(link)]
        leading = self._leading(text)
        leads_back = any(near in leading for near in _ids_near(link))
        said = is_text(text) or is_text_id(name) or any(is_section(around) for around in text.ancestors())
        raised = _is_raised(link)
        if later:
            return leads_back or (said and (sure or raised)) or (sure and raised)
        return said and (sure or raised) and not is_text_id(link.get("id") or link.get("name"))


def _is_raised(link: Node) -> bool:
    """Whether a link is raised, or begins with a mark that does as well."""
    if any(around.tag == "sup" for around in _around(link)) or link.words()[:1] in ("[", "*", "†"):
        return True
    return any(inner.tag == "sup" for inner in link.walk())


def _around(link: Node) -> Iterator[Node]:
    """The inline elements close around a link."""
    for number, node in enumerate(link.ancestors()):
        if number > 2 or node.tag in BLOCKS:
            return
        yield node


def _ids_near(link: Node) -> list[str]:
    """Where a link back to this call may lead."""
    found = []
    for node in (link, *link.walk(), *_around(link)):
        found += [name for name in (node.get("id"), node.get("name")) if name]
    siblings = link.parent.children if link.parent is not None else []
    inner = link if len(siblings) < 50 and any(each is link for each in siblings) else None
    for node in (inner, *_around(link)) if inner is not None else ():
        found += _ids_before(node)
    return found


def _ids_before(node: Node) -> list[str]:
    """The ids of empty anchors directly before an element."""
    siblings = node.parent.children if node.parent is not None else []
    if len(siblings) > 400:
        return []
    place = next((number for number, each in enumerate(siblings) if each is node), 0)
    found: list[str] = []
    for each in reversed(siblings[:place]):
        if isinstance(each, str) and not each.strip(" \n[("):
            continue
        if isinstance(each, str) or each.has_words():
            break
        found += [name for name in (each.get("id"), each.get("name")) if name]
    return found


def text_of(target: Node) -> Node | None:
    """What contains the text of the note whose id this element has; None if it cannot be a note."""
    node: Node | None = target
    while node is not None and node.tag not in _HOLDS_TEXT:
        if node.tag in _NO_TEXT or not _is_first(node):
            return None
        node = node.parent
    if node is not None and node.parent is not None and _is_part_of_text(node, node.parent):
        return node.parent
    return node


def _is_part_of_text(node: Node, parent: Node) -> bool:
    """Whether the text of a note is not in an element alone but in its parent."""
    if node.tag in ("td", "th") and parent.tag == "tr":
        return True
    if node.tag in ("p", "div") and (parent.tag == "li" or is_text(parent)) and _is_first(node):
        return True
    return node.tag == "p" and parent.tag == "div" and is_text_id(parent.get("id"))


def _is_first(node: Node) -> bool:
    """Whether nothing but a sign is before it in its parent."""
    siblings = node.parent.children if node.parent is not None else []
    for each in siblings[:50]:
        if each is node:
            return True
        if not is_blank(each) and (each.strip() if isinstance(each, str) else each.words()) not in ("", "[", "("):
            return False
    return False


def outermost(link: Node) -> Node:
    """The link with what is around it and holds nothing else but brackets."""
    outer = link
    while outer.parent is not None and outer.parent.tag not in BLOCKS and _holds_only(outer.parent, outer):
        outer = outer.parent
    return outer


def _holds_only(parent: Node, node: Node) -> bool:
    for child in parent.children[:20]:
        if isinstance(child, str):
            if child.strip(" \n\t\u00a0[]()"):
                return False
        elif child is not node and (child.has_words() or child.tag in ("img", "note-call")):
            return False
    return len(parent.children) <= 20 and parent.tag not in ("body", "note")


def drop_brackets(children: list[Node | str], place: int) -> None:
    """Take away brackets directly around what is there."""
    before = children[place - 1] if place else ""
    after = children[place + 1] if place + 1 < len(children) else ""
    if isinstance(before, str) and isinstance(after, str) and before[-1:] == "[" and after[:1] == "]":
        children[place - 1], children[place + 1] = before[:-1], after[1:]


def marker_of(words: str) -> str:
    """The number or symbol in what a call shows: "[12]" -> "12"; "" if it shows none."""
    match = MARKER.fullmatch(words)
    return match[1] if match else re.sub(r"[\s\[\]()]", "", words)[:8]
