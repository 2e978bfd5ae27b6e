"""The works near to a work by their texts in one language: found when they are asked for, or kept from an earlier run.

An edit changes the weights of terms in all texts of its language, so that what was found there no longer counts. In the
other languages of an archive nothing has changed: what was found is kept by the digests of the texts.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from archivist.cache import UNREADABLE, Store, digest_of
from archivist.model.articles import Article
from archivist.model.volumes import Work
from archivist.suggestion.nearness import DIGITS, Neighbour, scores_of
from archivist.suggestion.stored_terms import METHOD
from archivist.suggestion.terms import TermCounts
from archivist.suggestion.text_index import TextIndex, cosines, smallest_product
from archivist.suggestion.text_vectors import TextVector, vectors_of

_KIND = ".alike"

ReadTerms = Callable[[Sequence[Article]], Sequence[TermCounts]]

_Found = dict[str, Sequence[Neighbour]]  # by key of a work


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts in one language, in order of the keys of their works."""

    works: Sequence[Work]
    articles: Sequence[Article]
    days: NDArray[np.int64]  # of the works, as ordinals
    starts: NDArray[np.int64]  # of their volumes


class NearInLanguage:
    """Finds the works that are near to a work by their texts in one language."""

    def __init__(
        self, works: Iterable[Work], language: str, starts: Mapping[str, int], read: ReadTerms, store: Store | None
    ) -> None:
        """`starts` are the days on which the volumes of the works start, as ordinals; `read` gives the terms of texts.

        `store` keeps what is found.
        """
        found = [(work, article) for work in works if (article := work.in_language(language)) is not None]
        found.sort(key=lambda each: each[0].key)
        self._language, self._read, self._store = language, read, store
        self._texts = _Texts(
            [work for work, _ in found],
            [article for _, article in found],
            np.array([work.date.toordinal() for work, _ in found], np.int64),
            np.array([starts[work.key] for work, _ in found], np.int64),
        )
        self.places: Mapping[str, int] = {work.key: place for place, (work, _) in enumerate(found)}
        self._found: dict[float, _Found] = {}  # by the least score
        self._new: set[float] = set()  # least scores for which more is found than is kept

    @cached_property
    def vectors(self) -> Sequence[TextVector]:
        """The texts by their terms, in order of the keys of their works."""
        return vectors_of(self._read(self._texts.articles))

    @cached_property
    def _index(self) -> TextIndex:
        return TextIndex(self.vectors)

    def alike(self, key: str, least: float) -> Sequence[Neighbour]:
        """The works with a text like that of a work, and a score from `least`."""
        if least not in self._found:
            self._found[least] = self._kept(least)
        found = self._found[least]
        if key not in found:
            found[key] = self._search(self.places[key], least)
            self._new.add(least)
        return found[key]

    def _search(self, own: int, least: float) -> Sequence[Neighbour]:
        """Most works have a lower score: they are left out while they are numbers in a row."""
        exact = least - 10**-DIGITS  # a score that is rounded up to the least is not lost
        texts = self._texts
        places, products = self._index.near(own, smallest_product(exact))
        days = np.abs(texts.days[places] - texts.days[own])
        likeness = cosines(products)
        scores = scores_of(likeness, days, texts.starts[places] > texts.starts[own])
        found: list[Neighbour] = []
        for each in np.flatnonzero(scores >= exact).tolist():
            score = round(float(scores[each]), DIGITS)
            if score >= least:
                like = round(float(likeness[each]), DIGITS)
                found.append(Neighbour(texts.works[places[each]].key, score, self._language, int(days[each]), like))
        return found

    # ------------------------------------------------------------ what is kept

    def keep(self) -> None:
        """Keep what was found, if more was found than is kept; for each least score what was found with it."""
        if self._store is None:
            return
        for least in self._new:
            found = {
                key: [(each.key, each.score, each.days, each.likeness) for each in near]
                for key, near in self._found[least].items()
            }
            data = json.dumps({"texts": self._digest, "found": found}, separators=(",", ":"))
            with suppress(OSError):  # a full disk: it is found again next time
                self._store.put(self._entry(least), _KIND, data.encode("utf-8", "surrogatepass"))
        self._new.clear()

    def _kept(self, least: float) -> _Found:
        """What was found for the same texts before; nothing if it is lost, damaged, or of other texts."""
        data = self._store.read(self._entry(least), _KIND) if self._store else None
        if data is None:
            return {}
        try:
            kept = json.loads(data)
            if kept["texts"] != self._digest:
                return {}
            return {self._known(key): [self._neighbour(*each) for each in near] for key, near in kept["found"].items()}
        except UNREADABLE:
            return {}

    def _neighbour(self, key: str, score: float, days: int, likeness: float) -> Neighbour:
        return Neighbour(self._known(key), float(score), self._language, int(days), float(likeness))

    def _known(self, key: str) -> str:
        """The key of a work. Raises KeyError if there is no such work."""
        return self._texts.works[self.places[key]].key

    def _entry(self, least: float) -> str:
        """Where in the cache: an edit puts what is found in the place of what was found before."""
        return digest_of("alike", METHOD, self._language, repr(least))

    @cached_property
    def _digest(self) -> str:
        """The digest of everything that decides what is found."""
        texts = zip(self._texts.works, self._texts.articles, self._texts.starts.tolist(), strict=True)
        return digest_of(
            *(
                part
                for work, article, start in texts
                for part in (work.key, article.digest, article.title, str(work.date.toordinal()), str(start))
            )
        )
