"""Which texts of one language have terms in common, and how near their vectors are: an inverted index."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archivist.suggestion.text_vectors import UNIT, TextVector


class TextIndex:
    """The texts of one language by their terms. Texts are known by their places in the list."""

    def __init__(self, vectors: Sequence[TextVector]) -> None:
        self._size = len(vectors)
        self._vectors = vectors
        texts = np.repeat(np.arange(len(vectors), dtype=np.uint32), [len(each.terms) for each in vectors])
        terms = np.concatenate([np.empty(0, np.uint32), *(each.terms for each in vectors)])
        order = np.argsort(terms, kind="stable")
        self._texts = texts[order]  # by term, then by text
        self._weights = np.concatenate([np.empty(0, np.uint16), *(each.weights for each in vectors)])[order]
        self._terms, self._starts = np.unique(terms[order], return_index=True)
        self._numbers = np.diff(self._starts, append=len(terms))  # of texts that have each term

    def near(self, text: int, least: int = 1) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The places of other texts whose vectors are near to this one's, and the inner products, from `least`.

        The products are shares of UNIT squared.
        """
        vector = self._vectors[text]
        places = np.searchsorted(self._terms, vector.terms)
        postings = _ranges(self._starts[places], self._numbers[places])
        added = np.repeat(vector.weights.astype(np.int64), self._numbers[places]) * self._weights[postings]
        # Sums of whole numbers below 2 to the power of 53 are exact also as the floats that `bincount` adds.
        products = np.bincount(self._texts[postings], added, self._size).astype(np.int64)
        products[text] = 0
        (found,) = np.nonzero(products >= max(least, 1))
        return found, products[found]


def _ranges(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The whole numbers of several ranges, one after the other."""
    ends = np.cumsum(lengths)
    ranges: NDArray[np.int64] = np.arange(int(lengths.sum())) + np.repeat(starts - (ends - lengths), lengths)
    return ranges


def cosines(products: NDArray[np.int64]) -> NDArray[np.float64]:
    """Inner products as the cosines of the angles between two vectors. They are below 2 to the power of 53: exact."""
    return products / (UNIT * UNIT)


def smallest_product(least: float) -> int:
    """The smallest inner product that is a cosine of `least` or more, and not nothing."""
    return max(1, math.floor(least * UNIT * UNIT))
