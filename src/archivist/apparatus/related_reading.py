"""Related reading resolved: an article of this edition, of another volume, a web address, or not found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archivist.dependencies import Dependencies
from archivist.findings import Finding
from archivist.links.address_book import AddressBook
from archivist.links.addresses import same_address
from archivist.model.annotated import RelatedEntry, RelatedKind
from archivist.model.articles import Article, RelatedLink
from archivist.model.volumes import Edition, Volume, Work


class Catalogue:
    """Every work of the archive by key, with the volume that contains it and the editions that print it."""

    def __init__(
        self, volumes: Iterable[Volume], book: AddressBook | None = None, editions: Iterable[Edition] = ()
    ) -> None:
        """`book` has the articles by address; without it, an address is only an address."""
        self._book = book or AddressBook()
        self._editions: dict[str, list[Edition]] = defaultdict(list)
        editions = tuple(editions)
        for edition in editions:
            self._editions[edition.volume.id].append(edition)
        self._works: dict[str, tuple[Work, Volume]] = {}
        # A work of which a translation arrived late is in two volumes: the first that prints it is the one to name.
        printed = {(each.volume.id, article.key) for each in editions for article in each.articles}
        for volume in volumes:
            for work in volume.works:
                known = self._works.get(work.key)
                if known is None or (known[1].id, work.key) not in printed:
                    self._works[work.key] = work, volume
        self._keys = {article.path: key for key, (work, _) in self._works.items() for article in work.articles}

    def find(self, key: str) -> tuple[Work, Volume] | None:
        """The work of that key and its volume."""
        return self._works.get(key)

    def with_file(self, path: str) -> tuple[Work, Volume] | None:
        """The work that an article's file is a text of, and its volume."""
        return self.find(self.key_of(path))

    def key_of(self, path: str) -> str:
        """The key of the work that an article's file is a text of; "" if the archive has no such article."""
        return self._keys.get(path, "")

    def known_work(self, key: str) -> "KnownWork | None":
        """What decides every answer about a work; None if there is no work of that key."""
        found = self._works.get(key)
        if found is None:
            return None
        work, volume = found
        printed = ((each, article) for each in self._editions.get(volume.id, ()) for article in _of_work(each, work))
        places = tuple((each.id, each.language, article.path) for each, article in printed)
        return KnownWork(work.articles, replace(volume, works=()), places)

    def printed_in(self, work: Work, volume: Volume, languages: Sequence[str]) -> tuple[Article, str]:
        """The article of a work to refer to, and the id of the edition that prints it; "" if no edition does.

        It is in the first of these languages in which the work is printed, then in the original's, then in any.
        """
        printed = [(article, each) for each in self._editions[volume.id] for article in _of_work(each, work)]
        by_language = {each.language: (article, each.id) for article, each in printed}
        for language in (*languages, work.original.language, *by_language):
            if language in by_language:
                return by_language[language]
        found = (work.in_language(language) for language in languages)
        return next((article for article in found if article is not None), work.original), ""

    def edition_with(self, article: Article, volume: Volume) -> str:
        """The id of the first edition that prints this very text by itself; "" if none does."""
        return next((each.id for each in self._editions[volume.id] if article in each.articles), "")

    def at(self, address: str, language: str) -> tuple[Work, Volume] | None:
        """The work that has a text at a web address, and its volume."""
        return self.with_file(self._book.at(address, language)[0])


@dataclass(frozen=True, slots=True)
class KnownWork:
    """All that a catalogue says of a work."""

    articles: tuple[Article, ...]
    volume: Volume  # without its works
    printed: tuple[tuple[str, str, str], ...]  # editions of the volume that print it: id, language, path of the article


class AskedCatalogue(Catalogue):
    """A catalogue of which each look-up is recorded: of a work by its key, of a file by its path.

    `asked` answers them by `known_work` and `key_of` of the catalogue, and `book` records what it is asked.
    """

    def __init__(self, catalogue: Catalogue, book: AddressBook, asked: Dependencies) -> None:
        super().__init__((), book)
        self._catalogue, self._asked = catalogue, asked

    def find(self, key: str) -> tuple[Work, Volume] | None:
        """As of the catalogue."""
        self._asked.ask("work", key)
        return self._catalogue.find(key)

    def with_file(self, path: str) -> tuple[Work, Volume] | None:
        """As of the catalogue."""
        return self.find(str(self._asked.ask("key", path)))

    def printed_in(self, work: Work, volume: Volume, languages: Sequence[str]) -> tuple[Article, str]:
        """As of the catalogue: decided by what it says of the work."""
        self._asked.ask("work", work.key)
        return self._catalogue.printed_in(work, volume, languages)

    def edition_with(self, article: Article, volume: Volume) -> str:
        """As of the catalogue: decided by what it says of the article's work."""
        self._asked.ask("work", article.key)
        return self._catalogue.edition_with(article, volume)


def resolve(
    article: Article, edition: Edition, catalogue: Catalogue
) -> tuple[tuple[RelatedEntry, ...], tuple[Finding, ...]]:
    """The related entries of an article, in the author's order; entries not found are kept and reported."""
    entries = tuple(_resolve(link, article, edition, catalogue) for link in article.related)
    findings = tuple(
        Finding("related-unknown", f"related entry {link.target!r} does not match any article", article.path, link.line)
        for link, entry in zip(article.related, entries, strict=True)
        if entry.kind is RelatedKind.UNKNOWN
    )
    return entries, findings


def resolve_both(
    first: Article, second: Article, edition: Edition, catalogue: Catalogue
) -> tuple[tuple[RelatedEntry, ...], tuple[Finding, ...]]:
    """The related entries of two texts printed together: the first's, then those that only the second has."""
    entries, findings = resolve(first, edition, catalogue)
    others, more = resolve(second, edition, catalogue)
    known = {(entry.key, entry.address) for entry in entries}
    added = tuple(entry for entry in others if (entry.key, entry.address) not in known)
    return (*entries, *added), (*findings, *more)


def resolve_key(key: str, edition: Edition, catalogue: Catalogue) -> RelatedEntry:
    """The entry of a work that nobody wrote down, under its own title."""
    return _resolve(RelatedLink(key), edition.articles[0], edition, catalogue)


def _resolve(link: RelatedLink, article: Article, edition: Edition, catalogue: Catalogue) -> RelatedEntry:
    own_words = article.language if link.title else ""  # the author's title is in the author's language
    is_address = bool(same_address(link.target))
    found = catalogue.at(link.target, edition.language) if is_address else catalogue.find(link.target)
    if is_address and found is None:
        # The day the page was kept is the day its links were seen, unless the author says otherwise.
        seen = link.seen or article.retrieved
        return RelatedEntry(RelatedKind.WEB, link.title, own_words, address=link.target, seen=seen)
    if found is None:
        return RelatedEntry(RelatedKind.UNKNOWN, link.title or link.target, own_words, key=link.target)
    work, volume = found
    here = next(_of_work(edition, work), None)
    there, printed_in = catalogue.printed_in(work, volume, [edition.language]) if here is None else (here, "")
    return RelatedEntry(
        RelatedKind.VOLUME if here is None else RelatedKind.HERE,
        link.title or there.title,
        own_words or there.language,
        work.key,
        volume.id,
        edition=printed_in,
        path=there.path,
    )


def _of_work(edition: Edition, work: Work) -> Iterator[Article]:
    return (article for article in edition.articles if article.key == work.key)
