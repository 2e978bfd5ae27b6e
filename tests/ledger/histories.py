"""Random histories of an archive: articles come, go, change, get other dates and translations; volumes are published.

Nothing is compiled: publishing makes the ledger's entry of a planned edition, by the same writer and reader as the
program. After each step what was published must be as it was, and nothing may be lost.
"""

import datetime
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from random import Random

from archivist.identity import volume_identifier
from archivist.ledger import EMPTY, Ledger, PublishedVersion
from archivist.ledger.reading import parse_ledger
from archivist.ledger.writing import with_entries
from archivist.model.articles import Article
from archivist.model.held_text import HeldText
from archivist.model.volumes import Edition, Volume
from archivist.settings.choices import Late, Missing
from archivist.settings.config import Config, parse
from archivist.volumes import (
    Identified,
    Placement,
    editions,
    gather,
    gather_works,
    identified,
    ledger_places,
    place,
    published_differences,
)
from tests.ledger.making import ARCHIVE, digest, published_file

LANGUAGES = ("en", "ka", "ru")
KEYS = tuple("abcdefgh")
_FIRST, _DAYS = datetime.date(2021, 11, 20), 200
_PATTERNS = (
    "",
    "10.1234/{volume}.{language}[.{version}]",
    "10.1234/{number}.{language}.{version}",
    "10.1234/{year}-{issue}-{language}-{version}",
)
_STEPS = ("add", "add", "delete", "date", "change", "translate", "publish", "publish", "renew", "settings")

# (volume, language, version): everything about it that must never change
_Fixed = dict[tuple[str, str, int], tuple[object, ...]]


