"""Articles that a text links to and that its book does not contain: named as related reading is, with their volume."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from archivist.addresses import same_address
from archivist.apparatus.related_reading import Catalogue
from archivist.model import Article, Edition, Note, RelatedEntry, RelatedKind

_ARTICLE = "article:"


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed of a work in one document."""

    articles: Sequence[Article]  # one, or two texts
    bodies: Iterable[str]  # their XHTML
    notes: Iterable[Note]


def with_linked(
    entries: tuple[RelatedEntry, ...], printed: Printed, edition: Edition, catalogue: Catalogue
) -> tuple[RelatedEntry, ...]:
    """The related entries of a document, and after them the articles it links to that are not in the edition.

    An entry that is listed already is marked as linked to, and not listed again.
    """
    listed = list(entries)
    for path, addresses in _elsewhere(printed, edition).items():
        entry = _entry(path, addresses, printed.articles[0], edition, catalogue)
        if entry is None:
            continue
        place = next((at for at, each in enumerate(listed) if _is_same(each, entry)), len(listed))
        known = listed[place : place + 1] or [entry]
        paths = (*known[0].linked, *(path for path in entry.linked if path not in known[0].linked))
        listed[place : place + 1] = [replace(known[0], linked=paths, address=known[0].address or entry.address)]
    return tuple(listed)


def linked_keys(printed: Printed, catalogue: Catalogue) -> frozenset[str]:
    """The keys of the works that a document's texts and notes link to."""
    found = (catalogue.with_file(path) for path, _ in _links(printed))
    return frozenset(work.key for work, _ in filter(None, found))


def _elsewhere(printed: Printed, edition: Edition) -> Mapping[str, list[str]]:
    """The files linked to that are not part of the edition's book, each with the addresses that its links have."""
    here = {article.path for article in printed.articles}
    own_key = printed.articles[0].key
    in_book = {article.path for article in edition.articles}
    found: dict[str, list[str]] = {}
    for path, address in _links(printed):
        if path in here or path in in_book:
            continue
        found.setdefault(path, [])
        if address and address not in found[path]:
            found[path].append(address)
    keys = {article.key for article in edition.articles} - {own_key}
    return {path: addresses for path, addresses in found.items() if not _is_in(path, keys, edition)}


def _is_in(path: str, keys: set[str], edition: Edition) -> bool:
    """Whether a file is a translation of an article of the edition, which the link then leads to."""
    return any(article.path == path for work in edition.volume.works if work.key in keys for article in work.articles)


def _links(printed: Printed) -> Iterator[tuple[str, str]]:
    texts = [*printed.bodies, *(text.xhtml for note in printed.notes for text in note.texts)]
    for xhtml in texts:
        if f'href="{_ARTICLE}' not in xhtml:
            continue
        for link in etree.fromstring(xhtml).iter("a"):
            href = link.get("href", "")
            if href.startswith(_ARTICLE):
                yield href.removeprefix(_ARTICLE).partition("#")[0], link.get("data-address", "")


def _entry(
    path: str, addresses: Sequence[str], article: Article, edition: Edition, catalogue: Catalogue
) -> RelatedEntry | None:
    found = catalogue.with_file(path)
    if found is None:
        return None
    work, volume = found
    own = next(each for each in work.articles if each.path == path)
    there = own if work.key == article.key else work.in_language(edition.language) or own
    source = there.source if same_address(there.source) else ""
    address = addresses[0] if len(addresses) == 1 else source
    return RelatedEntry(
        RelatedKind.VOLUME, there.title, there.language, work.key, volume.id, address=address, linked=(path,)
    )


def _is_same(one: RelatedEntry, other: RelatedEntry) -> bool:
    return one.kind is RelatedKind.VOLUME and one.key == other.key
