"""What an edition may ask of the rest of its archive, and the answers of today.

Articles of other volumes are linked to, listed and suggested; volumes and editions are named. All of this goes through
`AskedFacts`, which records each question with a digest of the answer (dependencies.py): with its own texts, these are
what an edition depends on. Nothing else of other articles is within its reach; their texts are not in the answers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.apparatus import AskedCatalogue, Catalogue, NearWorks
from archivist.archive import Archive
from archivist.articles.files_asked import answers_about_files
from archivist.cache import Store
from archivist.dependencies import Answers, AskedMapping, Dependencies, Fingerprints
from archivist.executors import FEW, Executor, InProcess, map_in_batches
from archivist.files import sha256
from archivist.findings import Finding
from archivist.links.address_book import AddressBook, AskedAddressBook, address_book, answers_of
from archivist.markup import labels_for
from archivist.model.articles import Article
from archivist.model.held_text import NO_TEXT
from archivist.model.volumes import Edition, Volume, Work
from archivist.planning import Plan
from archivist.suggestion import SuggestedReading
from archivist.volumes import cumulated_years, is_cumulative, supplement_number, volume_name

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass
class ArchiveFacts:
    """The archive as its editions see it. What is expensive is made when the first edition asks for it."""

    archive: Archive
    plan: Plan
    given_book: AddressBook | None = None  # instead of that of the articles
    digest: Callable[[Path], str] = sha256  # of a file; it may remember it
    workers: Executor = field(default_factory=InProcess)  # for texts that are read to be compared
    _nearest: dict[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)  # by edition

    @cached_property
    def book(self) -> AddressBook:
        """The articles of the archive by their addresses."""
        if self.given_book is not None:
            return self.given_book
        context, site, articles = self.archive.context, self.archive.config.archive.site, self.plan.known_articles
        titles = {article.path: article.title for article in articles}
        if context is None:
            return address_book(articles, site)
        from archivist.volume_context import recorded  # noqa: PLC0415 - few archives are volumes made again

        return recorded(context, titles, site)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The works of the archive, and where they are printed."""
        return Catalogue(self.plan.known_volumes, self.book, self.plan.known_editions)

    @cached_property
    def suggested_reading(self) -> SuggestedReading:
        """The works of the archive, ranked by nearness."""
        on_each = partial(map_in_batches, self.workers, here=FEW)
        return SuggestedReading(self.plan.volumes, self.archive.config, Store(self.archive.cache), on_each)

    def keep(self) -> None:
        """Keep what took long to find out, for the next run."""
        if "suggested_reading" in vars(self):
            self.suggested_reading.keep()

    @cached_property
    def editions(self) -> Mapping[str, Edition]:
        """All editions by id, in the order of the archive."""
        return {edition.id: edition for edition in self.plan.known_editions}

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """All articles by path."""
        return {article.path: article for article in self.plan.known_articles}

    def rank_works(self, editions: Sequence[str]) -> None:
        """Find out now what is near to the articles of editions, and forget what was compared.

        It needs more memory than all else that is known of an archive, and the editions still have to be made.
        """
        for name in editions:
            self._ranked(name)
        self.keep()
        vars(self).pop("suggested_reading", None)

    def nearest(self, edition: Edition) -> Mapping[str, Sequence[str]]:
        """The works to suggest for each article: found by comparing all texts, or those that a context records."""
        if self.archive.context is None:
            return self.suggested_reading.nearest(edition)
        recorded_editions = self.archive.context.volume.editions
        return next(each.suggestions for each in recorded_editions if each.language == edition.language)

    @cached_property
    def headings(self) -> "_Headings":
        """The archive without texts."""
        return _Headings(self)

    @cached_property
    def answers(self) -> Answers:
        """The answers to what editions may ask, by the kind of the question."""
        headings = self.headings
        functions: dict[str, Callable[..., object]] = {
            **answers_of(self.book),
            **answers_about_files(self.archive.articles, self.digest),
            "key": headings.catalogue.key_of,
            "work": headings.catalogue.known_work,
            "article": headings.articles.get,
            "text": self._digests.get,  # with the settings, the digest of a file decides all that is read of it
            "texts of editors": self._texts_of_editors,
            "edition": headings.editions.get,
            "published": self._is_published,
            "all: edition": lambda: tuple(self.editions),
            "order": self._in_order,
            "volume name": self._volume_name,
            "stem": self._stem,
            "epub name": self._epub_name,
            "shared": lambda path: self._shared.get(path, ()),
            "nearest": self._others,
        }
        return Answers(functions, Fingerprints((Article, Work, Volume)))

    # ------------------------------------------------------------ answers

    @cached_property
    def _digests(self) -> Mapping[str, str]:
        """The digests of the files of articles and of the editors' texts, by path."""
        texts = (text.article for text in self.plan.texts)
        return {article.path: article.digest for article in (*self.plan.known_articles, *texts)}

    def _texts_of_editors(self, name: str) -> tuple[str, ...]:
        """The editors' texts of an edition, with the parts that they are."""
        edition = self.editions.get(name)
        works = self.plan.texts_of(edition) if edition else {}
        return tuple(f"{role} {article.path}" for role, work in works.items() for article in work.articles)

    def _is_published(self, name: str) -> bool:
        edition = self.editions.get(name)
        return edition is not None and self.plan.published(edition) is not None

    def _in_order(self, *names: str) -> tuple[str, ...]:
        return tuple(sorted(names, key=self._places.__getitem__))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self.editions)}

    @cached_property
    def _volumes(self) -> Mapping[str, Volume]:
        volumes = (*self.plan.known_volumes, *(edition.volume for edition in self.plan.known_editions))
        return {volume.id: volume for volume in volumes}

    def _volume_name(self, volume: str, language: str) -> str | None:
        found = self._volumes.get(volume)
        return self.worded(volume_name, Edition(found, language, ())) if found else None

    def worded(self, word: Callable[[Volume, str], str], edition: Edition) -> str:
        """The title or name of a volume; also of a supplement: January 2022, supplement 1; Cumulative index 2022."""
        labels, _ = labels_for(edition.language, self.archive.config.labels)
        volume = edition.volume
        if is_cumulative(volume.id):
            return labels["cumulative"].replace("{years}", cumulated_years(edition, self.plan.editions))
        title, number = word(volume, edition.language), supplement_number(volume.id)
        words = labels["supplement"].replace("{volume}", title).replace("{number}", str(number))
        return words if number else title

    def _stem(self, name: str) -> str | None:
        """What the names of the files of an edition begin with: as published, else by the title of today."""
        edition = self.editions.get(name)
        return (self.plan.stem(edition) or f"{self.archive.slug}-{name}") if edition else None

    def _epub_name(self, name: str) -> str | None:
        """The name of the EPUB of an edition; if it may be in parts, what their names begin with."""
        stem, is_in_parts = self._stem(name), bool(self.archive.config.epub.max_size)
        return f"{stem}{'' if is_in_parts else '.epub'}" if stem else None

    @cached_property
    def _shared(self) -> Mapping[str, tuple[Finding, ...]]:
        """The addresses that several works state, by path of the article of the second one."""
        found: dict[str, tuple[Finding, ...]] = {}
        for finding in self.book.shared():
            found[finding.file] = (*found.get(finding.file, ()), finding)
        return found

    def _others(self, edition: str, key: str, most: str, *known: str) -> Sequence[str]:
        return NearWorks(0, self._ranked(edition)).others(key, known, int(most))

    def _ranked(self, edition: str) -> Mapping[str, Sequence[str]]:
        """The works to suggest for each article of an edition, by its id; kept for later questions."""
        found = self.editions.get(edition)
        if found is None:
            return {}
        if edition not in self._nearest:
            self._nearest[edition] = self.nearest(found)
        return self._nearest[edition]


