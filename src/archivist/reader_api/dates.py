"""Dates as people and programs write them: read whole or not at all.

A date is never completed and never invented: `March 2022` is none, `31.02.2022` is none. Years run from 1500 to
2200, so that a year of another calendar (1398, 2562, 5780) is not taken for one of ours.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from archivist.reader_api.month_names import is_weekday, month

_LONGEST = 90  # characters of a date with weekday, time and zone
_LEAST_DIGITS = 3  # 5 Jul.'17
_WORDS_BEFORE = 5  # a date has a number among its first words
_LINE = 2000  # characters of a line that are searched
_YEARS = range(1500, 2200)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and, if it was written, the time of day."""

    day: datetime.date
    time: str = ""  # as ISO 8601 has it after the T: 21:39, 12:06:00+04:00
    ambiguous: bool = False  # written in numbers that can also be read month first; the day was taken as first


_YEAR_WORD = r"\.?(?:\s*-?(?:gada|аз|г(?:ода?|\.)?|р(?:оку|\.)|წ(?:ლის|ელი|\.)?|թ\.?|m\.|й(?:ил|\.)?|ж\.)(?!\w))?\.?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})" + _YEAR_WORD
_DAY = r"(?:den\s)?(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|-?е|-?го|-?ს|-ე|\.)?(?![^\W_])"
_WORDS = r"(?P<words>[^\W\d_][^\d,/|]{0,30}?)"
_CHINESE_WEEKDAY = r"(?:\s?[（(]?(?:星期|周|週)?[一二三四五六天日月火水木金土](?:曜日)?[)）]?)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})(?P<mark>[-/.])\s?(?P<month>\d{1,2})(?P=mark)\s?(?P<day>\d{1,2})\.?",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]" + _CHINESE_WEEKDAY,
        r"(?P<day>\d{1,2})\s+(?:tháng|thg)\s+(?P<month>\d{1,2})(?:,|\s+năm)?\s+(?P<year>\d{4})",
        r"(?P<first>\d{1,2})(?P<mark>[-/.])\s?(?P<second>\d{1,2})(?P=mark)\s?" + _YEAR,
        _DAY + r"[\s.-]*" + _WORDS + r"[\s.,-]*" + _YEAR,
        _WORDS + r"[\s.]*" + _DAY + r"[\s.,]+(?P<year>\d{4}|'\d{2})" + _YEAR_WORD,
        r"(?P<year>\d{4})" + _YEAR_WORD + r"[\s,]*" + _WORDS + r"\s*(?P<day>\d{1,2})(?:\.|\s?d\.)?",
        r"(?P<year>\d{4})" + _YEAR_WORD + r"[\s,]*" + _DAY + r"[\s-]*" + _WORDS,
    )
)
_FILLED = re.compile(r"^(?:of|de la|del|de|d'|den|the|a|ta')\s+|^d'|^ב|\s+(?:of|del|de|di)$", re.IGNORECASE)

_ZONES = {"z": "Z", "utc": "Z", "gmt": "Z", "ut": "Z"} | {  # RFC 822, and a few that mean one thing alone
    name: offset
    for names, offset in (
        ("pst", "-08:00"), ("pdt mst", "-07:00"), ("mdt cst", "-06:00"), ("cdt est", "-05:00"), ("edt", "-04:00"),
        ("cet", "+01:00"), ("cest eet", "+02:00"), ("eest msk мск", "+03:00"), ("get", "+04:00"),
    )
    for name in names.split()
}  # fmt: skip
_ZONE = r"(?:\s?\(?(?P<zone>[+-]\d\d:?\d\d|[^\W\d_]{1,4}(?![^\W\d_]|\.))\)?)?"
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?P<part>[.,]\d{1,9})?)?\s?(?P<half>[ap]\.?m\.?)?" + _ZONE
)
_BETWEEN = r"(?:\s*[-–—|/·•]\s*|\s*,?\s+(?:at|um|à|в|о|o|a las)\s+|\s*,\s*|\s+)"
_TIME_AFTER = re.compile(rf"(?P<date>.*?\S)(?:T(?=\d\d:)|{_BETWEEN}){_CLOCK}", re.IGNORECASE)
_TIME_BEFORE = re.compile(rf"{_CLOCK}{_BETWEEN}(?P<date>\S.*)", re.IGNORECASE)
_FIRST_WORDS = (re.compile(r"([^\d,]{2,25}?)\s?(?:,\s?|(?=\d))"), re.compile(r"([^\W\d_][^\d,\s]{0,25}?),?\s"))
_LAST_WORD = re.compile(r"[\s,]*\(?([^\W\d_][^\d,()]{0,25})\)?$")
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def read_date(text: str, language: str = "") -> Moment | None:
    """The moment the whole text is, in any known form; None if it is anything else.

    `language` is the tag of the text, "" if not known: some names are months in one language and others in another.
    """
    if len(text) > _LONGEST:
        return None
    plain = _plain(text)
    if not any(character.isdigit() for character in plain):
        return None
    for form in (_TIME_AFTER, _TIME_BEFORE):
        match = form.fullmatch(plain)
        time = _time(match) if match else ""
        if match and time:
            moment = _day(match["date"], language)
            if moment:
                return Moment(moment.day, time, moment.ambiguous)
    return _day(plain, language)


