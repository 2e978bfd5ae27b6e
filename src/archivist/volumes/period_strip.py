"""Where a volume is in a longer period, as its cover draws it: March is the third of twelve cells."""

import calendar
import datetime
from collections.abc import Callable

from archivist.model.articles import NO_STRIP, PeriodStrip
from archivist.model.volumes import Volume
from archivist.settings.choices import Period
from archivist.volumes.cumulative import is_cumulative
from archivist.volumes.periods import Span


def period_strip(volume: Volume) -> PeriodStrip:
    """The strip of a volume: days of a month, weeks, months and quarters of a year, years of a decade.

    A supplement has that of its volume, a cumulative volume one cell that is the whole.
    """
    if is_cumulative(volume.id):
        return NO_STRIP
    span = Span.parse(volume.id)
    return _STRIPS[span.period](span)


def _day(span: Span) -> PeriodStrip:
    _, days = calendar.monthrange(span.start.year, span.start.month)
    return PeriodStrip(days, span.start.day - 1)


def _week(span: Span) -> PeriodStrip:
    last = datetime.date(span.year, 12, 28).isocalendar().week  # which is always in the last week (ISO 8601)
    return PeriodStrip(last, span.start.isocalendar().week - 1)


def _month(span: Span) -> PeriodStrip:
    return PeriodStrip(12, span.start.month - 1)


def _quarter(span: Span) -> PeriodStrip:
    return PeriodStrip(4, (span.start.month - 1) // 3)


def _year(span: Span) -> PeriodStrip:
    return PeriodStrip(10, span.year % 10)


_STRIPS: dict[Period, Callable[[Span], PeriodStrip]] = {
    Period.DAY: _day,
    Period.WEEK: _week,
    Period.MONTH: _month,
    Period.QUARTER: _quarter,
    Period.YEAR: _year,
}
