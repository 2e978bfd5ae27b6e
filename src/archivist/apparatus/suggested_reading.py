"""Suggestions: near works that the author neither lists nor links to, as entries that follow the author's own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from archivist.apparatus.linked_articles import Printed, linked_keys
from archivist.apparatus.related_reading import Catalogue, resolve_key
from archivist.model.annotated import AnnotatedArticle, RelatedEntry, RelatedKind
from archivist.model.volumes import Edition


@dataclass(frozen=True, slots=True)
class NearWorks:
    """The works near to each article of an edition, and how many an article is to have listed."""

    number: int = 0  # of works, those that the author lists included: archivist adds what is missing
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)  # by the article's key, the nearest first

    def others(self, key: str, known: Collection[str], most: int) -> Sequence[str]:
        """The keys of the nearest works to the one with this key that are not known yet, at most so many."""
        return [each for each in self.keys.get(key, ()) if each not in known][:most]


def suggest(
    near: NearWorks, listed: Sequence[RelatedEntry], printed: Printed, edition: Edition, catalogue: Catalogue
) -> tuple[RelatedEntry, ...]:
    """The entries that archivist adds to those an article has: none of them is listed, linked to or the work itself."""
    article = printed.articles[0]
    room = near.number - sum(entry.kind in (RelatedKind.HERE, RelatedKind.VOLUME) for entry in listed)
    if room <= 0:
        return ()
    known = {article.key, *_keys(listed, printed, catalogue)}
    return tuple(resolve_key(key, edition, catalogue) for key in near.others(article.key, known, room))


def keys_of_author(item: AnnotatedArticle, catalogue: Catalogue) -> frozenset[str]:
    """The keys of the works that an article lists or links to, which are never suggested for it."""
    second = (item.parallel.article,) if item.parallel else ()
    printed = Printed((item.article, *second), [body.xhtml for body in item.bodies], item.printed_notes)
    return _keys(item.related, printed, catalogue)


def _keys(listed: Sequence[RelatedEntry], printed: Printed, catalogue: Catalogue) -> frozenset[str]:
    return frozenset(entry.key for entry in listed) | linked_keys(printed, catalogue)
