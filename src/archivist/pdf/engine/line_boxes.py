"""The boxes of a chosen line, made at once.

The engine looks for the end of each line: it computes the margins of every box again, copies boxes, and asks whether a
line may end between two of them. Where lines are chosen none of it is needed, and the boxes are made directly, at the
same places. A paragraph with a box that is out of the flow, or with a length in percent, is left to the engine.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, cast

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text import line_break
from weasyprint.text.line_break import Layout

from archivist.pdf.engine.boxes import Box, Style, TextBox
from archivist.pdf.engine.line_justification import SPACE, justify_line
from archivist.pdf.engine.paragraph_lines import Line, Segment
from archivist.pdf.engine.word_widths import widths_in

_OF_TEXT = "_archivist_of_text"
_OF_INLINE = "_archivist_of_inline"
_SIDES = ("top", "right", "bottom", "left")
_EDGES = tuple(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)

_T = TypeVar("_T")
Place = dict[int, "Place"] | None  # where a box goes on, as the engine names places


class _Element(Box, Protocol):
    """An element in lines, or a line: `InlineBox` and `LineBox` of `weasyprint.formatting_structure.boxes`."""

    text_indent: float  # of a line
    padding_top: float
    border_top_width: float
    margin_top: float

    def copy_with_children(self, children: Sequence[Box]) -> "_Element":
        """Another box of the same with other boxes in it."""

    def remove_decoration(self, start: bool, end: bool) -> None:
        """Take the edges away at one side, or at both."""


@dataclass(frozen=True, slots=True)
class _TextStyle:
    """What all text boxes in a style have, in pixels."""

    attributes: dict[str, object]
    is_decorated: bool
    top: float  # of the line, seen from the baseline
    bottom: float


@dataclass(frozen=True, slots=True)
class _InlineStyle:
    """What all elements in lines, or all lines, in a style have, in pixels."""

    left: float  # margin, border and padding
    is_cloned: bool  # whether it has them on each line
    line_height: float
    baseline: float
    size: float  # of the type
    is_level: bool  # whether it has the baseline of what is around it


@dataclass(frozen=True, slots=True)
class _Text:
    """A text box of a paragraph."""

    box: TextBox
    number: int  # of the leaf; -1 if it has no text
    style: _TextStyle


@dataclass(frozen=True, slots=True)
class _Inline:
    """The box with all lines of a paragraph, or an element in them."""

    box: _Element
    parts: "list[_Text | _Inline]"
    style: _InlineStyle


class _Line:
    """The boxes of a line while they are made."""

    def __init__(self, segments: Line) -> None:
        self.segments = segments
        self.tops: list[tuple[Box, float]] = []  # of all boxes, seen from the baseline, if nothing is raised
        self.has_text = False
        self.above = self.below = 0.0  # how far the boxes reach


class ParagraphBoxes:
    """The boxes of a paragraph, from which those of its lines are made."""

    def __init__(self, root: _Inline) -> None:
        self._root = root
        self._is_level = all(part.style.is_level for part in _inlines(root) if part is not root)

    def set_line(self, position_y: float, place: Place, around: Box, segments: Line) -> tuple[Box, Place] | None:
        """The line that begins at a place, and where the next one does; None if the engine has to set it.

        `around` is the block that the line is in.
        """
        if around.style["direction"] != "ltr":
            return None
        root, made = self._root.box, _Line(segments)
        left = around.content_box_x()
        root.position_x, root.position_y = left, position_y
        line, goes_on = _set(self._root, left + root.text_indent, place, made)
        if not made.has_text:
            return None
        justify_line(line, left + around.width - left, is_last=goes_on is None)
        self._place(line, made, position_y)
        return line, goes_on

    def _place(self, line: _Element, made: _Line, position_y: float) -> None:
        """Place the boxes of a line one above the other, or all on one baseline."""
        top = -line.baseline
        bottom = top + line.margin_height()
        if self._is_level and made.above >= top and made.below <= bottom:
            for box, own in made.tops:
                box.position_y = own + (position_y - top)
        else:
            bottom, top = inline.line_box_verticality(line)
            line.baseline, line.position_y = -top, top
            line.translate(0, position_y - top)
        line.position_y, line.height = position_y, bottom - top
        line.margin_top = line.margin_bottom = 0


def paragraph_boxes(line: Box, around: object, numbers: Mapping[int, int]) -> ParagraphBoxes | None:
    """The boxes of a paragraph, from the box with all its lines; None if the engine has to set them.

    `numbers` are those of the leaves, by the id of the box.
    """
    root = _inline_of(line, around, numbers)
    return ParagraphBoxes(root) if root is not None else None


def _inlines(part: _Inline) -> Iterator[_Inline]:
    yield part
    for child in part.parts:
        if isinstance(child, _Inline):
            yield from _inlines(child)


# ---------------------------------------------------------------- the boxes of the paragraph


def _inline_of(box: Box, around: object, numbers: Mapping[int, int]) -> _Inline | None:
    style = _kept(box.style, _OF_INLINE, _inline_style)
    if style is None:
        return None
    parts: list[_Text | _Inline] = []
    for child in box.children:
        part = _part_of(child, around, numbers)
        if part is None:
            return None
        parts.append(part)
    return _Inline(cast(_Element, box), parts, style)


def _part_of(box: Box, around: object, numbers: Mapping[int, int]) -> _Text | _Inline | None:
    if not box.is_in_normal_flow():
        return None
    resolve_percentages(box, around)
    if not isinstance(box, boxes.TextBox):
        return _inline_of(box, around, numbers)
    style = _kept(box.style, _OF_TEXT, _text_style)
    return None if style is None else _Text(cast(TextBox, box), numbers.get(id(box), -1), style)


def _kept(style: Style, name: str, make: Callable[[Style], _T | None]) -> _T | None:
    """What is made of a style, once; None if its boxes are left to the engine."""
    kept: tuple[_T | None] | None = style.__dict__.get(name)
    if kept is None:
        kept = style.__dict__[name] = (make(style) if _is_plain(style) else None,)
    return kept[0]


def _is_plain(style: Style) -> bool:
    """Whether the edges of a box depend on its style alone."""
    edges = [style[name] for name in _EDGES]
    return all(edge == "auto" or getattr(edge, "unit", "") == "px" for edge in edges)


def _text_style(style: Style) -> _TextStyle | None:
    if any(style[name] for name in _BORDERS) or any(getattr(style[name], "value", 1) for name in _EDGES):
        return None
    metrics, (line_height, _) = widths_in(style), line_break.strut(style)
    height = metrics.ascent + metrics.descent
    margin = (line_height - height) / 2
    baseline = metrics.ascent + margin
    attributes = {
        SPACE: metrics.space,
        "height": height,
        "margin_top": margin,
        "margin_bottom": margin,
        "baseline": baseline,
        "position_y": 0.0,
    }
    is_decorated = style["text_decoration_line"] != "none"
    return _TextStyle(attributes, is_decorated, -baseline, -baseline + (height + margin + margin))


def _inline_style(style: Style) -> _InlineStyle:
    line_height, baseline = line_break.strut(style)
    return _InlineStyle(
        style["padding_left"].value + style["margin_left"].value + style["border_left_width"],
        style["box_decoration_break"] == "clone",
        line_height,
        baseline,
        style["font_size"],
        style["vertical_align"] == "baseline",
    )


# ---------------------------------------------------------------- the boxes of a line


def _set(part: _Inline, position_x: float, place: Place, made: _Line) -> tuple[_Element, Place]:
    """The box of an element on a line, from a place in it on, and where it goes on on the next line."""
    children: list[Box] = []
    x, goes_on = position_x, cast(Place, None)
    first, within = (0, None) if place is None else next(iter(place.items()))
    for index in range(first, len(part.parts)):
        child, rest = part.parts[index], cast(Place, None)
        if isinstance(child, _Inline):
            box, rest = _set(child, x, within, made)
            children.append(box)
            x = box.position_x + box.margin_width()
        elif child.number >= 0:
            segment = made.segments[child.number]
            if segment.text:
                children.append(_text_box(child, segment, x, made))
                x += segment.width
            rest = None if segment.resume is None else {segment.resume: None}
        within = None
        if rest is not None:
            goes_on = {index: rest}
            break
    return _inline_box(part, position_x, children, made, is_start=place is None, is_end=goes_on is None), goes_on


def _text_box(part: _Text, segment: Segment, x: float, made: _Line) -> Box:
    box = boxes.TextBox.__new__(boxes.TextBox)
    style, text = part.style, segment.text
    box.__dict__.update(part.box.__dict__)
    box.__dict__.update(style.attributes)
    box.text, box.width, box.position_x = text, segment.width, x
    box.pango_layout = layout_of(part.box.style, text, is_decorated=style.is_decorated)
    made.has_text = True
    made.tops.append((box, style.top))
    made.above, made.below = min(made.above, style.top), max(made.below, style.bottom)
    return box  # type: ignore[no-any-return]  # the engine has no types


def layout_of(style: Style, text: str, *, is_decorated: bool) -> object:
    """What a text is drawn from: it is shaped when it is drawn, as the engine does with every layout."""
    if is_decorated:
        layout = Layout(style)
        layout.text = text
        layout.deactivate()
        return layout
    layout = Layout.__new__(Layout)
    layout.text, layout.justification_spacing, layout.max_width, layout.first_line_direction = text, 0, None, 0
    return layout


def _inline_box(
    part: _Inline, position_x: float, children: list[Box], made: _Line, *, is_start: bool, is_end: bool
) -> _Element:
    style = part.style
    box = part.box.copy_with_children(children)
    box.remove_decoration(start=not is_start, end=not is_end)
    if not isinstance(box, boxes.LineBox):
        box.position_x, box.position_y = position_x, 0.0
        if style.left and (style.is_cloned or is_start):
            for child in children:
                child.translate(dx=style.left)
    box.width = 0
    if children:
        box.width = children[-1].position_x + children[-1].margin_width() - box.content_box_x()
    box.baseline, box.height = style.baseline, style.size
    half_leading = (style.line_height - box.height) / 2
    box.margin_top = half_leading - box.border_top_width - box.padding_top
    box.margin_bottom = half_leading - box.border_bottom_width - box.padding_bottom
    top = -style.baseline
    made.tops.append((box, top))
    made.above, made.below = min(made.above, top), max(made.below, top + box.margin_height())
    return box
