"""References to what other editions print: number and volume in words, and the page to fill in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from archivist.markup.built_in_words import Words
from archivist.markup.document_ids import document_ids
from archivist.markup.parallel_text import SECOND
from archivist.model.annotated import LinkedPlace, RelatedEntry, RelatedKind
from archivist.model.articles import Article
from archivist.model.volumes import Edition
from archivist.text import languages


@dataclass(frozen=True, slots=True)
class WrittenPlace:
    """A place in an article, ready for the template."""

    title: str  # "" if it is not a heading
    language: str
    anchor: str  # its id in the document


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article is printed in another edition of the volume, ready for the template."""

    edition: str  # its id
    document: str  # id of the document there


@dataclass(frozen=True, slots=True)
class Reference:
    """Where something is printed in another edition, ready for the template."""

    edition: str  # its id
    document: str  # id of the document there
    words: str  # No. 2, February 2022
    wording: str  # the same with a place for the page: No. 2, February 2022, p. {page}


@dataclass(frozen=True, slots=True)
class OtherFile:
    """The EPUB of another edition, ready for the template."""

    words: str  # No. 2, February 2022
    name: str


def found_entries(entries: Iterable[RelatedEntry]) -> tuple[RelatedEntry, ...]:
    """The entries that lead somewhere. The others are reported to the editor and not shown to the reader."""
    return tuple(entry for entry in entries if entry.kind is not RelatedKind.UNKNOWN)


@dataclass(slots=True)
class OtherEditions:
    """The editions of an archive as the documents of one of them name them."""

    here: Edition
    words: Words
    editions: Mapping[str, Edition]  # by id
    volume_names: Mapping[str, str]  # by volume id, in the language of `here`, as within a sentence
    epub_names: Mapping[str, str]  # of the EPUB of each edition, or what the names of its parts begin with
    in_order: Callable[[Sequence[str]], Sequence[str]]  # ids of editions in the order of the archive
    documents: dict[str, Mapping[str, str]] = field(default_factory=dict)  # ids by key, by edition: as they are known

    def reference(self, entry: RelatedEntry) -> Reference | None:
        """Where an entry is printed in another edition; None if no edition prints it."""
        other = self.editions.get(entry.edition)
        if other is None:
            return None
        return Reference(
            other.id,
            self._document(other, entry.key),
            self._worded("reference_without_page", other),
            self._worded("reference", other),
        )

    def place_of(self, translation: Article) -> Place | None:
        """Where the edition of this volume in the language of a translation prints it; None if it does not."""
        other = self.editions.get(f"{self.here.volume.id}.{translation.language}")
        if other is None or all(article.path != translation.path for article in other.articles):
            return None
        return Place(other.id, self._document(other, translation.key))

    def files(self, entries: Iterable[RelatedEntry]) -> list[OtherFile]:
        """The EPUBs of the editions that entries refer to, in the order of the archive."""
        named = dict.fromkeys(entry.edition for entry in entries)
        others = [self.editions[name] for name in self.in_order([name for name in named if name in self.editions])]
        return [OtherFile(self._worded("reference_without_page", other), self.epub_names[other.id]) for other in others]

    def _worded(self, label: str, other: Edition) -> str:
        return self.words.plain(label, number=other.volume.number, volume=self._volume(other))

    def _volume(self, other: Edition) -> str:
        """The volume, with the language of its edition if that is another one: it has pages of its own."""
        name = self.volume_names[other.volume.id]
        if other.language == self.here.language:
            return name
        return f"{name} [{languages.name(other.language, self.here.language)}]"

    def _document(self, other: Edition, key: str) -> str:
        if other.id not in self.documents:
            self.documents[other.id] = document_ids(article.key for article in other.articles)
        return self.documents[other.id][key]


def written_places(entry: RelatedEntry) -> list[WrittenPlace]:
    """The places in an article that links lead to; those of a text that is printed second have ids of their own."""
    return [WrittenPlace(place.title, place.language, _anchor(entry, place)) for place in entry.places]


def _anchor(entry: RelatedEntry, place: LinkedPlace) -> str:
    return place.id if place.path == entry.path else f"{SECOND}{place.id}"
