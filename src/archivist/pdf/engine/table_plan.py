"""How tables are set other than they came, as a plan for all of a document."""

from collections.abc import Mapping
from dataclasses import dataclass

SMALL, SMALLEST, SHARED, ROWS = 1, 2, 3, 4  # how far a table has been changed because it was too wide


@dataclass(frozen=True, slots=True)
class TableSetting:
    """How one table is set other than it came."""

    width: int = 0  # 0, or one of SMALL, SMALLEST, SHARED, ROWS
    is_turned: bool = False  # whether it is on a page of its own, turned by 90 degrees
    divided: frozenset[int] = frozenset()  # rows that may be divided, by their number among those of the table
    head_once: bool = False
    lost: bool = False  # whether words were lost where its rows were divided


TablePlan = Mapping[int, TableSetting]  # by number of the table in the document
