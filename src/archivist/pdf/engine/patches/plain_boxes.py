"""Boxes that float nowhere and have no background are dealt with at once.

Changes: `is_in_normal_flow` of `weasyprint.formatting_structure.boxes.Box`, `avoid_collisions` of
`weasyprint.layout.float` and `layout_box_backgrounds` of `weasyprint.layout.background`, wrapped, wherever they were
imported.
Why: for each box the engine asks five questions to find that it is in the flow, for each line it looks for what floats
where nothing does, and for each box on a page it reads twelve properties to find that nothing is behind it.
Upstream: as here. Whether a style has a background could be kept with it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Protocol

from weasyprint.formatting_structure import boxes
from weasyprint.layout import background
from weasyprint.layout import float as floats

from archivist.pdf.engine.boxes import Box, Style
from archivist.pdf.engine.patches.replacing import replace, replace_everywhere

_IS_BARE = "_archivist_bare"  # of a style
_CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_SQUARE = dict.fromkeys(_CORNERS, (0, 0))
_NO_LENGTH = (0, "px")

_Room = tuple[float, float, float]  # left edge, upper edge, width
Flow = Callable[["_Box"], bool]
Avoid = Callable[["_Context", "_Box", "_Box", bool], _Room]
Backgrounds = Callable[..., None]


class _Box(Box, Protocol):
    """A box of which more is read."""

    background: object
    margin_left: float
    margin_right: float
    margin_top: float

    def all_children(self) -> "list[_Box]":
        """What is in it, columns of a table included."""


class _Context(Protocol):
    """What is known of the page."""

    excluded_shapes: list[Box]  # what floats


def install() -> None:
    """Wrap these. Raises LayoutError if the engine lacks one of them."""
    replace(boxes.Box, "is_in_normal_flow", _in_flow)
    replace_everywhere(floats, "avoid_collisions", _with_nothing_beside)
    replace_everywhere(background, "layout_box_backgrounds", _with_nothing_behind)


def _in_flow(original: Flow) -> Flow:
    @wraps(original)
    def is_in_normal_flow(self: _Box) -> bool:
        style = self.style
        if style["float"] == "none" and style["position"] == "static":
            return True
        return original(self)

    return is_in_normal_flow


def _with_nothing_beside(original: Avoid) -> Callable[..., _Room]:
    @wraps(original)
    def room(context: _Context, box: _Box, containing_block: _Box, outer: bool = True) -> _Room:
        style = box.style
        if context.excluded_shapes or style["float"] != "none" or containing_block.style["direction"] != "ltr":
            return original(context, box, containing_block, outer)
        left = containing_block.content_box_x()
        right = left + containing_block.width
        if outer:
            return left, box.position_y, right - left
        left += box.margin_left
        right -= box.margin_right
        return left - box.margin_left, box.border_box_y() - box.margin_top, right - left

    return room


def _with_nothing_behind(original: Backgrounds) -> Backgrounds:
    @wraps(original)
    def lay_out(
        page: _Box, box: _Box, find_picture: object, layout_children: bool = True, style: object = None
    ) -> None:
        # A place for a box that is set absolutely passes everything on to that box.
        is_usual = layout_children and style is None and box is not page and isinstance(box, boxes.Box)
        if not is_usual or not _is_bare(box.style):
            original(page, box, find_picture, layout_children, style)
            return
        box.__dict__.update(_SQUARE)
        for child in box.all_children():
            lay_out(page, child, find_picture)
        box.background = None

    return lay_out


def _is_bare(style: Style) -> bool:
    """Whether boxes in a style have no background, no picture as a border, and no round corners."""
    kept: bool | None = style.__dict__.get(_IS_BARE)
    if kept is None:
        colour = style["background_color"]
        kept = style.__dict__[_IS_BARE] = (
            style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and colour != "currentcolor"
            and colour.alpha == 0
            and not style["box_shadow"]
            and all(_NO_LENGTH in style[corner] for corner in _CORNERS)
        )
    return kept
