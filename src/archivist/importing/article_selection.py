"""Which of the articles found are wanted: by day, by section or tag, by type."""

from collections import Counter
from collections.abc import Iterator

from archivist.findings import Finding
from archivist.place import Place
from archivist.reader_api.found import FoundArticle, Wishes


class Choosing:
    """Judges the articles of one source, and counts what is left out."""

    def __init__(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self._types = {_singular(each) for each in wishes.types}
        self._categories = {_fold(each) for each in wishes.categories}
        self._left: Counter[str] = Counter()

    def is_of_kind(self, found: FoundArticle) -> bool:
        """Whether its type and categories are wanted; asked before its date, which others need not have."""
        why = self._other_kind(found)
        self._left[why] += bool(why)
        return not why

    def is_in_time(self, article: FoundArticle) -> bool:
        """Whether its day is wanted."""
        since, until, day = self._wishes.since, self._wishes.until, article.date
        is_early = bool(since and day and day < since)
        is_late = bool(until and day and day > until)
        self._left[f"before --since {since}"] += is_early
        self._left[f"after --until {until}"] += is_late
        return not (is_early or is_late)

    def findings(self, source: str) -> Iterator[Finding]:
        """How many were left out, and by what."""
        parts = [f"{count:,} {why}" for why, count in self._left.items() if count]
        if parts:
            total = self._left.total()
            articles = "article was" if total == 1 else "articles were"
            yield Finding.at(Place(source), "import-left-out", f"{total:,} {articles} left out: {'; '.join(parts)}")

    def _other_kind(self, found: FoundArticle) -> str:
        if self._types and _singular(found.type) not in self._types:
            return (
                f"of the type {found.type!r} (--type)"
                if found.type
                else "of a type that the source does not state (--type)"
            )
        names = {_fold(each) for each in (found.section, *found.tags)}
        is_other = self._categories and not names & self._categories
        return "in other sections (--category)" if is_other else ""


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def _singular(name: str) -> str:
    """`Posts` and `post` are one type."""
    return _fold(name).removesuffix("s")
