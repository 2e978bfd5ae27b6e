"""Ids in ASCII, the same wherever one is named."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archivist.epub.ascii_ids import ascii_address, ascii_id, rename
from tests.function_calls import calls

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


@given(st.text(min_size=1))
def test_any_id_becomes_a_name_in_ascii_or_stays(id: str) -> None:
    made = ascii_id(id)
    assert made == id if id.isascii() else _NAME.fullmatch(made)


@given(st.sets(st.text("აბ漢字é-1", min_size=1), min_size=2))
def test_ids_that_differ_stay_different(ids: set[str]) -> None:
    assert len({ascii_id(id) for id in ids}) == len(ids)


def test_an_id_that_is_named_in_many_places_is_transliterated_once() -> None:
    with calls(lambda file: "slugify" in file) as counted:
        assert len({ascii_id("სად-იბადება-მდინარე-ათასჯერ") for _ in range(100)}) == 1
    assert counted["slugify"] <= 2  # the function, and what it is called by


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("#part", "#part"),
        ("#რა", f"#{ascii_id('რა')}"),
        ("a.xhtml#%E1%83%A0%E1%83%90", f"a.xhtml#{ascii_id('რა')}"),
        ("a.xhtml#50%25", "a.xhtml#50%25"),
        ("a.xhtml", "a.xhtml"),
        ("https://example.org/#რა", "https://example.org/#რა"),
        ("//example.org/#რა", "//example.org/#რა"),
        ("mailto:x#რა", "mailto:x#რა"),
        ("http://[#რა", "http://[#რა"),
    ],
)
def test_addresses(address: str, expected: str) -> None:
    assert ascii_address(address) == expected


def test_all_that_refers_to_an_id_is_renamed_with_it() -> None:
    root = etree.fromstring(
        '<html xmlns="http://www.w3.org/1999/xhtml"><section aria-labelledby="თავი other"><h2 id="თავი">თავი</h2>'
        '<a href="#თავი">x</a><td headers="თავი"/></section></html>'
    )
    rename(root)
    made = ascii_id("თავი")
    text = etree.tostring(root, encoding="unicode")
    for expected in (f'labelledby="{made} other"', f'id="{made}"', f'href="#{made}"', f'headers="{made}"', ">თავი<"):
        assert expected in text
