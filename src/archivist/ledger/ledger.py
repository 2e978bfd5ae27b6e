"""A ledger that was read, and the questions that it answers. Nothing here changes it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # most archives have no ledger: what reads one is imported with it
    from archivist.ledger.ledger_entries import PublishedArticle, PublishedFile, PublishedVersion


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """A volume in one language of which at least one version was published."""

    volume: str
    language: str
    versions: "tuple[PublishedVersion, ...]"  # version 1 first

    @property
    def id(self) -> str:
        """Volume and language: 2022-03.en."""
        return f"{self.volume}.{self.language}"

    @property
    def version(self) -> int:
        """The number of the latest version."""
        return len(self.versions)

    @property
    def current(self) -> "PublishedVersion":
        """The latest version."""
        return self.versions[-1]

    @property
    def outputs(self) -> "tuple[PublishedFile, ...]":
        """All files of the latest version, the record last."""
        return (*self.current.files, self.current.record)

    @property
    def stem(self) -> str:
        """What the names of its PDF and EPUB begin with, up to volume and language; "" if it has neither."""
        named = next((each.file for each in self.current.files if self.id in each.file), "")
        return named[: named.index(self.id) + len(self.id)] if named else ""

    def article(self, key: str) -> "PublishedArticle | None":
        """What the latest version has of a work."""
        return next((article for article in self.current.articles if article.key == key), None)


@dataclass(frozen=True, slots=True)
class PublishedPlace:
    """Where a text is printed: an article of the latest version of a published edition."""

    edition: PublishedEdition
    article: "PublishedArticle"

    @property
    def volume(self) -> str:
        """The id of the volume."""
        return self.edition.volume

    @property
    def number(self) -> int:
        """The number of the volume in the series."""
        return self.edition.current.number

    @property
    def start(self) -> date:
        """First day of the volume's period."""
        return self.edition.current.start

    @property
    def document(self) -> str:
        """The id of the article's document: the structure element in the PDF, `<id>.xhtml` in the EPUB."""
        return self.article.document

    @property
    def pdf(self) -> str:
        """Name of the PDF; "" if none was published."""
        return next((each.file for each in self.edition.current.files if each.file.endswith(".pdf")), "")

    @property
    def epub(self) -> str:
        """Name of the EPUB, or of the part of it that has the article; "" if none was published."""
        epubs = [each for each in self.edition.current.files if each.file.endswith(".epub")]
        return next((each.file for each in epubs if not each.documents or self.document in each.documents), "")

    def label(self, anchor: str = "") -> str:
        """The label of the page on which the article, or a place in it, begins; "" if the ledger has none."""
        return self.article.anchors.get(anchor, "") if anchor else self.article.first_page


class Ledger:
    """What was published of an archive."""

    def __init__(
        self, archive: str = "", editions: Iterable[PublishedEdition] = (), data: Mapping[str, object] | None = None
    ) -> None:
        """`data` is the file as it was read, with members that this program does not know."""
        self.archive = archive  # its id; "" if nothing was ever published
        self.editions: Mapping[tuple[str, str], PublishedEdition] = {
            (edition.volume, edition.language): edition for edition in editions
        }
        self.data: Mapping[str, object] = data or {}
        self._languages: dict[str, list[str]] = defaultdict(list)
        self._places: dict[str, list[PublishedPlace]] = defaultdict(list)
        for edition in self.editions.values():
            self._languages[edition.volume].append(edition.language)
            for article in edition.current.articles:
                self._places[article.key].append(PublishedPlace(edition, article))

    def __bool__(self) -> bool:
        """Whether anything was published."""
        return bool(self.editions)

    def edition(self, volume: str, language: str) -> PublishedEdition | None:
        """The published edition of a volume in a language."""
        return self.editions.get((volume, language))

    def languages_of(self, volume: str) -> Sequence[str]:
        """The languages in which a volume is published, in the order of the file."""
        return tuple(self._languages.get(volume, ()))

    def volumes(self) -> "Mapping[str, PublishedVersion]":
        """The volumes of which an edition is published, by id: one version of each, for number, issue and period."""
        return {volume: each.current for (volume, _), each in self.editions.items()}

    def find(self, key: str, language: str, edition: str = "") -> PublishedPlace | None:
        """Where the text of a work in a language is printed; of several, that in the edition of a language goes first.

        `edition` is that language; without it, it is the language of the text. A text printed as the second one of
        another counts, and is found last.
        """
        found = [each for each in self.places(key) if language in {text.language for text in each.article.texts}]
        wanted = edition or language
        return min(found, key=lambda each: (_rank(each, language, wanted), each.edition.id), default=None)

    def places(self, key: str) -> Sequence[PublishedPlace]:
        """Everywhere a work is printed, by volume and language."""
        return tuple(self._places.get(key, ()))


def _rank(place: PublishedPlace, language: str, edition: str) -> int:
    is_second: bool = place.article.language != language
    return 2 * is_second + (place.edition.language != edition)


EMPTY = Ledger()
