"""The text of a paragraph as the line breaker wants it: its text boxes in order, and where its lines may end.

A paragraph with anything else in its lines (a picture, a formula, a box), with text that runs from right to left, with
Chinese or Japanese, or with preserved spaces is left to the engine.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import ffi
from weasyprint.text.line_break import get_log_attrs

from archivist.pdf.engine.boxes import Box, Style, TextBox

_UNFIT = re.compile(
    "[\u0590-\u08ff\u1100-\u11ff\u202a-\u202e\u2066-\u2069\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufb1d-\ufdff"
    "\ufe70-\ufefc\uff00-\uffef\n\t]"
)
_SIDES = ("margin", "padding")
_LINE_BREAK = 1  # the first bit of PangoLogAttr: is_line_break


@dataclass(slots=True)
class Leaf:
    """A text box of a paragraph before its lines are set."""

    box: TextBox
    start: int  # in the text of the paragraph, in characters
    before: float = 0.0  # margins, borders and padding of the elements that begin here, in pixels
    after: float = 0.0  # of those that end here
    end: int = field(init=False)  # in the text of the paragraph

    def __post_init__(self) -> None:
        self.end = self.start + len(self.box.text)


@dataclass(slots=True)
class ParagraphText:
    """The leaves of a paragraph."""

    leaves: list[Leaf] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)  # by the id of a box: where it begins in the text
    text: str = ""
    pending: float = 0.0  # width at the left of the next leaf


class _UnfitError(Exception):
    """The paragraph is set by the engine."""


def read_paragraph(line: Box) -> ParagraphText | None:
    """The text of a paragraph, from the box that holds all its lines; None if the engine has to set it."""
    found = ParagraphText()
    try:
        _read(line, found, within=False)
    except _UnfitError:
        return None
    found.text = "".join(leaf.box.text for leaf in found.leaves)
    if not found.leaves or found.pending or _UNFIT.search(found.text):
        return None
    return found


def _read(box: Box, found: ParagraphText, *, within: bool) -> None:
    if getattr(box, "is_leader", False):
        raise _UnfitError
    at = found.leaves[-1].end if found.leaves else 0
    found.starts[id(box)] = at
    found.pending += _edge(box.style, "left") if within else 0.0
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            _add(child, found)
        elif not child.is_in_normal_flow():
            if child.is_floated():
                raise _UnfitError
            found.starts[id(child)] = found.leaves[-1].end if found.leaves else 0
        elif isinstance(child, boxes.InlineBox):
            _read(child, found, within=True)
        else:
            raise _UnfitError
    edge = _edge(box.style, "right") if within else 0.0
    if edge and (found.pending or not found.leaves):
        raise _UnfitError  # an empty element with an edge
    if edge:
        found.leaves[-1].after += edge


def _add(box: Any, found: ParagraphText) -> None:
    start = found.leaves[-1].end if found.leaves else 0
    found.starts[id(box)] = start
    if box.text and not _is_plain(box.style):
        raise _UnfitError
    if box.text:
        found.leaves.append(Leaf(box, start, found.pending))
        found.pending = 0.0


def _is_plain(style: Style) -> bool:
    return (
        style["white_space"] in ("normal", "nowrap")
        and style["letter_spacing"] == "normal"
        and style["direction"] == "ltr"
        and style["font_size"] > 0
    )


def _edge(style: Style, side: str) -> float:
    """The width of margin, border and padding of an inline element at one of its sides."""
    width = float(style[f"border_{side}_width"])
    for name in _SIDES:
        value = style[f"{name}_{side}"]
        if value == "auto" or (value.unit not in ("px", None) and value.value):
            raise _UnfitError
        width += float(value.value)
    return width


def line_breaks(text: str, language: str | None) -> Iterator[int]:
    """Where a line may end in a text: the places at which the next line would begin (UAX 14, by Pango)."""
    attributes = get_log_attrs(text, language)
    flags = memoryview(ffi.buffer(attributes)).cast("B").cast("I").tolist()
    return (place for place in range(1, len(text)) if flags[place] & _LINE_BREAK)
