"""How wide a table would have to be so that none of its words is divided: noted where its columns were laid out."""

from dataclasses import dataclass

_NOTED = "_archivist_need"


@dataclass(frozen=True, slots=True)
class TableNeed:
    """Lengths are CSS pixels."""

    width: float  # in which no word is divided
    room: float  # that there is

    @property
    def fits(self) -> bool:
        """Whether no word is divided."""
        return self.width <= self.room


def note_need(table: object, need: TableNeed) -> None:
    """Note it on the box of a table before it is laid out; the boxes on each page have it, too."""
    setattr(table, _NOTED, need)


def noted_need(table: object) -> TableNeed | None:
    """What was noted; None for a table that has room for all its text."""
    need = getattr(table, _NOTED, None)
    assert need is None or isinstance(need, TableNeed)
    return need
