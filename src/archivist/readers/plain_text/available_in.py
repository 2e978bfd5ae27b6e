"""`This post is also available in: ქართული (Georgian) Русский (Russian)`, in any order and several languages."""

import re
from dataclasses import dataclass
from functools import lru_cache

from archivist.reader_api.language_names import language_named

_LABEL = re.compile(
    r"""
    (?:this\ (?:post|article|page|text|story|entry)\ is\ )?(?:also\ )?available\ in
    | read\ (?:this\ (?:article|post|story)\ )?in
    | (?:эт(?:а|от|о)\ \w+\ )?(?:также\ )?доступн(?:а|о|ы|ен)\ (?:также\ )?на(?:\ языках)?
    | (?:ეს\ \w+\ )?(?:ასევე\ |აგრეთვე\ )?ხელმისაწვდომია(?:\ ენებზე)?
    | чита(?:йте|ть)\ (?:(?:эту|этот)\ \w+\ |также\ )?на
    | (?:წაიკითხეთ|იკითხეთ)(?:\ ეს\ \w+)?
    | dieser\ (?:beitrag|artikel)\ ist\ auch\ verfügbar\ (?:auf|in)
    | cet?\ article\ est\ (?:également|aussi)\ disponible\ en
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[(（][^()（）]*[)）]|[^\s,;|/·•()（）]+")
_LONGEST_NAME = 4  # words, the one in brackets included
_MOST_WORDS = 200
_LONGEST = 200  # characters of a line without a colon
_FILLERS = frozenset("in and und et и на также языке языках და ასევე ენაზე".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class AvailableIn:
    """What such a line says."""

    tags: tuple[str, ...]  # of the languages, as listed
    unknown: tuple[str, ...] = ()  # words that name no language


@lru_cache(maxsize=256)  # the lines of a page's head are asked about several times each
def available_in(line: str) -> AvailableIn | None:
    """The languages in which the article exists according to a line; None if the line does not say so. May be empty."""
    label, colon, names = line.partition(":")
    if colon and _LABEL.fullmatch(label.strip()):
        listed = named_in(names)
        return listed if listed.tags or not listed.unknown else None
    return _without_colon(line)


def _without_colon(line: str) -> AvailableIn | None:
    """`Read in Georgian`: nothing but languages may follow."""
    match = _LABEL.match(line) if len(line) <= _LONGEST else None
    rest = line[match.end() :] if match else ""
    listed = named_in(rest) if rest[:1] == " " else AvailableIn(())
    return listed if listed.tags and not listed.unknown else None


def _language(words: str) -> str:
    """The language words name, also as they are bent after `на` and in Georgian: `английском`, `ქართულად`."""
    bent = re.sub(r"(?<=[сц]к)ом$", "ий", re.sub("ად$", "ი", words))
    return language_named(words) or language_named(bent)


def named_in(names: str) -> AvailableIn:
    """The languages of a list of names with nothing sure between them."""
    words = _WORD.findall(names)[:_MOST_WORDS]
    tags: dict[str, None] = {}
    unknown: list[str] = []
    while words:
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
            tag = _language(" ".join(words[:length]))
            if tag:
                tags[tag] = None
                break
        else:
            length = 1
            unknown += () if words[0] in _FILLERS else words[:1]
        words = words[length:]
    return AvailableIn(tuple(tags), tuple(unknown))
