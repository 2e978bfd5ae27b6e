"""Notes that go on at the foot of the next page.

Changes: `LayoutContext._update_footnote_area` and `.unlayout_footnote`, replaced and wrapped; two passages of
`weasyprint.layout.block._linebox_layout` and two of `weasyprint.layout.page.make_page`, edited in their sources;
`table_layout` as `weasyprint.layout.block` has it, wrapped.
Why: WeasyPrint never divides a note. If a note has no room on the page of its call, the line with the call moves to the
next page, and what it would have filled stays white. Here the line stays, and as many lines of the note as have room.
The rest of the note is the same box with the place where it goes on; it is the first note of the next page.
A note is divided only if more than `_FEW` lines would stay empty otherwise, if two of its lines have room, and if the
paragraph can be divided after its call. Notes of tables and columns are never divided, nor texts beside one another.
Upstream: `_update_footnote_area` could lay out the area with the space that is left, as any other block.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from itertools import islice
from typing import TypedDict

import weasyprint.layout.block
import weasyprint.layout.page
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext as EngineContext
from weasyprint.layout.block import block_level_layout

from archivist.pdf.engine.box_tree import descendants
from archivist.pdf.engine.boxes import Box, LayoutContext, LayoutResult, NoteArea
from archivist.pdf.engine.note_titles import area_to_lay_out, rest_of
from archivist.pdf.engine.patches.replacing import edit, provide, replace
from archivist.pdf.engine.patches.short_notes import set_short_notes
from archivist.pdf.print_tree import WHOLE_NOTES, has_class

_BEGINS = "_archivist_begins"  # of the rest of a note: where it goes on, as the engine names places
_WHOLE = "_archivist_whole"  # of the rest of a note: the note
_ROOM = "_archivist_room"  # of the area of notes: its height, if the last note does not end there
_TABLES = "_archivist_tables"  # of the context: in how many tables the line is that is laid out
_FEW = 2  # lines that may stay empty rather than that a note is divided
_LEAST = 2  # lines of a note on each page
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WITH_HEADING = 3.5  # lines: what has to be on the page of a heading
_EXACT = 0.01  # pixels
# Texts beside one another: the engine loses what is behind a break in a row of them.
_SIDE_BY_SIDE = (boxes.GridContainerBox, boxes.FlexContainerBox, boxes.TableBox)

_Line = tuple[Box, object]  # and where the paragraph goes on
_Beginnings = dict[int, object] | None  # where a box goes on: the child, and the place in it


class _Limits(TypedDict):
    bottom_space: float
    skip_stack: _Beginnings


_LINES = "    for i, (line, resume_at) in enumerate(lines_iterator):\n"
_LOOK_AHEAD = "    lines_iterator = _archivist_lines(lines_iterator)\n"
_FULL = """\
                    context.reported_footnotes or
                    context.overflows_page(bottom_space, new_position_y + offset_y))
                if overflow:
"""
_OR_DIVIDED = """\
                    context.reported_footnotes or
                    context.overflows_page(bottom_space, new_position_y + offset_y))
                if not _archivist_has_room(
                        context, footnote, _archivist_place(box, line, new_children, lines_iterator),
                        bottom_space + offset_y, overflow):
