"""What a file's path says of an article: Hugo's and Jekyll's habits."""

import datetime
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from archivist.text import languages

MAX_TEXT = 50_000_000  # bytes of the text of a file
_DATED = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[-_ ]+(.*))?$")
_DATE_FOLDERS = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})/")


@dataclass(frozen=True, slots=True)
class FileName:
    """What the path says; empty where it says nothing."""

    key: str  # file name (of a page bundle: folder name) without date and language
    language: str  # canonical BCP 47 tag, or ""
    date: datetime.date | None


def read_path(path: str, known: frozenset[str] = frozenset()) -> FileName:
    """Read a POSIX path relative to the folder of articles; `known` are the archive's languages."""
    pure = PurePosixPath(path)
    stem, language = _without_language(pure.stem, known)
    if stem == "index" and pure.parent.name:  # a page bundle: the folder has the name
        stem = pure.parent.name
    if not language:
        tags = (_tag(part, known) for part in reversed(pure.parent.parts))
        language = next((tag for tag in tags if tag), "")
    match = _DATED.match(stem)
    date = _date(*match.groups()[:3]) if match else None
    if match and date:
        stem = match[4] or stem
    folders = _DATE_FOLDERS.search(path)
    if date is None and folders:
        date = _date(*folders.groups())
    return FileName(stem, language, date)


def _without_language(stem: str, known: frozenset[str]) -> tuple[str, str]:
    name, dot, suffix = stem.rpartition(".")
    tag = _tag(suffix, known) if dot and name else ""
    return (name, tag) if tag else (stem, "")


def _tag(word: str, known: frozenset[str]) -> str:
    """The language a folder or suffix names. One of three letters (`new`, `art`) must be in CLDR."""
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", word):
        return ""
    tag = languages.normalise_tag(word)
    if tag is None:
        return ""
    primary = re.split("[-_]", word)[0]
    sure = tag in known or len(primary) == 2 or languages.locale(tag) is not None
    return tag if sure else ""


def _date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
