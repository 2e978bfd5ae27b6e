"""A drawing made ready for paper: styles as attributes, one branch of each switch, fonts by name.

The layout engine draws most drawings as they are. What it does not know, or would draw wrongly without a word, is
recognised here and drawn by resvg.
"""

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from archivist.svg.cascade import resolve_styles
from archivist.svg.expansion import measure
from archivist.svg.font_families import set_families
from archivist.svg.number_limits import limit_numbers
from archivist.svg.size import size_of
from archivist.svg.svg_reading import read_tree
from archivist.svg.switches import resolve_switches
from archivist.svg.vocabulary import HREFS, SVG, TEXTS
from archivist.text.xml_element import Element

_MOST_DRAWN = 10_000  # elements: the engine needs a millisecond or more for each
_MOST_WRITTEN = 60_000
_MARKS = frozenset({"Mn", "Mc", "Me"})
_CLIP = f"{{{SVG}}}clipPath"
_EXPONENT = re.compile(r"\d[eE][+-]?\d")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
# Attributes the engine does not know; if one has another value than these, it would draw something else.
_KNOWN_VALUES = {
    "filter": {"none"},
    "text-decoration": {"none"},
    "baseline-shift": {"baseline", "0"},
    "writing-mode": {"lr", "lr-tb", "horizontal-tb"},
    "word-spacing": {"normal", "0"},
    "spreadMethod": {"pad"},
    "clipPathUnits": {"userSpaceOnUse"},
    "vector-effect": {"none"},
    "mask-type": {"luminance"},
    "direction": {"ltr"},
    "font-stretch": {"normal"},
    "font-variant": {"normal"},
    "mask": {"none"},
    "paint-order": {"normal", "fill", "fill stroke", "fill stroke markers"},
    "style": set(),  # only what no attribute can carry is left in it
}


@dataclass(frozen=True, slots=True)
class PrintDrawing:
    """A drawing as it is laid out."""

    data: bytes
    by_engine: bool  # False: it contains what the layout engine does not draw
    words: tuple[str, ...]  # the texts in it, in order, white space collapsed


@lru_cache(maxsize=256)
def for_print(data: bytes, language: str) -> PrintDrawing:
    """The clean drawing for paper; `language` chooses between the branches of a switch.

    Raises SvgError if it draws more than can be drawn.
    """
    root = read_tree(data)
    resolve_switches(root, language)
    resolve_styles(root)
    _part_words(root)
    limit_numbers(root)
    extent = measure(root)
    set_families(root)
    if not root.get("viewBox"):  # a drawing set smaller is scaled, not cut
        width, height = size_of(root)
        if _is_absolute(root):
            root.set("viewBox", f"0 0 {width} {height}")
    too_much = extent.drawn > max(_MOST_DRAWN, min(extent.own, _MOST_WRITTEN))
    texts = tuple(_texts(root))
    by_engine = not too_much and not _is_unknown(root) and not any(map(_needs_shaping, texts))
    return PrintDrawing(etree.tostring(root, encoding="UTF-8", xml_declaration=True), by_engine, texts)


def _is_absolute(root: Element) -> bool:
    return all(root.get(name, "%").strip()[-1:] not in {"%", ""} for name in ("width", "height"))


def _texts(root: Element) -> Iterator[str]:
    """Each piece of text by itself, as it is drawn."""
    for element in root.iter(*(f"{{{SVG}}}{name}" for name in TEXTS), f"{{{SVG}}}a"):
        pieces = [element.text, *(child.tail for child in element)]
        yield from (text for piece in pieces if (text := " ".join((piece or "").split())))


def _needs_shaping(text: str) -> bool:
    """Whether letters join or change one another, so that they cannot be drawn one by one."""
    return not text.isascii() and any(
        unicodedata.category(letter) in _MARKS or unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text
    )


def _part_words(root: Element) -> None:
    """Write a line end between two parts of a text as the space that it is; the engine drops it."""
    for element in root.iter(*(f"{{{SVG}}}{name}" for name in TEXTS)):
        for child in list(element)[:-1]:
            if child.tail and "\n" in child.tail and not child.tail.strip():
                child.tail = " "


def _is_unknown(root: Element) -> bool:
    symbols = {f"#{each.get('id')}" for name in ("symbol", "svg") for each in root.iter(f"{{{SVG}}}{name}")}
    return any(_is_unknown_element(each, symbols) for each in root.iter())


def _is_unknown_element(element: Element, symbols: Set[str]) -> bool:
    """Whether the engine would draw an element wrongly. `symbols` are the addresses of what is scaled where it is used.

    It knows no radius in shares of a box, no width of strokes with a gradient or a pattern, no exponents in paths, and
    no size of symbols that is not given.
    """
    tag = etree.QName(element).localname
    if tag in {"textPath", "tref"}:
        return True
    if tag == "radialGradient" and element.get("gradientUnits", "objectBoundingBox") != "userSpaceOnUse":
        return True
    if tag == "path" and _EXPONENT.search(element.get("d", "")):
        return True
    if element.get("clip-rule", "nonzero") != "nonzero" and next(element.iterancestors(_CLIP), None) is not None:
        return True
    has_own_size = tag != "use" or (element.get("width") and element.get("height"))
    if not has_own_size and not symbols.isdisjoint(element.get(name, "").strip() for name in HREFS):
        return True
    return _has_unknown_value(element)


def _has_unknown_value(element: Element) -> bool:
    for name, value in element.attrib.items():
        if name in _KNOWN_VALUES and value.strip() not in _KNOWN_VALUES[name]:
            return True
        if name in HREFS and value.startswith("data:image/svg"):
            return True
        if name == "stroke" and value.lstrip().startswith("url("):
            return True
        if name not in HREFS and any(function in value for function in ("calc(", "min(", "max(", "clamp(")):
            return True
    return False
