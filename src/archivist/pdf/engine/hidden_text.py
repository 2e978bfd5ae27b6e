"""Text that is laid out and cannot be seen, as far as the boxes tell: a style sheet made it invisible.

Hidden is what is not drawn (`visibility`, a flattening `transform`), drawn without colour (`opacity`, a transparent
colour, the colour of all that is behind it), too small to be seen, or cut off (`clip`, `overflow`). What lies behind
something else is not found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.formatting_structure import boxes

from archivist.pdf.engine.box_tree import descendants, unwrapped
from archivist.pdf.engine.boxes import Box, Document, Page
from archivist.text.visible_text import visible

_FAINTEST = 0.02  # of full opacity
_SMALLEST = 2.0  # pixels; a letter of 1.5 points cannot be read
_LEAST_SHOWN = 0.5  # part of a text's area that must be within what it is clipped to
_WHITE = (255, 255, 255)

Area = tuple[float, float, float, float]  # left, top, right, bottom in pixels
Colour = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """What the boxes around a box do to it."""

    opacity: float = 1.0
    drawn: bool = True
    clip: Area | None = None


def hidden_boxes(document: Document) -> frozenset[Box]:
    """The text boxes of a document that cannot be seen, those of list numbers included; not those without letters."""
    return frozenset(box for page in document.pages for box in _Sheet(page).hidden())


class _Sheet:
    """A page while it is read."""

    def __init__(self, page: Page) -> None:
        self._page = page._page_box
        self._painted = [box for box in descendants(self._page) if _is_painted(box)]
        self._colours = {_WHITE, *(colour for box in self._painted if (colour := _background(box)))}

    def hidden(self) -> Iterator[Box]:
        for child in self._page.children:
            if not isinstance(child, boxes.MarginBox):
                yield from self._below(child, _Around())

    def _below(self, box: Box, around: _Around) -> Iterator[Box]:
        box = unwrapped(box)
        if isinstance(box, boxes.TextBox):
            if visible(box.text) and self._is_hidden(box, around):
                yield box
            return
        around = _within(box, around)
        for child in getattr(box, "children", ()):
            yield from self._below(child, around)

    def _is_hidden(self, box: Box, around: _Around) -> bool:
        style = box.style
        if style["visibility"] != "visible" or not around.drawn or style["font_size"] < _SMALLEST:
            return True
        colour = style["color"]
        if colour.alpha * around.opacity < _FAINTEST:
            return True
        area = (box.position_x, box.position_y, box.position_x + box.width, box.position_y + box.height)
        if around.clip is not None and _size(_shared(area, around.clip)) < _LEAST_SHOWN * _size(area):
            return True
        return self._is_on_its_own_colour(_plain(colour), area)

    def _is_on_its_own_colour(self, colour: Colour, area: Area) -> bool:
        """Whether all that is painted where a text is has the text's colour; paper is white."""
        if colour not in self._colours:
            return False
        behind = [box for box in self._painted if _holds(_border_area(box), area)]
        return all(_background(box) == colour for box in behind) if behind else colour == _WHITE


def _within(box: Box, around: _Around) -> _Around:
    """What a box does to what is in it."""
    opacity, matrix = box.style["opacity"], box.transformation_matrix
    if opacity < 1:
        around = replace(around, opacity=around.opacity * opacity)
    if matrix and not matrix.determinant:
        around = replace(around, drawn=False)
    for clip in _clips(box):
        around = replace(around, clip=clip if around.clip is None else _shared(clip, around.clip))
    return around


def _clips(box: Box) -> Iterator[Area]:
    if box.style["overflow"] != "visible" and isinstance(box, boxes.BlockContainerBox):
        x, y = box.padding_box_x(), box.padding_box_y()
        yield x, y, x + box.padding_width(), y + box.padding_height()
    if box.style["clip"] and box.is_absolutely_positioned():
        x, y = box.border_box_x(), box.border_box_y()
        ends = (0, box.border_width(), box.border_height(), 0)
        top, right, bottom, left = (
            end if edge == "auto" else edge for edge, end in zip(box.style["clip"], ends, strict=True)
        )
        yield x + left, y + top, x + right, y + bottom


def _is_painted(box: Box) -> bool:
    background = getattr(box, "background", None)
    seen = background and (background.color.alpha > 0 or any(layer.image for layer in background.layers))
    return isinstance(box, boxes.ReplacedBox) or bool(seen)


def _background(box: Box) -> Colour | None:
    """The colour a box is painted with; None if it is not painted with one colour alone."""
    if isinstance(box, boxes.ReplacedBox) or not box.background:
        return None
    colour = box.background.color
    opaque = colour.alpha > 1 - _FAINTEST and not any(layer.image for layer in box.background.layers)
    return _plain(colour) if opaque else None


def _plain(colour: Any) -> Colour:
    """A colour as it is compared: of those of the screen the eight bits of each channel."""
    try:
        return tuple(round(255 * part) for part in colour.to("srgb").coordinates)
    except NotImplementedError:  # a colour of the press, such as device-cmyk(): nothing at all of it is white paper
        return tuple(colour.coordinates) if any(colour.coordinates) else _WHITE


def _border_area(box: Box) -> Area:
    x, y = box.border_box_x(), box.border_box_y()
    return x, y, x + box.border_width(), y + box.border_height()


def _holds(area: Area, text: Area) -> bool:
    x, y = (text[0] + text[2]) / 2, (text[1] + text[3]) / 2
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def _shared(one: Area, other: Area) -> Area:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _size(area: Area) -> float:
    return max(0.0, area[2] - area[0]) * max(0.0, area[3] - area[1])
