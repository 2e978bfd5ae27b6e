"""Formulas on paper: each is a picture of outlines in the size, the colour and on the baseline of the text around it.

Its text is the source, in the proof, in the tags and when it is copied. That of the laid-out page is read from the
picture that was drawn, so a picture of another formula is a difference like a lost word.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from typing import TypeGuard
from xml.etree.ElementTree import Element, fromstring

from weasyprint.formatting_structure import boxes
from weasyprint.images import SVGImage

from archivist.fidelity.printed_words import TEXT, Loss
from archivist.formulas.drawing import draw, title_of
from archivist.formulas.formula import CLASS, DISPLAY, FORM, MATHML, UNSET
from archivist.pdf.engine.boxes import Box, ReplacedBox, Stream
from archivist.pdf.print_tree import has_class, parents

SCHEME = "formula:"
SOURCE = "data-source"  # of the picture: the text that stands for it
BLOCK = "formula-block"  # the class of what holds one displayed formula
_SIZE = 1.1  # em of the text: the letters of formulas look as large as those of Noto Serif
_JOINER = "\N{WORD JOINER}"


def draw_formulas(root: Element) -> None:
    """Put pictures in place of the formulas of a print tree."""
    above: dict[Element, Element] = {}
    for code in [each for each in root.iter("code") if each.get(FORM) not in (None, UNSET)]:
        above = above or parents(root)
        mathml = code.attrib.pop(MATHML, "")
        drawing = draw(mathml)
        source = "".join(code.itertext())
        code.tag, code.text = "img", None
        code.set(SOURCE, source)
        code.set("alt", " ".join(source.split()))
        code.set("src", SCHEME + urlsafe_b64encode(mathml.encode()).decode())
        style = f"width: {_SIZE * drawing.width:.4f}em; height: auto"
        if code.get(FORM) != DISPLAY:
            style += f"; vertical-align: {-_SIZE * drawing.depth:.4f}em"
            _join(code, above[code])
        elif not has_class(above[code], BLOCK):
            _set_apart(code, above[code])
        code.set("style", style)


def _set_apart(picture: Element, parent: Element) -> None:
    """A displayed formula within a paragraph in a block, which baseline_grid.py can make as tall as whole lines."""
    block = Element("span", {"class": BLOCK})
    block.tail, picture.tail = picture.tail, None
    parent.insert(list(parent).index(picture), block)
    parent.remove(picture)
    block.append(picture)


def _join(picture: Element, parent: Element) -> None:
    """No line ends between a formula and the comma after it, or the bracket before it."""
    siblings = list(parent)
    place = siblings.index(picture)
    before = siblings[place - 1].tail if place else parent.text
    if before and not before[-1].isspace():
        if place:
            siblings[place - 1].tail = before + _JOINER
        else:
            parent.text = before + _JOINER
    if picture.tail and not picture.tail[0].isspace():
        picture.tail = _JOINER + picture.tail


def picture_at(url: str) -> bytes:
    """The picture that an address made here stands for."""
    return draw(urlsafe_b64decode(url.removeprefix(SCHEME)).decode()).svg


def is_formula(box: Box) -> TypeGuard[ReplacedBox]:
    """Whether a box is the picture of a formula."""
    return isinstance(box, boxes.ReplacedBox) and box.element is not None and CLASS in box.element.get("class", "")


def holds_formula(box: Box) -> bool:
    """Whether a box is a displayed formula, or the block around one, in a paragraph with other text."""
    return is_formula(box) or (box.element is not None and box.element_tag == "span" and has_class(box.element, BLOCK))


def source_drawn(box: ReplacedBox) -> str:
    """The source of the formula that was drawn for a box; "" if none was."""
    image = box.replacement
    return title_of(image._svg.tree._etree_node) if isinstance(image, SVGImage) else ""


class _FormulaImage(SVGImage):  # type: ignore[misc]  # WeasyPrint has no types
    """The picture of a formula. The program made it, so it needs no check, unlike those of authors (drawings.py)."""

    def draw(self, stream: Stream, width: float, height: float, _style: object) -> None:
        self._svg.draw(stream, width, height, self._base_url, self._context)


def wrong_formulas(drawn: Iterable[ReplacedBox]) -> Iterator[Loss]:
    """Formulas for which another one was drawn, character by character: the proof of words takes no account of
    capitals."""
    for box in drawn:
        expected, found = box.element.get(SOURCE, ""), source_drawn(box)
        if expected != found:
            yield Loss(TEXT, expected, found)


def colour_formulas(drawn: Iterable[ReplacedBox]) -> None:
    """Give formulas the colour of their text. Pictures are shared between boxes, so each colour has its own."""
    made: dict[tuple[str, str], SVGImage] = {}
    for box in drawn:
        colour = box.style["color"]
        red, green, blue = (round(255 * part) for part in colour.to("srgb").coordinates)
        key = box.element.attrib["src"], f"#{red:02x}{green:02x}{blue:02x}"
        if key not in made:
            tree = fromstring(picture_at(key[0]))
            tree.set("color", key[1])
            made[key] = _FormulaImage(tree, key[0], box.replacement._url_fetcher, box.replacement._context)
        box.replacement = made[key]
