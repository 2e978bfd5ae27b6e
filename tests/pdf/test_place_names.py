"""Names of places: every program finds them in the same order."""

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from pikepdf import String

from archivist.pdf.place_names import in_ascii

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(NAMES)
def test_a_name_is_printable_ascii_and_can_be_read_back(name: str) -> None:
    written = in_ascii(name)
    assert all("!" <= character <= "~" for character in written)
    assert unquote(written) == name


@given(NAMES, NAMES)
def test_two_names_differ_if_they_did(one: str, other: str) -> None:
    assert (in_ascii(one) == in_ascii(other)) == (one == other)


@given(st.lists(NAMES, max_size=6))
def test_the_order_of_bytes_is_the_order_of_characters(names: list[str]) -> None:
    written = [in_ascii(name) for name in names]
    assert sorted(written) == sorted(written, key=lambda name: bytes(String(name)))


def test_ordinary_names_stay_as_they_are() -> None:
    assert in_ascii("great-liakhvi#where_it.rises:1") == "great-liakhvi#where_it.rises:1"
    assert in_ascii("a#რა") == "a#%E1%83%A0%E1%83%90"
