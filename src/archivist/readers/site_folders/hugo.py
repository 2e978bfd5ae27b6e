"""Hugo and Zola: their settings (gohugo.io/configuration, getzola.org/documentation), and the address of a page."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from archivist.findings import Finding
from archivist.readers.site_folders.site import (
    FORMS,
    Content,
    Program,
    Site,
    lower_names,
    names_of_authors,
    settings,
    settings_file,
    tables,
    tag,
    text,
)

NAMES = ("hugo", "config")
# gohugo.io/configuration/introduction: files of `config/_default` are named after a key of the settings
_PARTS = frozenset(
    """
    author build caches cascade contenttypes deployment frontmatter httpcache imaging languages markup mediatypes menus
    minify module outputformats outputs page pagination params permalinks privacy related security segments server
    services sitemap taxonomies uglyurls
    """.split()  # noqa: SIM905
)
_FIELD = re.compile(r":([a-z]+)")
_SAFE = "/._~!$&'()*+,;=:@-"  # characters that stay in a path
_PLAIN = re.compile(r"[A-Za-z0-9 _-]+")  # titles whose slug is beyond doubt


def site_of(root: Path) -> Site:
    """The site of a folder with `hugo.toml` or `config.toml` and `content/`."""
    problems: list[Finding] = []
    config = {key.lower(): lower_names(value) for key, value in _config(root, problems).items()}
    program = Program.ZOLA if "base_url" in config else Program.HUGO
    url, base = _address(text(config, "baseurl", "base_url"))
    own = text(config, "defaultcontentlanguage", "default_language")
    codes = {code: _tag(code, values) for code, values in tables(config.get("languages"))}
    said = {code: found for code, found in codes.items() if found}
    default = said.get(own.lower()) or tag(own) or tag(text(config, "locale", "languagecode"))
    if own and default:
        said.setdefault(own.lower(), default)
    folder = text(config, "contentdir").strip("/") or "content"
    return Site(
        root=root,
        program=program,
        config=config,
        contents=_contents(config, folder, default, said),
        statics=_statics(config) if program is Program.HUGO else (),
        url=url,
        base=base,
        language=default,
        languages=said,
        authors=names_of_authors(root, "data", problems),
        shows_future=program is Program.ZOLA or config.get("buildfuture") is True,
        problems=tuple(problems),
    )


def _config(root: Path, problems: list[Finding]) -> dict[str, object]:
    """One file, or the folder `config/_default` with a file for each part."""
    found = settings(settings_file(root, NAMES), problems)
    folder = root / "config" / "_default"
    try:
        files = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError:
        files = []
    for file in files:
        if file.suffix.lstrip(".") in FORMS and file.stem.lower() in (*NAMES, *_PARTS):
            part = settings(settings_file(root, (f"config/_default/{file.stem}",)), problems)
            found |= part if file.stem in NAMES else {file.stem: part}
    return found


def _address(url: str) -> tuple[str, str]:
    """Scheme and host, and the path without a slash at its end."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return "", ""
    return f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")


def _tag(code: str, values: Mapping[str, object]) -> str:
    """Hugo's code is a name in paths; where it is not a tag (`ge`, `cn`), the locale says what is meant."""
    return tag(code) or tag(text(values, "locale", "languagecode"))


def _contents(config: Mapping[str, object], folder: str, default: str, said: Mapping[str, str]) -> tuple[Content, ...]:
    found = []
    for code, values in tables(config.get("languages")):
        own = text(values, "contentdir").strip("/")
        if own and code in said:
            found.append(Content(own, said[code]))
    if not any(content.path == folder for content in found):
        found.append(Content(folder))
    return tuple(sorted(found, key=lambda content: (-len(content.path), content.path)))  # inner folders first


def _statics(config: Mapping[str, object]) -> tuple[str, ...]:
    """Folders of static files and assets in addition to the usual ones: of languages, mounts and themes."""
    held = [config, *(values for _, values in tables(config.get("languages")))]
    named: list[object] = [each.get(key) for each in held for key in ("staticdir", "assetdir")]
    named += _mounts(config.get("module"))
    named += [[f"themes/{theme}/static" for theme in _texts(config.get("theme"))]]
    found = (folder.strip("/") for each in named for folder in _texts(each))
    return tuple(dict.fromkeys(folder for folder in found if folder and ".." not in folder.split("/")))


