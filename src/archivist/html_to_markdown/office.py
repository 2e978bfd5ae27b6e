"""What Microsoft Word leaves in HTML: its settings, and lists written as paragraphs with a mark in front.

Word says of such a paragraph `mso-list:l0 level1 lfo1`, and of its number or bullet `mso-list:Ignore` (Microsoft, "HTML
and XML in Office", 2000: a reader that knows lists ignores it).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archivist.html_to_markdown.nodes import Node, is_blank
from archivist.html_to_markdown.remarks import Remarks

_SETTINGS = frozenset({"xml", "worddocument", "latentstyles", "officedocumentsettings", "smarttagtype"})
_LIST = re.compile(r"mso-list\s*:\s*l(\d{1,4})\s+level(\d{1,2})", re.IGNORECASE)
_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_BULLETS = frozenset("·•o§-–—*▪■●○◦‣➢➤✓v") | {"\uf0b7", "\uf0a7", "\uf0d8", "\uf0fc", "\uf076", "\uf02d", "\uf0e0"}
_NUMBER = re.compile(r"\(?(?:(\d{1,6})|([ivxlcdm]{1,8})|([IVXLCDM]{1,8})|([a-z])|([A-Z]))[.)]{1,2}")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_DEEPEST = 9  # levels of Word's lists


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph that is an item of a list."""

    paragraph: Node
    level: int  # from 1
    kind: str  # `ul`, or the `type` of an ordered list
    value: int


def tidy_office(root: Node, remarks: Remarks) -> None:
    """Take out Word's settings, and make its paragraphs with marks lists, in place."""
    for node in root.walk():
        if node.tag in _SETTINGS:
            words = node.words()
            if words:
                remarks.left_out("settings of a word processor were left out", words)
            node.vanish()
        elif any(isinstance(child, Node) and _LIST.search(child.get("style")[:2000]) for child in node.children):
            _make_lists(node)


def _make_lists(parent: Node) -> None:
    children: list[Node | str] = []
    run: list[_Item] = []
    for child in parent.children:
        item = _item(child) if isinstance(child, Node) and child.tag in ("p", "div") else None
        if item is not None:
            run.append(item)
        elif not (run and is_blank(child)):
            children += [*_lists(run), child]
            run = []
    children += _lists(run)
    parent.children = []
    parent.append(*children)


def _item(paragraph: Node) -> _Item | None:
    """The paragraph as an item, freed of its mark; None if it is not one or its mark is not recognised."""
    style = _LIST.search(paragraph.get("style")[:2000])
    mark = next((node for node in paragraph.walk() if _MARK.search(node.get("style")[:2000])), None)
    if style is None or mark is None:
        return None
    understood = _understood(mark.words().replace("\xa0", " ").strip())
    if understood is None:
        return None
    mark.vanish()
    return _Item(paragraph, min(max(int(style[2]), 1), _DEEPEST), *understood)


def _understood(written: str) -> tuple[str, int] | None:
    """What list a mark is of, and its number."""
    if written in _BULLETS:
        return "ul", 0
    match = _NUMBER.fullmatch(written)
    if match is None:
        return None
    digits, small_roman, roman, small, capital = match.groups()
    if digits:
        return "1", int(digits)
    if small_roman or roman:
        return ("i" if small_roman else "I"), _roman((small_roman or roman).lower())
    return ("a", ord(small) - 96) if small else ("A", ord(capital) - 64)


def _roman(written: str) -> int:
    values = [_ROMAN[letter] for letter in written]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _lists(run: Sequence[_Item]) -> list[Node | str]:
    """The items as lists within one another, each by its level."""
    made: list[Node | str] = []
    opened: list[tuple[int, str, Node]] = []  # level, kind and list of each that is open
    for item in run:
        while opened and (
            opened[-1][0] > item.level or (opened[-1][0] == item.level and not _goes_on(opened[-1], item))
        ):
            opened.pop()
        if not opened or opened[-1][0] < item.level:
            kind = _first_kind(item)
            node = Node("ul") if kind == "ul" else Node("ol", {"type": kind} if kind != "1" else {})
            if opened:
                last = opened[-1][2].children[-1]
                assert isinstance(last, Node)
                last.append(node)
            else:
                made.append(node)
            opened.append((item.level, kind, node))
        value = _value(item, opened[-1][1])
        paragraph = item.paragraph
        paragraph.tag = "li"
        paragraph.attributes = {} if opened[-1][1] == "ul" else {"value": str(value)}
        opened[-1][2].append(paragraph)
    return made


def _first_kind(item: _Item) -> str:
    """`i.` at the head of a list begins i, ii, iii; any other single letter that is a numeral may begin neither."""
    if item.kind in ("i", "I") and item.value in (5, 10, 50, 100, 500, 1000):
        return "a" if item.kind == "i" else "A"
    return item.kind


def _goes_on(last: tuple[int, str, Node], item: _Item) -> bool:
    """Whether an item goes on a list: one of its kind, or a letter that is also a numeral, c) after b)."""
    kind = last[1]
    return kind == item.kind or (kind, item.kind) in {("a", "i"), ("A", "I")}


def _value(item: _Item, kind: str) -> int:
    if kind in ("a", "A") and item.kind in ("i", "I"):
        letter = next((letter for letter, value in _ROMAN.items() if value == item.value), "i")
        return ord(letter) - 96
    return item.value
