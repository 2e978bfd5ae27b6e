"""What the margin boxes of a style sheet print, read from specimen pages: the place and the face of each text.

The caller draws the same without the engine. So nothing is returned for margin boxes that print anything else: a rule,
a background, a picture, a text that is turned, underlined, or not simply the running head or the number.
"""

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pikepdf
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import font_features

from archivist.pdf.engine.box_tree import POINTS_PER_PIXEL, descendants
from archivist.pdf.engine.boxes import Box, Document, Page, Style, TextBox
from archivist.pdf.margin_texts import FOLIO, HEAD, SHORT, SPECIMENS, MarginText, MarginTexts, TextStyle

Colour = tuple[float, float, float]  # red, green, blue

_PANGO_UNITS = 1024  # a pixel
_TOLERANCE = 0.02  # pixels
# Operators of a page that prints nothing but black or coloured text, cut off where its box ends.
_OF_TEXT = frozenset({"q", "Q", "cm", "re", "W", "n", "gs", "rg", "BT", "ET", "Tm", "Tf", "TJ", "Tj"})
_SCALE = (POINTS_PER_PIXEL, 0, 0, POINTS_PER_PIXEL, 0, 0)
_FEATURES = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)
# With another value the texts would not look as they are described.
_PLAIN = {"word_spacing": 0, "text_transform": "none", "font_stretch": "normal", "font_variation_settings": "normal"}


def margin_texts(document: Document, pdf: bytes, kinds: Sequence[str]) -> MarginTexts | None:
    """The texts of each kind of page; None if the margin boxes print anything else.

    The document has a page for each of SPECIMENS, for one kind of page after the other; `pdf` is made of it.
    """
    colours = list(_colours(pdf))
    found: dict[str, Sequence[MarginText]] = {}
    for number, kind in enumerate(kinds):
        pages = slice(number * len(SPECIMENS), (number + 1) * len(SPECIMENS))
        texts = _texts_of_kind(document.pages[pages], colours[pages])
        if texts is None:
            return None
        found[kind] = texts
    return found


def _texts_of_kind(pages: Sequence[Page], colours: Sequence[list[Colour] | None]) -> tuple[MarginText, ...] | None:
    """The texts of one kind of page, from its specimens."""
    first, second = (_text_boxes(page) for page in pages[: len(SHORT)])
    drawn = colours[0]
    if drawn is None or drawn != colours[1] or first.keys() != second.keys() or len(drawn) != len(first):
        return None
    texts = []
    for place, colour in zip(first, drawn, strict=True):
        name = _name_of(first[place][1].text, second[place][1].text)
        wide = _text_boxes(pages[3 if name == FOLIO else 2]).get(place)
        text = _margin_text(name, (first[place], second[place]), wide[0], colour, pages[0]) if name and wide else None
        if text is None:
            return None
        # Where two texts share a side, the width of each depends on the other.
        beside = sum(other.partition("-")[0] == place.partition("-")[0] for other in first) > 1
        texts.append(replace(text, is_cut=text.is_cut and not beside))
    return tuple(texts)


def _name_of(one: str, other: str) -> str:
    """Which of the texts two specimens print; "" if it is neither of them."""
    specimens = zip((HEAD, FOLIO), zip(*SHORT, strict=True), strict=True)
    return next((name for name, texts in specimens if texts == (one, other)), "")


_Boxes = tuple[Box, TextBox]  # a margin box, and its only text


def _text_boxes(page: Page) -> dict[str, _Boxes]:
    """The margin boxes of a page that print something, in order, each with its first text."""
    found: dict[str, _Boxes] = {}
    for box in page._page_box.children:
        if isinstance(box, boxes.MarginBox):
            texts = [each for each in descendants(box) if isinstance(each, boxes.TextBox)]
            if texts:
                found[box.at_keyword] = (box, texts[0])
    return found


def _margin_text(name: str, samples: Sequence[_Boxes], wide: Box, colour: Colour, page: Page) -> MarginText | None:
    """What two samples and one that is too wide tell of a text; None if it cannot be described."""
    texts = [text for _, text in samples]
    style = texts[0].style
    baselines = [text.position_y + text.baseline for text in texts]
    aligned = _alignment(texts)
    if aligned is None or abs(baselines[0] - baselines[1]) > _TOLERANCE or not _is_plain(style):
        return None
    box = samples[0][0]
    return MarginText(
        of=name,
        style=_text_style(style, colour),
        aligned=aligned,
        x=(texts[0].position_x + aligned * texts[0].width) * POINTS_PER_PIXEL,
        baseline=(page.height - baselines[0]) * POINTS_PER_PIXEL,
        width=wide.width * POINTS_PER_PIXEL,
        is_cut=bool(box.style["text_overflow"] == "ellipsis" and box.style["white_space"] == "nowrap"),
        samples=tuple(text.width * POINTS_PER_PIXEL for text in texts),
    )


def _alignment(texts: Sequence[TextBox]) -> float | None:
    """Which point of two texts of different width is at the same place."""
    one, other = texts
    for share in (0.0, 0.5, 1.0):
        if abs(one.position_x + share * one.width - other.position_x - share * other.width) < _TOLERANCE:
            return share
    return None


def _is_plain(style: Style) -> bool:
    return all(style[name] == value for name, value in _PLAIN.items()) and style["font_style"] in {"normal", "italic"}


def _text_style(style: Style, colour: Colour) -> TextStyle:
    features: dict[str, int] = font_features(**{name: style[name] for name in _FEATURES})
    spacing = style["letter_spacing"]
    return TextStyle(
        families=tuple(style["font_family"]),
        size=math.floor(style["font_size"] * _PANGO_UNITS) / _PANGO_UNITS * POINTS_PER_PIXEL,  # as Pango cuts it
        weight=int(style["font_weight"]),
        italic=style["font_style"] == "italic",
        colour=colour,
        spacing=0.0 if spacing == "normal" else float(spacing) * POINTS_PER_PIXEL,
        features=tuple(sorted(features.items())),
        language=style["lang"] or "",
        is_from_right=style["direction"] == "rtl",
    )


def _colours(pdf: bytes) -> Iterator[list[Colour] | None]:
    """The colours of the texts of each page, in order; None for a page that prints anything but text."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            yield _colours_of_page(page)


def _colours_of_page(page: pikepdf.Page) -> list[Colour] | None:
    colour, colours, scales = (0.0, 0.0, 0.0), [], 0
    for instruction in pikepdf.parse_content_stream(page):
        name, operands = str(instruction.operator), list(instruction.operands)
        numbers = tuple(float(str(each)) for each in operands) if name in {"cm", "rg"} else ()
        scales += name == "cm"
        if name not in _OF_TEXT or (name == "gs" and not _is_opaque(page, str(operands[0]))):
            return None
        if scales > 2 or (scales == 2 and name == "cm" and numbers != _SCALE):  # the first turns the page over
            return None
        if name == "rg":
            red, green, blue = numbers
            colour = (red, green, blue)
        if name == "BT":
            colours.append(colour)
    return colours


def _is_opaque(page: pikepdf.Page, name: str) -> bool:
    state = page.Resources.ExtGState[name]
    return all(key in {"/Type", "/ca", "/CA"} for key in state) and all(
        float(state.get(key, 1)) == 1 for key in ("/ca", "/CA")
    )
