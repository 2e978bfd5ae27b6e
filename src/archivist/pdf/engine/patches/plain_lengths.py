"""The margins, paddings and sizes of a box are taken from its style at once, where no percentage is among them.

Changes: `weasyprint.layout.percent.resolve_percentages`, wrapped, wherever it was imported.
Why: the engine computes seventeen lengths for each box, and again for each try to lay it out. Most styles have pixels
and `auto` only. Then the lengths depend on the style alone, which is that of many boxes.
Upstream: the lengths of such a style could be kept with it.
"""

from collections.abc import Callable
from functools import wraps

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent

from archivist.pdf.engine.boxes import Box, Style
from archivist.pdf.engine.patches.replacing import replace_everywhere

_KEPT = "_archivist_lengths"
_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_NO_LEAST = ("min_width", "min_height")

Resolve = Callable[[Box, object], None]


def install() -> None:
    """Wrap the function. Raises LayoutError if the engine has no such function."""
    replace_everywhere(percent, "resolve_percentages", _at_once)


def _at_once(original: Resolve) -> Resolve:
    @wraps(original)
    def resolve(box: Box, containing_block: object) -> None:
        # A place for a box that is set absolutely passes everything on to that box.
        kept = box.style.__dict__ if isinstance(box, boxes.Box) else {_KEPT: None}
        if _KEPT not in kept:
            kept[_KEPT] = _plain_lengths(box.style)
        lengths = kept[_KEPT]
        if lengths is None:
            original(box, containing_block)
        else:
            box.__dict__.update(lengths)

    return resolve


def _plain_lengths(style: Style) -> dict[str, object] | None:
    """The lengths of a box in this style; None if they depend on what is around it."""
    if style["box_sizing"] != "content-box" or style["border_collapse"] == "collapse":
        return None
    lengths: dict[str, object] = {}
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            lengths[name] = 0 if name in _NO_LEAST else value
        elif getattr(value, "unit", "") == "px":
            lengths[name] = value.value
        else:
            return None
    return lengths | {name: style[name] for name in _BORDERS}
