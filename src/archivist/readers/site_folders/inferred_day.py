"""The day of a text that does not give its date: that of its file, else that of the addresses it has or had."""

import datetime
from collections.abc import Iterable

from archivist.reader_api.dated_paths import days_in_address
from archivist.readers.site_folders.paths import SourcePath
from archivist.readers.site_folders.site import Program, Site
from archivist.readers.site_folders.site_fields import SOURCES, Fields
from archivist.readers.site_folders.site_files import PAGES, SourceFile

_ADDRESSES: tuple[tuple[str, ...], ...] = (
    ("path", "url", "permalink", "slug"),  # Zola's, Hugo's, Jekyll's and Eleventy's
    ("aliases", "alias", "redirect_from"),  # where it was before
    SOURCES,
)  # the keys of front matter, from the most trusted


def inferred_day(site: Site, file: SourceFile, path: SourcePath, fields: Fields) -> tuple[datetime.date | None, str]:
    """The day, and what names it: "" if the program of the site dates its texts so. None if nothing names one day.

    A key that names several days, or keys of one kind that differ, say nothing.
    """
    days = [(found, names) for found, names in (_days(fields, keys) for keys in _ADDRESSES) if found]
    if path.date:
        origin = "" if _is_dated_by_path(site, file, path) else "the path of the file"
        return path.date, _with_other(path.date, origin, days) if origin else ""
    found, names = days[0] if days else (set(), "")
    day = next(iter(found)) if len(found) == 1 else None
    return (day, _with_other(day, f"{names} in the front matter", days[1:])) if day else (None, "")


def _days(fields: Fields, keys: Iterable[str]) -> tuple[set[datetime.date], str]:
    """The days that the values of some keys name, and the keys that do."""
    found: set[datetime.date] = set()
    named = []
    for key in keys:
        given = fields.peek(key)
        values = given[1].written if given else ()
        texts = values if isinstance(values, list) else [values]
        days = {day for text in texts if isinstance(text, str) for day in days_in_address(text)}
        found |= days
        named += [f"`{key}`"] if days else []
    return found, " and ".join(named)


def _is_dated_by_path(site: Site, file: SourceFile, path: SourcePath) -> bool:
    """Whether the program itself takes the date of the name: Jekyll does so of posts and collections."""
    by_name = site.program is Program.NONE or (site.program is Program.JEKYLL and file.kind != PAGES)
    return by_name and path.is_named_after_date


def _with_other(day: datetime.date, origin: str, others: Iterable[tuple[set[datetime.date], str]]) -> str:
    """The origin of a day, and which keys name another one."""
    differing = [f"{names} has {', '.join(map(str, sorted(found)))}" for found, names in others if found != {day}]
    return "; ".join([origin, *differing])
