"""`This post is also available in: ქართული (Georgian) Русский (Russian)`, in any order and several languages."""

import re
from dataclasses import dataclass

from archivist.importers.language_names import language_named

_LABEL = re.compile(
    r"""
    (?:this\ (?:post|article|page|text|story|entry)\ is\ )?(?:also\ )?available\ in
    | read\ (?:this\ (?:article|post|story)\ )?in
    | (?:эт(?:а|от|о)\ \w+\ )?(?:также\ )?доступн(?:а|о|ы|ен)\ (?:также\ )?на(?:\ языках)?
    | (?:ეს\ \w+\ )?(?:ასევე\ |აგრეთვე\ )?ხელმისაწვდომია(?:\ ენებზე)?
    | dieser\ (?:beitrag|artikel)\ ist\ auch\ verfügbar\ (?:auf|in)
    | cet?\ article\ est\ (?:également|aussi)\ disponible\ en
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[(（][^()（）]*[)）]|[^\s,;|/·•()（）]+")
_LONGEST_NAME = 4  # words, the one in brackets included
_MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class AvailableIn:
    """What such a line says."""

    tags: tuple[str, ...]  # of the languages, as listed
    unknown: tuple[str, ...] = ()  # words that name no language


def available_in(line: str) -> AvailableIn | None:
    """The languages a line says the article exists in; None if it is no such line. The list may be empty."""
    label, colon, names = line.partition(":")
    if not colon or not _LABEL.fullmatch(label.strip()):
        return None
    listed = named_in(names)
    return listed if listed.tags or not listed.unknown else None


def named_in(names: str) -> AvailableIn:
    """The languages of a list of names with nothing sure between them."""
    words = _WORD.findall(names)[:_MOST_WORDS]
    tags: dict[str, None] = {}
    unknown: list[str] = []
    while words:
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
            tag = language_named(" ".join(words[:length]))
            if tag:
                tags[tag] = None
                break
        else:
            length = 1
            unknown.append(words[0])
        words = words[length:]
    return AvailableIn(tuple(tags), tuple(unknown))
