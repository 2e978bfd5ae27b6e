"""Which texts of one language have terms in common, and how near their vectors are: an inverted index."""

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from archivist.suggestion.text_vectors import UNIT, TextVector

_SLICES = 16  # parts of the range of terms that are sorted one by one
_WIDTH = (1 << 32) // _SLICES
_TERM_BITS, _TEXT_BITS = 48, 16  # in a number that sorts by term and text: the text's place is above the weight
_LOW = (1 << _TEXT_BITS) - 1


class TextIndex:
    """The texts of one language by their terms. Texts are known by their places in the list."""

    def __init__(self, vectors: Sequence[TextVector]) -> None:
        self._size = len(vectors)
        self._starts = array("I", [0])  # of each term that several texts have, in `_texts`
        self._texts, self._weights = array("I"), array("H")
        self._terms = [array("I") for _ in vectors]  # of each text, by the terms' places in `_starts`
        self._own = [array("H") for _ in vectors]  # their weights
        for slice_number in range(_SLICES):
            self._add(_entries(vectors, slice_number * _WIDTH))

    def near(self, text: int, least: int = 1) -> Mapping[int, int]:
        """The other texts whose vectors are near to this one's: the inner products, of UNIT squared, from `least`."""
        products: defaultdict[int, int] = defaultdict(int)
        starts, texts, weights = self._starts, self._texts, self._weights
        for term, weight in zip(self._terms[text], self._own[text], strict=True):
            first, last = starts[term], starts[term + 1]
            for other, its in zip(texts[first:last], weights[first:last], strict=True):
                products[other] += weight * its
        products.pop(text, None)
        return {other: product for other, product in products.items() if product >= least}

    def _add(self, entries: Sequence[int]) -> None:
        """Add the postings of a part of the terms. One that a single text has is left out."""
        for _, group in groupby(entries, key=lambda entry: entry >> _TERM_BITS):
            postings = [((entry >> _TEXT_BITS) & 0xFFFFFFFF, entry & _LOW) for entry in group]
            if len(postings) < 2:
                continue
            term = len(self._starts) - 1
            for text, weight in postings:
                self._texts.append(text)
                self._weights.append(weight)
                self._terms[text].append(term)
                self._own[text].append(weight)
            self._starts.append(len(self._texts))


def cosine(product: int) -> float:
    """An inner product as the cosine of the angle between two vectors."""
    return product / (UNIT * UNIT)


def _entries(vectors: Sequence[TextVector], lowest: int) -> Sequence[int]:
    """Term, text and weight of each entry in a part of the range of terms, as one number each, sorted."""
    return sorted(_numbers(vectors, lowest))


def _numbers(vectors: Sequence[TextVector], lowest: int) -> Iterator[int]:
    for text, vector in enumerate(vectors):
        first = bisect_left(vector.terms, lowest)
        last = bisect_left(vector.terms, lowest + _WIDTH, first)
        for term, weight in zip(vector.terms[first:last], vector.weights[first:last], strict=True):
            yield term << _TERM_BITS | text << _TEXT_BITS | weight


def smallest_product(least: float) -> int:
    """The smallest inner product that is a cosine of `least` or more, and not nothing."""
    return max(1, math.floor(least * UNIT * UNIT))
