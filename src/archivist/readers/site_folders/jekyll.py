"""Jekyll: its settings (jekyllrb.com/docs/configuration), default values, and the address of a page."""

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from archivist.findings import Finding
from archivist.readers.site_folders.site import (
    Content,
    Program,
    Site,
    names_of_authors,
    settings,
    settings_file,
    tag,
    text,
)
from archivist.readers.site_folders.site_front_matter import Entry, entry_of

# jekyllrb.com/docs/permalinks: the styles by name; `weekdate` is not the same in all versions
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
_DATED = frozenset({"year", "month", "day", "i_month", "i_day", "short_year", "y_day", "week"})
_FIELD = re.compile(r":([a-z_]+)")
_PRETTY = frozenset("._~!$&'()+,;=@")


def site_of(root: Path) -> Site:
    """The site of a folder with `_config.yml` or `_posts`."""
    problems: list[Finding] = []
    config = settings(settings_file(root, ("_config",)), problems)
    declared = config.get("languages")
    codes = {str(code): tag(code) for code in (declared if isinstance(declared, list) else ()) if tag(code)}
    first = next(iter(codes.values()), "")  # jekyll-multiple-languages-plugin: the first is the default
    base = text(config, "baseurl").strip("/")
    return Site(
        root=root,
        program=Program.JEKYLL,
        config=config,
        contents=(Content(text(config, "source").strip("./")),),
        url=_host(text(config, "url")),
        base=f"/{base}" if base else "",
        language=next((tag(text(config, key)) for key in ("default_lang", "lang", "locale") if config.get(key)), first),
        languages=codes,
        authors=names_of_authors(root, "_data", problems),
        shows_future=config.get("future") is True,
        problems=tuple(problems),
    )


def _host(url: str) -> str:
    try:
        is_on_web = urlsplit(url).scheme in ("http", "https")
    except ValueError:  # a bracket that is not an IPv6
        return ""
    return url.rstrip("/") if is_on_web else ""


def default_values(site: Site, path: str, kind: str) -> dict[str, Entry]:
    """What `defaults` in the settings gives a file; of two values that of the more specific path counts.

    `kind` is posts, drafts, pages or the name of a collection.
    """
    given = site.config.get("defaults")
    found: list[tuple[int, Mapping[str, object]]] = []
    for rule in given if isinstance(given, list) else ():
        scope, values = (rule.get("scope"), rule.get("values")) if isinstance(rule, Mapping) else (None, None)
        if isinstance(values, Mapping) and _applies(scope if isinstance(scope, Mapping) else {}, path, kind):
            depth = len(str((scope or {}).get("path") or "").strip("/")) * 2 + bool((scope or {}).get("type"))
            found.append((depth, values))
    merged: dict[str, Entry] = {}
    for _, values in sorted(found, key=lambda each: each[0]):
        merged |= {str(key): entry_of(value) for key, value in values.items()}
    return merged


def _applies(scope: Mapping[str, object], path: str, kind: str) -> bool:
    folder = str(scope.get("path") or "").strip("/")
    wanted = scope.get("type")
    if wanted and wanted != kind:
        return False
    if "*" in folder:
        return fnmatchcase(path, folder) or fnmatchcase(path, f"{folder}/*")
    return not folder or path == folder or path.startswith(f"{folder}/")


# ---------------------------------------------------------------- addresses


@dataclass(frozen=True, slots=True)
class Page:
    """What the address of a page is made of."""

    path: str  # of the file, from the folder of texts
    kind: str  # posts, pages or the name of a collection
    stem: str  # file name without date and suffix
    permalink: str  # of the front matter or the default values
    slug: str  # of the front matter
    categories: Sequence[str]
    day: datetime.date | None
    time: str  # with the zone, if the source names one; "" if it knows the day alone


def address(site: Site, page: Page) -> str:
    """The path of the page on its host; "" where that is not certain."""
    pattern = page.permalink or _pattern(site, page)
    if not pattern:
        return ""
    fields = _fields(site, page, bool(_DATED & set(_FIELD.findall(pattern))))
    if fields is None or any(name not in fields for name in _FIELD.findall(pattern)):
        return ""
    path = _FIELD.sub(lambda match: quote(fields[match[1]], safe="/._~!$&'()*+,;=:@-"), pattern)
    return site.base + "/" + re.sub(r"/{2,}", "/", path).lstrip("/")


def _pattern(site: Site, page: Page) -> str:
    style = text(site.config, "permalink")
    if page.kind == "posts":
        return _STYLES.get(style or "date", style if "/" in style or ":" in style else "")
    if page.kind == "pages":
        is_index = page.path.rpartition("/")[2].startswith("index.")
        ending = "/" if style == "pretty" or style.endswith("/") else ".html"
        return ":path/" if is_index else f":path/:basename{ending}"
    collections = site.config.get("collections")
    own = collections.get(page.kind) if isinstance(collections, Mapping) else None
    ending = "/" if style == "pretty" or style.endswith("/") else ".html" if style in ("", *_STYLES) else ""
    return (text(own, "permalink") if isinstance(own, Mapping) else "") or f"/:collection/:path{ending}"


def _fields(site: Site, page: Page, with_date: bool) -> dict[str, str] | None:
    folder, _, name = page.path.rpartition("/")
    title = slugify(page.slug or page.stem, keeps_case=True, pretty=True)
    fields = {
        "title": title,
        "slug": slugify(page.slug or page.stem),
        "name": slugify(page.stem),
        "basename": name.rpartition(".")[0],
        "path": folder if page.kind == "pages" else _path_in_collection(page),
        "collection": page.kind,
        "output_ext": ".html",
        "categories": "/".join(dict.fromkeys(each.lower() for each in page.categories)),
        "slugified_categories": "/".join(dict.fromkeys(slugify(each) for each in page.categories)),
    }
    if not with_date:
        return fields
    day = _day_on_site(site, page)
    return fields | _date_fields(day) if day else None


def _path_in_collection(page: Page) -> str:
    """The path of the file from the folder of its collection, without suffix."""
    return f"/{page.path}".partition(f"/_{page.kind}/")[2].rpartition(".")[0]


def _date_fields(day: datetime.date) -> dict[str, str]:
    return {
        "year": f"{day:%Y}",
        "short_year": f"{day:%y}",
        "month": f"{day:%m}",
        "i_month": str(day.month),
        "day": f"{day:%d}",
        "i_day": str(day.day),
        "y_day": f"{day:%j}",
        "week": f"{day.isocalendar().week:02}",
    }


def _day_on_site(site: Site, page: Page) -> datetime.date | None:
    """The day in the zone the site was made in: known if the date has no time, or the settings name the zone.

    Ruby takes a time without zone for UTC.
    """
    if page.day is None or not page.time:
        return page.day
    try:
        moment = datetime.datetime.fromisoformat(f"{page.day}T{page.time}")
        zone = ZoneInfo(text(site.config, "timezone"))
    except (ValueError, KeyError, OSError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    try:
        return moment.astimezone(zone).date()
    except OverflowError:
        return None


def slugify(words: str, *, keeps_case: bool = False, pretty: bool = False) -> str:
    """Jekyll's `slugify`: what is not a letter or digit becomes one hyphen; `pretty` keeps a few more characters."""
    kept = _PRETTY if pretty else frozenset()
    letters = (sign if sign in kept or _is_letter(sign) else " " for sign in words)
    slug = "-".join("".join(letters).split())
    return slug if keeps_case else slug.lower()


def _is_letter(sign: str) -> bool:
    """Ruby's [[:alnum:]]: letters, marks and digits."""
    return unicodedata.category(sign) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd")
