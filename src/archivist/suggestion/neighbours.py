"""The works nearest to a work: one score for two works, the best over the languages that both exist in.

The likeness is the cosine of two texts in one language; nearness.py makes the score. It is 1 for the same text on the
same day. So works are compared across languages by their translations.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import partial

from archivist.cache import Store
from archivist.model.volumes import Volume, Work
from archivist.suggestion.near_in_language import NearInLanguage
from archivist.suggestion.nearness import DIGITS, Neighbour, nearest_first
from archivist.suggestion.stored_terms import OnEach, stored_terms
from archivist.suggestion.terms import terms_in_words
from archivist.suggestion.text_vectors import shared_weights

_MOST_KEPT = 1000  # results of searches


class Neighbours:
    """Finds the nearest works of an archive."""

    def __init__(self, volumes: Sequence[Volume], store: Store | None = None, on_each: OnEach = map) -> None:
        """`store` keeps the terms of each article, which `on_each` reads, here or in workers; see also `keep`."""
        self._works = {work.key: work for volume in volumes for work in volume.works}
        starts = {work.key: volume.start.toordinal() for volume in volumes for work in volume.works}
        self._found: dict[tuple[str, float], Sequence[Neighbour]] = {}
        tags = sorted({article.language for work in self._works.values() for article in work.articles})
        read = partial(stored_terms, store=store, on_each=on_each)
        works = self._works.values()
        self._languages = {tag: NearInLanguage(works, tag, starts, read, store) for tag in tags}

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
        """Works with a text like one of this work's, and a score from `least`. Languages are in order of their tags."""
        for language in sorted(work.languages):
            yield from self._languages[language].alike(work.key, least)

    def keep(self) -> None:
        """Keep what was found, for texts that are the same next time."""
        for each in self._languages.values():
            each.keep()


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
