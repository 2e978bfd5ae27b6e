"""Cells of tables that hold a number: they are not divided, and a column of them is aligned on the right.

What an author aligned otherwise stays so, and so does the first column, which names the rows: years, numbers of items.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from lxml import etree

NUMERIC = "numeric"  # class of a cell with a number, or a range of numbers, alone
_RIGHT = "align-right"
_ALIGNED = re.compile(r"(?:^|\s)align-(?:left|center|right)(?:\s|$)")
_LONGEST = 20  # characters of a number that is not divided
# With a sign, a currency, groups of digits, decimals, and a unit that is one character.
_NUMBER = re.compile(r"[-+−±<>~≈]?\s?[$€£¥₾₽]?\s?\d+(?:[.,'’\s]\d+)*\s?[%‰°$€£¥₾₽]?")
_RANGE = re.compile(r"\S*\d\S*")
_NOTHING = frozenset({"", "-", "–", "—", "…", "n/a"})
_FEWEST = 2  # numbers that make a column one of numbers
_GROUPS = ("tr", "*/tr")


def mark_numeric_cells(root: etree._Element) -> None:
    """Mark the cells of all tables below `root`, which has no namespace."""
    for table in root.iter("table"):
        rows = [list(row.iterchildren("td", "th")) for group in _GROUPS for row in table.iterfind(group)]
        cells = list(chain.from_iterable(rows))
        for cell in filter(_is_numeric, cells):
            _add_class(cell, NUMERIC)
        if all(cell.get("colspan", "1") == cell.get("rowspan", "1") == "1" for cell in cells):
            _align(rows)


def _is_numeric(cell: etree._Element) -> bool:
    text = _text(cell)
    is_short = cell.tag == "td" and len(text) <= _LONGEST
    return is_short and bool(_NUMBER.fullmatch(text) or _RANGE.fullmatch(text))


def _align(rows: list[list[etree._Element]]) -> None:
    columns: dict[int, list[etree._Element]] = defaultdict(list)
    for row in rows:
        for number, cell in enumerate(row):
            columns[number].append(cell)
    for number, cells in columns.items():
        if number and not any(map(_is_aligned, cells)) and _holds_numbers(cells):
            for cell in cells:
                _add_class(cell, _RIGHT)


def _holds_numbers(cells: list[etree._Element]) -> bool:
    texts = [text for text in (_text(cell) for cell in cells if cell.tag == "td") if text not in _NOTHING]
    return len(texts) >= _FEWEST and all(map(_NUMBER.fullmatch, texts))


def _is_aligned(cell: etree._Element) -> bool:
    return bool(_ALIGNED.search(cell.get("class", "")))


def _text(cell: etree._Element) -> str:
    """The text of a cell without the numbers of notes."""
    return "".join(_texts(cell)).strip()


def _texts(element: etree._Element) -> Iterator[str]:
    if "note-call" not in element.get("class", "").split():
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def _add_class(element: etree._Element, name: str) -> None:
    element.set("class", " ".join([*element.get("class", "").split(), name]))
