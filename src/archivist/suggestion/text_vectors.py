"""Texts of one language as vectors: which terms tell a text from others, and how much (TF-IDF).

A term that one text alone has connects nothing, and one that many have says little: what counts is in at least two
texts and in at most 0.9 times the root of their number. Weights are whole numbers, so that sums do not depend on their
order or on a machine's arithmetic. docs/related-reading.md says how the constants were chosen.
"""

import math
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from archivist.suggestion.terms import TermCounts

UNIT = 1 << 15  # the length of a vector
_SHARE = 0.9  # of the root of the number of texts: how many may have a term
_LEAST_SHARED = 3  # texts that may have a term in any case
_RARITY = 2  # the power of the logarithm of a term's rarity
_MOST_TERMS = 1000  # of a text: those that weigh most
_PRECISION = 1 << 10  # of the two factors of a weight
_SLICE = 500_000  # terms of all texts that are worked on together: all of them would not fit into memory
_RANGE = 1 << 32  # of the numbers of terms


@dataclass(frozen=True, slots=True)
class TextVector:
    """The terms of a text that count, with weights whose squares sum up to UNIT squared."""

    terms: "array[int]"  # unsigned, 32 bits, ascending
    weights: "array[int]"  # unsigned, 16 bits


def vectors_of(texts: Sequence[TermCounts]) -> Sequence[TextVector]:
    """A vector for each text, in order. A text that shares no term with another has an empty one.

    What a text has alone makes its vector longer, so what it shares counts less.
    """
    weighed = [_Weighed() for _ in texts]
    width = -(-_RANGE // (1 + sum(len(text.terms) for text in texts) // _SLICE))
    for lowest in range(0, _RANGE, width):
        pieces = [_piece(text, lowest, lowest + width) for text in texts]
        having = Counter(chain.from_iterable(terms for terms, _ in pieces))
        rarity = _rarities(having, len(texts))
        for text, (terms, counts) in zip(weighed, pieces, strict=True):
            text.add(terms, counts, having, rarity)
    return [text.vector(_rarity(len(texts), 1)) for text in weighed]


class _Weighed:
    """The terms of a text with their weights, as they are added."""

    def __init__(self) -> None:
        self._terms, self._weights = array("I"), array("I")
        self._alone = 0  # the squares of the frequencies of the terms that no other text has

    def add(
        self, terms: Sequence[int], counts: Sequence[int], having: Mapping[int, int], rarity: Mapping[int, int]
    ) -> None:
        """Add terms that are all greater than those before."""
        found = list(zip(terms, counts, strict=True))
        kept = [(term, count) for term, count in found if term in rarity]
        self._terms.extend(term for term, _ in kept)
        self._weights.extend(_frequency(count) * rarity[term] for term, count in kept)
        self._alone += sum(_frequency(count) ** 2 for term, count in found if having[term] == 1)

    def vector(self, rarest: int) -> TextVector:
        """The heaviest of the terms that others have. `rarest` is the rarity of a term that no other text has."""
        terms, weights = self._terms, self._weights
        length = math.isqrt(self._alone * rarest**2 + sum(weight * weight for weight in weights)) or 1
        chosen: Iterable[int] = range(len(terms))
        if len(terms) > _MOST_TERMS:
            heaviest = sorted(chosen, key=lambda place: (-weights[place], terms[place]))[:_MOST_TERMS]
            chosen = sorted(heaviest)
        return TextVector(
            array("I", (terms[place] for place in chosen)),
            array("H", (min(UNIT * weights[place] // length, UNIT) for place in chosen)),
        )


def _rarities(having: Mapping[int, int], texts: int) -> Mapping[int, int]:
    """The rarity of each term that counts, by the number of texts that have it."""
    most = most_sharing(texts)
    return {term: _rarity(texts, number) for term, number in having.items() if 2 <= number <= most}


def shared_weights(one: TextVector, other: TextVector) -> Mapping[int, int]:
    """The terms that two vectors share, with what each adds to their inner product."""
    weights = dict(zip(other.terms, other.weights, strict=True))
    own = zip(one.terms, one.weights, strict=True)
    return {term: weight * weights[term] for term, weight in own if term in weights}


def most_sharing(texts: int) -> int:
    """In how many of so many texts a term may be that counts."""
    return max(_LEAST_SHARED, int(_SHARE * math.sqrt(texts)))


def _piece(text: TermCounts, lowest: int, end: int) -> "tuple[array[int], array[int]]":
    first = bisect_left(text.terms, lowest)
    last = bisect_left(text.terms, end, first)
    return text.terms[first:last], text.counts[first:last]


@cache
def _rarity(texts: int, having: int) -> int:
    return round(_PRECISION * (math.log((1 + texts) / (1 + having)) + 1) ** _RARITY)


@cache
def _frequency(count: int) -> int:
    return round(_PRECISION * (1 + math.log(count)))
