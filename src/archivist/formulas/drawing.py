"""A formula as a picture of outlines, for paper: ziamath sets its MathML in STIX Two Math (SIL Open Font License).

The picture holds no text and needs no font. Its measures are in em, so it takes the size of the text around it, and it
says how far it reaches below the baseline. It is the same in every process: nothing is numbered, nothing shared.
"""

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from archivist.formulas.formula import Formula, FormulaError
from archivist.formulas.mathml import MATHML
from archivist.text.xml_element import Element

_SIZE = 20.0  # pixels of an em, while it is drawn
_CACHED = 500
MAX_COST = 2500  # glyphs, each counted as often as the library lays it out: about 2 ms each
_FENCED_AGAIN = 3.2  # how often what is between growing brackets is laid out
_TABLED_AGAIN = 2.4
_MOST = 2000.0  # em; a larger measure is a mistake of the library's
_INVISIBLE = re.compile("[\u2061-\u2064\ufe00\ufe01\u200b]")
_UNDRAWN = re.compile(r"[\s\u00a0\u2000-\u200f\u2061-\u2064]")
_BORDER = re.compile(r"border-(right|left|top|bottom):")
_HALF = re.compile(r"width:\s*(?:50|7\.5)%")
_BESIDE = {"munder": "msub", "mover": "msup", "munderover": "msubsup"}
_MOVABLE = frozenset("∑∏∐⋀⋁⋂⋃⨀⨁⨂⨃⨄⨅⨆")
_BRACKETS = frozenset("()[]{}|‖⌈⌉⌊⌋⟨⟩/")
_TOKENS = ("mi", "mn", "mo", "mtext", "ms")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a formula; measures in em."""

    svg: bytes
    width: float
    height: float
    depth: float  # how much of the height is below the baseline


def cost(mathml: str) -> float:
    """How much work the drawing is, in glyphs. What grows with what it encloses is laid out several times."""
    return _cost(_presentation(mathml))


def check(formula: Formula) -> float:
    """The cost of a formula that can be drawn. Raises FormulaError if it cannot, or would take too long."""
    needed = cost(formula.mathml)
    if needed > MAX_COST:
        raise FormulaError("it is nested too deeply or too long to be drawn")
    draw(formula.mathml)
    return needed


@lru_cache(maxsize=_CACHED)
def draw(mathml: str) -> Drawing:
    """The picture of a formula's MathML. Raises FormulaError if the library cannot make it."""
    root = _adapt(_presentation(mathml))
    _check_glyphs(root)
    math = _laid_out(root)
    box = math.node.bbox
    width, height = (box.xmax - box.xmin) / _SIZE, (box.ymax - box.ymin) / _SIZE
    if not (0 < width < _MOST and 0 < height < _MOST):
        raise FormulaError("the library that draws it returns no picture")
    return Drawing(_with_title(math.svgxml(), mathml), round(width, 4), round(height, 4), round(-box.ymin / _SIZE, 4))


def title_of(svg: Any) -> str:
    """The source of the formula that a drawing, an element of ElementTree, was made of."""
    return next((each.text or "" for each in svg.iter() if str(each.tag).endswith("title")), "")


# ---------------------------------------------------------------- the library


@cache
def _library() -> Any:
    import ziamath  # noqa: PLC0415 - only where a formula is drawn; it reads a font of 1 MB
    from ziamath.config import config  # noqa: PLC0415

    config.svg2 = False  # outlines in place, not symbols by name
    config.math.color = "currentColor"
    return ziamath


def _laid_out(root: Any) -> Any:
    from lxml import etree  # noqa: PLC0415 - as above

    try:
        return _library().Math(etree.tostring(root, encoding="unicode"), size=_SIZE, margin=0)
    except Exception as error:  # the library fails in many ways on input that it does not expect
        raise FormulaError(f"the library that draws it fails ({type(error).__name__})") from None


def _check_glyphs(root: Element) -> None:
    from ziamath.zmath import loadedfonts  # noqa: PLC0415 - as above

    _library()
    font = loadedfonts["default"]
    for token in root.iter(*_TOKENS):
        for character in _UNDRAWN.sub("", token.text or ""):
            if not font.glyphindex(character):
                raise FormulaError(f"the font for formulas has no {character} (U+{ord(character):04X})")


def _with_title(svg: Any, mathml: str) -> bytes:
    from xml.etree import ElementTree  # noqa: PLC0415 - the library's own kind of tree

    title = ElementTree.Element("title")
    title.text = source_in(mathml)
    svg.insert(0, title)
    return bytes(ElementTree.tostring(svg, encoding="utf-8"))


# ---------------------------------------------------------------- the MathML


