"""Periods: the stretch of the calendar a volume covers, and the id it is known by.

Day `2022-03-30`, ISO week `2022-W13`, month `2022-03`, quarter `2022-Q1`, year `2022`. A supplement to a volume has its
period, and an id of its own: `2022-03-S1`.
"""

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from archivist.settings.choices import Period


@dataclass(frozen=True, slots=True)
class Span:
    """One period of the calendar."""

    period: Period
    id: str
    year: int  # the year it counts to; for weeks the ISO year, which differs around New Year
    start: datetime.date  # first day
    end: datetime.date  # last day

    @classmethod
    def containing(cls, date: datetime.date, period: Period) -> "Span":
        """The period of that length in which the date falls."""
        return _CONTAINING[period](date)

    @classmethod
    def parse(cls, text: str) -> "Span":
        """The period with that id; of the id of a supplement the same with the id of the supplement.

        Raises ValueError if it is the id of none.
        """
        supplement = _SUPPLEMENT.fullmatch(text)
        if supplement:
            return replace(cls.parse(supplement[1]), id=text)
        for period, pattern in _IDS.items():
            match = pattern.fullmatch(text)
            if match:
                return cls.containing(_first_day(period, *map(int, match.groups())), period)
        raise ValueError(f"{text!r} is not the id of a day, week, month, quarter or year")


def supplement_id(volume: str, number: int) -> str:
    """The id of a supplement to a volume: 2022-01-S1."""
    return f"{volume}-S{number}"


def supplement_number(id: str) -> int:
    """The number of a supplement; 0 if it is the id of a volume that is not one."""
    match = _SUPPLEMENT.fullmatch(id)
    return int(match[2]) if match else 0


_SUPPLEMENT = re.compile(r"([0-9WQ-]+)-S([1-9][0-9]{0,5})")
_IDS = {
    Period.DAY: re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"),
    Period.WEEK: re.compile(r"([0-9]{4})-W([0-9]{2})"),
    Period.MONTH: re.compile(r"([0-9]{4})-([0-9]{2})"),
    Period.QUARTER: re.compile(r"([0-9]{4})-Q([1-4])"),
    Period.YEAR: re.compile(r"([0-9]{4})"),
}


def _first_day(period: Period, year: int, part: int = 1, day: int = 1) -> datetime.date:
    if period is Period.WEEK:
        return datetime.date.fromisocalendar(year, part, 1)
    month = 3 * part - 2 if period is Period.QUARTER else part
    return datetime.date(year, month, day)


def _day(date: datetime.date) -> Span:
    return Span(Period.DAY, date.isoformat(), date.year, date, date)


def _week(date: datetime.date) -> Span:
    iso = date.isocalendar()
    start = date - datetime.timedelta(days=iso.weekday - 1)
    # The week of the calendar's very last day would end after it.
    end = start + min(datetime.timedelta(days=6), datetime.date.max - start)
    return Span(Period.WEEK, f"{iso.year:04}-W{iso.week:02}", iso.year, start, end)


def _month(date: datetime.date) -> Span:
    return _months(Period.MONTH, f"{date.year:04}-{date.month:02}", date.year, date.month, date.month)


def _quarter(date: datetime.date) -> Span:
    quarter = (date.month + 2) // 3
    return _months(Period.QUARTER, f"{date.year:04}-Q{quarter}", date.year, 3 * quarter - 2, 3 * quarter)


def _year(date: datetime.date) -> Span:
    return _months(Period.YEAR, f"{date.year:04}", date.year, 1, 12)


def _months(period: Period, id_: str, year: int, first: int, last: int) -> Span:
    end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return Span(period, id_, year, datetime.date(year, first, 1), end)


_CONTAINING: dict[Period, Callable[[datetime.date], Span]] = {
    Period.DAY: _day,
    Period.WEEK: _week,
    Period.MONTH: _month,
    Period.QUARTER: _quarter,
    Period.YEAR: _year,
}