@dataclass
class History:
    """An archive as it develops. `random` decides every step."""

    random: Random
    articles: dict[tuple[str, str], Article] = field(default_factory=dict)
    ledger: Ledger = EMPTY
    period: str = "month"
    first: int = 1
    late: Late = Late.STOP
    missing: Missing = Missing.OMIT
    pattern: str = ""  # of DOIs
    fixed: _Fixed = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)  # of what tests want to have happened

    @property
    def config(self) -> Config:
        return parse(
            {
                "archive": {"id": ARCHIVE},
                "editions": {"languages": LANGUAGES, "missing": self.missing},
                "volumes": {"period": self.period, "first": self.first, "late": self.late},
                "identifiers": {
                    "doi": self.pattern,
                    "articles": {"doi": self.pattern and f"{self.pattern}.{{key}}"},
                },
            }
        )

    def run(self, steps: int) -> None:
        """Take so many steps, and check after each."""
        for _ in range(steps):
            step = self.random.choice(_STEPS)
            getattr(self, f"_{step}")()
            self.check()

    # ---------------------------------------------------------------- steps

    def _day(self) -> datetime.date:
        return _FIRST + datetime.timedelta(self.random.randrange(_DAYS))

    def _write(self, key: str, language: str, date: datetime.date) -> None:
        text = f"{key}.{language} {date} {self.random.random()}"
        path = f"{key}.{language}.md"
        self.articles[key, language] = Article(
            key, language, date, key.title(), HeldText("Text."), 5, path, digest(text)
        )
        self.steps.append(f"{path} {date}")

    def _add(self) -> None:
        self._write(self.random.choice(KEYS), self.random.choice(LANGUAGES), self._day())

    def _any(self) -> Article | None:
        return self.articles[self.random.choice(sorted(self.articles))] if self.articles else None

    def _delete(self) -> None:
        if article := self._any():
            del self.articles[article.key, article.language]
            self.steps.append(f"delete {article.path}")

    def _date(self) -> None:
        if article := self._any():
            self._write(article.key, article.language, self._day())

    def _change(self) -> None:
        if article := self._any():
            self._write(article.key, article.language, article.date)

    def _translate(self) -> None:
        if article := self._any():
            delay = datetime.timedelta(self.random.choice((0, 3, 40)))
            self._write(article.key, self.random.choice(LANGUAGES), article.date + delay)

    def _settings(self) -> None:
        self.period = self.random.choice(("month", "month", "quarter", "week", "year", "day"))
        self.first = self.random.choice((1, 1, 4, 100))
        self.late = self.random.choice(list(Late))
        self.missing = self.random.choice(list(Missing))
        self.pattern = _PATTERNS[len(self.steps) % len(_PATTERNS)]
        self.steps.append(f"{self.period} {self.first} {self.late} {self.missing} {self.pattern}")

    def _publish(self) -> None:
        """Publish some editions of a volume that can be published."""
        placement, _, planned = self.plan()
        stopped = self._stopped(placement)
        ready = [each for each in planned if not self._is_published(each) and each.id not in stopped]
        if ready:
            volume = self.random.choice(ready).volume.id
            chosen = [each for each in ready if each.volume.id == volume and self.random.random() < 0.8]
            self._enter(chosen)

    def _renew(self) -> None:
        """Make a new version of a published edition, and publish it."""
        if not self.ledger:
            return
        id = self.random.choice(sorted(each.id for each in self.ledger.editions.values()))
        _, _, planned = self.plan(frozenset({id}))
        self._enter([each for each in planned if each.id == id and each.articles])

    # ---------------------------------------------------------------- the program

    def plan(self, renewed: frozenset[str] = frozenset()) -> tuple[Placement, tuple[Volume, ...], tuple[Edition, ...]]:
        """As planning.plan does."""
        config, articles = self.config, tuple(self.articles.values())
        placement = place(gather_works(articles, config.editions.languages), config, self.ledger, renewed)
        volumes = gather(articles, config, placement)
        found, today, not_made = identified(editions(volumes, config, placement)[0], config, "reader", self.ledger)
        problems = Identified(config, self.ledger, found, today, not_made).findings()
        codes = {each.finding.code for each in problems}
        assert codes <= {"published-identifiers"}, "an identifier is given twice"
        self.seen["kept identifiers"] += bool(codes)
        return placement, volumes, found

    def _is_published(self, edition: Edition) -> bool:
        found = self.ledger.edition(edition.volume.id, edition.language)
        return found is not None and found.version == edition.version

    def _stopped(self, placement: Placement) -> set[str]:
        differing = published_differences(self.ledger, self.articles.values(), renewed=placement.renewed)
        return {*differing, *placement.stopped} - placement.renewed

    def _enter(self, chosen: list[Edition]) -> None:
        entries = [(each.volume.id, each.language, self._entry(each)) for each in chosen]
        if not entries:
            return
        places = ledger_places([entry[0] for entry in entries], self.config.volumes.period)
        content = with_entries(self.ledger, ARCHIVE, entries, places, LANGUAGES)
        self.ledger = parse_ledger(content, "ledger.json")
        for (volume, language, entry), edition in zip(entries, chosen, strict=True):
            self.fixed[volume, language, edition.version] = _facts(entry)
            self.seen["published"] += 1
            self.seen["new version"] += edition.version > 1
            self.seen["late"] += bool(edition.late)
            self.seen["supplement"] += "-S" in volume
        self.steps.append(f"publish {[each.id for each in chosen]}")

    def _entry(self, edition: Edition) -> PublishedVersion:
        volume = edition.volume
        name = f"reader-{edition.id}"
        text = f"{edition.version} {[article.digest for article in edition.articles]}"
        data = {
            "identifier": volume_identifier(self.config.archive, volume.id, edition.language, edition.version),
            "replaces": edition.replaces or None,
            "identifiers": asdict(edition.identifiers),
            "published": "2022-08-01",
            "title": volume.id,
            "number": volume.number,
            "issue": volume.issue,
            "year": volume.year,
            "start": volume.start,
            "end": volume.end,
            "pages": 4 + len(edition.articles),
            "record": published_file(f"volume.{edition.language}.json", text),
            "files": [published_file(f"{name}.pdf", text), published_file(f"{name}.epub", text)],
            "articles": [
                {
                    "language": each.language,
                    "title": each.title,
                    "date": each.date,
                    "file": each.path,
                    "sha256": each.digest,
                    "key": each.key,
                    "document": each.key,
                    "first_page": str(page),
                    "last_page": str(page),
                    "identifiers": asdict(edition.identifiers_of(each)),
                }
                for page, each in enumerate(edition.articles, 1)
            ],
            "omitted": [work.key for work in edition.missing],
        }
        return PublishedVersion.model_validate(data, strict=False)

    # ---------------------------------------------------------------- what must hold

    def check(self) -> None:
        """What was published is as it was; every number is given once; every article is somewhere or reported."""
        placement, volumes, planned = self.plan()
        self._check_published(volumes, planned)
        numbers = [volume.number for volume in volumes]
        assert len(set(numbers)) == len(numbers), "a number is given twice"
        issues = [(volume.year, volume.issue) for volume in volumes]
        assert len(set(issues)) == len(issues), "an issue of a year is given twice"
        identifiers = {
            volume_identifier(self.config.archive, each.volume.id, each.language, each.version) for each in planned
        }
        assert len(identifiers) == len(planned)
        self._check_differences(placement)
        self._check_articles(placement, planned)

    def _check_published(self, volumes: tuple[Volume, ...], planned: tuple[Edition, ...]) -> None:
        now = {
            (each.volume, each.language, number): _facts(version)
            for each in self.ledger.editions.values()
            for number, version in enumerate(each.versions, 1)
        }
        assert now == self.fixed, "the ledger changed"
        by_id = {volume.id: volume for volume in volumes}
        for each in self.ledger.editions.values():
            volume, entry = by_id[each.volume], each.current
            assert (volume.number, volume.issue) == (entry.number, entry.issue), f"{each.id} is renumbered"
            assert (volume.start, volume.end, volume.year) == (entry.start, entry.end, entry.year)
            edition = next(one for one in planned if one.id == each.id)
            if edition.version == each.version:
                identifier = volume_identifier(self.config.archive, volume.id, each.language, edition.version)
                assert identifier == entry.identifier
                assert edition.replaces == (entry.replaces or "")
                assert entry.identifiers and asdict(edition.identifiers) == entry.identifiers.model_dump()
            else:
                assert (edition.version, edition.replaces) == (each.version + 1, entry.identifier)

    def _check_differences(self, placement: Placement) -> None:
        """Each published article is as it was, or a finding of its edition names it."""
        found = published_differences(self.ledger, self.articles.values(), renewed=placement.renewed)
        for edition in self.ledger.editions.values():
            if edition.id in placement.renewed:
                continue
            said = " ".join(finding.message for finding in found.get(edition.id, ()))
            for article in edition.current.articles:
                today = self.articles.get((article.key, article.language))
                is_same = today is not None and (today.digest, today.date) == (article.sha256, article.date)
                assert is_same != (f"{article.key} ({article.language})" in said)

    def _check_articles(self, placement: Placement, planned: tuple[Edition, ...]) -> None:
        """Every article is printed once in the editions of its language; a late one that is not is reported."""
        printed: Counter[tuple[str, str, str]] = Counter()
        for edition in planned:
            published = self._is_published(edition)
            texts = [(each.key, each.language) for each in edition.articles]
            if published:
                current = self.ledger.editions[edition.volume.id, edition.language].current
                texts = [(each.key, each.language) for each in current.articles]
            for key, language in texts:
                printed[key, language, edition.language] += 1
        assert not [text for text, count in printed.items() if count > 1], "a text is printed twice"
        said = " ".join(
            finding.message for found in (placement.findings, *placement.stopped.values()) for finding in found
        )
        for key, language in self.articles:
            is_reported = f"{key} ({language}) belongs to" in said
            assert printed[key, language, language] or is_reported, f"{key}.{language} is lost"
            self.seen["reported"] += is_reported


def _facts(entry: PublishedVersion) -> tuple[object, ...]:
    return (entry.model_dump_json(),)


def run(seed: int, steps: int = 30) -> History:
    """One history. Raises AssertionError with its steps."""
    history = History(Random(seed))
    try:
        history.run(steps)
    except AssertionError as error:
        raise AssertionError(f"seed {seed}: {error}: {'; '.join(history.steps)}") from error
    return history


__all__ = ["History", "replace", "run"]
