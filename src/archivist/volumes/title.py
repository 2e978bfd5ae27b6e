"""The title of a volume in a language: March 2022, 1st quarter 2022, Week 13 of 2022."""

import datetime
import re
from collections.abc import Callable

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, tokenize_pattern

from archivist.model.volumes import Volume
from archivist.settings.choices import Period
from archivist.text import languages
from archivist.volumes.periods import Span

_YEAR_LAST = re.compile(r"(.+), (\d{4})")


def volume_title(volume: Volume, language: str) -> str:
    """The period the volume covers, in words, as a title of its own."""
    title = _in_words(volume, language)
    # The title case of a letter, not its upper case: Georgian has capitals, but no title begins with one.
    return title[:1].title() + title[1:]


def volume_name(volume: Volume, language: str) -> str:
    """The period the volume covers, in words, as within a sentence: 2022 წლის თებერვალი."""
    words = _in_words(volume, language)
    if languages.script(language) != "Geor":
        return words
    # CLDR has the forms of a date by itself; after a number, "თებერვალი, 2022" reads as two things.
    return _YEAR_LAST.sub(r"\2 წლის \1", words)


def _in_words(volume: Volume, language: str) -> str:
    span = Span.parse(volume.id)
    return _WORDED[span.period](span, language)


def _day(span: Span, language: str) -> str:
    return languages.long_date(span.start, language)


def _month(span: Span, language: str) -> str:
    return languages.month_and_year(span.start, language)


def _quarter(span: Span, language: str) -> str:
    return format_skeleton("yQQQQ", span.start, locale=_locale(language))


def _year(span: Span, language: str) -> str:
    return format_skeleton("y", span.start, locale=_locale(language))


def _week(span: Span, language: str) -> str:
    """The week's number in words, or its dates where CLDR has no words for it in this language."""
    locale = _locale(language)
    pattern = locale.datetime_skeletons.get("yw")
    if pattern is None or (_is_english(pattern.pattern) and locale.language != "en"):
        return format_interval(span.start, span.end, "yMMMd", locale=locale)
    return _with_iso_week(pattern.pattern, span.start, locale)


def _is_english(pattern: str) -> bool:
    """What CLDR inherits from its root where a language has nothing of its own."""
    return "'week'" in pattern


def _with_iso_week(pattern: str, date: datetime.date, locale: Locale) -> str:
    """The date in that pattern, with week and year by ISO 8601.

    Babel would count them by the habits of the language's country, where 30 March 2022 may be in week 14.
    """
    iso = date.isocalendar()
    numbers = {"w": str(iso.week), "Y": str(iso.year)}
    words: list[str] = []
    for kind, value in tokenize_pattern(pattern):
        if kind == "chars":
            words.append(str(value))
        else:
            letter, count = value[0], int(value[1])
            words.append(numbers.get(letter) or format_date(date, letter * count, locale=locale))
    return "".join(words)


def _locale(language: str) -> Locale:
    return languages.locale("en-GB" if language == "en" else language) or Locale.parse("en_GB")


_WORDED: dict[Period, Callable[[Span, str], str]] = {
    Period.DAY: _day,
    Period.WEEK: _week,
    Period.MONTH: _month,
    Period.QUARTER: _quarter,
    Period.YEAR: _year,
}