"""
_COPY = "build.create_anonymous_boxes(footnote_area.deepcopy())"
_COPY_WITH_TITLES = "_archivist_area(context, footnote_area)"
_AREA = "context, footnote_area, bottom_space=-inf, skip_stack=None,"
_LIMITED_AREA = "context, footnote_area, **_archivist_limits(context, footnote_area),"


def install() -> None:
    """Make the changes. Raises LayoutError if the engine has not what is changed."""
    block, page = weasyprint.layout.block, weasyprint.layout.page
    provide(block, "_archivist_lines", Lines)
    provide(block, "_archivist_place", Place)
    provide(block, "_archivist_has_room", _has_room)
    provide(page, "_archivist_limits", _limits)
    provide(page, "_archivist_area", _area)
    edit(page, "make_page", _COPY, _COPY_WITH_TITLES)
    edit(block, "_linebox_layout", _FULL, _OR_DIVIDED)
    edit(block, "_linebox_layout", _LINES, _LOOK_AHEAD + _LINES)
    edit(page, "make_page", _AREA, _LIMITED_AREA)
    replace(EngineContext, "_update_footnote_area", lambda _: _update_area)
    replace(EngineContext, "unlayout_footnote", _take_back)
    replace(block, "table_layout", _counted)


class Lines:
    """The lines of a paragraph, some of which can be looked at before they are taken."""

    def __init__(self, lines: Iterator[_Line]) -> None:
        self._lines, self._seen = lines, list[_Line]()

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> _Line:
        return self._seen.pop(0) if self._seen else next(self._lines)

    def ahead(self, count: int) -> list[Box]:
        """The next lines, so many or all that there are."""
        self._seen += islice(self._lines, count - len(self._seen))
        return [line for line, _ in self._seen[:count]]


# ---------------------------------------------------------------- the area of notes


def _update_area(context: LayoutContext) -> bool:
    """Lay out the notes of the page again, and give the text the rest of it; whether they reach out of their area."""
    area = context.current_footnote_area
    if area.height != "auto" and not context.in_column:
        context.page_bottom += area.margin_height()
    area.children = context.current_page_footnotes
    if not area.children:
        area.height = 0
        if not context.in_column:
            context.page_bottom -= area.margin_height()
        return False
    done, _ = _laid_out(context, area, **_limits(context, area))
    assert done is not None  # it is not limited, or was laid out with this limit before
    area.height = done.height
    if not context.in_column:
        context.page_bottom -= done.margin_height()
    last = done.children[-1]
    end = last.position_y + last.margin_height() - last.margin_bottom
    return bool(end > done.position_y + done.margin_height() - done.margin_bottom)


def _laid_out(
    context: LayoutContext, area: NoteArea, bottom_space: float, skip_stack: object
) -> tuple[Box | None, _Beginnings]:
    """The area with its notes laid out, and where its last note goes on."""
    found = block_level_layout(context, _area(context, area), bottom_space, skip_stack, area.page)
    return found[0], found[1]


def _area(context: LayoutContext, area: NoteArea) -> Box:
    """The area to lay out, with titles above notes, and short notes beside one another."""
    copy = area_to_lay_out(area)
    set_short_notes(context, area, copy.children)
    return copy


def _limits(context: LayoutContext, area: NoteArea) -> _Limits:
    """How the area is laid out: how far it reaches, and where its first note begins."""
    room = vars(area).get(_ROOM)
    bottom = -float("inf") if room is None else context.page_bottom - area.position_y - room
    begins = vars(area.children[0]).get(_BEGINS) if area.children else None
    return {"bottom_space": bottom, "skip_stack": None if begins is None else {0: begins}}


def _take_back(original: Callable[..., None]) -> Callable[..., None]:
    @wraps(original)
    def unlayout(context: LayoutContext, footnote: Box) -> None:
        rests = [each for each in context.reported_footnotes if vars(each).get(_WHOLE) is footnote]
        if rests and footnote not in context.footnotes:
            context.reported_footnotes.remove(rests[0])
            vars(context.current_footnote_area).pop(_ROOM, None)
        original(context, footnote)

    return unlayout


def _counted(original: Callable[..., LayoutResult]) -> Callable[..., LayoutResult]:
    @wraps(original)
    def layout(context: LayoutContext, *rest: object, **named: object) -> LayoutResult:
        before = getattr(context, _TABLES, 0)
        setattr(context, _TABLES, before + 1)
        try:
            return original(context, *rest, **named)
        finally:
            setattr(context, _TABLES, before)

    return layout


# ---------------------------------------------------------------- dividing


@dataclass(frozen=True, slots=True)
class Place:
    """The line that calls a note."""

    block: Box  # that it is a line of
    line: Box
    before: list[Box]  # the lines of the block above it on the page
    after: Lines

    def needed(self) -> float | None:
        """The lines of the text that have to follow it on its page; None if there are no such ones."""
        if self.block.element_tag in _HEADINGS:
            return _WITH_HEADING
        orphans, widows = self.block.style["orphans"], self.block.style["widows"]
        following = len(self.after.ahead(orphans + widows))
        for count in range(following + 1):
            rest = following - count
            if (rest == 0 or rest >= widows) and (len(self.before) + 1 + count >= orphans or rest == 0):
                return count
        return None


def _has_room(context: LayoutContext, note: Box, place: Place, bottom_space: float, overflow: object) -> bool:
    """Whether a note and the line that calls it are on the page, be it that the note is divided.

    `overflow` says whether the whole note has no room. If it has, and what has to follow the line has none, the note is
    divided, too.
    """
    needed, line = place.needed(), place.line
    if needed is not None and not context.reported_footnotes:
        end = line.position_y + line.height * (1 + needed)
        if (overflow or context.overflows_page(bottom_space, end)) and _can_be_divided(context, note):
            sheet = context.current_footnote_area.page
            foot = sheet.content_box_y() + sheet.height - bottom_space
            if _divide(context, note, foot - line.position_y, foot - end, line.height):
                return True
    return not overflow


def _can_be_divided(context: LayoutContext, note: Box) -> bool:
    if context.in_column or getattr(context, _TABLES, 0) > 0 or note is not context.current_page_footnotes[-1]:
        return False
    if any(isinstance(each, _SIDE_BY_SIDE) for each in descendants(note)):
        return False
    element = note.element
    return element is not None and not element.get(WHOLE_NOTES) and note.style["footnote_policy"] == "line"


def _divide(context: LayoutContext, note: Box, white: float, room: float, line: float) -> bool:
    """Divide the last note of a page; whether that is possible and worth it.

    `white` is what the line that calls it and all notes would leave if they moved on, `room` what the notes may have.
    """
    area = context.current_footnote_area
    if white - _above(context, area, context.current_page_footnotes[:-1]) <= _FEW * line:
        return False
    found = _part_of_note(context, area, room)
    if found is None:
        return False
    height, goes_on = found
    rest = rest_of(note, area)
    setattr(rest, _WHOLE, note)
    setattr(rest, _BEGINS, goes_on)
    setattr(area, _ROOM, height)
    context._update_footnote_area()
    context.reported_footnotes.append(rest)
    return True


def _above(context: LayoutContext, area: NoteArea, notes: list[Box]) -> float:
    """The height of the notes above the last one."""
    if not notes:
        return 0.0
    area.children = notes
    done, _ = _laid_out(context, area, **_limits(context, area))
    area.children = context.current_page_footnotes
    return done.margin_height() if done is not None else 0.0


def _part_of_note(context: LayoutContext, area: NoteArea, room: float) -> tuple[float, object] | None:
    """The height of the area with the part of its last note that has room, and where the note goes on; or None."""
    if room <= 0:
        return None
    bottom_space = context.page_bottom - area.position_y - room
    done, resume_at = _laid_out(context, area, bottom_space, _limits(context, area)["skip_stack"])
    if done is None or not resume_at:
        return None
    ((last, goes_on),) = resume_at.items()
    if last != len(area.children) - 1 or goes_on is None:
        return None
    part = [each for each in descendants(done.children[-1]) if _is_of_text(each, done.children[-1])]
    if len(part) < _LEAST:
        return None
    end = max(each.position_y + each.height for each in part) - area.position_y
    height = end + done.padding_bottom + done.border_bottom_width + done.margin_bottom + _EXACT
    return (height, goes_on) if height <= room else None


def _is_of_text(box: Box, note: Box) -> bool:
    """Whether a box is a line of a note's text: not of its number, and not the empty one of its marker."""
    if not isinstance(box, boxes.LineBox) or box.element is None or box.element is note.element:
        return False
    return not has_class(box.element, "note-number")
