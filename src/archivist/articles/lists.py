"""Lists as HTML numbers them: what says which number an item has is kept, and what cannot be kept is reported."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from archivist.articles.report import Report
from archivist.text.list_numbers import KINDS, LEAST, MOST, numbers_of

Element = Any  # of lxml

# https://html.spec.whatwg.org/#rules-for-parsing-integers: what follows the digits is ignored
_INTEGER = re.compile(r"[ \t\n\f\r]*([+-]?[0-9]+)")
_CODE = "list-number-ignored"


def settle_lists(root: Element, report: Report) -> None:
    """Make the lists below `root` valid, with the numbers a browser would give their items.

    Runs before elements are put in their places: the number of an item depends on the items before it.
    """
    for item in root.iter("li"):
        parent = item.getparent()
        if parent.tag != "ol":
            item.attrib.pop("value", None)
            _without_type(item, report)
    for items in list(root.iter("ol", "ul")):
        _take_in(items)
    for ordered in root.iter("ol"):
        _settle(ordered, report)


def _without_type(element: Element, report: Report) -> None:
    kind = element.attrib.pop("type", "")
    if kind in KINDS:
        report.add(_CODE, f"type={kind!r} of one item cannot be applied", _line(element))


def _settle(ordered: Element, report: Report) -> None:
    items = ordered.findall("li")
    _settle_kind(ordered, items, report)
    _settle_number(ordered, "start", report)
    for item in items:
        _settle_number(item, "value", report)
    if "reversed" in ordered.attrib:
        ordered.set("reversed", "reversed")
    large = next((number for _, number in numbers_of(ordered) if not LEAST < number.value < MOST), None)
    if large is not None:
        report.add(_CODE, f"{large.value} is too large for the number of an item", _line(ordered))
        for element in (ordered, *items):
            for name in ("start", "reversed", "value"):
                element.attrib.pop(name, None)


def _settle_kind(ordered: Element, items: Sequence[Element], report: Report) -> None:
    """`type` is an attribute of the list. Browsers know it of items too; where all agree it is the list's."""
    if ordered.get("type") not in KINDS:
        kind = ordered.attrib.pop("type", "")
        if kind:
            report.add(_CODE, f"numbers of the kind {kind[:40]!r} cannot be printed", _line(ordered))
    kinds = {item.get("type", "") for item in items}
    if "type" not in ordered.attrib and len(kinds) == 1 and kinds <= set(KINDS):
        ordered.set("type", kinds.pop())
    for item in items:
        if item.get("type") == ordered.get("type", "1"):
            item.attrib.pop("type", None)
        _without_type(item, report)


def _settle_number(element: Element, name: str, report: Report) -> None:
    written = element.get(name)
    if written is None:
        return
    number = _INTEGER.match(written)
    if number is None or len(number[1]) > len(str(LEAST)):
        report.add(_CODE, f"{name}={written[:40]!r} is not a number that can be printed", _line(element))
        del element.attrib[name]
    else:
        element.set(name, str(int(number[1])))


def _line(element: Element) -> int:
    return int(element.get("data-line", "0"))


# ---------------------------------------------------------------- what is in a list and not in an item


def _take_in(items: Element) -> None:
    """Put what is in no item into the item before it, as a browser shows it: an item of its own would be numbered.

    What precedes the first item is put before the list. Word and old editors write nested lists like this.
    """
    first = next((child for child in items if child.tag == "li"), None)
    if first is None:
        _without_items(items)
        return
    _move_out(items, first)
    for item in items.findall("li"):
        _move_in(item)


def _without_items(items: Element) -> None:
    """Make a list that has no items and is not empty a mere container."""
    if len(items) or (items.text or "").strip():
        items.tag = "div"
        for name in ("start", "reversed", "type"):
            items.attrib.pop(name, None)


def _move_in(item: Element) -> None:
    """Put what is between an item and the next one at the end of the item."""
    stray = list(takewhile(lambda sibling: sibling.tag != "li", item.itersiblings()))
    has_text = bool((item.tail or "").strip())
    if not stray and not has_text:
        return
    if has_text or any((each.tail or "").strip() for each in stray):
        behind = item.makeelement("div")
        behind.text = item.tail
        behind.extend(stray)
        stray = [behind]
    item.tail = None
    item.extend(stray)


def _move_out(items: Element, first: Element) -> None:
    """Put what precedes the first item of a list before the list."""
    stray = list(first.itersiblings(preceding=True))[::-1]
    if not stray and not (items.text or "").strip():
        return
    before = items.makeelement("div")
    before.text, items.text = items.text, None
    before.extend(stray)
    items.addprevious(before)


def number_in_words(ordered: Element) -> None:
    """Write the numbers of a list into its items: where it is set as running text, nothing else would print them."""
    for item, number in numbers_of(ordered):
        item.text = f"{number.label}. {item.text or ''}"
