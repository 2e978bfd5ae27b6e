"""What one kind of mark on a page says of its article; and several such, joined in the order of trust."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from archivist.article_facts import Person

_TAG = re.compile(r"<[/a-z][^<>]{0,500}>", re.I)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said; empty where nothing is."""

    titles: tuple[str, ...] = ()
    published: tuple[str, ...] = ()  # as written
    modified: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()  # everyone named with a role, authors included, with their identifiers
    doi: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    description: str = ""
    language: str = ""  # as written
    site: str = ""
    address: str = ""  # as written
    picture: str = ""
    kind: str = ""  # `article`, `website`, … as the marks call it
    translations: tuple[tuple[str, str], ...] = ()  # language and address, as written
    is_for_subscribers: bool = False  # whether the page says that it does not show the whole text to all

    def or_else(self, other: "Facts") -> "Facts":
        """These facts, and the other's where these say nothing; all titles, dates and people, these first."""
        joined = {field.name: getattr(self, field.name) or getattr(other, field.name) for field in fields(self)}
        for several in ("titles", "published", "modified", "people", "translations"):
            joined[several] = tuple(dict.fromkeys((*getattr(self, several), *getattr(other, several))))
        return Facts(**joined)


def plain(value: object, limit: int = 2000) -> str:
    """A value as one line of plain text, its character references resolved; "" if it is not text."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    text = str(value)[: limit * 4]
    # Twice, since programs escape what was escaped: `&amp;#8217;`.
    text = html.unescape(html.unescape(text))
    return " ".join(_TAG.sub("", text).split())[:limit].encode("utf-8", "ignore").decode()


def several(values: Iterable[object]) -> tuple[str, ...]:
    """Values as lines of plain text, each once, empty ones left out."""
    return tuple(dict.fromkeys(text for text in map(plain, values) if text))


def keywords_of(value: object) -> tuple[str, ...]:
    """Keywords: a list, or one line with commas or semicolons."""
    if isinstance(value, str):
        return several(re.split(r"\s*[,;،]\s*", plain(value, 8000)))
    if isinstance(value, list):
        return several(value)
    return ()