@lru_cache(maxsize=256)  # the lines of a page's head are asked about several times each
def dates_in(line: str, language: str = "") -> tuple[tuple[int, int, Moment], ...]:
    """The dates within a line: where each begins and ends, and what it says. Meant for short lines around a text."""
    found: list[tuple[int, int, Moment]] = []
    line = line[:_LINE]
    if sum(map(str.isdecimal, line)) < _LEAST_DIGITS:
        return ()
    tokens = [match.span() for match in re.finditer(r"\d+|[^\W\d_]+\.?|'(?=\d)", line)]
    index = 0
    while index < len(tokens):
        start = tokens[index][0]
        longest = next(_dates_from(line, tokens[index : index + 18], language), None)
        if longest is None:
            index += 1
            continue
        found.append((start, *longest))
        index = next((n for n in range(index, len(tokens)) if tokens[n][0] >= longest[0]), len(tokens))
    return tuple(found)


def _dates_from(line: str, tokens: list[tuple[int, int]], language: str) -> Iterator[tuple[int, Moment]]:
    """Dates that begin with the first token, the longest first. None is cut out of a longer number."""
    start = tokens[0][0]
    near = any(line[first].isdecimal() for first, _ in tokens[:_WORDS_BEFORE])
    if not near or re.search(r"\d[-/.:]?$", line[max(start - 2, 0) : start]):
        return
    for _, end in reversed(tokens):
        if re.match(r"[-/:.]?\d", line[end : end + 2]) or end - start > _LONGEST:
            continue
        if sum(map(str.isdecimal, line[start:end])) < _LEAST_DIGITS:
            break
        moment = read_date(line[start:end], language)
        if moment:
            yield end, moment


def _plain(text: str) -> str:
    """The text with European digits, straight apostrophes and single spaces; marks of direction are gone."""
    text = _UNSEEN.sub("", text).replace("’", "'").replace("‘", "'").replace("׳", "'").replace("،", ",")
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return " ".join("".join(digits).split())


def _time(match: re.Match[str]) -> str:
    """The time in the form of ISO 8601; "" if it is not valid."""
    minute, second = int(match["minute"]), int(match["second"] or 0)
    hour = _hour(int(match["hour"]), (match["half"] or "").lower()[:1])
    zone = (match["zone"] or "").lower()
    offset = _ZONES.get(zone, "") if not zone or zone[0].isalpha() else f"{zone[:3]}:{zone[-2:]}"
    if hour is None or (zone and not offset) or minute > 59 or second > 59:
        return ""
    seconds = f":{second:02}" if match["second"] else ""
    return f"{hour:02}:{minute:02}{seconds}{offset}"


def _hour(hour: int, half: str) -> int | None:
    """The hour from 0 to 23. `half` is `a` or `p`, "" on a clock of 24 hours."""
    if not half:
        return hour if hour <= 23 else None
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half == "p" else 0)


def _day(text: str, language: str) -> Moment | None:
    return _bare_day(text, language) or next(
        (day for day in (_bare_day(rest, language) for rest in _without_weekday(text, language)) if day), None
    )


def _bare_day(text: str, language: str) -> Moment | None:
    text = text.strip()
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            moment = _numbers(match) if "first" in form.groupindex else _unambiguous_date(match, language)
            if moment:
                return moment
    return None


def _without_weekday(text: str, language: str) -> Iterator[str]:
    """The text without the name of a day at its beginning or its end. It may be the name of a month as well: `Mar`."""
    for form in _FIRST_WORDS:
        first = form.match(text)
        if first and is_weekday(first[1], language):
            yield text[first.end() :]
    last = _LAST_WORD.search(text)
    if last and is_weekday(last[1], language):
        yield text[: last.start()].rstrip()


def _unambiguous_date(match: re.Match[str], language: str) -> Moment | None:
    """A date whose parts are known by their form: a name for the month, or the year first."""
    parts = match.groupdict()
    number = int(parts["month"]) if parts.get("month") else month(_FILLED.sub("", parts["words"].strip()), language)
    return _moment(parts["year"], number, int(parts["day"]))


def _numbers(match: re.Match[str]) -> Moment | None:
    """A date in numbers with the year last: day first, unless only the other order is a date (12/31/2019)."""
    first, second = int(match["first"]), int(match["second"])
    moment = _moment(match["year"], second, first)
    other = _moment(match["year"], first, second)
    if moment:
        return Moment(moment.day, ambiguous=other is not None and other != moment)
    return other if match["mark"] == "/" else None


def _moment(year: str, month_number: int, day: int) -> Moment | None:
    digits = year.lstrip("'")
    number = int(digits) if len(digits) == 4 else int(digits) + (2000 if int(digits) <= 68 else 1900)
    if number not in _YEARS:
        return None
    try:
        return Moment(datetime.date(number, month_number, day))
    except ValueError:
        return None
