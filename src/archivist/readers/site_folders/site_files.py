"""The files of a site that may be articles, and what else there is."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from archivist.files import inside
from archivist.findings import Finding
from archivist.place import Place
from archivist.readers.site_folders.site import Content, Program, Site, is_file
from archivist.readers.site_folders.site_detection import HTML_SUFFIXES, SUFFIXES

POSTS, DRAFTS, PAGES = "posts", "drafts", "pages"  # kinds; a collection's is its name
SECTION = "a page that lists a section"  # why Hugo's `_index.md` is no article
PLUGIN = "_i18n"  # where jekyll-multiple-languages-plugin has posts, in a folder for each language
_OTHER_FORMS = frozenset({".textile", ".rst", ".ad", ".adoc", ".asciidoc", ".org", ".pdc", ".pandoc"})
_POST = re.compile(r"\d{2,4}-\d{1,2}-\d{1,2}-[^/]*\.(?:textile|rst|adoc|asciidoc|ad|org|txt|rmd|haml|slim)")
_PUBLISHED = {Program.JEKYLL: "_site", Program.HUGO: "public"}  # where a program puts the pages it makes
_PASSED = frozenset({"node_modules", "vendor"})  # of programs, not of authors
_FURNITURE = frozenset({"readme", "changelog", "license", "licence", "contributing", "code_of_conduct", "security"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file with a text."""

    path: str  # from the site's folder, POSIX
    kind: str
    content: Content
    is_html: bool  # else it is Markdown


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not an article, and why."""

    path: str
    why: str
    code: str = "import-left-out"
    hint: str = ""


def files(site: Site) -> Iterator[SourceFile | LeftOut]:
    """Every file that may be an article, in the order of their paths, and what is left out at sight."""
    seen: set[str] = set()
    bundles = _bundles(site)
    for content in site.contents:
        for path in _walk(site, content.path):
            if path not in seen:
                seen.add(path)
                found = _classify(site, content, path, bundles)
                if found:
                    yield found


def _walk(site: Site, start: str) -> Iterator[str]:
    excluded = site.config.get("exclude") if site.program is Program.JEKYLL else None
    listed = excluded if isinstance(excluded, Iterable) else ()
    patterns = [each.strip("/") for each in listed if isinstance(each, str)]
    for parent, folders, names in os.walk(site.root / start):
        base = Path(parent).relative_to(site.root).as_posix()
        prefix = "" if base == "." else f"{base}/"
        folders[:] = sorted(name for name in folders if _is_entered(site, prefix, name, patterns))
        for name in sorted(names):
            path = f"{prefix}{name}"
            if not name.startswith(".") and not _is_excluded(path, patterns):
                yield path


def _is_entered(site: Site, prefix: str, name: str, patterns: list[str]) -> bool:
    if name.startswith(".") or _is_excluded(f"{prefix}{name}", patterns):
        return False
    if not inside(site.root, (site.root / prefix / name).absolute()):
        return False
    if site.program is Program.NONE:
        return name not in _PASSED
    if site.program is not Program.JEKYLL:
        return True
    own = name in ("_posts", "_drafts", PLUGIN) or name in _collections(site)
    return own or not (name.startswith("_") or name in _PASSED)


def _is_excluded(path: str, patterns: list[str]) -> bool:
    return any(path == each or path.startswith(f"{each}/") or fnmatchcase(path, each) for each in patterns)


def _bundles(site: Site) -> frozenset[str]:
    """Hugo's page bundles: folders with an `index.md`. Other texts in them are no pages."""
    if site.program is not Program.HUGO:
        return frozenset()
    found = set()
    for content in site.contents:
        for path in _walk(site, content.path):
            pure = PurePosixPath(path)
            is_index = pure.name.partition(".")[0] == "index" and pure.suffix.lower() in (*SUFFIXES, *HTML_SUFFIXES)
            if is_index and pure.parent.as_posix() != content.path:
                found.add(pure.parent.as_posix())
    return frozenset(found)


def _classify(site: Site, content: Content, path: str, bundles: frozenset[str]) -> SourceFile | LeftOut | None:
    name = path.rpartition("/")[2].lower()
    kind = _kind(site, path)
    is_html = name.endswith(HTML_SUFFIXES)
    if not (name.endswith(SUFFIXES) or (is_html and site.program in _PUBLISHED)):
        return _foreign(site, path, kind)
    if os.fsencode(path) != path.encode("utf-8", "replace"):
        shown = os.fsencode(path).decode("utf-8", "replace")
        return LeftOut(shown, "the name of the file is not UTF-8", "import-unreadable")
    if not is_file(site.root, site.root / path):
        return LeftOut(path, "it is not a file, or a link that leads out of the folder", "import-unreadable")
    why = _furniture(site, path, name, kind, bundles)
    return LeftOut(path, why) if why else SourceFile(path, kind, content, is_html)


def _foreign(site: Site, path: str, kind: str) -> LeftOut | None:
    """What there is to say of a file that is neither Markdown nor HTML of a program that reads HTML."""
    form = PurePosixPath(path.lower()).suffix
    if site.program is Program.NONE and form in (*HTML_SUFFIXES, ".txt", *_OTHER_FORMS):
        return LeftOut(path, f"{form} files in a folder of Markdown articles are not supported")
    is_post = kind == POSTS and _POST.fullmatch(path.lower().rpartition("/")[2]) is not None
    if not is_post and not (site.program is Program.HUGO and form in _OTHER_FORMS):
        return None
    hint = f"Build the site with {site.program} and import its pages: the folder `{_PUBLISHED[site.program]}`."
    return LeftOut(path, f"{form} articles are not supported", "import-unreadable", hint)


def _furniture(site: Site, path: str, name: str, kind: str, bundles: frozenset[str]) -> str:
    stem = name.partition(".")[0]
    if stem == "_index":
        return SECTION
    if stem in _FURNITURE and kind == PAGES:
        return "a description of the folder"
    if stem != "index" and any(parent.as_posix() in bundles for parent in PurePosixPath(path).parents):
        return "a text that belongs to another page (a resource of a bundle)"
    if kind not in (POSTS, DRAFTS, PAGES) and not _is_shown(_collections(site).get(f"_{kind}")):
        return f"the collection `{kind}` makes no pages (`output: true` is not set)"
    return ""


def _kind(site: Site, path: str) -> str:
    if site.program is not Program.JEKYLL:
        return DRAFTS if "_drafts" in path.split("/") else PAGES
    for part in path.split("/")[:-1]:
        if part in ("_posts", "_drafts"):
            return part[1:]
        if part in _collections(site):
            return part[1:]
    return PAGES


def _collections(site: Site) -> Mapping[str, object]:
    """Jekyll's collections by the names of their folders."""
    given = site.config.get("collections")
    if isinstance(given, Mapping):
        return {f"_{name}": values for name, values in given.items()}
    return {f"_{name}": None for name in given} if isinstance(given, list) else {}


def _is_shown(values: object) -> bool:
    return isinstance(values, Mapping) and values.get("output") is True


def report_left_out(left_out: list[LeftOut], where: str) -> Iterator[Finding]:
    """A finding for each file; those with the same reason follow one another."""
    reasons: dict[tuple[str, str, str], list[str]] = {}
    for each in left_out:
        reasons.setdefault((each.code, each.why, each.hint), []).append(each.path)
    for (code, why, hint), paths in reasons.items():
        yield from (Finding.at(Place(f"{where}/{path}"), code, why, hint) for path in paths)
