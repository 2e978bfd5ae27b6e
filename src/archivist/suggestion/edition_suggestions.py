"""Which works may be suggested in an edition, and the nearest of them to each of its articles."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from archivist.cache import Store, digest_of
from archivist.model.volumes import Edition, Volume
from archivist.settings.choices import Missing
from archivist.settings.config import Config
from archivist.suggestion.stored_terms import METHOD, OnEach

if TYPE_CHECKING:
    from archivist.suggestion.near_in_meaning import NearInMeaning
    from archivist.suggestion.nearness import Neighbour
    from archivist.suggestion.neighbours import Neighbours

MOST_RANKED = 100  # works for one article: far more than are printed, since the author may list or link to many
_SUFFIX = ".nearest"


class SuggestedReading:
    """Ranks works for the articles of editions. Texts are compared when the first edition needs it."""

    def __init__(self, volumes: Sequence[Volume], settings: Config, store: Store | None, on_each: OnEach = map) -> None:
        """`on_each` reads the texts, here or in workers."""
        self._volumes, self._settings, self._store, self._on_each = volumes, settings, store, on_each
        self._neighbours: Neighbours | None = None
        self._fingerprint = ""

    @property
    def neighbours(self) -> "Neighbours":
        """The nearest works of any work."""
        from archivist.suggestion.neighbours import Neighbours  # noqa: PLC0415  # not where results are kept

        if self._neighbours is None:
            self._neighbours = Neighbours(self._volumes, self._store, self._on_each)
        return self._neighbours

    @cached_property
    def in_meaning(self) -> "NearInMeaning":
        """The works nearest in meaning."""
        from archivist.suggestion.near_in_meaning import NearInMeaning  # noqa: PLC0415  # only with `semantic`

        return NearInMeaning(self._volumes, self._store)

    def candidates(self, edition: Edition) -> frozenset[str]:
        """The keys of the works that may be suggested in an edition: those that a reader of it may have in hand.

        They are printed in editions of its language, in the same volume or in an earlier one; with `[related] later`
        in any.
        """
        works = (
            work
            for volume in self._volumes
            if volume.start <= edition.volume.start or self._settings.related.later
            for work in volume.works
        )
        any_language = self._settings.editions.missing is Missing.ORIGINAL
        return frozenset(work.key for work in works if any_language or work.in_language(edition.language))

    def nearest(self, edition: Edition) -> Mapping[str, Sequence[str]]:
        """The keys of the works to suggest for each article of an edition, by its key, the nearest first.

        They are the nearest of the candidates above the threshold, at most MOST_RANKED; what the author lists or links
        to is among them.
        """
        if not self._settings.related.suggest:
            return {}
        entry = self._entry(edition)
        kept = self._kept(entry)
        if kept is not None:
            return kept
        candidates = self.candidates(edition)
        found = {
            article.key: [each.key for each in self.above_threshold(article.key, candidates)[:MOST_RANKED]]
            for article in edition.articles
        }
        if self._store is not None:
            with suppress(OSError):  # a build folder that may only be read: it is found again each time
                self._store.put(entry, _SUFFIX, json.dumps(found).encode())
        return found

    def above_threshold(self, key: str, candidates: frozenset[str]) -> list["Neighbour"]:
        """The candidates that may be suggested for a work: those alike in words, then others alike in meaning."""
        settings = self._settings.related
        in_words = list(self.neighbours.nearest(key, candidates, settings.threshold))
        if not settings.semantic:
            return in_words
        others = candidates - {each.key for each in in_words}
        return in_words + self.in_meaning.nearest(key, others, settings.semantic_threshold)

    def all_neighbours(self, key: str, candidates: frozenset[str]) -> list["Neighbour"]:
        """The same, and after them those below the threshold that have any word in common."""
        above = self.above_threshold(key, candidates)
        others = candidates - {each.key for each in above}
        return above + list(self.neighbours.nearest(key, others))

    def keep(self) -> None:
        """Keep what comparing texts has found. Languages without an edit are not compared next time."""
        if self._neighbours is not None and self._store is not None:
            self._neighbours.keep()

    def _kept(self, entry: str) -> Mapping[str, Sequence[str]] | None:
        """What was found for the same texts and settings before."""
        data = self._store.read(entry, _SUFFIX) if self._store else None
        try:
            kept = json.loads(data) if data is not None else None
        except ValueError:  # damaged
            return None
        return kept if isinstance(kept, dict) else None

    def _entry(self, edition: Edition) -> str:
        """The key in the cache: a digest of everything that decides what is found."""
        settings = self._settings.related.model_dump_json()
        missing = self._settings.editions.missing
        articles = (article.key for article in edition.articles)
        return digest_of("nearest", METHOD, self._all_texts(), settings, missing, edition.id, *articles)

    def _all_texts(self) -> str:
        """A digest of every text of the archive, and of where it is."""
        if not self._fingerprint:
            parts = (
                part
                for volume in self._volumes
                for work in volume.works
                for article in work.articles
                for part in (volume.id, work.key, article.language, str(article.date), article.title, article.digest)
            )
            self._fingerprint = digest_of(*parts)
        return self._fingerprint
