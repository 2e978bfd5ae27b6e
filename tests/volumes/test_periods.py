import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.settings.choices import Period
from archivist.volumes.periods import Span

DAY = datetime.timedelta(days=1)
DATES = st.dates()
PERIODS = st.sampled_from(Period)


@pytest.mark.parametrize(
    ("date", "period", "id_", "start", "end", "year"),
    [
        ("2022-03-30", Period.DAY, "2022-03-30", "2022-03-30", "2022-03-30", 2022),
        ("2022-03-30", Period.WEEK, "2022-W13", "2022-03-28", "2022-04-03", 2022),
        ("2022-03-30", Period.MONTH, "2022-03", "2022-03-01", "2022-03-31", 2022),
        ("2022-03-30", Period.QUARTER, "2022-Q1", "2022-01-01", "2022-03-31", 2022),
        ("2022-03-30", Period.YEAR, "2022", "2022-01-01", "2022-12-31", 2022),
        ("2022-01-01", Period.WEEK, "2021-W52", "2021-12-27", "2022-01-02", 2021),
        ("2024-12-30", Period.WEEK, "2025-W01", "2024-12-30", "2025-01-05", 2025),
        ("2024-02-29", Period.MONTH, "2024-02", "2024-02-01", "2024-02-29", 2024),
        ("9999-12-31", Period.WEEK, "9999-W52", "9999-12-27", "9999-12-31", 9999),
    ],
)
def test_examples(date: str, period: Period, *, id_: str, start: str, end: str, year: int) -> None:
    span = Span.containing(datetime.date.fromisoformat(date), period)
    assert (span.id, span.year) == (id_, year)
    assert (span.start.isoformat(), span.end.isoformat()) == (start, end)


@given(DATES, PERIODS)
def test_a_date_is_inside_its_period(date: datetime.date, period: Period) -> None:
    span = Span.containing(date, period)
    assert span.start <= date <= span.end


@given(DATES, PERIODS)
def test_all_days_of_a_period_are_in_it_and_no_other_day_is(date: datetime.date, period: Period) -> None:
    span = Span.containing(date, period)
    assert Span.containing(span.start, period) == Span.containing(span.end, period) == span
    if span.end < datetime.date.max:
        following = Span.containing(span.end + DAY, period)
        assert following.start == span.end + DAY
        assert following.id > span.id


@given(DATES, PERIODS)
def test_ids_parse_back(date: datetime.date, period: Period) -> None:
    span = Span.containing(date, period)
    assert Span.parse(span.id) == span


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022-13",
        "2022-Q5",
        "2022-W54",
        "2023-W53",
        "2022-02-30",
        "22-03",
        "2022-3",
        "٢٠٢٢",
        "0000",
        "2022-03 ",
    ],
)
def test_other_text_is_no_id(text: str) -> None:
    with pytest.raises(ValueError):
        Span.parse(text)
