"""When two web addresses are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.links.addresses import near_address, same_address, site_of

ADDRESS = "https://example.org/2022/03/bridge/?id=7"


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/2022/03/bridge/?id=7",
        "HTTPS://www.Example.org:443/2022/03/bridge?id=7",
        "https://example.org/2022/03/bridge/?utm_source=rss&id=7&utm_medium=rss&fbclid=IwAR1",
        "https://example.org/2022/03/bridge/?id=7#respond",
        "https://example.org/2022/03/%62ridge/?id=7#:~:text=two%20years",
    ],
)
def test_what_makes_no_difference_is_of_no_account(other: str) -> None:
    assert same_address(other) == same_address(ADDRESS) != ""


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/2022/03/bridge/",
        "https://example.org/2022/03/bridge/?id=8",
        "https://example.org/2022/03/bridge-2/?id=7",
        "https://ka.example.org/2022/03/bridge/?id=7",
        "https://example.org:8080/2022/03/bridge/?id=7",
        "https://example.org/2022/03%2Fbridge/?id=7",
        "https://example.org/2022/03/bridge/?id=7#/article/8",
    ],
)
def test_another_page_has_another_address(other: str) -> None:
    assert same_address(other) != same_address(ADDRESS)
    assert near_address(other) != near_address(ADDRESS)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/2022/03/bridge/amp/?id=7",
        "https://m.example.org/2022/03/bridge/?id=7",
        "https://example.org/2022/03/bridge/?id=7&print=1",
        "https://example.org/2022/03/Bridge/index.html?id=7",
        "https://example.org/2022/03/bridge/?id=7#second-part",
    ],
)
def test_a_page_in_another_dress_is_near_and_not_the_same(other: str) -> None:
    assert same_address(other) != same_address(ADDRESS)
    assert near_address(other) == near_address(ADDRESS)


def test_letters_are_written_in_many_ways() -> None:
    assert same_address("https://xn--e1afmkfd.xn--p1ai/%E1%83%90") == same_address("http://пример.рф/ა/")
    assert same_address("https://e.org/cafe\u0301") == same_address("https://e.org/caf%C3%A9")
    assert same_address("https://e.org/?a=2&a=1") != same_address("https://e.org/?a=1&a=2")


def test_a_site_is_the_end_of_its_host() -> None:
    assert site_of("https://ka.example.org/a") == site_of("http://www.example.org/b") == "example.org"
    assert site_of("a.txt") == ""


@given(st.one_of(st.text(), st.text().map("https://".__add__), st.text().map("http://e.org/".__add__)))
def test_any_text_is_an_address_or_none(text: str) -> None:
    for form in (same_address, near_address, site_of):
        form(text).encode()
        if not text.lower().startswith(("http://", "https://")):
            assert form(text) == ""
