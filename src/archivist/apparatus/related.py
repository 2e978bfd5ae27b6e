"""Related reading resolved: an article of this edition, of another volume, a web address, or not found."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from archivist.findings import Finding
from archivist.model import Article, Edition, RelatedEntry, RelatedKind, RelatedLink, Volume, Work


class Catalogue:
    """Every work of the archive by key, with the volume that holds it."""

    def __init__(self, volumes: Iterable[Volume]) -> None:
        self._works: Mapping[str, tuple[Work, Volume]] = {
            work.key: (work, volume) for volume in volumes for work in volume.works
        }

    def find(self, key: str) -> tuple[Work, Volume] | None:
        """The work of that key and its volume."""
        return self._works.get(key)


def resolve(
    article: Article, edition: Edition, catalogue: Catalogue
) -> tuple[tuple[RelatedEntry, ...], tuple[Finding, ...]]:
    """The related entries of an article, in the author's order; entries not found are kept and reported."""
    entries = tuple(_resolve(link, article, edition, catalogue) for link in article.related)
    findings = tuple(
        Finding("related-unknown", f"related entry {link.target!r} leads nowhere", article.path, link.line)
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


def _resolve(link: RelatedLink, article: Article, edition: Edition, catalogue: Catalogue) -> RelatedEntry:
    own_words = article.language if link.title else ""  # the author's title is in the author's language
    if _is_web_address(link.target):
        # The day the page was kept is the day its links were seen, unless the author says otherwise.
        seen = link.seen or article.retrieved
        return RelatedEntry(RelatedKind.WEB, link.title, own_words, address=link.target, seen=seen)
    found = catalogue.find(link.target)
    if found is None:
        return RelatedEntry(RelatedKind.UNKNOWN, link.title or link.target, own_words, key=link.target)
    work, volume = found
    here = next((other for other in edition.articles if other.key == work.key), None)
    kind = RelatedKind.VOLUME if here is None else RelatedKind.HERE
    there = here or work.in_language(edition.language) or work.original
    return RelatedEntry(kind, link.title or there.title, own_words or there.language, work.key, volume.id)


def _is_web_address(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:  # http://[broken
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
