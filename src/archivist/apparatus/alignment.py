"""Which blocks of two texts say the same: an alignment by kind and by length.

Texts with the same headings are aligned section by section. A section whose blocks are of the same kinds in both texts
is paired one to one, as its author meant it. Elsewhere the cheapest way through both is taken (W. A. Gale and K. W.
Church, “A Program for Aligning Sentences in Bilingual Corpora”, Computational Linguistics 19, 1993): long paragraphs
answer long ones, a paragraph may answer two, and a block may be alone.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

PARAGRAPH = "p"
_RUNNING = frozenset({PARAGRAPH, "blockquote", "ul", "ol", "dl", "pre"})  # text in which length tells something
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})

_VARIANCE = 6.8  # of the length of a translation, for each character (Gale and Church, table 4)
# How many blocks of each text answer one another, and how often that is so (ibid., table 5). A block left out is rarer
# here than there: so rare that two blocks of any lengths rather answer one another than both are alone.
_MOVES = {(1, 1): 0.89, (2, 1): 0.089, (1, 2): 0.089, (1, 0): 6e-6, (0, 1): 6e-6}
_OTHER_KIND = 0.01  # a paragraph answered by a list, or a heading by one of another level
_LEAST = 1e-9  # no difference in length is impossible
_BAND = 60  # blocks the way may lie off the diagonal; without it a text of 10,000 paragraphs would take hours


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a text, as far as the alignment looks at it."""

    kind: str  # its element: p, h2, ul, figure …
    length: int  # visible characters


@dataclass(frozen=True, slots=True)
class Match:
    """Blocks that are beside one another: half-open ranges of places. One of them may be empty, never both."""

    first: range
    second: range

    @property
    def is_even(self) -> bool:
        """Whether one block answers one."""
        return len(self.first) == len(self.second) == 1


def align(first: Sequence[Block], second: Sequence[Block]) -> tuple[Match, ...]:
    """The blocks of two texts matched: every block of both exactly once, in order."""
    ratio = _ratio(first, second)
    return tuple(
        match for part, other in _sections(first, second) for match in _aligned(first, second, part, other, ratio)
    )


def _ratio(first: Sequence[Block], second: Sequence[Block]) -> float:
    """How much longer the second language is: of whole texts, or of their average blocks, whichever is nearer to one.

    Where blocks were divided the texts tell it better, where some were left out the blocks do.
    """
    lengths, counts = (_total(first), _total(second)), (_running(first), _running(second))
    if not all(lengths):
        return 1.0
    whole = lengths[1] / lengths[0]
    return min(whole, whole * counts[0] / counts[1], key=lambda ratio: abs(math.log(ratio)))


def _sections(first: Sequence[Block], second: Sequence[Block]) -> Iterator[tuple[range, range]]:
    """Parts that surely belong together: those from heading to heading, if both texts have the same headings."""
    heads, others = _heads(first), _heads(second)
    if [first[at].kind for at in heads] != [second[at].kind for at in others]:
        heads, others = [], []
    bounds, other_bounds = [0, *heads, len(first)], [0, *others, len(second)]
    for number in range(len(bounds) - 1):
        yield (
            range(bounds[number], bounds[number + 1]),
            range(other_bounds[number], other_bounds[number + 1]),
        )


def _heads(blocks: Sequence[Block]) -> list[int]:
    return [at for at, block in enumerate(blocks) if block.kind in _HEADINGS]


def _aligned(
    first: Sequence[Block], second: Sequence[Block], part: range, other: range, ratio: float
) -> Iterator[Match]:
    if [first[at].kind for at in part] == [second[at].kind for at in other]:
        yield from (Match(range(a, a + 1), range(b, b + 1)) for a, b in zip(part, other, strict=True))
        return
    cost = partial(_cost, ratio=ratio)
    blocks, answers = [first[at] for at in part], [second[at] for at in other]
    for match in _cheapest(blocks, answers, cost):
        yield Match(_shifted(match.first, part.start), _shifted(match.second, other.start))


def _cheapest(first: Sequence[Block], second: Sequence[Block], cost: "partial[float]") -> list[Match]:
    """The cheapest way from the beginning of both texts to their end."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    slope = len(second) / max(1, len(first))
    for i in range(len(first) + 1):
        middle = round(i * slope)
        reach = _BAND + math.ceil(slope)
        for j in range(max(0, middle - reach), min(len(second), middle + reach) + 1):
            ways = [
                (best[i - a, j - b][0] + cost(first[i - a : i], second[j - b : j]), (a, b))
                for a, b in _MOVES
                if (i - a, j - b) in best
            ]
            if ways:
                best[i, j] = min(ways)
    matches, at = [], (len(first), len(second))
    while at != (0, 0):
        a, b = best[at][1]
        i, j = at
        matches.append(Match(range(i - a, i), range(j - b, j)))
        at = (i - a, j - b)
    return matches[::-1]


def _cost(first: Sequence[Block], second: Sequence[Block], ratio: float) -> float:
    """How unlikely it is that these blocks answer one another: a negative logarithm, infinite if they cannot."""
    cost = -math.log(_MOVES[len(first), len(second)])
    if not first or not second:
        return cost
    if len(first) + len(second) > 2 and any(block.kind != PARAGRAPH for block in (*first, *second)):
        return math.inf
    kinds = {block.kind for block in (*first, *second)}
    if len(kinds) == 2:
        if not (kinds <= _RUNNING or kinds <= _HEADINGS):
            return math.inf
        cost -= math.log(_OTHER_KIND)
    return cost + (_surprise(_total(first), _total(second), ratio) if kinds <= _RUNNING else 0.0)


def _surprise(length: int, answer: int, ratio: float) -> float:
    """How far the length of a translation is from what is to be expected."""
    expected = length * ratio
    deviation = (answer - expected) / math.sqrt(_VARIANCE * max(1.0, (expected + answer) / 2))
    return -math.log(max(math.erfc(abs(deviation) / math.sqrt(2)), _LEAST))


def _total(blocks: Sequence[Block]) -> int:
    return sum(block.length for block in blocks if block.kind in _RUNNING)


def _running(blocks: Sequence[Block]) -> int:
    return sum(block.kind in _RUNNING for block in blocks)


def _shifted(places: range, by: int) -> range:
    return range(places.start + by, places.stop + by)
