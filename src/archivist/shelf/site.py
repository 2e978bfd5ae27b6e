"""The shelf as data: its editions, its articles, and what is said of the serial in each language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from archivist.record.volume_record import RecordedArticle, RecordedDocument
from archivist.shelf.holdings import Holding
from archivist.shelf.wording import Wording


@dataclass(frozen=True, slots=True)
class About:
    """What the settings say of the serial in one language."""

    title: str
    subtitle: str = ""
    publisher: str = ""
    rights: str = ""
    site: str = ""  # address of the web site of the serial


@dataclass(frozen=True, slots=True)
class Cited:
    """What the file of citations says of an article."""

    abstract: str = ""
    translators: tuple[str, ...] = ()
    address: str = ""  # where it was first published


@dataclass(frozen=True, slots=True)
class ShelvedText:
    """An article of an edition, and where its page is."""

    holding: Holding
    article: RecordedArticle
    document: RecordedDocument
    path: str  # of its page in the shelf
    cited: Cited = Cited()

    @property
    def urn(self) -> str:
        """The identifier of its edition, with the id of its document as the fragment."""
        return f"{self.holding.record.identifier}#{self.document.id}"


@dataclass(frozen=True)
class Site:
    """Everything that pages and catalogues are made of."""

    holdings: tuple[Holding, ...]  # by period
    texts: tuple[ShelvedText, ...]  # in the order of the holdings
    languages: tuple[str, ...]  # of the editions, in the order of the archive
    words: Mapping[str, Wording]  # by language
    about: Mapping[str, About]  # by language
    name: str  # of the archive, in ASCII: with which names of files begin
    id: str = ""  # of the archive, which identifiers are made from
    contact: str = ""  # e-mail address of the serial
    address: str = ""  # where the shelf will be, with / at its end; "" if that is not known
    covers: frozenset[str] = field(default=frozenset())  # ids of the editions that have a cover picture

    @cached_property
    def texts_of_editions(self) -> Mapping[str, Sequence[ShelvedText]]:
        """The articles of each edition by its id."""
        found: dict[str, list[ShelvedText]] = {each.id: [] for each in self.holdings}
        for text in self.texts:
            found[text.holding.id].append(text)
        return found

    @cached_property
    def _editions(self) -> Mapping[str, Holding]:
        return {each.id: each for each in self.holdings}

    @cached_property
    def _translations(self) -> Mapping[str, Sequence[ShelvedText]]:
        found: dict[str, list[ShelvedText]] = {}
        for text in self.texts:
            found.setdefault(text.article.key, []).append(text)
        return found

    def in_language(self, language: str) -> tuple[Holding, ...]:
        """The editions in a language."""
        return tuple(each for each in self.holdings if each.language == language)

    def edition(self, volume: str, language: str) -> Holding | None:
        """The edition of a volume in a language."""
        return self._editions.get(f"{volume}.{language}")

    def translations(self, text: ShelvedText) -> Iterator[ShelvedText]:
        """The pages of the same work in other editions, one for each language."""
        seen = {text.holding.language}
        for other in self._translations[text.article.key]:
            if other.holding.language not in seen:
                seen.add(other.holding.language)
                yield other