def _parse(mathml: str) -> Any:
    from lxml import etree  # noqa: PLC0415 - as above

    return etree.fromstring(mathml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def source_in(mathml: str) -> str:
    """The source that a formula's MathML is annotated with."""
    return "".join(_parse(mathml).find(f".//{{{MATHML}}}annotation").itertext())


def _presentation(mathml: str) -> Any:
    """The `math` element with what is shown alone, without namespaces."""
    from lxml import etree  # noqa: PLC0415 - as above

    root = copy.deepcopy(_parse(mathml))
    row = root.find(f".//{{{MATHML}}}semantics")[0]
    for element in row.iter():
        element.tag = etree.QName(element).localname
    math = etree.Element("math", display=root.get("display", "inline"))
    math.append(row)
    return math


def _cost(element: Element, factor: float = 1.0) -> float:
    if element.tag in _TOKENS:
        return factor * max(1, len(element.text or ""))
    if element.tag == "mtable":
        factor *= _TABLED_AGAIN
    elif element.tag == "mfenced" or _has_growing_bracket(element):
        factor *= _FENCED_AGAIN
    return factor + sum(_cost(child, factor) for child in element)


def _has_growing_bracket(row: Element) -> bool:
    marks = (child for child in row if child.tag == "mo" and child.get("stretchy") != "false")
    return any((mark.text or "").strip() in _BRACKETS for mark in marks)


def _adapt(root: Element) -> Element:
    """The MathML with what this library reads in attributes, and without what it would draw though it is not seen."""
    for token in root.iter(*_TOKENS):
        token.text = _INVISIBLE.sub("", token.text or "")
    for operator in [each for each in root.iter("mo") if not each.text]:
        _replace(operator, "mrow")
    for table in root.iter("mtable"):
        _adapt_table(table)
    if root.get("display") != "block":
        _set_limits_beside(root)
    _join_dots(root)
    return root


def _set_limits_beside(root: Element) -> None:
    """Within a line the limits of a sum are beside it (`movablelimits` in the operator dictionary)."""
    for element in root.iter(*_BESIDE):
        base = element[0] if len(element) else None
        wide = any(each.get("displaystyle") == "true" for each in element.iterancestors())
        if base is not None and base.tag == "mo" and base.text in _MOVABLE and base.get("movablelimits") != "false":
            element.tag = element.tag if wide else _BESIDE[element.tag]


def _replace(element: Element, tag: str) -> None:
    element.tag, element.text = tag, None
    element.attrib.clear()


def _join_dots(root: Any) -> None:
    """Three full stops as one character: the library would set them at unequal distances."""
    for first in [each for each in root.iter("mo") if each.text == "."]:
        parent = first.getparent()
        if parent is None or first.text != ".":
            continue
        second = first.getnext()
        third = second.getnext() if second is not None else None
        if third is not None and all(each.tag == "mo" and each.text == "." for each in (second, third)):
            first.text = "…"
            second.text = third.text = ""
            parent.remove(second)
            parent.remove(third)


def _adapt_table(table: Element) -> None:
    rows = [row for row in table if row.tag == "mtr"]
    _set_tags_apart(rows)
    width = max((len(row) for row in rows), default=0)
    if width == 0:
        return
    if any(_is_styled(row, "padding") for row in rows):
        _set_column_spacing(table, rows, width)
    _set_lines(table, rows)


def _is_styled(cells: Iterable[Element], property_name: str) -> bool:
    """Whether the style of one of the cells has this in it."""
    return any(property_name in cell.get("style", "") for cell in cells)


def _set_column_spacing(table: Element, rows: list[Element], width: int) -> None:
    """No space between a column aligned right and one aligned left after it: they are parts of one equation."""
    tight = [_is_aligned(rows, place + 1, "left") and _is_aligned(rows, place, "right") for place in range(width - 1)]
    table.set("columnspacing", " ".join("0em" if each else "1em" for each in tight) or "1em")


def _is_aligned(rows: list[Element], column: int, side: str) -> bool:
    """Whether a column has a cell that is aligned to this side."""
    return any(cell.get("columnalign") == side for row in rows for cell in row[column : column + 1])


def _set_lines(table: Element, rows: list[Element]) -> None:
    """Lines between columns as the first row has them, and between rows."""
    columns = ["solid" if _is_styled([cell], "border-right") else "none" for cell in rows[0]]
    if "solid" in columns[:-1]:
        table.set("columnlines", " ".join(columns[:-1]))
    lines = ["solid" if _is_styled(row, "border-top") else "none" for row in rows[1:]]
    if "solid" in lines:
        table.set("rowlines", " ".join(lines))


def _set_tags_apart(rows: list[Any]) -> None:
    r"""The library of the page makes columns of half its width, one for the `\tag`; here it follows at a distance."""
    lasts = [row[-1] for row in rows if len(row) and _HALF.search(row[-1].get("style", ""))]
    tagged = any(len(last) for last in lasts)
    for row in rows:
        if len(row) and _HALF.search(row[0].get("style", "")) and not len(row[0]):
            row.remove(row[0])
    for last in lasts:
        if len(last):
            last.insert(0, last.makeelement("mspace", width="2em"))
        elif not tagged:
            last.getparent().remove(last)