class _Headings:
    """Editions, works and articles without texts: what others may know of them. Each is one object, as in the plan."""

    def __init__(self, facts: ArchiveFacts) -> None:
        self._known: dict[int, Article] = {}
        self._works: dict[int, Work] = {}
        self._volumes: dict[int, Volume] = {}
        self.articles = {article.path: self._article(article) for article in facts.plan.known_articles}
        self.editions = {name: self._edition(edition) for name, edition in facts.editions.items()}
        volumes = map(self._volume, facts.plan.known_volumes)
        self.catalogue = Catalogue(volumes, facts.book, self.editions.values())

    def _edition(self, edition: Edition) -> Edition:
        articles, missing = map(self._article, edition.articles), map(self._work, edition.missing)
        volume = self._volume(edition.volume)
        return replace(edition, volume=volume, articles=tuple(articles), missing=tuple(missing))

    def _volume(self, volume: Volume) -> Volume:
        if id(volume) not in self._volumes:
            self._volumes[id(volume)] = replace(volume, works=tuple(map(self._work, volume.works)))
        return self._volumes[id(volume)]

    def _work(self, work: Work) -> Work:
        if id(work) not in self._works:
            self._works[id(work)] = Work(work.key, tuple(map(self._article, work.articles)))
        return self._works[id(work)]

    def _article(self, article: Article) -> Article:
        if id(article) not in self._known:
            self._known[id(article)] = replace(article, held=NO_TEXT, digest="", text_line=0)
        return self._known[id(article)]


