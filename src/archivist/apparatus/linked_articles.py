"""Articles that a text links to: those of other volumes are named as related reading is, with their volume."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from lxml import etree

from archivist.apparatus.related_reading import Catalogue
from archivist.links.addresses import same_address
from archivist.model.annotated import LinkedPlace, Note, RelatedEntry, RelatedKind
from archivist.model.articles import Article, Body
from archivist.model.volumes import Edition
from archivist.settings.archive_tables import EditionsTable

_ARTICLE = "article:"


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed of a work in one document."""

    articles: Sequence[Article]  # one, or two texts
    bodies: Iterable[str]  # their XHTML
    notes: Iterable[Note]


@dataclass(frozen=True, slots=True)
class Linked:
    """What a document refers to."""

    related: tuple[RelatedEntry, ...]  # what to read next, and what its text links to that is not in the edition
    here: tuple[RelatedEntry, ...]  # the other articles of the edition that its text links to


def linked_keys(printed: Printed, catalogue: Catalogue) -> frozenset[str]:
    """The keys of the works that a document's texts and notes link to."""
    found = (catalogue.with_file(path) for path, _, _ in _links(_texts(printed)))
    return frozenset(work.key for work, _ in filter(None, found))


@dataclass(slots=True)
class _Link:
    """An article that is linked to."""

    addresses: list[str] = field(default_factory=list)  # that its links have on the web
    names: list[str] = field(default_factory=list)  # of the places in it, as authors wrote them


@dataclass(frozen=True, slots=True)
class Linker:
    """Finds what the documents of an edition link to."""

    edition: Edition
    catalogue: Catalogue
    bodies: Mapping[str, Body]  # by path; without those in which no link names a place
    settings: EditionsTable

    def add_linked(self, entries: Iterable[RelatedEntry], printed: Printed) -> Linked:
        """The related entries of a document, and the articles it links to.

        An entry that is listed already is not listed again; it gets the places that links lead to.
        """
        listed, here = list(entries), list[RelatedEntry]()
        for path, link in _linked(printed).items():
            entry = self._in_edition(path, printed.articles[0]) or self._elsewhere(path, link, printed.articles[0])
            if entry is None:
                continue
            entry = replace(entry, places=tuple(self._places(entry, path, link.names)))
            is_new = entry.kind is RelatedKind.HERE and not any(_is_same(each, entry) for each in listed)
            _add(here if is_new else listed, entry)
        return Linked(tuple(listed), tuple(here))

    def _in_edition(self, path: str, article: Article) -> RelatedEntry | None:
        """The article of the edition that a link leads to, itself or as the translation that the edition prints."""
        found = self.catalogue.with_file(path)
        printed = next((each for each in self.edition.articles if each.path == path), None)
        if printed is None and found is not None and found[0].key != article.key:
            printed = next((each for each in self.edition.articles if each.key == found[0].key), None)
        if printed is None:
            return None
        return RelatedEntry(
            RelatedKind.HERE, printed.title, printed.language, printed.key, self.edition.volume.id, path=printed.path
        )

    def _elsewhere(self, path: str, link: _Link, article: Article) -> RelatedEntry | None:
        """The article of another edition that a link leads to."""
        found = self.catalogue.with_file(path)
        if found is None:
            return None
        work, volume = found
        own = next(each for each in work.articles if each.path == path)
        there, printed_in = self.catalogue.printed_in(work, volume, [self.edition.language, own.language])
        if work.key == article.key:  # a translation of the article itself is meant, and no other text
            there, printed_in = own, self.catalogue.edition_with(own, volume)
        source = there.source if same_address(there.source) else ""
        return RelatedEntry(
            RelatedKind.VOLUME,
            there.title,
            there.language,
            work.key,
            volume.id,
            address=link.addresses[0] if len(link.addresses) == 1 else source,
            linked=(path,),
            edition=printed_in,
            path=there.path,
        )

    def _places(self, entry: RelatedEntry, path: str, names: Iterable[str]) -> Iterator[LinkedPlace]:
        """The places that links name, in the texts printed there; what no text has is reported where it is linked."""
        found = self.catalogue.find(entry.key)
        if found is None:
            return
        first = next(each for each in found[0].articles if each.path == entry.path)
        second = found[0].printed_with(first, self.settings)
        texts = [first] if second is None else [first, second] if path != second.path else [second, first]
        for name in names:
            yield from islice((place for text in texts for place in self._place(text, name)), 1)

    def _place(self, text: Article, name: str) -> Iterator[LinkedPlace]:
        body = self.bodies.get(text.path)
        id = body.places.find(name) if body is not None else ""
        if body is not None and id:
            heading = next((each for each in body.headings if each.id == id), None)
            title, language = (heading.title, heading.language or text.language) if heading else ("", "")
            yield LinkedPlace(text.path, id, title, language)


def places_linked(bodies: Iterable[Body]) -> frozenset[str]:
    """The paths of the articles in which links of these texts name a place."""
    return frozenset(names_linked(bodies))


def names_linked(bodies: Iterable[Body]) -> Mapping[str, frozenset[str]]:
    """The places that links of these texts name, by path of the article."""
    found: dict[str, set[str]] = {}
    for path, name, _ in _links(text for body in bodies for text in (body.xhtml, *(note.xhtml for note in body.notes))):
        if name:
            found.setdefault(path, set()).add(name)
    return {path: frozenset(names) for path, names in found.items()}


def _add(listed: list[RelatedEntry], entry: RelatedEntry) -> None:
    """List an entry, or what it adds to the one that is listed."""
    place = next((at for at, each in enumerate(listed) if _is_same(each, entry)), len(listed))
    known = (listed[place : place + 1] or [entry])[0]
    listed[place : place + 1] = [
        replace(
            known,
            linked=tuple(dict.fromkeys((*known.linked, *entry.linked))),
            places=tuple(dict.fromkeys((*known.places, *entry.places))),
            address=known.address or entry.address,
        )
    ]


def _linked(printed: Printed) -> Mapping[str, _Link]:
    """The files linked to, apart from those printed, with what their links name."""
    own = {article.path for article in printed.articles}
    found: dict[str, _Link] = {}
    for path, name, address in _links(_texts(printed)):
        if path in own:
            continue
        link = found.setdefault(path, _Link())
        if address and address not in link.addresses:
            link.addresses.append(address)
        if name and name not in link.names:
            link.names.append(name)
    return found


def _texts(printed: Printed) -> list[str]:
    return [*printed.bodies, *(text.xhtml for note in printed.notes for text in note.texts)]


def _links(texts: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Path, place and web address of each link to an article."""
    for xhtml in texts:
        if f'href="{_ARTICLE}' not in xhtml:
            continue
        for link in etree.fromstring(xhtml).iter("a"):
            href = link.get("href", "")
            if href.startswith(_ARTICLE):
                path, _, name = href.removeprefix(_ARTICLE).partition("#")
                yield path, name, link.get("data-address", "")


def _is_same(one: RelatedEntry, other: RelatedEntry) -> bool:
    return (one.kind, one.key, one.edition) == (other.kind, other.key, other.edition)
