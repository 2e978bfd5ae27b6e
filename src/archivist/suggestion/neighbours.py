"""The works nearest to a work: one score for two works, the best over the languages that both exist in.

The likeness is the cosine of two texts in one language; nearness.py makes the score. It is 1 for the same text on the
same day. So works are compared across languages by their translations.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from archivist.cache import Store
from archivist.model.articles import Article
from archivist.model.volumes import Volume, Work
from archivist.suggestion.nearness import DIGITS, Neighbour, nearest_first, scores_of
from archivist.suggestion.stored_terms import OnEach, stored_terms
from archivist.suggestion.terms import TermCounts, terms_in_words
from archivist.suggestion.text_index import TextIndex, cosines, smallest_product
from archivist.suggestion.text_vectors import TextVector, shared_weights, vectors_of

_MOST_KEPT = 1000  # results of searches


@dataclass(frozen=True, slots=True)
class _Language:
    """The texts in one language."""

    index: TextIndex
    vectors: Sequence[TextVector]
    keys: Sequence[str]  # of the works, by the texts' places in the index
    places: Mapping[str, int]  # the places, by key
    days: NDArray[np.int64]  # of the works, by the same places, as ordinals
    starts: NDArray[np.int64]  # of their volumes


class Neighbours:
    """Finds the nearest works of an archive."""

    def __init__(self, volumes: Sequence[Volume], store: Store | None = None, on_each: OnEach = map) -> None:
        """`store` keeps the terms of each article, which `on_each` reads, here or in workers."""
        self._works = {work.key: work for volume in volumes for work in volume.works}
        starts = {work.key: volume.start.toordinal() for volume in volumes for work in volume.works}
        self._found: dict[tuple[str, float], Sequence[Neighbour]] = {}
        tags = sorted({article.language for work in self._works.values() for article in work.articles})
        read = partial(stored_terms, store=store, on_each=on_each)
        self._languages = {tag: _indexed(self._works.values(), tag, starts, read) for tag in tags}

    def nearest(self, key: str, candidates: Iterable[str], least: float = 0.0) -> tuple[Neighbour, ...]:
        """The works among the candidates with a score from `least`, the nearest first.

        Equal ones are in order of days, then of keys. A work with nothing in common is not among them.
        """
        wanted = candidates if isinstance(candidates, Set) else frozenset(candidates)
        return tuple(each for each in self._among_all(key, least) if each.key in wanted)

    def _among_all(self, key: str, least: float) -> Sequence[Neighbour]:
        """The nearest of all works, kept for the next language: editions of a volume ask one after the other."""
        if (key, least) not in self._found:
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            self._found[key, least] = self._search(key, least)
        return self._found[key, least]

    def _search(self, key: str, least: float) -> Sequence[Neighbour]:
        return nearest_first(self._alike(self._works[key], max(least, 10**-DIGITS)))

    def shared_terms(self, neighbour: Neighbour, key: str, most: int) -> tuple[str, ...]:
        """The terms that a work and its neighbour share, those that say most first.

        A term is left out if one of its words is in an earlier one.
        """
        texts = self._languages[neighbour.language]
        article = self._works[key].in_language(neighbour.language)
        assert article is not None  # the language is one that both works exist in
        pair = (texts.vectors[texts.places[each]] for each in (key, neighbour.key))
        weights = shared_weights(*pair)
        written = {number: term for number, term in terms_in_words(article) if number in weights}
        ordered = sorted(written.items(), key=lambda each: (-weights[each[0]], each[1]))
        return _telling((term for _, term in ordered), most)

    def _alike(self, work: Work, least: float) -> Iterator[Neighbour]:
        """Works with a text like one of this work's, and a score from `least`. Languages are in order of their tags.

        Most works have a lower score: they are left out while they are numbers in a row.
        """
        exact = least - 10**-DIGITS  # a score that is rounded up to the least is not lost
        for language in sorted(work.languages):
            texts = self._languages[language]
            own = texts.places[work.key]
            places, products = texts.index.near(own, smallest_product(exact))
            days = np.abs(texts.days[places] - texts.days[own])
            likeness = cosines(products)
            scores = scores_of(likeness, days, texts.starts[places] > texts.starts[own])
            for each in np.flatnonzero(scores >= exact).tolist():
                score = round(float(scores[each]), DIGITS)
                if score >= least:
                    like = round(float(likeness[each]), DIGITS)
                    yield Neighbour(texts.keys[places[each]], score, language, int(days[each]), like)


def _indexed(
    works: Iterable[Work],
    language: str,
    starts: Mapping[str, int],
    read: Callable[[Sequence[Article]], Sequence[TermCounts]],
) -> _Language:
    """The texts in a language; `starts` are the days on which the volumes of the works start, as ordinals."""
    texts = [(work, article) for work in works if (article := work.in_language(language)) is not None]
    texts.sort(key=lambda each: each[0].key)
    keys = [work.key for work, _ in texts]
    articles: Sequence[Article] = [article for _, article in texts]
    vectors = vectors_of(read(articles))
    return _Language(
        TextIndex(vectors),
        vectors,
        keys,
        {key: place for place, key in enumerate(keys)},
        np.array([work.date.toordinal() for work, _ in texts], np.int64),
        np.array([starts[key] for key in keys], np.int64),
    )


def _telling(terms: Iterable[str], most: int) -> tuple[str, ...]:
    """The first terms of which no word is in one before."""
    chosen: list[str] = []
    seen: set[str] = set()
    for term in terms:
        words = set(term.split())
        if not words & seen and len(chosen) < most:
            chosen.append(term)
            seen |= words
    return tuple(chosen)
