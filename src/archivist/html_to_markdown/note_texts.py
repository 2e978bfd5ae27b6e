"""The text of a note, without the number printed before it and the way back after it."""

import re
from collections.abc import Iterable

from archivist.html_to_markdown.html_addresses import fragment_of
from archivist.html_to_markdown.nodes import Node, is_blank
from archivist.html_to_markdown.note_links import drop_brackets, marker_of, outermost
from archivist.html_to_markdown.note_signs import ARROWS, BACK_WORDS, MARKER, is_back
from archivist.html_to_markdown.remarks import Remarks

_AFTER_MARKER = re.compile(r"\s*[\])】］）]?\s*[.:)]?\s*")
_LONGEST_WAY_BACK = 40


def take_text(text: Node, printed: str, call_ids: Iterable[str], base: str, remarks: Remarks) -> Node:
    """Move what an element contains into a tree of its own, and leave nothing."""
    root = Node("note", {name: text.get(name) for name in ("lang", "dir") if text.get(name)})
    listed = text.tag == "li"
    root.append(*_content(text))
    text.vanish()
    marked = _drop_links_back(root, set(call_ids), base, remarks)
    _drop_number(root, marker_of(printed), marked, listed)
    _trim(root)
    return root


def _trim(root: Node) -> None:
    """The no-break spaces that parted the text from its number and from the way back."""
    texts = list(_texts(root))
    for (node, place), right in [(texts[0], False), (texts[-1], True)] if texts else ():
        words = str(node.children[place])
        node.children[place] = words.rstrip("\u00a0 \n\t") if right else words.lstrip("\u00a0 \n\t")


def _content(text: Node) -> list[Node | str]:
    """Of a row of a table, what is beside the number."""
    if text.tag != "tr":
        return list(text.children)
    cells = [cell for cell in text.children if isinstance(cell, Node) and cell.tag != "span"]
    return [
        Node("div", {}, list(cell.children)) if number else Node("span", {}, list(cell.children))
        for number, cell in enumerate(cells)
    ]


def _drop_links_back(root: Node, call_ids: set[str], base: str, remarks: Remarks) -> bool:
    """Whether one of them was before the text, in place of its number."""
    links = [node for node in root.walk() if _leads_back(node, call_ids, base)]
    before = _before_the_words(root, {id(link) for link in links})
    for link in links:
        if link.tag == "a":
            _drop_link(link, link.words(), id(link) not in before, remarks)
        else:
            link.vanish()
    for node in root.walk():
        if node.tag == "a" and not node.has_words() and next(node.find("img", "note-call"), None) is None:
            node.vanish()
    return bool(before)


def _leads_back(node: Node, call_ids: set[str], base: str) -> bool:
    if "mw-cite-backlink" in node.classes:
        return True
    if node.tag != "a":
        return False
    name = fragment_of(node.get("href"), base)
    return is_back(node) or name in call_ids or (bool(name) and ARROWS.fullmatch(node.words()[:20]) is not None)


def _before_the_words(root: Node, links: set[int]) -> set[int]:
    """Which of the links back are before the first word of the text."""
    found: set[int] = set()
    waiting: list[Node | str] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            if item.strip(" \n\t\u00a0[(^↑"):
                break
        elif id(item) in links:
            found.add(id(item))
        else:
            waiting.extend(reversed(item.children))
    return found


def _drop_link(node: Node, words: str, behind: bool, remarks: Remarks) -> None:
    sign = BACK_WORDS.fullmatch(words[:200]) or MARKER.fullmatch(words[:200])
    if not sign and not (behind and len(words) <= _LONGEST_WAY_BACK):
        node.open_up()
        return
    if not sign:
        remarks.left_out("the words of a link from a note back to its call were left out", words)
    outer = outermost(node)
    siblings = outer.parent.children if outer.parent is not None else []
    outer.vanish()
    if behind and len(siblings) < 200:
        drop_brackets(siblings, next((place for place, child in enumerate(siblings) if child is outer), 0))


def _drop_number(root: Node, printed: str, marked: bool, listed: bool) -> None:
    """The number before the text, which is printed again."""
    texts = _leading(root)
    if not texts:
        return
    parent, place = texts[0]
    first = str(parent.children[place])
    if marked:
        _strip_after_marker(texts, first)
        return
    number = re.escape(printed)
    alone = parent.tag in ("sup", "span", "b", "strong", "a") and len(parent.children) == 1 and parent is not root
    if not printed:
        return
    if alone and re.fullmatch(rf"\s*[\[(]?{number}[\])]?[.:]?\s*", first):
        parent.children[place] = ""
        following = texts[1:]
        if following:
            _strip(following[0])
        return
    pattern = (
        rf"\s*(?:\[{number}\]|\({number}\))[.:]?\s*"
        if listed
        else rf"\s*(?:\[{number}\]|\({number}\)|{number}[.):\]])\s*"
    )
    match = re.match(pattern, first)
    if match:
        parent.children[place] = first[match.end() :]


def _strip_after_marker(texts: list[tuple[Node, int]], first: str) -> None:
    parent, place = texts[0]
    if first.strip() in ("[", "("):
        parent.children[place] = ""
        if len(texts) > 1:
            _strip(texts[1])
    else:
        _strip(texts[0])


def _strip(text: tuple[Node, int]) -> None:
    parent, place = text
    words = str(parent.children[place])
    match = _AFTER_MARKER.match(words)
    parent.children[place] = words[match.end() :] if match else words


def _leading(root: Node) -> list[tuple[Node, int]]:
    """Where the first pieces of text are."""
    found: list[tuple[Node, int]] = []
    for node, place in _texts(root):
        found.append((node, place))
        if len(found) > 2:
            break
    return found


def _texts(root: Node) -> "Iterable[tuple[Node, int]]":
    waiting: list[tuple[Node, int]] = [(root, -1)]
    while waiting:
        node, place = waiting.pop()
        if place >= 0:
            item = node.children[place]
            if isinstance(item, str):
                if not is_blank(item):
                    yield node, place
                continue
            node = item
        waiting += [(node, number) for number in range(len(node.children) - 1, -1, -1)]
