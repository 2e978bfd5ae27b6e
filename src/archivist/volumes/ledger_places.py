"""The volumes that have a place in the ledger before they are published: see docs/ledger-format.md, Merging."""

import datetime
from collections.abc import Iterator, Sequence

from archivist.settings.choices import Period
from archivist.volumes.periods import Span

_YEARS, _MONTHS = 2, 2  # that places are ahead of the last volume


def ledger_places(volumes: Sequence[str], period: Period) -> tuple[str, ...]:
    """The ids of all volumes from the year of the first of these to the end of the second year after the last.

    Of daily volumes those of the months that have volumes, and of the two months after the last: more would be
    thousands of lines that nobody needs.
    """
    spans = sorted((Span.parse(volume) for volume in volumes), key=lambda span: span.start)
    if not spans:
        return ()
    if period is Period.DAY:
        months = {(span.start.year, span.start.month) for span in spans}
        last = max(months)
        months |= {_month_after(last, count) for count in range(1, _MONTHS + 1)}
        ids = (id for year, month in sorted(months) for id in _days(year, month))
    else:
        years = range(spans[0].year, min(spans[-1].year + _YEARS, datetime.MAXYEAR) + 1)
        ids = (id for year in years for id in _of_year(year, period))
    return tuple(dict.fromkeys(ids))


def _month_after(month: tuple[int, int], count: int) -> tuple[int, int]:
    index = min(month[0] * 12 + month[1] - 1 + count, datetime.MAXYEAR * 12 + 11)
    return index // 12, index % 12 + 1


def _days(year: int, month: int) -> Iterator[str]:
    day = datetime.date(year, month, 1)
    while day.month == month:
        yield day.isoformat()
        if day == datetime.date.max:
            return
        day += datetime.timedelta(days=1)


def _of_year(year: int, period: Period) -> Iterator[str]:
    """The periods of a year, in order. The first days of an ISO year may be in the calendar year before."""
    day = datetime.date(year, 1, 4)  # in the first ISO week by definition
    while day.year == year:
        span = Span.containing(day, period)
        if span.year == year:
            yield span.id
        if span.end == datetime.date.max:
            return
        day = span.end + datetime.timedelta(days=1)
