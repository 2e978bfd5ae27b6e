"""Names of months and weekdays in the languages of CLDR (through Babel), to read dates written in words."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from babel import Locale

from archivist.text import languages

# Asked when the language of a date is not known. Babel takes about 4 ms for each; no date needs them twice.
_USUAL = (
    "en ka ru uk be bg sr mk kk ky uz az tr hy de fr es it pt ca nl sv da nb fi et lv lt pl cs sk sl hr hu ro sq "
    "el he ar ar-LB ar-DZ fa hi vi id eu ga cy is mt os"
)
_SHAPES = (("format", "wide"), ("format", "abbreviated"), ("stand-alone", "wide"), ("stand-alone", "abbreviated"))


def fold_words(words: str) -> str:
    """The words as they are compared: case folded, one space between them, no stops at the ends."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split()).strip(" .,'")


def month(words: str, language: str = "") -> int:
    """The month the words name, 1 to 12; 0 if none, or if they name two (`listopad`) and no language decides."""
    key = fold_words(words)
    own = _months_of(language).get(key, 0) if language else 0
    return own or _months().get(key, 0)


def is_weekday(words: str, language: str = "") -> bool:
    """Whether the words are the name of a day of the week."""
    key = fold_words(words)
    return bool(key) and (key in _weekdays() or (bool(language) and key in _weekdays_of(language)))


@cache
def _months() -> dict[str, int]:
    named: dict[str, int] = {}
    for tag in _USUAL.split():
        for key, number in _months_of(tag).items():
            named[key] = number if named.get(key, number) == number else 0
    return named


@cache
def _months_of(tag: str) -> dict[str, int]:
    locale = languages.locale(tag)
    if locale is None:
        return {}
    named: dict[str, int] = {}
    for number, name in _names_in_locale(locale, "months"):
        for form in _inflect(fold_words(name), locale.language):
            named[form] = number if named.get(form, number) == number else 0
    if locale.language == "en":
        named["sept"] = 9
    return named


@cache
def _weekdays() -> frozenset[str]:
    return frozenset().union(*(_weekdays_of(tag) for tag in _USUAL.split()))


@cache
def _weekdays_of(tag: str) -> frozenset[str]:
    locale = languages.locale(tag)
    return frozenset(fold_words(name) for _, name in _names_in_locale(locale, "days")) if locale else frozenset()


def _names_in_locale(locale: Locale, what: str) -> Iterator[tuple[int, str]]:
    table = getattr(locale, what)
    for use, width in _SHAPES:
        for number, name in table[use][width].items():
            if not fold_words(name).isdigit():
                yield int(number), str(name)


def _inflect(name: str, language: str) -> Iterable[str]:
    """CLDR has Georgian months in the nominative alone; dates also have the dative and the genitive."""
    if language == "ka" and name.endswith("ი"):
        return name, f"{name[:-1]}ს", f"{name[:-1]}ის"
    return (name,) if name else ()
