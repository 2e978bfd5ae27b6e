"""What the path of a file says: date, language, name, and what its translations have in common with it."""

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass

from archivist.reader_api.dated_paths import days_in_path
from archivist.readers.site_folders.site import Content, Program, Site
from archivist.text import languages

_DATED = re.compile(r"(\d{4})([-_.])(\d{1,2})\2(\d{1,2})(?:[-_ ]+(.*))?", re.DOTALL)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class SourcePath:
    """A path, read. Empty where it says nothing."""

    inner: str  # the path from the folder of texts
    name: str  # file name (of a page bundle: folder name) without date, language and suffix
    whole: str  # path from the folder of texts without language and suffix: translations have the same
    language: str  # canonical tag
    language_from: str  # the words of the path that name it
    is_declared: bool  # whether it is one of the languages the site says it has
    date: datetime.date | None
    is_named_after_date: bool  # whether the date is at the head of its name, where programs look for it


def read_path(path: str, content: Content, site: Site, known: Collection[str]) -> SourcePath:
    """Read a POSIX path from the site's folder. `known` are the tags of the archive's languages."""
    inner = path.removeprefix(f"{content.path}/") if content.path else path
    folders, _, file = inner.rpartition("/")
    parts = folders.split("/") if folders else []
    stem = file.rpartition(".")[0] or file
    tags = _Tags(site, known)
    stem, code = tags.split(stem)
    if not code and not content.language:
        index = next((index for index in reversed(range(len(parts))) if tags.read(parts[index])), -1)
        code = parts.pop(index) if index >= 0 else ""
    is_bundle = stem == "index" and bool(parts)
    name = parts[-1] if is_bundle else stem
    whole = "/".join(parts if is_bundle else [*parts, stem])
    date, bare = _date_of(name, inner)
    language = content.language or tags.read(code)
    declared = bool(content.language) or code.lower() in tags.codes
    return SourcePath(inner, bare, whole, language, code, declared, date, bool(date and _DATED.fullmatch(name)))


class _Tags:
    """Which words of a path are languages."""

    def __init__(self, site: Site, known: Collection[str]) -> None:
        self.codes = {code.lower(): tag for code, tag in site.languages.items()}
        self._known = known
        # Hugo and Zola take only what the settings declare; elsewhere a folder may be called `ka` without ado.
        self._is_strict = site.program in (Program.HUGO, Program.ZOLA) or len(self.codes) > 1

    def read(self, word: str) -> str:
        """The canonical tag the word means, "" if it is not a language here."""
        found = self.codes.get(word.lower())
        if found or self._is_strict or not _TAG.fullmatch(word):
            return found or ""
        tag = languages.normalise_tag(word)
        if tag is None:
            return ""
        primary = re.split("[-_]", word)[0]
        return tag if tag in self._known or len(primary) == 2 or languages.locale(tag) is not None else ""

    def split(self, stem: str) -> tuple[str, str]:
        """`post.ka` -> (`post`, `ka`); the second is "" if no language is there."""
        name, dot, suffix = stem.rpartition(".")
        return (name, suffix) if dot and name and self.read(suffix) else (stem, "")


def _date_of(name: str, path: str) -> tuple[datetime.date | None, str]:
    """The date of a name or of its folders, and the name without it."""
    match = _DATED.fullmatch(name)
    date = _date(match[1], match[3], match[4]) if match else None
    if match and date:
        return date, match[5] or name
    days = days_in_path(path)
    return (next(iter(days)) if len(days) == 1 else None), name


def _date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
