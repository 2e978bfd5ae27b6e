"""The numbers of ordered lists, counted as HTML counts them: https://html.spec.whatwg.org/#ordinal-value.

One place says which number an item has; the layout engine and reading systems count for themselves, and what they
print is compared with it. Works on trees of ElementTree and of lxml, with and without the XHTML namespace.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar
from xml.etree import ElementTree

import tinycss2

from archivist.text.xml_element import Element

KINDS = ("1", "a", "A", "i", "I")  # values of `type` (https://html.spec.whatwg.org/#attr-ol-type)
LEAST, MOST = -(2**31), 2**31 - 1  # what reading systems and the layout engine count with

_KINDS_IN_STYLE = {
    **dict.fromkeys(("lower-alpha", "lower-latin"), "a"),
    **dict.fromkeys(("upper-alpha", "upper-latin"), "A"),
    **{"lower-roman": "i", "upper-roman": "I", "decimal": "1"},
}
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN = 3999  # beyond it and below 1 lower-roman is decimal (CSS Counter Styles 3, 6.1)
_NO_KINDS = frozenset({"none", "inside", "outside", "inherit", "initial", "unset", "revert", "decimal"})
_TOKEN = re.compile(r"[-\u2212]?\d+|[^\W\d_]+")

# An element of either kind of tree: lxml's, or that of the standard library.
_Node = TypeVar("_Node", Element, ElementTree.Element)


@dataclass(frozen=True, slots=True)
class ListNumber:
    """The number of an item."""

    value: int
    kind: str = "1"  # one of KINDS

    @property
    def label(self) -> str:
        """The number in its kind, without a full stop: 7, g, G, vii, VII."""
        return _label(self.value, self.kind)


def kind_in_style(style: str) -> str:
    """The `type` that the `style` of a list names, as WordPress does: `list-style-type: lower-alpha`; "" if none."""
    return next((_KINDS_IN_STYLE[word] for word in _kind_words(style) if word in _KINDS_IN_STYLE), "")


def other_kind_in_style(style: str) -> str:
    """The kind of numbers that the `style` of a list names and that no `type` stands for, `lower-greek`; "" if none."""
    if kind_in_style(style):
        return ""
    return next((word for word in _kind_words(style) if word not in _NO_KINDS), "")


def _kind_words(style: str) -> Iterator[str]:
    declared = tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
    for each in declared:
        if each.type == "declaration" and each.lower_name in {"list-style", "list-style-type"}:
            yield from (token.lower_value for token in each.value if token.type == "ident")


def numbered_items(root: _Node, without: str = "") -> Iterator[tuple[_Node, ListNumber]]:
    """Every item of the ordered lists below an element with its number, in document order.

    The program's own lists, which are in a `nav`, have no numbers. `without` is a class whose elements are left out.
    """
    for element in root:
        name = _name(element)
        if name == "nav" or (without and without in (element.get("class") or "").split()):
            continue
        yield from _items(element, without) if name == "ol" else numbered_items(element, without)


def _items(ordered: _Node, without: str) -> Iterator[tuple[_Node, ListNumber]]:
    for item, number in numbers_of(ordered):
        yield item, number
        yield from numbered_items(item, without)


def numbers_of(ordered: _Node) -> Iterator[tuple[_Node, ListNumber]]:
    """The items of one ordered list with their numbers."""
    items = [child for child in ordered if _name(child) == "li"]
    backwards = ordered.get("reversed") is not None
    kind = ordered.get("type") or ""
    value = _integer(ordered.get("start"), len(items) if backwards else 1)
    for item in items:
        value = _integer(item.get("value"), value)
        yield item, ListNumber(value, kind if kind in KINDS else "1")
        value += -1 if backwards else 1


def _name(element: _Node) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _integer(written: str | None, otherwise: int) -> int:
    try:
        return int(written) if written else otherwise
    except ValueError:
        return otherwise


# ---------------------------------------------------------------- labels


def denotes(label: str, number: ListNumber) -> bool:
    """Whether a printed label is this number: `7.`, `(7)`, `§ 7`, `2.7`.

    A list that has a type of its own must be printed in it. Another may be printed in any of KINDS and in the decimal
    digits of any script, since a style sheet may choose them.
    """
    tokens = _tokens(label)
    if number.kind != "1" and number.label != str(number.value):
        return tokens[-1:] == [number.label]
    decimal = [token for token in tokens if token.lstrip("-").isdecimal()]
    if decimal:
        return int(decimal[-1]) == number.value
    return bool(tokens) and tokens[-1] in {_label(number.value, kind) for kind in KINDS}


def can_be_read(label: str) -> bool:
    """Whether a label is in characters whose numbers are known here: digits of any script, Latin letters."""
    return any(token.lstrip("-").isdecimal() or token.isascii() for token in _tokens(label))


def _tokens(label: str) -> list[str]:
    """The numbers and words of a label. Of nested numbers, `2.1.7`, the last is the item's own."""
    return [token.replace("\u2212", "-") for token in _TOKEN.findall(unicodedata.normalize("NFKC", label))]


def _label(value: int, kind: str) -> str:
    if kind in {"a", "A"} and value > 0:
        return _in_case(_alphabetic(value), kind)
    if kind in {"i", "I"} and 0 < value <= _MOST_ROMAN:
        return _in_case(_roman(value), kind)
    return str(value)


def _in_case(label: str, kind: str) -> str:
    return label if kind.islower() else label.upper()


def _alphabetic(value: int) -> str:
    letters = ""
    while value:
        value, letter = divmod(value - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def _roman(value: int) -> str:
    numeral = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        numeral += letters * times
    return numeral
