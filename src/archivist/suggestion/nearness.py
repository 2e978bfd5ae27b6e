"""How near two works are: the likeness of their texts, and the days between them.

Score = likeness / square root of (1 + days between the works / 60). The days to a work of a later volume count three
times, since authors mostly refer to what has appeared.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

DIGITS = 6  # of a score
_DAYS = 60  # after which a score is divided by the root of 2
_LATER = 3  # how often the days to a work of a later volume count


class Basis(StrEnum):
    """In what two texts are alike."""

    WORDS = "words"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A work near to another one."""

    key: str
    score: float  # 0 to 1, rounded
    language: str  # of the two texts that are most alike; if they are alike in meaning, of the neighbour's
    days: int  # between the two works
    likeness: float  # of the two texts, before the days are taken into account; rounded
    basis: Basis = Basis.WORDS


def scores_of(
    likeness: NDArray[np.float64], days: NDArray[np.int64], are_later: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """The scores of works with texts so much alike, which are so many days away, in later volumes or not."""
    scores: NDArray[np.float64] = likeness / np.sqrt(1 + np.where(are_later, _LATER * days, days) / _DAYS)
    return scores


def nearest_first(neighbours: Iterable[Neighbour]) -> list[Neighbour]:
    """The best entry of each work, the nearest first; equal ones in order of days, then of keys."""
    best: dict[str, Neighbour] = {}
    for each in neighbours:
        if each.key not in best or each.score > best[each.key].score:
            best[each.key] = each
    return sorted(best.values(), key=lambda each: (-each.score, each.days, each.key))
