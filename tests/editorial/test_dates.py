"""Days that cannot be right."""

from pathlib import Path

import pytest

from tests.editorial.making import found, page


@pytest.mark.parametrize("name", ["2021-03-30-a.en.md", "2021-03-30-a/index.en.md", "2021/2021-03-30_a.en.md"])
def test_a_day_in_the_name_other_than_in_the_front_matter(name: str, tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {name: page()}, "dates-disagree")
    assert finding.message == "the file's name says 2021-03-30, `date` says 2022-03-30"


def test_the_name_of_a_translation_may_say_the_day_of_the_original(tmp_path: Path) -> None:
    files = {"2021-03-30-a.en.md": page(date="2021-03-30"), "2021-03-30-a.ka.md": page(lang="ka")}
    assert found(tmp_path, files, "dates-disagree") == []


@pytest.mark.parametrize(
    "name",
    ["2022-03-30-a.en.md", "2022-03-31-a.en.md", "2021-99-99-a.en.md", "a-2021-03-30.en.md", "2021-03-301.en.md"],
)
def test_a_day_in_the_name_that_agrees_or_is_none(name: str, tmp_path: Path) -> None:
    assert found(tmp_path, {name: page()}, "dates-disagree") == []


def serial(*dates: str) -> dict[str, str | bytes]:
    return {f"a{number}.en.md": page(f"Words {number}.", date=date) for number, date in enumerate(dates)}


MONTHS = [f"2022-{month:02}-01" for month in range(1, 13)]


@pytest.mark.parametrize(("date", "near"), [("2202-05-01", "2022-12-01"), ("1970-01-01", "2022-01-01")])
def test_a_date_years_from_all_others(date: str, near: str, tmp_path: Path) -> None:
    (finding,) = found(tmp_path, serial(*MONTHS, date), "date-alone")
    assert finding.file == "articles/a12.en.md"
    assert finding.message == f"{date} is far from all other dates; the next is {near}"


@pytest.mark.parametrize("dates", [MONTHS, [*MONTHS, "1999-01-01", "1999-02-01"], ["2010-01-01", "2020-01-01"]])
def test_dates_in_company_are_no_finding(dates: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, serial(*dates), "date-alone") == []
