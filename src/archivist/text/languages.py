"""Languages: BCP 47 tags, their names, dates and scripts. Names and dates come from CLDR via Babel."""

# Imports are inside functions: a worker process seldom meets a language that its job does not name, and these take as
# long to read as all else it needs to begin.
# ruff: noqa: PLC0415

import datetime
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from archivist.text.usual_scripts import USUAL_SCRIPTS

if TYPE_CHECKING:
    from babel import Locale

RIGHT_TO_LEFT_SCRIPTS = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Samr", "Mand"})


@cache
def normalise_tag(tag: str) -> str | None:
    """The tag in its canonical BCP 47 form (`EN_us` -> `en-US`, `eng` -> `en`), or None if no known language has it."""
    if tag in USUAL_SCRIPTS:
        return tag
    if not tag.strip():
        return None
    import langcodes

    try:
        language = langcodes.Language.get(tag.strip().replace("_", "-"))
    except (ValueError, AttributeError):
        return None
    if not language.language or language.language == "und" or not language.is_valid():
        return None
    return str(language.to_tag())


@cache
def locale(tag: str) -> "Locale | None":
    """Babel's locale for the tag, or for its language alone; None where CLDR knows neither."""
    from babel import Locale, UnknownLocaleError

    for candidate in _less_exact(tag):
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _less_exact(tag: str) -> Iterator[str]:
    """The tag, that of its language as it is written, and that of its language."""
    yield tag
    if tag in USUAL_SCRIPTS:
        return
    import langcodes

    language = langcodes.Language.get(tag)
    if language.script:
        yield f"{language.language}-{language.script}"
    if language.language:
        yield language.language


@cache
def name(tag: str, in_language: str) -> str:
    """The language's name written in another language: name("ka", "en") == "Georgian"; the tag where CLDR has none."""
    own, reader = locale(tag), locale(in_language)
    if own is None or reader is None:
        return tag
    return own.get_display_name(reader) or tag


@cache
def own_name(tag: str) -> str:
    """The language's name in itself: own_name("ka") == "ქართული"."""
    return name(tag, tag)


@lru_cache(maxsize=4096)
def long_date(date: datetime.date, tag: str) -> str:
    """The date in words: 30 March 2022, 30 марта 2022 г."""
    from babel.dates import format_date

    return format_date(date, "long", locale=_locale_for_dates(tag))


@cache
def month_names(tag: str) -> tuple[str, ...]:
    """The names of the months in dates and alone: марта, март; none if CLDR lacks the language."""
    own = locale(tag)
    if own is None:
        return ()
    forms = (own.months[context]["wide"].values() for context in ("format", "stand-alone"))
    return tuple(dict.fromkeys(str(month) for names in forms for month in names if not str(month)[:1].isdigit()))


def day_and_month(date: datetime.date, tag: str) -> str:
    """The date within its year, as short as it is in a list: 30 Mar, 30 мар."""
    from babel.dates import format_skeleton

    return format_skeleton("MMMd", date, locale=_locale_for_dates(tag))


def month_and_year(date: datetime.date, tag: str) -> str:
    """The month as a heading: March 2022, март 2022 г."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", date, locale=_locale_for_dates(tag))


@cache
def _locale_for_dates(tag: str) -> "Locale":
    from babel import Locale

    # British order (30 March 2022) for plain "en": unambiguous for readers on every side.
    return locale("en-GB" if tag == "en" else tag) or Locale.parse("en_GB")


@cache
def script(tag: str) -> str:
    """The ISO 15924 script the language is usually written in: script("ka") == "Geor"."""
    if tag in USUAL_SCRIPTS:
        return USUAL_SCRIPTS[tag]
    import langcodes

    return str(langcodes.Language.get(tag).maximize().script or "Zyyy")


def direction(tag: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if script(tag) in RIGHT_TO_LEFT_SCRIPTS else "ltr"


def outer_separator(tag: str) -> str:
    """What is between lists of numbers, with its spaces: `12, 14; 3`."""
    return {"Arab": "؛ ", "Hans": "；", "Hant": "；", "Jpan": "；"}.get(script(tag), "; ")


def list_separator(tag: str) -> str:
    """What is between the numbers of a list, with its spaces: `12, 14`."""
    return {"Arab": "، ", "Hans": "、", "Hant": "、", "Jpan": "、"}.get(script(tag), ", ")
