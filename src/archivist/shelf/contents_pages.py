"""The contents of all volumes by date, author, section and subject: a page for each kind, and one for each group."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from archivist.shelf import places
from archivist.shelf.file_names import unique_file_name
from archivist.shelf.layout import BY_AUTHOR, BY_DATE, BY_SECTION, BY_TAG, KINDS, Layout, Page
from archivist.shelf.site import ShelvedText, Site
from archivist.text import languages
from archivist.text.collation import Collation
from archivist.text.filed_names import filed_name


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of one year, author, section or subject."""

    title: str
    path: str
    parts: Sequence[tuple[str, Sequence[ShelvedText]]]  # heading and articles; one with "" if there are no headings

    @property
    def count(self) -> int:
        """How many articles it has."""
        return sum(len(texts) for _, texts in self.parts)


_Named = Callable[[ShelvedText], Iterable[str]]
_NAMES: dict[str, _Named] = {
    BY_AUTHOR: lambda text: text.article.authors or (),
    BY_SECTION: lambda text: [text.article.section] if text.article.section else [],
    BY_TAG: lambda text: dict.fromkeys(text.article.tags),
}


def kinds_of(site: Site) -> list[str]:
    """The kinds of contents that the articles of the shelf have: without sections there is no page of sections."""
    named = (BY_AUTHOR, BY_SECTION, BY_TAG)
    return [BY_DATE, *(kind for kind in named if any([*_NAMES[kind](text)] for text in site.texts))]


def contents_pages(layout: Layout, kinds: Sequence[str]) -> Iterator[Page]:
    """The pages of one language."""
    language, site = layout.language, layout.site
    texts = [text for text in site.texts if text.holding.language == language]
    for kind in kinds:
        groups = _by_date(texts, language) if kind == BY_DATE else _by_name(layout, texts, kind)
        title = layout.words.plain(KINDS[kind])
        others = {tag: places.contents_page(tag, kind) for tag in site.languages}
        yield layout.render("groups.html", places.contents_page(language, kind), title, {"groups": groups}, others)
        for group in groups:
            values = {"group": group, "kind": places.contents_page(language, kind), "kind_title": title}
            yield layout.render("group.html", group.path, f"{group.title} – {title}", values)


def _by_date(texts: Sequence[ShelvedText], language: str) -> list[Group]:
    """The newest year first; within it by month, as the year went."""
    ordered = sorted(texts, key=lambda text: (text.article.date, text.path))
    groups = []
    for year, of_year in groupby(ordered, key=lambda text: text.article.date[:4]):
        parts = [
            (_month(month, language), list(of_month))
            for month, of_month in groupby(of_year, key=lambda text: text.article.date[:7])
        ]
        groups.append(Group(year, places.group_page(language, BY_DATE, year), parts))
    return groups[::-1]


def _month(month: str, language: str) -> str:
    title = languages.month_and_year(datetime.date.fromisoformat(f"{month}-01"), language)
    return title[:1].title() + title[1:]  # as volumes/volume_title.py: Georgian has capitals that no title begins with


def _by_name(layout: Layout, texts: Sequence[ShelvedText], kind: str) -> list[Group]:
    """The groups as an index of the language lists them; names of people by family name."""
    language = layout.language
    named: dict[str, list[ShelvedText]] = {}
    for text in texts:
        for name in _NAMES[kind](text):
            named.setdefault(name, []).append(text)
    collation = Collation(language)
    filed = {name: filed_name(name, language) if kind == BY_AUTHOR else name for name in named}
    taken: set[str] = set()
    groups = []
    for name in sorted(named, key=lambda each: collation.sort_key(filed[each])):
        path = places.group_page(language, kind, unique_file_name(name, taken))
        newest_first = sorted(named[name], key=lambda text: (text.article.date, text.path), reverse=True)
        groups.append(Group(filed[name], path, [("", newest_first)]))
    return groups
