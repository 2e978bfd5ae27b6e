"""Which capture of an address is printed, and why another cannot be."""

from datetime import date
from pathlib import Path

import pytest

from archivist.archived_links.capture_choice import Choice, Dead, choose_capture
from tests.archived_links.making import PAGE, archives_in, archives_of, gone, moved, taken
from tests.readers.web_archives.making import Taken, warc

DAY = date(2022, 2, 10)
MOST = 1_000_000


def choose(folder: Path, *captures: Taken, address: str = PAGE, largest: int = MOST) -> Choice:
    return choose_capture(address, DAY, archives_of(folder, *captures), largest)


@pytest.mark.parametrize(
    ("moments", "chosen"),
    [
        (["2021-01-01", "2022-02-04", "2022-03-30"], "2022-02-04"),
        (["2021-01-01", "2022-02-12"], "2022-02-12"),
        (["2022-02-15", "2022-02-05"], "2022-02-05"),  # as near: the earlier one
        (["2022-02-10T20:00:00Z", "2022-02-10T08:00:00Z"], "2022-02-10T08:00:00Z"),
    ],
)
def test_the_capture_nearest_to_the_day_is_chosen(tmp_path: Path, moments: list[str], chosen: str) -> None:
    page = choose(tmp_path, *(taken(PAGE, moment) for moment in moments)).page
    assert page is not None
    assert page.moment.startswith(chosen)


@pytest.mark.parametrize(
    "written",
    ["http://www.library.example/papers/", "https://library.example/papers?utm_source=x", f"{PAGE}#part"],
)
def test_addresses_are_compared_as_everywhere(tmp_path: Path, written: str) -> None:
    assert choose(tmp_path, taken(PAGE, "2022-02-04"), address=written).page is not None


def test_a_site_of_one_page_has_a_copy_only_of_the_page_that_is_meant(tmp_path: Path) -> None:
    assert choose(tmp_path, taken(PAGE, "2022-02-04"), address=f"{PAGE}#!/other") == Choice(None)


def test_an_address_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert choose(tmp_path, taken("https://other.example/", "2022-02-04")) == Choice(None)


def test_a_redirect_is_followed_and_kept_with_what_it_leads_to(tmp_path: Path) -> None:
    new = "https://library.example/new"
    page = choose(tmp_path, moved(PAGE, "/new", "2022-02-04"), taken(new, "2022-02-06"), taken(new, "2023-01-01")).page
    assert page is not None
    assert (page.address, page.requested[:10], page.moment[:10]) == (PAGE, "2022-02-04", "2022-02-06")
    assert [record.address for record in page.records] == [PAGE, new]


def test_a_redirect_to_what_is_not_there_is_named(tmp_path: Path) -> None:
    choice = choose(tmp_path, moved(PAGE, "/new", "2022-02-04"))
    assert choice.page is None
    assert "redirects to https://library.example/new, which is not in the web archives" in choice.fault


def test_endless_redirects_end(tmp_path: Path) -> None:
    other = "https://library.example/b"
    choice = choose(tmp_path, moved(PAGE, other, "2022-02-04"), moved(other, PAGE, "2022-02-04"))
    assert choice.page is None
    assert "redirects endlessly" in choice.fault


def test_a_revisit_is_kept_with_its_content(tmp_path: Path) -> None:
    first = taken(PAGE, "2022-01-01")
    again = Taken(PAGE, first.body, "2022-02-09T10:00:00Z", kind="revisit")
    page = choose(tmp_path, first, again).page
    assert page is not None
    assert page.day == date(2022, 2, 9)
    assert [(each.kind, each.moment[:10]) for each in page.records] == [
        ("revisit", "2022-02-09"),
        ("response", "2022-01-01"),
    ]


def test_a_revisit_without_its_content_is_no_copy(tmp_path: Path) -> None:
    choice = choose(tmp_path, Taken(PAGE, b"", "2022-02-09T10:00:00Z", kind="revisit"))
    assert choice.page is None
    assert "in another web archive" in choice.fault


def test_a_page_that_was_gone_has_its_earlier_copy(tmp_path: Path) -> None:
    choice = choose(tmp_path, taken(PAGE, "2020-01-01"), gone(PAGE, "2022-02-10"))
    assert choice.page is not None
    assert choice.page.day == date(2020, 1, 1)
    assert choice.last_dead == Dead("404", "2022-02-10T10:00:00Z")


def test_a_page_that_came_back_is_not_dead(tmp_path: Path) -> None:
    assert choose(tmp_path, gone(PAGE, "2020-01-01"), taken(PAGE, "2022-02-10")).last_dead is None


def test_content_that_contradicts_its_digest_is_no_copy(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc").write_bytes(warc(taken(PAGE, "2022-02-04")).replace(b"<title>T", b"<title>X"))
    choice = choose_capture(PAGE, DAY, archives_in(tmp_path), MOST)
    assert choice.page is None
    assert "does not match its digest" in choice.fault


def test_a_capture_that_is_too_large_is_no_copy(tmp_path: Path) -> None:
    choice = choose(tmp_path, taken(PAGE, "2022-02-04"), largest=50)
    assert choice.page is None
    assert "max_capture is 50" in choice.fault


def test_a_capture_without_a_valid_date_is_no_copy(tmp_path: Path) -> None:
    choice = choose(tmp_path, taken(PAGE, "2022-02-99T99:00:00Z"))
    assert choice.page is None
    assert "no valid date" in choice.fault


def test_a_resource_has_no_status_and_is_a_copy(tmp_path: Path) -> None:
    assert choose(tmp_path, taken(PAGE, "2022-02-04", kind="resource")).page is not None


def test_the_choice_does_not_depend_on_how_captures_are_stored(tmp_path: Path) -> None:
    captures = [taken(PAGE, moment) for moment in ("2022-02-05", "2022-02-15", "2021-01-01")]
    one = choose(tmp_path, *captures).page
    several = tmp_path / "several"
    several.mkdir()
    for number, each in enumerate(captures):
        (several / f"{number}.warc.gz").write_bytes(warc(each, gzip=True))
    other = choose_capture(PAGE, DAY, archives_in(several), MOST).page
    assert one is not None
    assert other is not None
    assert (one.moment, one.address) == (other.moment, other.address)
