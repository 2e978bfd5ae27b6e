"""Where words can be divided, and how bad it would be: pyphen's patterns, with a cache for all documents.

A month is never divided. A name is not if the lines can be set without; that is a penalty, not a rule.
"""

import re
from functools import cache, lru_cache

import pyphen

from archivist.text import languages

_LETTERS = re.compile(r"[^\W\d_]+")
_NO_WORD = re.compile(r"[\d/@_\\=#]|\w\.\w|\xad")
_SHORTEST = 5  # letters of a word that is divided
_RIGHT = {"en": 3}  # letters after the hyphen, where two are not enough
_CAPITALS_FOR_ALL_NOUNS = frozenset({"de", "lb"})
PENALTY = 260.0
_SHORT = 100.0  # more, if a part is shorter than the style sheet wants
_NAME = 1000.0

Division = tuple[int, float]  # characters before the hyphen, and the penalty


@lru_cache(maxsize=50_000)
def divisions(word: str, language: str, limits: tuple[int, int, int], begins_sentence: bool) -> tuple[Division, ...]:
    """Where a word, with what is written around it without a space, can be divided.

    `limits` are the least letters of the word, before and after the hyphen (CSS, hyphenate-limit-chars). Parts of two
    letters have a further penalty, so that the limits are kept where the lines allow it.
    """
    total, left, right = min(limits[0], _SHORTEST), 2, _RIGHT.get(language.split("-", 1)[0].lower(), 2)
    dictionary = _dictionary(language, left, right)
    if dictionary is None or len(word) < total or _NO_WORD.search(word):
        return ()
    found: list[Division] = []
    for match in _LETTERS.finditer(word):
        letters = match[0]
        if len(letters) >= total and not letters.isupper() and not _is_month(letters, language):
            penalty = _penalty(letters, language, begins_sentence)
            for place in dictionary.positions(letters):
                if place.data is None:
                    is_short = place < limits[1] or len(letters) - place < limits[2] or len(letters) < limits[0]
                    found.append((match.start() + int(place), penalty + (_SHORT if is_short else 0.0)))
    return tuple(found)


def _penalty(word: str, language: str, begins_sentence: bool) -> float:
    bare = language.split("-", 1)[0].lower()
    is_name = word[0].isupper() and not begins_sentence and bare not in _CAPITALS_FOR_ALL_NOUNS
    return _NAME if is_name else PENALTY


def _is_month(word: str, language: str) -> bool:
    return word.casefold().startswith(_months(language))


@cache
def _months(language: str) -> tuple[str, ...]:
    """The beginnings of the names of months: the end of a name may change with its case."""
    return tuple(name.casefold()[:-1] for name in languages.month_names(language) if len(name) > 4)


@cache
def _dictionary(language: str, left: int, right: int) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language) if language else None
    return pyphen.Pyphen(lang=known, left=left, right=right) if known else None
