"""Which volume prints which text: what was published stays where it is, and everything else goes by its date.

A place is asked for by work and language of the edition. A text that is dated into a published volume and is not in it
is late: `[volumes] late` decides.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from archivist.findings import Finding
from archivist.ledger import EMPTY, Ledger
from archivist.model.articles import Article
from archivist.model.volumes import Work
from archivist.settings.choices import Late, Missing, Period
from archivist.settings.config import Config
from archivist.volumes.periods import Span, supplement_id, supplement_number


@dataclass(frozen=True, slots=True)
class LateText:
    """A text that is dated into a published volume and is not in it."""

    work: Work
    article: Article
    volume: str  # that it belongs to
    language: str  # of the edition


@dataclass(frozen=True, slots=True)
class Placement:
    """Where every text is printed."""

    volumes: Mapping[str, frozenset[str]]  # keys of the works of each volume; none of a published one that lost all
    places: Mapping[tuple[str, str], str]  # the volume, by key of the work and language of the edition
    ledger: Ledger = EMPTY
    renewed: frozenset[str] = frozenset()  # ids of the published editions of which a new version is made
    stopped: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)  # late texts by the edition they stop
    findings: tuple[Finding, ...] = ()  # late texts that are printed elsewhere, or wait

    def prints(self, key: str, volume: str, language: str) -> bool:
        """Whether that edition is the one of its language that prints a work, or would if it had it."""
        return self.places.get((key, language)) == volume


class _Printed(NamedTuple):
    """Where a work is printed in a published edition, and in which languages."""

    volume: str
    languages: frozenset[str]


class _Placing:
    """Collects the places, work by work."""

    def __init__(self, works: Sequence[Work], config: Config, ledger: Ledger, renewed: frozenset[str]) -> None:
        self._config, self._ledger, self._renewed = config, ledger, set(renewed)
        self._works = {work.key: work for work in works}
        self._published = frozenset(ledger.volumes())
        self._printed: dict[str, dict[str, list[_Printed]]] = defaultdict(lambda: defaultdict(list))
        for edition in ledger.editions.values():
            for article in edition.current.articles:
                texts = frozenset(text.language for text in article.texts)
                self._printed[article.key][edition.language].append(_Printed(edition.volume, texts))
        self._places: dict[tuple[str, str], str] = {}
        self._late: list[LateText] = []
        self._homes: dict[str, str] = {}
        self._stopped: dict[str, list[Finding]] = defaultdict(list)
        self._findings: list[Finding] = []

    def place_all(self) -> Placement:
        for work in self._works.values():
            self._homes[work.key] = self._home(work)
            for language in self._languages(work):
                self._place(work, language)
        for late in self._late:
            self._place_late(late)
        return Placement(
            self._volumes(),
            self._places,
            self._ledger,
            frozenset(self._renewed),
            {edition: tuple(found) for edition, found in self._stopped.items()},
            tuple(self._findings),
        )

    def _languages(self, work: Work) -> list[str]:
        """The languages of the editions that may print it: those that are made, and those that were published."""
        return list(dict.fromkeys((*self._config.editions.languages, *self._printed.get(work.key, {}))))

    def _home(self, work: Work) -> str:
        """The volume that a work belongs to: where it was published first, else that of its date."""
        printed = [each.volume for found in self._printed.get(work.key, {}).values() for each in found]
        if printed:
            return min(printed, key=lambda volume: (Span.parse(volume).start, volume))
        covering = (Span.containing(work.date, period).id for period in Period)
        return next(
            (id for id in covering if id in self._published),
            Span.containing(work.date, self._config.volumes.period).id,
        )

    def _place(self, work: Work, language: str) -> None:
        """The place of a work in the editions of a language, unless it is late there."""
        own, table = work.in_language(language), self._config.editions
        printed = self._printed.get(work.key, {}).get(language, [])
        # The original may be printed in an edition that later gets a translation: then that is what is looked for.
        known = next((each for each in printed if own and own.language in each.languages), None)
        if known is None and (own is None or language not in table.languages):
            known = next(iter(printed), None)
        home = printed[0].volume if printed else self._homes[work.key]
        text = own or (work.original if table.missing is Missing.ORIGINAL else None)
        if known or self._is_open(home, language):
            self._places[work.key, language] = known.volume if known else home
        elif text is not None and language in table.languages:
            self._late.append(LateText(work, text, home, language))

    def _is_open(self, volume: str, language: str) -> bool:
        """Whether an edition is not published, or a new version of it is made."""
        edition = self._ledger.edition(volume, language)
        return edition is None or edition.id in self._renewed

    def _place_late(self, late: LateText) -> None:
        rule, edition = self._config.volumes.late, f"{late.volume}.{late.language}"
        if rule is Late.STOP:
            self._stopped[edition].append(_finding("late-article", late, "it is not in it"))
            return
        if rule is Late.NEW_VERSION:
            self._renewed.add(edition)
            volume, how = late.volume, "a new version of it prints it"
        elif rule is Late.SUPPLEMENT:
            volume = self._supplement(late)
            how = f"the supplement {volume} prints it"
        else:
            volume = self._next(late)
            how = f"{volume} prints it"
        if not volume:
            self._findings.append(_finding("late-article-waits", late, "there is no later volume yet"))
            return
        self._places[late.work.key, late.language] = volume
        self._findings.append(_finding("late-article-printed", late, how))

    def _supplement(self, late: LateText) -> str:
        base = late.volume.partition("-S")[0]
        numbers = range(1, len(self._published) + 2)
        return next(id for n in numbers if self._is_open(id := supplement_id(base, n), late.language))

    def _next(self, late: LateText) -> str:
        """The first volume after a published one that is not published in the language; "" if there is none."""
        begin = Span.parse(late.volume).start
        later = {volume for volume in self._places.values() if not supplement_number(volume)}
        spans = sorted((Span.parse(volume) for volume in later), key=lambda span: (span.start, span.id))
        return next((span.id for span in spans if span.start > begin and self._is_open(span.id, late.language)), "")

    def _volumes(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {volume: set() for volume in self._published}
        for key in self._printed.keys() & self._works.keys():
            for printed in self._printed[key].values():
                for each in printed:
                    found[each.volume].add(key)
        placed = set()
        for (key, _), volume in self._places.items():
            found.setdefault(volume, set()).add(key)
            placed.add(key)
        for key in self._works.keys() - placed:
            found.setdefault(self._homes[key], set()).add(key)
        return {volume: frozenset(keys) for volume, keys in found.items()}


def place(
    works: Sequence[Work], config: Config, ledger: Ledger = EMPTY, renewed: frozenset[str] = frozenset()
) -> Placement:
    """Where every text of these works is printed, by the ledger, by date, and by `[volumes] late`.

    `renewed` are ids of published editions of which a new version is made: they take what belongs to them today.
    """
    return _Placing(works, config, ledger, renewed).place_all()


def _finding(code: str, late: LateText, how: str) -> Finding:
    message = (
        f"{late.work.key} ({late.article.language}) belongs to {late.volume}, which is published in {late.language}"
    )
    return Finding(code, f"{message}; {how}", late.article.path)
