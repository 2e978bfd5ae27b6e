"""What is done next with a table that is too wide, or in which words are divided.

Both from pages that were laid out. What surely does not help is left out, since each trial lays the document out again.
"""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from archivist.pdf.engine.box_tree import POINTS_PER_PIXEL, descendants, text_boxes, unwrapped
from archivist.pdf.engine.boxes import Box, Document, PageBox
from archivist.pdf.engine.formula_drawings import is_formula
from archivist.pdf.engine.table_need import noted_need
from archivist.pdf.engine.table_plan import ROWS, SHARED, SMALL, SMALLEST, TablePlan, TableSetting
from archivist.pdf.engine.turned_pages import is_turned as is_page_turned
from archivist.text.visible_text import visible

# Pixels of type, as print.css sets it.
_SIZES = {0: 8.2 / POINTS_PER_PIXEL, SMALL: 6.9 / POINTS_PER_PIXEL, SMALLEST: 6.0 / POINTS_PER_PIXEL}
# What is tried one after the other: a size, and whether the table is turned. A page that has to be turned is read more
# easily than type of 6 points.
_LADDER = ((0, False), (SMALL, False), (0, True), (SMALL, True), (SMALLEST, False), (SMALLEST, True))
_FEW_COLUMNS = 8  # that can share a measure and leave room for a word
_FEWEST_COLUMNS, _FEWEST_ROWS = 4, 4  # of a table that is turned: others would leave a page all but empty
_LEAST_HEIGHT = 130 / 25.4 * 96  # pixels of the text of a page that is turned: nothing is gained on a smaller one
_LEAST_GAIN = 1.2  # by which the text of a page has to be higher than wide
_TOLERANCE = 1.0  # pixels that text may reach over an edge

Printed = list[tuple[Box, PageBox, bool]]  # the boxes of a table, each with its page, and whether that is turned


def next_setting(setting: TableSetting, columns: int, rows: int, printed: Printed) -> TableSetting:
    """What to do next for a table that is too wide. `rows` is 0 for a table that cannot be on a page of its own."""
    now = _LADDER.index((setting.width, setting.is_turned)) if setting.width < SHARED else len(_LADDER)
    for width, is_turned in _LADDER[now + 1 :]:
        if is_turned and (columns < _FEWEST_COLUMNS or rows < _FEWEST_ROWS or not _can_be_turned(printed)):
            continue
        if not any(_surely_too_wide(each, _SIZES[width], is_turned=is_turned) for each in printed):
            return replace(setting, width=width, is_turned=is_turned)
    width = SHARED if setting.width < SHARED and columns <= _FEW_COLUMNS else ROWS
    return replace(setting, width=width, is_turned=False)


def better_small(tables: list[Element], document: Document, plan: TablePlan) -> Iterator[int]:
    """The tables of which words are divided as they came: first they are set smaller."""
    untouched = {table: number for number, table in enumerate(tables) if not plan.get(number, TableSetting()).width}
    for table, printed in table_boxes(document, set(untouched)).items():
        need = noted_need(printed[0][0]) if printed else None
        if need is not None and not need.fits:
            yield untouched[table]


def table_boxes(document: Document, tables: set[Element]) -> dict[Element, Printed]:
    """The boxes of tables."""
    found: dict[Element, Printed] = {table: [] for table in tables}
    for page in document.pages if tables else ():
        for box in descendants(page._page_box):
            if isinstance(box, boxes.TableBox) and box.element in found:
                found[box.element].append((box, page._page_box, is_page_turned(page)))
    return found


def _can_be_turned(printed: Printed) -> bool:
    measure, height = _measures(printed[0])
    return height >= max(_LEAST_HEIGHT, measure * _LEAST_GAIN)


def _measures(printed: tuple[Box, PageBox, bool]) -> tuple[float, float]:
    """The width of the text of a page, and its height: before the page is turned."""
    _, sheet, on_turned = printed
    return (sheet.height, sheet.width) if on_turned else (sheet.width, sheet.height)


def _surely_too_wide(printed: tuple[Box, PageBox, bool], size: float, *, is_turned: bool) -> bool:
    """Whether the text of a table is wider than the text of a page even in type of this size, in pixels.

    A table that is too wide has its least width, which without what lies between the texts grows with the type.
    """
    table, sheet, _ = printed
    left = table.position_x
    texts = (box for box in text_boxes(table) if is_formula(box) or visible(box.text))
    text = max((box.position_x + box.width for box in texts), default=left) - left
    ratio = min(size / table.style["font_size"], _SIZES[0] / table.style["font_size"])
    before = 0.0 if is_turned else max(0.0, left - sheet.content_box_x())  # an indent
    room = _measures(printed)[int(is_turned)] - before
    return bool((text - _padding(table)) * ratio > room + _TOLERANCE)


def _padding(box: Box) -> float:
    """The most pixels of padding that are between the texts of a line, those of tables in cells included."""
    box = unwrapped(box)
    within = [_padding(child) for child in getattr(box, "children", ())]
    if isinstance(box, boxes.TableRowBox):
        return sum(within)
    own = box.padding_left + box.padding_right if isinstance(box, boxes.TableCellBox) else 0.0
    return float(own + max(within, default=0.0))
