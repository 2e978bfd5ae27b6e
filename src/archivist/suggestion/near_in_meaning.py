"""The works nearest to a work in meaning, also across languages and without a word in common.

Texts of one archive are much alike for the model, and those of two languages less. So the likeness of two texts counts
from the mean of all pairs of their languages: 0 is no more alike than most, 1 the same. Vectors are whole numbers and
their inner products exact, so that nothing depends on an order.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from archivist.cache import Store
from archivist.meaning.encoder import UNIT
from archivist.meaning.stored_vectors import stored_vectors
from archivist.model.articles import Article
from archivist.model.volumes import Volume
from archivist.suggestion.nearness import DIGITS, Basis, Neighbour, nearest_first, scores_of

_LEAST_ROOM = 1e-9  # between the mean and 1


class NearInMeaning:
    """Finds works that say alike things."""

    def __init__(self, volumes: Sequence[Volume], store: Store | None = None) -> None:
        """`store` keeps the vector of each article."""
        found = [
            (article, work.date, volume.start)
            for volume in volumes
            for work in volume.works
            for article in work.articles
        ]
        found.sort(key=lambda each: each[0].path)
        self._articles = [article for article, _, _ in found]
        self._days = np.array([date.toordinal() for _, date, _ in found], np.int64)
        self._starts = np.array([start.toordinal() for _, _, start in found], np.int64)
        self._store = store

    def nearest(self, key: str, candidates: Collection[str], least: float) -> list[Neighbour]:
        """The works among the candidates with a score from `least`, the nearest first."""
        own = [place for place, article in enumerate(self._articles) if article.key == key]
        likeness = np.array([self._likeness(place) for place in own]).max(axis=0)
        days = np.abs(self._days - self._days[own[0]])
        scores = scores_of(likeness, days, self._starts > self._starts[own[0]])
        return nearest_first(
            Neighbour(
                article.key,
                round(float(scores[place]), DIGITS),
                article.language,
                int(days[place]),
                round(float(likeness[place]), DIGITS),
                Basis.MEANING,
            )
            for place, article in enumerate(self._articles)
            if scores[place] >= least and article.key in candidates and article.key != key
        )

    def _likeness(self, place: int) -> NDArray[np.float64]:
        """Of a text with all others."""
        cosines = self._vectors[place] @ self._vectors.T / UNIT**2
        own = self._articles[place].language
        means = np.array([self._means[own, article.language] for article in self._articles])
        likeness: NDArray[np.float64] = np.clip((cosines - means) / np.maximum(1 - means, _LEAST_ROOM), 0, 1)
        return likeness

    @cached_property
    def _vectors(self) -> NDArray[np.float64]:
        """A vector for each article; products of these numbers are far below 2 to the power of 53."""
        texts = [what_it_is_about(article) for article in self._articles]
        return stored_vectors(texts, self._store).astype(np.float64)

    @cached_property
    def _means(self) -> Mapping[tuple[str, str], float]:
        """The mean cosine of two texts, by their languages; 1 where there are no two."""
        languages = np.array([article.language for article in self._articles])
        known = sorted(set(languages.tolist()))
        sums = {each: self._vectors[languages == each].sum(axis=0).astype(np.int64) for each in known}
        counts = {each: int((languages == each).sum()) for each in known}
        means = {}
        for one, other in product(known, known):
            total = int(sums[one] @ sums[other]) - (counts[one] * UNIT**2 if one == other else 0)
            pairs = counts[one] * (counts[other] - (one == other))
            means[one, other] = total / pairs / UNIT**2 if pairs else 1.0
        return means


def what_it_is_about(article: Article) -> str:
    """Title, standfirst and keywords: more of the text costs more and finds no more."""
    return " ".join(filter(None, (article.title, article.description, *article.tags)))
