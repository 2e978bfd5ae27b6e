"""What of a site was never published, and so is no article."""

import re
from collections.abc import Mapping

from archivist.findings import Finding
from archivist.readers.site_folders.site import Program
from archivist.readers.site_folders.site_fields import Fields
from archivist.readers.site_folders.site_files import DRAFTS, PAGES, LeftOut
from archivist.readers.site_folders.site_source import Source

DRAFT = "a draft"
UNDATED = "a page without a date is not an article"
_PELICAN = re.compile(r"Title:[^\n]*\n(?:(?:[A-Z][A-Za-z_]{1,30}:|[ \t]+\S)[^\n]*\n)+")


def left_out(source: Source) -> Finding | LeftOut | None:
    """Why the file is not an article that was published; None if it is one."""
    if source.site.program is Program.JEKYLL and is_undated_page(source):
        return LeftOut(source.file.path, UNDATED, "import-undated")
    if not source.matter.is_given and (unread := _without_head(source)):
        return unread
    if source.fields.data("headless") is True or _is_never_shown(source.fields):
        return LeftOut(source.file.path, "a page that is never shown separately")
    why = reason_unpublished(source)
    if not why or source.wishes.drafts:
        return None
    title = source.fields.scalar("title")[:60]
    hint = "Use --drafts to import it."
    return Finding.at(source.place, "import-left-out", f"{title!r} is {why}" if title else f"it is {why}", hint)


def _without_head(source: Source) -> LeftOut | None:
    """Why a file without front matter is no article; None if it is one."""
    if _PELICAN.match(source.matter.text):
        why = "the metadata are not between lines of ---: this is Pelican's format (`Title: …`), which is not supported"
        return LeftOut(source.file.path, why, "import-unreadable", "Put a line of --- before and after them.")
    if source.site.program is Program.JEKYLL:
        return LeftOut(source.file.path, "Jekyll does not publish text without front matter")
    if source.file.is_html:
        return LeftOut(source.file.path, "HTML without front matter is a static file, not an article")
    return None


def is_undated_page(source: Source) -> bool:
    """Whether nothing dates it and nothing else says that it is an article: a page of Jekyll's, Hugo's or Zola's."""
    is_of_site = source.site.program is not Program.NONE
    return is_of_site and source.day is None and source.file.kind == PAGES


def reason_unpublished(source: Source) -> str:
    """What keeps the site from publishing a file, "" if nothing does."""
    if source.file.kind == DRAFTS or source.fields.flag("draft") is True:
        return DRAFT
    if source.fields.flag("published") is False:
        return "marked as not published"
    today = source.wishes.today
    if today is None or source.site.shows_future or source.site.program is Program.NONE:
        return ""
    shown = Fields(source.matter.entries, {}, source.place).moment("publishDate", "publishdate") or source.moment
    day = max(filter(None, (shown.day if shown else None, source.day)), default=None)
    return f"dated in the future ({day})" if day and day > today else ""


def _is_never_shown(fields: Fields) -> bool:
    build = fields.data("build") or fields.data("_build")
    return isinstance(build, Mapping) and build.get("render") in ("never", False)
