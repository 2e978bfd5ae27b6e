"""Lists as HTML numbers them: what says which number an item has is kept, and what cannot be kept is reported."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile
from typing import Any

from archivist.articles.report import Report
from archivist.dialect.parser import Token
from archivist.list_numbers import KINDS, LEAST, MOST, ListNumber, numbers_of

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


# ---------------------------------------------------------------- Markdown


def unnumbered_as_written(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Items whose written number is not the one they get, the first of each list: line (from 0) and what to report.

    CommonMark counts on from the first number of a list, whatever the others say (spec 0.31.2, 5.3). Only where all
    are alike did the author leave the counting to the program.
    """
    lists: list[list[Token]] = []
    for token in tokens:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            lists.append([token])
        elif token.type == "list_item_open":
            lists[-1].append(token)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            opening, *items = lists.pop()
            if opening.type == "ordered_list_open":
                yield from _differing(opening, items)


def _differing(opening: Token, items: Sequence[Token]) -> Iterator[tuple[int, str]]:
    start = opening.attrs.get("start", 1)
    written = [int(item.info) for item in items if item.info.isdecimal()]
    if isinstance(start, str) or "reversed" in opening.attrs or len(set(written)) == 1:
        return  # the author numbered the list by attributes, or not at all
    for item, number, expected in zip(items, written, range(int(start), int(start) + len(written)), strict=False):
        if number != expected:
            yield (item.map or [0])[0], f"the item written {number}. is printed as {expected}."
            return


_ITEM = re.compile(
    r"(\(?)(\d{1,9}|#|[a-z]{1,6}|[A-Z]{1,6}|[\u0430-\u044f\u10d0-\u10f0])([.)\uff0e\u3001])"
    r"(?:[ \t]+\S|(?<=\d.)[^\W\d_])"
)
_BULLET = re.compile(r"([\u2022\u2023\u25aa\u25cf\u25cb\u25e6\u00b7\u2013\u2014])[ \t\u00a0]+\S")
_OTHER_ALPHABETS = (
    "\u0430\u0431\u0432\u0433\u0434\u0435\u0436\u0437\u0438\u043a\u043b\u043c\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0444\u0445\u0446\u0447\u0448\u0449\u044d\u044e\u044f",
    "".join(map(chr, range(0x10D0, 0x10F1))),
)
_LONGEST_BY_HAND = 100  # items of a list that is not numbered in figures


def lists_as_text(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Paragraphs with lines that count on, one for each: line (from 0) and what to report.

    A list whose first number is not 1 does not begin within a paragraph (CommonMark 5.3), and `a.`, `(1)`, `i.` and
    `#.` begin one in Pandoc alone; `•`, `1.` without a space and dashes of a dialogue nowhere. The lines would be set
    one after the other.
    """
    for token, after in pairwise(tokens):
        if token.type == "paragraph_open" and "\n" in after.content:
            lines = after.content.split("\n")
            for number, (line, following) in enumerate(pairwise(lines)):
                if _counts_on(line, following):
                    shown = " … ".join(each.strip()[:20] for each in (line, following))
                    yield (token.map or [0])[0] + number, f"{shown}: a list is printed as one paragraph"
                    break


def _counts_on(line: str, following: str) -> bool:
    """Whether two lines begin like neighbouring items of a list, and no line end is printed between them."""
    if line.endswith(("  ", "\\")):
        return False
    first, second = _BULLET.match(line.strip()), _BULLET.match(following.strip())
    if first is not None and second is not None:
        return first[1] == second[1]
    first, second = _ITEM.match(line.strip()), _ITEM.match(following.strip())
    if first is None or second is None:
        return False
    (before, mark, end), (second_before, second_mark, second_end) = first.groups(), second.groups()
    if (before, end) != (second_before, second_end):
        return False
    if mark.isdecimal() and second_mark.isdecimal():
        return int(second_mark) == int(mark) + 1
    return mark == second_mark == "#" or any(labels.get(mark) == second_mark for labels in _following().values())


@cache
def _following() -> dict[str, dict[str, str]]:
    """For each kind of list that is not numbered in figures: which label follows which."""
    return {
        kind: {ListNumber(value, kind).label: ListNumber(value + 1, kind).label for value in range(1, _LONGEST_BY_HAND)}
        for kind in KINDS
        if kind != "1"
    } | {letters: dict(pairwise(letters)) for letters in _OTHER_ALPHABETS}