class AskedFacts:
    """The archive as one edition sees it."""

    def __init__(self, facts: ArchiveFacts, edition: Edition) -> None:
        self.dependencies = asked = Dependencies(facts.answers)
        self.edition = edition
        self.catalogue = AskedCatalogue(facts.headings.catalogue, AskedAddressBook(facts.book.site, asked=asked), asked)
        asked.ask("edition", edition.id)
        asked.ask("published", edition.id)

    def read_text(self, article: Article) -> None:
        """Record that a text is read."""
        self.dependencies.ask("text", article.path)

    def read_texts_of_editors(self) -> None:
        """Record which texts of the editors it has."""
        self.dependencies.ask("texts of editors", self.edition.id)

    def near(self, number: int) -> NearWorks:
        """The works to suggest."""
        return _AskedNearWorks(number, edition=self.edition.id, asked=self.dependencies)

    def shared_addresses(self) -> Sequence[Finding]:
        """The addresses that its articles and those of other works state."""
        paths = dict.fromkeys(article.path for article in self.edition.articles)
        return [finding for path in paths for finding in self.dependencies.ask("shared", path)]

    @property
    def articles(self) -> Mapping[str, Article]:
        """Every article of the archive by path, without its text."""
        return AskedMapping(self.dependencies, "article")

    @property
    def editions(self) -> Mapping[str, Edition]:
        """Every edition by id, without texts."""
        return AskedMapping(self.dependencies, "edition")

    @property
    def stems(self) -> Mapping[str, str]:
        """What the names of the files of each edition begin with."""
        return AskedMapping(self.dependencies, "stem")

    @property
    def epub_names(self) -> Mapping[str, str]:
        """The names of the EPUBs of each edition, or what the names of their parts begin with."""
        return AskedMapping(self.dependencies, "epub name")

    @property
    def volume_names(self) -> Mapping[str, str]:
        """The names of volumes by id as within a sentence, in the language of the edition."""
        return AskedMapping(self.dependencies, "volume name", self.edition.language)

    def in_order(self, names: Sequence[str]) -> Sequence[str]:
        """The ids of editions in the order of the archive."""
        found: Sequence[str] = self.dependencies.ask("order", *names)
        return found


@dataclass(frozen=True, slots=True)
class _AskedNearWorks(NearWorks):
    """The works near to the articles of an edition: what is chosen of them is recorded."""

    edition: str = field(kw_only=True)
    asked: Dependencies = field(kw_only=True)

    def others(self, key: str, known: "Collection[str]", most: int) -> Sequence[str]:
        """As they are ranked."""
        found: Sequence[str] = self.asked.ask("nearest", self.edition, key, str(most), *sorted(known))
        return found