def _mounts(module: object) -> Iterator[object]:
    """The folders that a module mounts among static files and assets."""
    mounts = module.get("mounts") if isinstance(module, Mapping) else None
    for mount in mounts if isinstance(mounts, list) else ():
        if isinstance(mount, Mapping) and str(mount.get("target") or "").partition("/")[0] in ("static", "assets"):
            yield mount.get("source")


def _texts(value: object) -> list[str]:
    """One text, or a list of them."""
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


# ---------------------------------------------------------------- addresses


@dataclass(frozen=True, slots=True)
class Page:
    """What the address of a page is made of."""

    path: str  # of the file, from the folder of texts, without language and suffix; of a bundle: the folder
    language: str  # canonical tag
    url: str  # of the front matter
    own_path: str  # `path` of Zola's front matter
    slug: str  # of the front matter
    title: str
    day: datetime.date | None


def address(site: Site, page: Page) -> str:
    """The path of the page on its host; "" where that is not certain, as of Zola's without `path`."""
    if site.program is Program.ZOLA:  # getzola.org/documentation/content/page: `path` counts for every language
        return f"{site.base}/{quote(page.own_path.strip('/'), safe=_SAFE)}/" if page.own_path.strip("/") else ""
    if page.url:
        is_plain = page.url.startswith("/") and ":" not in page.url
        return f"{site.base}{_prefix(site, page)}{page.url}" if is_plain else ""
    folder, _, name = page.path.rpartition("/")
    patterns = site.config.get("permalinks")
    section = page.path.partition("/")[0] if "/" in page.path else ""
    pattern = _pattern(patterns, section)
    if pattern is None:
        return ""
    path = _fill_in(pattern, page, folder, name) if pattern else f"{folder}/{page.slug or name}"
    if not path:
        return ""
    path = _in_address(re.sub(r"/{2,}", "/", f"/{path.strip('/')}"))
    ending = ".html" if site.config.get("uglyurls") is True else "/"
    return f"{site.base}{_prefix(site, page)}{path}{ending}"


def _prefix(site: Site, page: Page) -> str:
    """The folder of the language: the default language has none unless the settings say so."""
    code = next((code for code, found in site.languages.items() if found == page.language), "")
    is_default = not page.language or page.language == site.language
    if is_default and site.config.get("defaultcontentlanguageinsubdir") is not True:
        return ""
    return f"/{code}" if code else ""


def _pattern(patterns: object, section: str) -> str | None:
    """The pattern of a section, "" if it has none; None if there is one that is not understood."""
    if not isinstance(patterns, Mapping):
        return "" if patterns is None else None
    own = patterns.get("page", patterns)
    found = own.get(section.lower()) if isinstance(own, Mapping) else None
    return found if isinstance(found, str) else "" if found is None else None


def _fill_in(pattern: str, page: Page, folder: str, name: str) -> str:
    title = "-".join(page.title.lower().split()) if _PLAIN.fullmatch(page.title) else ""
    day = page.day
    fields = {
        "section": folder.partition("/")[0],
        "sections": folder,
        "title": title,
        "slug": page.slug or title,
        "filename": name,
        "contentbasename": name,
        "slugorfilename": page.slug or name,
        "slugorcontentbasename": page.slug or name,
        "year": f"{day:%Y}" if day else "",
        "month": f"{day:%m}" if day else "",
        "day": f"{day:%d}" if day else "",
        "yearday": str(day.timetuple().tm_yday) if day else "",
    }
    names = _FIELD.findall(pattern)
    if any(not fields.get(each) for each in names):
        return ""
    return _FIELD.sub(lambda match: fields[match[1]], pattern)


def _in_address(path: str) -> str:
    """Hugo's form of a path: small letters, hyphens for spaces."""
    return quote("-".join(path.lower().split()), safe=_SAFE)
