"""Which articles the archive has already, and which were found twice: never one for another."""

import datetime
from dataclasses import replace

import pytest

from archivist.importing.deduplication import doubles, recognise, twins
from tests.importing.test_joining import DAY, head, known

PAGE = "https://example.org/2022/03/bridge/"


@pytest.mark.parametrize(
    "address",
    [
        "http://www.example.org/2022/03/bridge",
        f"{PAGE}?utm_source=newsletter",
        f"{PAGE}#rss",
        f"{PAGE}amp/",
        "https://m.example.org/2022/03/bridge/",
        "https://example.org/?p=12",
    ],
)
def test_an_article_is_known_at_each_of_its_addresses(address: str) -> None:
    one = head(0, origin="https://example.org/?p=12", source=PAGE, title="The bridge")
    other = head(1, origin=address, source=address, title="The bridge", batch=1)
    assert twins([one, other]) == {1: one}
    held = known(origin="https://example.org/?p=12", source=PAGE, title="The bridge")
    assert recognise([other], [held]) == {1: held}


def test_one_guid_in_two_sources_is_one_article_without_any_address() -> None:
    one, other = head(0, origin="urn:7"), head(1, origin="urn:7", batch=1)
    assert twins([one, other]) == {1: one}
    assert twins([one, replace(other, batch=0)]) == {}


def test_three_sources_of_an_article_leave_the_first() -> None:
    export = head(0, origin="https://example.org/?p=12", source=PAGE)
    feed = head(1, origin="https://example.org/?p=12", source="https://example.org/?p=12", batch=1)
    page = head(2, origin=f"{PAGE}?fbclid=1", source=f"{PAGE}?fbclid=1", batch=2)
    assert twins([export, feed, page]) == {1: export, 2: export}


def test_a_page_whose_title_and_day_are_others_is_another_article() -> None:
    later = DAY + datetime.timedelta(9)
    weather = head(0, origin="urn:1", source=PAGE, title="Rain")
    now = head(1, origin=PAGE, source=PAGE, title="Sun", date=later, batch=1)
    assert twins([weather, now]) == {}
    held = known(origin="urn:1", source=PAGE, title="Rain")
    assert recognise([now], [held]) == {}
    assert list(doubles([now], [held])) == [(now, held)]
    assert recognise([replace(now, title="Rain")], [held]) == {1: held}


def test_an_address_in_another_dress_is_not_enough_and_is_reported() -> None:
    print_page = head(1, origin="b", source=f"{PAGE}print/", title="Bridge (to print)", batch=1)
    held = known(origin="a", source=PAGE, title="The bridge")
    assert recognise([print_page], [held]) == {}
    assert list(doubles([print_page], [held])) == [(print_page, held)]
    other = replace(held, path="b.md")
    assert list(doubles([print_page], [held, other])) == []  # an address of three is that of none


def test_the_first_page_of_a_site_names_no_article() -> None:
    one, other = head(0, source="https://example.org/"), head(1, source="http://example.org", batch=1)
    assert twins([one, other]) == {}
    assert recognise([one], [known(source="https://example.org")]) == {}


def test_an_article_whose_language_was_put_right_is_known() -> None:
    held = known(origin="https://example.org/?p=12", language="ka")
    one = head(0, origin="https://example.org/?p=12")
    assert recognise([one], [held]) == {0: held}
    both = [one, head(1, origin="https://example.org/?p=12", language="ru")]
    assert recognise(both, [held]) == {}  # which of them it was nobody knows


def test_a_number_tells_an_article_within_its_site_alone() -> None:
    held = known(origin="wp:5", source="https://one.org/a", title="One")
    there = head(0, origin="wp:5", source="https://two.org/b", title="Two")
    assert recognise([there], [held]) == {}
    assert recognise([replace(there, source="https://one.org/b")], [held]) == {0: held}
    assert twins([replace(there, source=""), head(1, origin="wp:5", batch=1)]) == {}


def test_a_key_is_not_enough_if_title_and_day_are_others() -> None:
    held = known(key="about", title="About us")
    other = head(0, origin="a.md", key="about", title="About them", date=DAY + datetime.timedelta(90))
    assert recognise([other], [held]) == {}
    assert recognise([replace(other, title="About us")], [held]) == {0: held}
    assert recognise([replace(other, date=DAY)], [held]) == {0: held}
    assert recognise([other], [replace(held, origin="a.md")]) == {0: replace(held, origin="a.md")}


def test_names_are_known_in_each_form_of_unicode() -> None:
    held = known(origin="cafe\u0301.txt", digest="aa")
    assert recognise([head(0, origin="caf\u00e9.txt", digest="aa")], [held]) == {0: held}


def test_of_articles_with_one_origin_each_is_known_by_its_own_address() -> None:
    second, third = (head(n, origin=PAGE, source=f"{PAGE}{n}/", title="The bridge") for n in (2, 3))
    held = [
        known(origin=PAGE, source=each.source, title="The bridge", path=f"{each.number}.md") for each in (third, second)
    ]
    assert recognise([second, third], held) == {2: held[1], 3: held[0]}
