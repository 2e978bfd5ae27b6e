"""How a table is set that does not fit as it is: too wide for the measure, or with a row taller than a page.

Too wide: it is set smaller, or turned by 90 degrees on a page of its own, or as small as can be read (table_widths.py).
If that is not enough, a table of a few columns shares the measure out among them and words are divided; of more columns
that would leave single characters, so each row is set as a paragraph in which every cell follows the words of its head.
Too tall: a row of more than half a page may be divided anywhere, so that it begins where the row above it ends; a head
that takes too much of a page is not repeated.

Everything is decided from pages that were laid out, never from time or a guess, and set by attributes of the tree to be
laid out; the style sheet (print.css) says what they mean. The structure stays that of a table.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from archivist.fidelity.printed_words import STREAM
from archivist.model.pages import Remark
from archivist.pdf.engine.box_tree import descendants, flow_boxes
from archivist.pdf.engine.boxes import Document
from archivist.pdf.engine.table_plan import ROWS, SHARED, SMALL, SMALLEST, TablePlan, TableSetting
from archivist.pdf.engine.table_widths import better_small, next_setting, table_boxes
from archivist.pdf.engine.turned_pages import is_turned
from archivist.pdf.print_tree import has_class
from archivist.text.visible_text import visible

SET = "data-set"  # on tables and their parts: how they are set
LABEL = "data-label"  # on a cell set in a paragraph: the words of its head
_NAMES = {SMALL: "small", SMALLEST: "small smallest", SHARED: "small shared"}
_TALLEST_HEAD = 0.3  # of a page; a taller head is not repeated
_TALLEST_ROW = 0.5  # of a page; a taller row may be divided, or it would leave a page with hardly any text
_LONGEST_LABEL = 40  # characters
_SHOWN = 40  # characters of a table that name it in a message
_PARTS = frozenset({"caption", "thead", "tbody", "tfoot", "tr"})
_CELLS = frozenset({"td", "th"})
_BLOCKS = frozenset({"p", "div", "ul", "ol", "dl", "pre", "table", "figure", "blockquote", "details", "section"})


def apply(root: Element, plan: TablePlan) -> None:
    """Set the tables of a tree as planned."""
    tables = list(root.iter("table"))
    for number, setting in plan.items():
        table = tables[number]
        rows = list(own_rows(table))
        if setting.width == ROWS:
            _as_paragraphs(table)
        elif setting.width:
            _mark(table.iter("table"), _NAMES[setting.width])
        if setting.is_turned:
            _mark((table,), "turned")
        for row in (rows[index] for index in setting.divided):
            _mark((row, *row), "divided")
        if setting.head_once:
            _mark((child for child in table if child.tag == "thead"), "once")


def _mark(elements: Iterable[Element], setting: str) -> None:
    for element in elements:
        element.set(SET, f"{element.get(SET, '')} {setting}".strip())


def further(
    root: Element, document: Document, plan: TablePlan, too_wide: Iterable[Element]
) -> tuple[TablePlan | None, list[Element]]:
    """A plan that changes what does not fit in a laid-out document, None if there is nothing to change.

    `too_wide` are the elements whose text reaches over the measure; those that no table can help are handed back.
    """
    tables = list(root.iter("table"))
    proposed = dict(plan)
    others: list[Element] = []
    wide: set[int] = set()
    if tables:
        owner = _owners(tables, plan)
        for element in too_wide:
            number = owner.get(element)
            if number is None or plan.get(number, TableSetting()).width == ROWS:
                others.append(element)
            else:
                wide.add(number)
        printed = table_boxes(document, {tables[number] for number in wide})
        outermost = _outermost(root)
        for number in wide:
            table, setting = tables[number], proposed.get(number, TableSetting())
            rows = len(list(own_rows(table))) if table in outermost else 0
            proposed[number] = next_setting(setting, columns(table), rows, printed[table])
        for number in better_small(tables, document, proposed):
            proposed[number] = replace(proposed.get(number, TableSetting()), width=SMALL)
        for number, setting in _for_height(tables, document, proposed):
            proposed[number] = setting
    else:
        others = list(too_wide)
    return (proposed if proposed != plan else None), others


def turned(root: Element, plan: TablePlan) -> list[Element]:
    """The tables of a tree that are turned by a plan."""
    tables = list(root.iter("table")) if plan else []
    return [tables[number] for number in sorted(plan) if plan[number].is_turned]


def _outermost(root: Element) -> set[Element]:
    """The tables that can be on a page of their own: in no other table, note or column, nor in the midst of text."""
    found: set[Element] = set()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        is_block = not visible("".join(filter(None, (element.text, *(child.tail for child in element)))))
        for child in element:
            if child.tag == "table":
                found |= {child} if is_block else set()
            elif not has_class(child, "note") and child.get(STREAM, CELL_STREAM).startswith(CELL_STREAM):
                waiting.append(child)
    return found


def in_paragraphs(plan: TablePlan) -> TablePlan:
    """The plan with each table of which rows may be divided set in paragraphs, which divide without loss."""
    return {
        number: TableSetting(width=ROWS, lost=True) if setting.divided else setting for number, setting in plan.items()
    }


def columns(table: Element) -> int:
    """How many columns a table has."""
    return max((column + width for _, column, width in _grid(table)), default=0)


def remarks(root: Element, document: Document, plan: TablePlan) -> Iterator[Remark]:
    """What an author must know of the tables that are set other than they came."""
    laid_out = _Printed(document)
    for number, table in enumerate(root.iter("table")):
        setting = plan.get(number, TableSetting())
        named = f"the table “{_begin(table)}”"
        if setting.is_turned:
            yield Remark("table-turned", f"{named} has {columns(table)} columns: it is turned, on a page of its own")
        if setting.width == SHARED:
            yield Remark("wide-table", f"{named} has {columns(table)} columns: words in it are divided")
        if setting.lost:
            yield Remark("tall-row", f"{named}: each row is printed as a paragraph; no page could hold it as a row")
        elif setting.width == ROWS:
            yield Remark("wide-table", f"{named} has {columns(table)} columns: each row is printed as a paragraph")
        divided = sum(len(laid_out.pages.get(row, ())) > 1 for row in own_rows(table))
        if divided and setting.width != ROWS:
            yield Remark("tall-row", f"{named}: {_counted(divided)} on the next page")
        if setting.head_once:
            yield Remark("tall-row", f"{named}: its head is printed once, and not again on each page")


def own_rows(table: Element) -> Iterator[Element]:
    """The rows of a table, not those of tables in its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _PARTS:
            yield from (row for row in child if row.tag == "tr")


