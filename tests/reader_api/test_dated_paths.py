import datetime

import pytest

from archivist.reader_api.dated_paths import days_in_address, days_in_path


@pytest.mark.parametrize(
    ("path", "days"),
    [
        ("2020/07/27/the-mill", ["2020-07-27"]),
        ("/news/2020/7/2", ["2020-07-02"]),
        ("/2020/07/27.html", ["2020-07-27"]),
        ("blog/2020-07-27-the-mill/index", ["2020-07-27"]),
        ("blog/2020_07_27/part-one", ["2020-07-27"]),
        ("2020/07/27/2020-07-27-the-mill", ["2020-07-27"]),
        ("2020/07/27/2020-07-28-the-mill", ["2020-07-27", "2020-07-28"]),
        ("2020/07/the-mill", []),
        ("2020/07/27-reasons", []),
        ("2020/02/30/x", []),
        ("the-fire-of-2001-09-11", []),
        ("releases/12020-07-27-x", []),
        ("2020-07-271", []),
        ("2020-07/27-x", []),
        ("photo/20200727-mill", []),
        ("1/2/2020", []),
    ],
)
def test_a_path_names_a_day_in_full_or_none(path: str, days: list[str]) -> None:
    assert sorted(days_in_path(path)) == [datetime.date.fromisoformat(day) for day in days]


def test_of_an_address_the_path_counts() -> None:
    day = {datetime.date(2020, 7, 27)}
    assert days_in_address("https://example.org/2020/07/27/x?from=/2019/01/01/") == day
    assert days_in_address("https://example.org/2020%2F07%2F27/x") == day
    assert days_in_address("http://[broken/2020/07/27/") == frozenset()
