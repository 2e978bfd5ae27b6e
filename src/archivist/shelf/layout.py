"""What all pages have: the frame, the navigation, the templates."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial

from jinja2 import Environment, Template
from markupsafe import Markup

from archivist import __version__
from archivist.shelf import places
from archivist.shelf.site import Site
from archivist.template_environment import open_templates
from archivist.text import languages

BY_DATE, BY_AUTHOR, BY_SECTION, BY_TAG = "by-date", "by-author", "by-section", "by-tag"
# The kinds of contents with their labels.
KINDS: Mapping[str, str] = {BY_DATE: "by_date", BY_AUTHOR: "by_author", BY_SECTION: "by_section", BY_TAG: "by_tag"}


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the shelf."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of the navigation."""

    label: str
    path: str


class Layout:
    """Renders the pages of one language."""

    def __init__(self, site: Site, language: str, kinds: Sequence[str]) -> None:
        """`kinds` are the kinds of contents that have a page."""
        self.site, self.language = site, language
        self.words, self.about = site.words[language], site.about[language]
        self._kinds = kinds
        self._parts: dict[tuple[str, str], str] = {}

    @cached_property
    def _menu(self) -> list[MenuEntry]:
        """The navigation of every page."""
        plain, language = self.words.plain, self.language
        contents = [MenuEntry(plain(KINDS[kind]), places.contents_page(language, kind)) for kind in self._kinds]
        return [
            MenuEntry(plain("list_of_volumes"), places.start_page(language)),
            *contents,
            MenuEntry(plain("search"), places.search_page(language)),
            MenuEntry(plain("statistics"), places.statistics_page(language)),
        ]

    @cached_property
    def _frame(self) -> dict[str, object]:
        return {
            "words": self.words,
            "about": self.about,
            "language": self.language,
            "direction": languages.direction(self.language),
            "made_by": f"archivist {__version__}",
            "places": places,
            "own_name": languages.own_name,
        }

    def render(
        self,
        template: str,
        path: str,
        title: str,
        values: Mapping[str, object],
        others: Mapping[str, str] | None = None,
    ) -> Page:
        """A page. `others` are the paths of the same page in other languages; without it, their start pages."""
        elsewhere = {tag: (others or {}).get(tag, places.start_page(tag)) for tag in self.site.languages}
        content = _template(template).render(
            self._frame,
            path=path,
            page_title=title,
            part=partial(self._part, path),
            elsewhere=elsewhere,
            alternates=others or {},
            link=lambda target: places.link(path, target),
            **values,
        )
        return Page(path, content.encode())

    def _part(self, path: str, template: str, **values: object) -> Markup:
        """A part that all pages of a folder have alike, but for the mark of a link that leads to the page itself.

        It is rendered once for the folder.
        """
        folder, _, name = path.rpartition("/")
        if (template, folder) not in self._parts:
            content = _template(template).render(
                self._frame, menu=self._menu, link=lambda target: places.link(path, target), **values
            )
            self._parts[template, folder] = content.rstrip("\n")
        own = f'<a href="{name}"'
        return Markup(self._parts[template, folder].replace(own, f'{own} aria-current="page"', 1))


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = open_templates("archivist.shelf")
    environment.filters["date"] = _date
    environment.filters["size"] = _size
    environment.filters["language_name"] = languages.name
    return environment


def _date(day: str, language: str) -> str:
    """A date of a record in words."""
    return languages.long_date(datetime.date.fromisoformat(day), language)


def _size(size: int, language: str) -> str:
    """The size of a file, as its language writes it: 207 kB, 1.2 MB."""
    from babel.units import format_unit  # noqa: PLC0415

    locale = languages.locale(language) or "en"
    if size < 1_000_000:
        return format_unit(max(round(size / 1000), 1), "digital-kilobyte", "short", locale=locale)
    return format_unit(round(size / 1_000_000, 1), "digital-megabyte", "short", locale=locale)