# ---------------------------------------------------------------- what does not fit


def _owners(tables: list[Element], plan: TablePlan) -> dict[Element, int]:
    """The table to be changed for each element: the outermost whose rows are not paragraphs yet, else the innermost."""
    owner: dict[Element, int] = {}
    for number, table in enumerate(tables):
        done = plan.get(number, TableSetting()).width == ROWS
        for element in table.iter():
            known = owner.get(element)
            if known is None or (not done and plan.get(known, TableSetting()).width == ROWS):
                owner[element] = number
    return owner


def _for_height(tables: list[Element], document: Document, plan: TablePlan) -> Iterator[tuple[int, TableSetting]]:
    """The tables of which a row is too tall to be kept whole, or a head was left out or is too tall to be repeated."""
    printed = _Printed(document)
    heights = {is_turned(page): page._page_box.height for page in document.pages}
    for number, table in enumerate(tables):
        setting = plan.get(number, TableSetting())
        sheet = heights.get(setting.is_turned, heights[False])
        if setting.width == ROWS:
            continue
        rows = list(own_rows(table))
        divided = {index for index, row in enumerate(rows) if printed.is_tall(row, _TALLEST_ROW * sheet)}
        once = setting.head_once or _has_head_too_tall(table, rows, printed, sheet)
        changed = replace(setting, divided=setting.divided | divided, head_once=once)
        if changed != setting:
            yield number, changed


def _has_head_too_tall(table: Element, rows: list[Element], printed: "_Printed", sheet: float) -> bool:
    """Whether a head was left out, or is too tall to be repeated on pages of this height."""
    head = next((child for child in table if child.tag == "thead" and "".join(child.itertext()).strip()), None)
    height = 0.0 if head is None else printed.heads.get(head, sheet)
    pages = {page for row in rows for page in printed.pages.get(row, ())}
    return height >= sheet or (height > _TALLEST_HEAD * sheet and len(pages) > 1)


