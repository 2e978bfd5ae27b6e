"""What the editor of a serial looks up by hand: translations that lag behind, references without return, odd dates."""

import datetime
from collections.abc import Iterable, Iterator, Mapping

from archivist.findings import Finding
from archivist.model import Article, RelatedLink, Work

# A page kept on the evening of its publication may bear the date of the day before, a time zone away.
_ZONES = datetime.timedelta(days=1)


def work_findings(works: Iterable[Work]) -> Iterator[Finding]:
    """Findings about works and how they refer to one another."""
    by_key = {work.key: work for work in works}
    for work in by_key.values():
        yield from _elsewhere(work)
        yield from _outdated(work)
        yield from _one_way(work, by_key)


def _elsewhere(work: Work) -> Iterator[Finding]:
    """Languages in which the work is said to exist, and does not here; each once."""
    told: set[str] = set()
    for article in work.articles:
        for language in article.translations:
            if language not in (*work.languages, *told):
                told.add(language)
                message = f"{work.key} is said to exist in {language}, which is not in the archive"
                yield Finding("translation-elsewhere", message, article.path)


def _outdated(work: Work) -> Iterator[Finding]:
    original = work.original
    changed = original.updated or original.date
    for article in work.articles[1:]:
        last = article.updated or article.date
        if last < changed:
            message = f"its last change is of {last}, that of the original {original.path} of {changed}"
            yield Finding("translation-outdated", message, article.path)


def _one_way(work: Work, by_key: Mapping[str, Work]) -> Iterator[Finding]:
    """Works this one lists that do not list it, each at the first line that lists it."""
    for target, (article, link) in _listed(work).items():
        other = by_key.get(target)
        if other is not None and other is not work and work.key not in _listed(other):
            where = f"Add `{work.key}` to `related` of {other.original.path}, or leave it."
            message = f"{target} does not list {work.key} in return"
            yield Finding("related-one-way", message, article.path, link.line, where)


def _listed(work: Work) -> dict[str, tuple[Article, RelatedLink]]:
    """What the articles of a work list, with the article and the entry that does so first."""
    listed: dict[str, tuple[Article, RelatedLink]] = {}
    for article in work.articles:
        for link in article.related:
            listed.setdefault(link.target, (article, link))
    return listed


def date_findings(article: Article, lines: Mapping[str, int]) -> Iterator[Finding]:
    """Days that cannot be in this order. `lines` are those of the front matter's keys."""
    for name, day, written in (
        ("retrieved", article.retrieved, ("retrieved",)),
        ("updated", article.updated, ("updated", "lastmod", "last_modified_at", "modified")),
    ):
        if day is not None and day < article.date - _ZONES:
            line = next((lines[key] for key in written if key in lines), 0)
            message = f"`{name}` is {day}, before the day of publication, {article.date}"
            yield Finding("dates-disagree", message, article.path, line)
