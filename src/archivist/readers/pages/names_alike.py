"""Files named alike except for a language: `mill.en.html` and `mill.ru.html`, `en/mill.html` and `ru/mill.html`."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from archivist.findings import Finding
from archivist.reader_api.found import FoundArticle
from archivist.text import languages

_PART = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_IN_NAME = re.compile(rf"(?P<before>.+?)(?P<mark>[._-])(?P<tag>{_PART.pattern})(?P<after>(?:\.[A-Za-z]{{3,5}})?)")
_AT_END = re.compile(
    r"(?P<before>.+\.[A-Za-z]{3,5})(?P<mark>\.)(?P<tag>[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)(?P<after>)"
)
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Named:
    """What the name of a file says: which translations it goes with, and its own language."""

    group: str  # the path without the language
    tag: str  # canonical; "" for `mill.html` beside `mill.ru.html`
    others: tuple[str, ...]  # paths of the files that differ by the language alone
    tags: frozenset[str]  # the languages of these


def named_alike(paths: Iterable[str]) -> Mapping[str, Named]:
    """The files, by path below the folder with `/`, that have such a fellow in another language."""
    groups: dict[str, dict[str, str]] = defaultdict(dict)  # group -> tag -> the first path
    paths = list(paths)
    for path in paths:
        for group, tag in _readings(path):
            groups[group].setdefault(tag, path)
    for path in paths:
        if path in groups and "" not in groups[path]:
            groups[path][""] = path
    found: dict[str, Named] = {}
    for group, members in groups.items():
        for tag, path in members.items() if len(members) > 1 else ():
            others = tuple(other for other in members.values() if other != path)
            if others:
                found.setdefault(path, Named(group, tag, others, frozenset(members) - {tag, ""}))
    return found


def with_group(found: FoundArticle, named: Named | None) -> FoundArticle:
    """The article with the group of its name, if nothing else names one and it is in the language of its name."""
    if named is None or found.group or not found.language:
        return found
    language = found.language.partition("-")[0]
    of_others = {tag.partition("-")[0] for tag in named.tags}
    if language in of_others if not named.tag else language != named.tag.partition("-")[0]:
        return found
    message = f"its name differs only in the language from {', '.join(named.others)}"
    remark = Finding.at(found.place, "import-guessed", message)
    return replace(found, group=named.group, remarks=(*found.remarks, remark))


def _readings(path: str) -> Iterator[tuple[str, str]]:
    """The ways to read a language in a path, the surest first, each with the path without it."""
    folder, _, name = path.rpartition("/")
    for pattern in (_AT_END, _IN_NAME):
        match = pattern.fullmatch(name)
        tag = _tag(match["tag"]) if match else ""
        if match and tag:
            yield f"{folder}/{match['before']}{match['after']}".lstrip("/"), tag
            break
    parts = folder.split("/")
    if not _WORD.search(name.partition(".")[0]):
        return  # a number counts the articles of one language
    for place, part in enumerate(parts):
        tag = _tag(part) if _PART.fullmatch(part) else ""
        if tag:
            yield "/".join([*parts[:place], "*", *parts[place + 1 :], name]), tag


def _tag(written: str) -> str:
    return languages.normalise_tag(written) or ""