class _Printed:
    """Where the rows of tables are in a laid-out document."""

    def __init__(self, document: Document) -> None:
        self.pages: dict[Element, set[int]] = {}  # by row, repeated heads apart
        self.heights: dict[Element, float] = {}  # of the largest part of each row, in pixels
        self.heads: dict[Element, float] = {}  # heights of the heads that were kept
        for number, page in enumerate(document.pages):
            for box in (each for flow in flow_boxes(page) for each in descendants(flow)):
                if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
                    self.heads[box.element] = max(box.height, self.heads.get(box.element, 0.0))
                elif isinstance(box, boxes.TableRowBox) and box.element is not None and box.element.tag == "tr":
                    self.pages.setdefault(box.element, set()).add(number)
                    self.heights[box.element] = max(box.height, self.heights.get(box.element, 0.0))
        for row in (row for head in self.heads for row in head if row in self.pages):
            self.pages[row] = {min(self.pages[row])}

    def is_tall(self, row: Element, height: float) -> bool:
        """Whether a row takes more than this height, or more than one page."""
        return len(self.pages.get(row, ())) > 1 or self.heights.get(row, 0.0) > height


def name_divided_cells(root: Element, document: Document) -> None:
    """Name the cells of rows that go on over a page as streams: the engine sets each page of a row by itself."""
    divided = {cell for row, pages in _Printed(document).pages.items() if len(pages) > 1 for cell in row}
    for number, cell in enumerate(cell for cell in root.iter() if cell in divided):
        cell.set(STREAM, f"{CELL_STREAM} {number + 1}")


CELL_STREAM = "cell"  # begins the names of streams that are cells; the columns of parallel texts are named otherwise


# ---------------------------------------------------------------- rows as paragraphs


def _as_paragraphs(table: Element) -> None:
    labels = _labels(table)
    table.set(SET, "rows")
    for part in (each for each in _own_parts(table) if each.tag in _PARTS):
        part.set(SET, "rows")
    for row in own_rows(table):
        _close_ranks(row)
    for cell, column, _ in list(_grid(table)):
        block = any(each.tag in _BLOCKS for each in cell.iter() if each is not cell)
        cell.set(SET, "rows block" if block else "rows")
        if cell.tag == "td" and column in labels and "".join(cell.itertext()).strip():
            cell.set(LABEL, labels[column])


def _close_ranks(row: Element) -> None:
    """Remove white space between cells: it would be printed in the row, and be in no cell."""
    if not (row.text or "").strip():
        row.text = None
    for cell in row:
        if not (cell.tail or "").strip():
            cell.tail = None


def _own_parts(table: Element) -> Iterator[Element]:
    for child in table:
        yield child
        yield from child


def _labels(table: Element) -> dict[int, str]:
    """The words of the head of each column, by number of the column."""
    labels: dict[int, str] = {}
    heads = [child for child in table if child.tag == "thead"]
    rows = {id(row) for head in heads for row in head}
    if not heads:
        first = next(own_rows(table), None)
        if first is not None and all(cell.tag == "th" for cell in first):
            rows = {id(first)}
    for cell, column, width in _grid(table, only=rows):
        words = _words(cell)
        for covered in range(column, column + width):
            labels[covered] = ", ".join(filter(None, (labels.get(covered, ""), words)))
    return {column: label for column, label in labels.items() if len(label) <= _LONGEST_LABEL}


def _grid(table: Element, only: set[int] | None = None) -> Iterator[tuple[Element, int, int]]:
    """Each cell with its first column, counted from 0, and how many it takes; of some rows only, if they are given."""
    reaching: dict[int, int] = {}  # rows still taken from above, by column
    for row in own_rows(table):
        column = 0
        taken, reaching = reaching, {each: left - 1 for each, left in reaching.items() if left > 1}
        for cell in (child for child in row if child.tag in _CELLS):
            while column in taken:
                column += 1
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            if only is None or id(row) in only:
                yield cell, column, width
            reaching |= {each: height - 1 for each in range(column, column + width) if height > 1}
            column += width


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "").strip()
    return min(max(int(value), 1), 1000) if value.isdecimal() and len(value) < 6 else 1


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _begin(table: Element) -> str:
    """The first words of a table."""
    words = " ".join(word for text in table.itertext() for word in text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"


def _counted(rows: int) -> str:
    return "a row continues" if rows == 1 else f"{rows} rows continue"
