"""Rows of a table that are as wide as each other: what tables need to be read cell by cell (ISO 14289-1, 7.5).

HTML lets rows end early; on paper the rest is white. In the structure the rest is empty cells.
"""

from collections import defaultdict
from collections.abc import Sequence

from archivist.pdf.structure import Element


def fill_up(table: Element) -> None:
    """Give every row of a table empty cells until all are as wide as the widest."""
    groups = [kid for kid in table.kids if isinstance(kid, Element) and kid.type in {"THead", "TBody", "TFoot"}]
    counted = [(row, width) for group in (groups or [table]) for row, width in _widths(_rows(group))]
    widest = max((width for _, width in counted), default=0)
    for row, width in counted:
        row.kids += [Element("TD") for _ in range(widest - width)]


def _rows(group: Element) -> list[Element]:
    return [kid for kid in group.kids if isinstance(kid, Element) and kid.type == "TR"]


def _widths(rows: Sequence[Element]) -> list[tuple[Element, int]]:
    """Each row with its width in columns, those included that a cell of an earlier row reaches into.

    A cell that reaches beyond the last row of its group is made to end there.
    """
    reaching: dict[int, int] = defaultdict(int)  # columns taken in a row from above
    found = []
    for number, row in enumerate(rows):
        width = reaching[number]
        for cell in (kid for kid in row.kids if isinstance(kid, Element)):
            said = dict(cell.attributes.get("Table", {}))
            columns, down = int(_number(said.get("ColSpan", 1))), int(_number(said.get("RowSpan", 1)))
            if number + down > len(rows):
                down = len(rows) - number
                said["RowSpan"] = down
                cell.attributes = {"Table": said}
            width += columns
            for below in range(number + 1, number + down):
                reaching[below] += columns
        found.append((row, width))
    return found


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value
