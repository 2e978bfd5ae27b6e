"""Texts of one language as vectors: which terms tell a text from others, and how much (TF-IDF).

A term that one text alone has connects nothing, and one that many have says little: what counts is in at least two
texts and in at most 0.9 times the root of their number. Weights are whole numbers, so that sums do not depend on their
order or on a machine's arithmetic. docs/related-reading.md says how the constants were chosen.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archivist.suggestion.terms import TermCounts

UNIT = 1 << 15  # the length of a vector
_SHARE = 0.9  # of the root of the number of texts: how many may have a term
_LEAST_SHARED = 3  # texts that may have a term in any case
_RARITY = 2  # the power of the logarithm of a term's rarity
_MOST_TERMS = 1000  # of a text: those that weigh most
_PRECISION = 1 << 10  # of the two factors of a weight
_SLICE = 2_000_000  # terms of all texts that are worked on together: all of them would not fit into memory
_RANGE = 1 << 32  # of the numbers of terms
_HALF = 16  # bits

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TextVector:
    """The terms of a text that count, with weights whose squares sum up to UNIT squared."""

    terms: NDArray[np.uint32]  # ascending
    weights: NDArray[np.uint16]


def vectors_of(texts: Sequence[TermCounts]) -> Sequence[TextVector]:
    """A vector for each text, in order. A text that shares no term with another has an empty one.

    What a text has alone makes its vector longer, so what it shares counts less.
    """
    weighed = [_Weighed() for _ in texts]
    for piece in _pieces(texts):
        _weigh(piece, weighed)
    return [text.vector(_rarity(len(texts), 1)) for text in weighed]


@dataclass(frozen=True, slots=True)
class _Piece:
    """The terms of all texts in a part of the range of terms: text after text, in each ascending."""

    terms: NDArray[np.uint32]
    counts: NDArray[np.uint16]
    ends: Sequence[int]  # of each text


@dataclass(slots=True)
class _Weighed:
    """The terms of a text with their weights, as they are added."""

    terms: list[NDArray[np.uint32]] = field(default_factory=list)
    weights: list[Numbers] = field(default_factory=list)
    alone: int = 0  # the squares of the frequencies of the terms that no other text has

    def vector(self, rarest: int) -> TextVector:
        """The heaviest of the terms that others have. `rarest` is the rarity of a term that no other text has."""
        terms = np.concatenate(self.terms)
        weights = np.concatenate(self.weights)
        length = math.isqrt(self.alone * rarest**2 + _sum_of_squares(weights)) or 1
        if len(terms) > _MOST_TERMS:
            heaviest = np.argsort(-weights, kind="stable")[:_MOST_TERMS]  # of equal ones those with the lower numbers
            chosen = np.sort(heaviest)
            terms, weights = terms[chosen], weights[chosen]
        return TextVector(terms, np.minimum(UNIT * weights // length, UNIT).astype(np.uint16))


def _pieces(texts: Sequence[TermCounts]) -> Iterator[_Piece]:
    width = -(-_RANGE // (1 + sum(len(text.terms) for text in texts) // _SLICE))
    terms = [np.frombuffer(text.terms, np.uint32) for text in texts]
    counts = [np.frombuffer(text.counts, np.uint16) for text in texts]
    for lowest in range(0, _RANGE, width):
        limits = np.array([lowest, min(lowest + width, _RANGE)], np.int64)
        bounds = [np.searchsorted(each, limits).tolist() for each in terms]
        yield _Piece(
            np.concatenate([each[first:last] for each, (first, last) in zip(terms, bounds, strict=True)]),
            np.concatenate([each[first:last] for each, (first, last) in zip(counts, bounds, strict=True)]),
            list(accumulate(last - first for first, last in bounds)),
        )


def _weigh(piece: _Piece, weighed: Sequence[_Weighed]) -> None:
    """Add the terms of a piece to the texts that have them."""
    _, places, having = np.unique(piece.terms, return_inverse=True, return_counts=True)
    sharing = having[places]  # in how many texts each term is
    frequencies = _table(_frequency, piece.counts)[piece.counts]
    rarities = _table(partial(_rarity, len(weighed)), sharing)[sharing]
    weights = frequencies * rarities
    is_kept = (sharing >= 2) & (sharing <= most_sharing(len(weighed)))
    alone = np.where(sharing == 1, frequencies, 0)
    first = 0
    for text, last in zip(weighed, piece.ends, strict=True):
        kept = is_kept[first:last]
        text.terms.append(piece.terms[first:last][kept])
        text.weights.append(weights[first:last][kept])
        text.alone += _sum_of_squares(alone[first:last])
        first = last


def _table(value: Callable[[int], int], numbers: NDArray[np.integer[Any]]) -> Numbers:
    """The values of a function of whole numbers from 1 up to the greatest of some, by number."""
    most = int(numbers.max(initial=0))
    return np.array([0, *(value(number) for number in range(1, most + 1))], np.int64)


def _sum_of_squares(numbers: Numbers) -> int:
    """Exactly: in two halves, since 64 bits do not hold the square of every weight."""
    high, low = numbers >> _HALF, numbers & ((1 << _HALF) - 1)
    parts = (int(np.dot(high, high)), int(np.dot(high, low)), int(np.dot(low, low)))
    return (parts[0] << 2 * _HALF) + (parts[1] << _HALF + 1) + parts[2]


def shared_weights(one: TextVector, other: TextVector) -> Mapping[int, int]:
    """The terms that two vectors share, with what each adds to their inner product."""
    weights = dict(zip(other.terms.tolist(), other.weights.tolist(), strict=True))
    own = zip(one.terms.tolist(), one.weights.tolist(), strict=True)
    return {term: weight * weights[term] for term, weight in own if term in weights}


def most_sharing(texts: int) -> int:
    """In how many of so many texts a term may be that counts."""
    return max(_LEAST_SHARED, int(_SHARE * math.sqrt(texts)))


@cache
def _rarity(texts: int, having: int) -> int:
    return round(_PRECISION * (math.log((1 + texts) / (1 + having)) + 1) ** _RARITY)


@cache
def _frequency(count: int) -> int:
    return round(_PRECISION * (1 + math.log(count)))
