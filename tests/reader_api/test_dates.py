"""Dates in every form that is known, and nothing that is no whole date."""

import datetime

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from archivist.reader_api.dates import Moment, dates_in, read_date


def day(year: int, month: int, number: int, time: str = "", ambiguous: bool = False) -> Moment:
    return Moment(datetime.date(year, month, number), time, ambiguous)


KNOWN = {
    "2019-12-12": day(2019, 12, 12),
    "2019-12-12T12:06:00+04:00": day(2019, 12, 12, "12:06:00+04:00"),
    "2019-12-12T12:06:00.123Z": day(2019, 12, 12, "12:06:00Z"),
    "2019-12-12 12:06:00": day(2019, 12, 12, "12:06:00"),
    "2019/12/12": day(2019, 12, 12),
    "20191212": day(2019, 12, 12),
    "06/06/2019 - 12:06": day(2019, 6, 6, "12:06"),
    "6.6.2019": day(2019, 6, 6),
    "14/07/17": day(2017, 7, 14),
    "31/12/69": day(1969, 12, 31),
    "31/12/68": day(2068, 12, 31),
    "5/6/2017": day(2017, 6, 5, ambiguous=True),
    "12/31/2019": day(2019, 12, 31),
    "30 March 2022": day(2022, 3, 30),
    "March 30, 2022": day(2022, 3, 30),
    "Wednesday, March 30th, 2022 at 5:07 pm": day(2022, 3, 30, "17:07"),
    "12:05 AM, 30 March 2022": day(2022, 3, 30, "00:05"),
    "30 марта 2022 г.": day(2022, 3, 30),
    "среда, 30 марта 2022 г., 10:00": day(2022, 3, 30, "10:00"),
    "30 მარტი, 2022": day(2022, 3, 30),
    "2022 წლის 30 მარტს": day(2022, 3, 30),
    "5 Jul.'17": day(2017, 7, 5),
    "5 Jul.’17": day(2017, 7, 5),
    "10:55 - 1 May.'18": day(2018, 5, 1, "10:55"),
    "14 Jul.'17 / 17:54": day(2017, 7, 14, "17:54"),
    "5th of July 2017": day(2017, 7, 5),
    "Sept. 9, 2019": day(2019, 9, 9),
    "Thu, 05 Jan 2012 14:30:46 +0000": day(2012, 1, 5, "14:30:46+00:00"),
    "05 Jan 12 14:30 EST": day(2012, 1, 5, "14:30-05:00"),
    "30.03.2022 12:06 (MSK)": day(2022, 3, 30, "12:06+03:00"),
    "30.03.2022, 12:06 мск": day(2022, 3, 30, "12:06+03:00"),
    "2019年12月12日星期四": day(2019, 12, 12),
    "2019년 6월 6일": day(2019, 6, 6),
    "2019. június 6., csütörtök": day(2019, 6, 6),
    "6 tháng 6, 2019": day(2019, 6, 6),
    "1er mai 2020": day(2020, 5, 1),
    "٣٠ مارس ٢٠٢٢": day(2022, 3, 30),
    "३० मार्च २०२२": day(2022, 3, 30),
}


@pytest.mark.parametrize("text", KNOWN)
def test_a_date_is_read(text: str) -> None:
    assert read_date(text) == KNOWN[text]
    assert read_date(f"  {text}\u200f ") == KNOWN[text]


@pytest.mark.parametrize(
    "text",
    ["", "March 2022", "2022", "31.02.2022", "13/14/2019", "2019-13-12", "0000-00-00 00:00:00", "25:00 - 1 May 2018",
     "30 March 2022 people", "on 30 March 2022", "649", "12:06", "3 listopad 2019", "۱۳۹۸/۰۴/۱۵", "12 มีนาคม 2562",
     "1.2.3.2019", "5 Foo 2017", "1 May 2018 12:00 XYZ", "May",
     "1 May 2018 24:00", "1 May 2018 12:60", "1 May 2018 12:06:60", "1 May 2018 13:06 pm", "1 May 2018 0:06 am"],
)  # fmt: skip
def test_what_is_not_a_whole_and_sure_date_is_none(text: str) -> None:
    assert read_date(text) is None


def test_the_language_decides_what_month_a_name_is() -> None:
    assert read_date("3 listopad 2019", "cs") == day(2019, 11, 3)
    assert read_date("3 listopada 2019", "hr") == day(2019, 10, 3)


@given(
    st.dates(datetime.date(1969, 1, 1), datetime.date(2068, 12, 31)),
    st.sampled_from(
        ["en", "en-GB", "ka", "ru", "uk", "de", "fr", "es", "it", "pt", "pl", "cs", "tr", "hy", "hu", "sv"]
    ),
    st.sampled_from(["medium", "long", "full"]),
)
def test_dates_as_languages_write_them_are_read_back(date: datetime.date, tag: str, form: str) -> None:
    written = format_date(date, form, locale=tag.replace("-", "_"))
    read = read_date(written, tag)
    assert read is not None, written
    assert read.day == date or read.ambiguous


@given(st.dates(datetime.date(1500, 1, 1), datetime.date(2199, 12, 31)))
def test_iso_dates_are_read_back(date: datetime.date) -> None:
    assert read_date(date.isoformat()) == Moment(date)


PIECES = [*"0123456789-/.:' ,", "мая", "May", "2019"]


@given(st.lists(st.text(max_size=3) | st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_text_raises(text: str) -> None:
    read_date(text)
    for start, end, moment in dates_in(text):
        assert read_date(text[start:end]) == moment


def test_dates_within_a_line_are_found_where_they_stand() -> None:
    line = "Example Georgia, Tbilisi / 14 Jul.'17 / 17:54"
    assert [(line[a:b], m) for a, b, m in dates_in(line)] == [("14 Jul.'17 / 17:54", day(2017, 7, 14, "17:54"))]
    assert [m.day for _, _, m in dates_in("From 1 May 2018 to 3 May 2018")] == [
        day(2018, 5, 1).day,
        day(2018, 5, 3).day,
    ]
    assert dates_in("192.168.10.12.2019 and 12/12/20191") == ()


@pytest.mark.parametrize("line", ["1 " * 5000, "a " * 5000, "1/" * 5000, "May " * 3000, "'" * 9000, "1:1" * 3000])
def test_lines_without_end_take_no_time(line: str) -> None:
    assert dates_in(line) == ()
