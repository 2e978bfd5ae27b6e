"""How much the templates of one article may do. Counted in steps, not in time, so that it ends at the same place."""

from collections.abc import Mapping, Sequence

STEPS = 40_000_000  # of an article: characters and entries that filters, loops and includes pass over; some seconds
ROUND, READING = 20, 10  # steps of one turn of a loop, and of one character of a template that is read
MOST = 1_000_000  # characters or entries of one value


class UnknownError(Exception):
    """What a template asks for is not known here, or takes more than it may."""


class Budget:
    """What is left."""

    def __init__(self) -> None:
        self._left = STEPS

    def spend(self, steps: int) -> None:
        """Take steps. Raises UnknownError if there are not so many."""
        self._left -= steps
        if self._left < 0:
            raise UnknownError("the templates of the article need too many operations")


def size_of(value: object) -> int:
    """The size of a value: characters, entries with those within, at least 1. Raises UnknownError beyond `MOST`."""
    left = [value]
    total = 0
    while left:
        each = left.pop()
        total += 1
        if isinstance(each, (str, range)):
            total += len(each)
        elif isinstance(each, int) and not isinstance(each, bool):
            total += each.bit_length() // 8
        elif isinstance(each, Mapping):
            left += [*each.values()] if isinstance(each, dict) else []
        elif isinstance(each, Sequence):
            left += each
        if total > MOST or len(left) > MOST:
            raise UnknownError("a value of the templates is too large")
    return total
