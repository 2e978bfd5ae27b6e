"""What only a reader can see: who and when, in the lines around an article. All of it is inferred."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from archivist.importers.dates import Moment, dates_in, read_date
from archivist.importers.pages.lines import around_title, named
from archivist.importers.pages.prose import words_of
from archivist.importers.pages.titles import same
from archivist.importers.pages.words import AND, BYLINE, DATELINE, UPDATED

_PARTS = re.compile(r"\s*[|·•/\n]\s*|\s+[–—-]\s+|,\s+(?=\d)")
_LINE = 200  # letters of a line that stands bare behind a heading
_NAME = re.compile(r"[^\d@:/<>{}()]{3,60}")
_IN_PATH = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=/|$)")

Inferred = tuple[Moment, str]  # and from what


def written_dates(root: Any, title: str, language: str, furniture: Collection[Any]) -> Iterator[Inferred]:
    """Days of publication in the order of likelihood, each with what it was read from. A day of change is none."""
    for element in root.iter("time"):
        if not _is_in(element, furniture) and not UPDATED.search(words_of(element.getparent())[:100]):
            moment = read_date(element.get("datetime") or "", language)
            if moment:
                yield moment, f"the first time mark of the page, “{words_of(element) or element.get('datetime')}”"
    for line in lines(root, title, furniture):
        if not UPDATED.search(line):
            yield from ((moment, f"the line “{line[:120]}”") for _, _, moment in dates_in(line, language))


def lines(root: Any, title: str, furniture: Collection[Any]) -> tuple[str, ...]:
    """The lines that may say who and when: those named so, then those below the title."""
    elements = [*named(root, furniture), *around_title(root, title, furniture, same)]
    behind = [" ".join((heading.tail or "")[:_LINE].split()) for heading in root.iter("h1")]
    return tuple(dict.fromkeys([*(words_of(element) for element in elements), *filter(None, behind)]))


def written_authors(found: Collection[str], language: str) -> tuple[tuple[str, ...], str]:
    """The names of the first byline and the line itself."""
    for line in found:
        for part in _PARTS.split(line):
            lead = BYLINE.match(part)
            names = _names(_without_dates(part[lead.end() :], language)) if lead else ()
            if names:
                return names, line
    return (), ""


def _without_dates(text: str, language: str) -> str:
    for start, _, _ in dates_in(text, language)[:1]:
        text = DATELINE.sub("", text[:start]) if start else ""
    return text


def _names(text: str) -> tuple[str, ...]:
    names = [name.strip(" ,.;:-–—|") for name in AND.split(text)]
    if names and all(_NAME.fullmatch(name) and 1 <= len(name.split()) <= 5 for name in names):
        return tuple(dict.fromkeys(names))
    return ()


def date_in_address(address: str) -> Moment | None:
    """The day in an address such as `/2019/04/12/story`."""
    match = _IN_PATH.search(address)
    return read_date(f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}") if match else None


def _is_in(element: Any, pieces: Collection[Any]) -> bool:
    return any(each in pieces for each in (element, *element.iterancestors()))
