"""Sections of notes: texts in them that nothing calls, and what is left of them when all texts are taken."""

from collections.abc import Iterable

from archivist.html_to_markdown.nodes import HEADINGS, Node, is_blank
from archivist.html_to_markdown.note_signs import is_heading_of_notes, is_section, is_text
from archivist.html_to_markdown.remarks import Remarks

_TITLES = frozenset({"easy-footnote-title", "footnotes-title", "footnote_container_prepare", "footnotes-heading"})


def uncalled_texts(root: Node, taken: set[int]) -> list[Node]:
    """Texts in sections of notes that no call leads to."""
    found: list[Node] = []
    seen: set[int] = set()
    for node in root.walk():
        if is_section(node):
            for text in _texts(node):
                if id(text) not in taken and id(text) not in seen and text.has_words() and not _holds(text, taken):
                    found.append(text)
                seen.add(id(text))
    return found


def _texts(section: Node) -> list[Node]:
    """The texts of notes in a section: the items of its lists, else the elements that say they are texts."""
    if section.tag in ("ol", "ul"):
        return _children(section, "li")
    items = [item for each in _children(section, "ol") for item in _children(each, "li")]
    return items or [node for node in section.find("aside", "div", "p", "li", "tr") if is_text(node) and node.get("id")]


def _children(node: Node, tag: str) -> list[Node]:
    """The elements directly in an element that have this tag."""
    return [child for child in node.children if isinstance(child, Node) and child.tag == tag]


def _holds(text: Node, taken: set[int]) -> bool:
    return any(id(node) in taken for node in (*text.walk(), *text.ancestors()))


def drop_sections(places: Iterable[Node], root: Node, remarks: Remarks) -> None:
    """Take away what held the texts and holds nothing more, with its heading."""
    done: set[int] = set()
    for place in places:
        highest = None
        node: Node | None = place
        while node is not None and node is not root and node.parent is not None and id(node) not in done:
            if node.tag == "body" or not _is_spent(node):
                break
            done.add(id(node))
            highest = node
            node = node.parent
        if highest is not None:
            _drop_section(highest, remarks)
        elif node is not None and node.tag in ("div", "body", "section", "article", "main", "note"):
            _drop_heading_before(node, len(node.children), remarks)


def _is_spent(section: Node) -> bool:
    """Whether nothing is left but headings and lines."""
    waiting: list[Node] = [section]
    while waiting:
        node = waiting.pop()
        if node is not section and (node.tag in HEADINGS or _is_title(node)):
            if next(node.find("note-call"), None) is not None:
                return False
            continue
        if node.tag in ("img", "note-call"):
            return False
        for child in node.children:
            if isinstance(child, Node):
                waiting.append(child)
            elif child.strip():
                return False
    return True


def _is_title(node: Node) -> bool:
    if node.classes & _TITLES or node.tag in ("caption", "summary"):
        return True
    return node.tag in ("p", "strong", "b", "div", "span", "a") and is_heading_of_notes(node.words()[:60])


def _drop_section(section: Node, remarks: Remarks) -> None:
    words = section.words()
    if words:
        remarks.left_out("the heading above the notes was left out", words)
    parent = section.parent
    if parent is not None and len(parent.children) < 20_000:
        place = next((number for number, child in enumerate(parent.children) if child is section), 0)
        _drop_heading_before(parent, place, remarks)
    section.vanish()


def _drop_heading_before(parent: Node, place: int, remarks: Remarks) -> None:
    """The line and the label directly above notes that are gone, if nothing follows them.

    A real heading stays: it is a section of the article, and its words are among the author's.
    """
    following = next((child for child in parent.children[place + 1 :] if not _is_empty(child)), None)
    if following is not None and not (isinstance(following, Node) and following.tag in HEADINGS):
        return
    for child in reversed(parent.children[:place]):
        if _is_empty(child):
            continue
        if isinstance(child, str):
            return
        if child.tag == "hr":
            child.vanish()
            continue
        words = child.words()
        is_label = child.classes & _TITLES or (child.tag not in HEADINGS and is_heading_of_notes(words[:60]))
        if is_label and next(child.find("note-call", "img"), None) is None:
            remarks.left_out("the heading above the notes was left out", words)
            child.vanish()
            continue
        return


def _is_empty(child: Node | str) -> bool:
    if isinstance(child, str):
        return is_blank(child)
    return (
        child.tag not in ("hr", "img", "note-call")
        and not child.has_words()
        and next(child.find("img", "note-call"), None) is None
    )
