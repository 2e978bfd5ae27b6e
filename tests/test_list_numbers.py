"""The numbers of lists as HTML counts them, and what a printed label says."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archivist.text.list_numbers import KINDS, ListNumber, can_be_read, denotes, numbered_items

NUMBERS = [
    ("<ol><li/><li/></ol>", ["1", "2"]),
    ('<ol start="7"><li/><li/></ol>', ["7", "8"]),
    ('<ol start="5"><li/><li value="9"/><li/></ol>', ["5", "9", "10"]),
    ('<ol reversed="reversed"><li/><li/><li/></ol>', ["3", "2", "1"]),
    ('<ol reversed="reversed" start="10"><li/><li value="4"/><li/></ol>', ["10", "4", "3"]),
    ('<ol type="a" start="26"><li/><li/></ol>', ["z", "aa"]),
    ('<ol type="I"><li/><li/><li/><li/></ol>', ["I", "II", "III", "IV"]),
    ('<ol type="a" start="-1"><li/><li/><li/></ol>', ["-1", "0", "a"]),
    ('<ol type="i" start="3999"><li/><li/></ol>', ["mmmcmxcix", "4000"]),
    ('<ol type="disc"><li/></ol>', ["1"]),
    ('<ol><li><ol start="3"><li/></ol></li><li><ul><li><ol><li/></ol></li></ul></li></ol>', ["1", "3", "2", "1"]),
    ('<nav><ol><li/></ol></nav><ul><li/></ul><div class="print-only"><ol><li/></ol></div><ol><li/></ol>', ["1"]),
]


@pytest.mark.parametrize("parse", [ElementTree.fromstring, etree.fromstring], ids=["ElementTree", "lxml"])
@pytest.mark.parametrize("space", ["", ' xmlns="http://www.w3.org/1999/xhtml"'], ids=["plain", "xhtml"])
@pytest.mark.parametrize(("lists", "labels"), NUMBERS)
def test_items_are_numbered_as_html_numbers_them(
    lists: str, labels: list[str], space: str, parse: Callable[[str], Any]
) -> None:
    root = parse(f"<body{space}>{lists}</body>")
    assert [number.label for _, number in numbered_items(root, "print-only")] == labels


@pytest.mark.parametrize(
    "label", ["7.", "7", "7)", "(7)", "§ 7", "2.7.", "no. 7:", "vii.", "VII", "g)", "٧.", "७", "07"]
)
def test_a_plain_list_may_be_printed_in_other_numerals(label: str) -> None:
    assert denotes(label, ListNumber(7))
    assert can_be_read(label)


@pytest.mark.parametrize("label", ["", "–", "•", "1.", "8.", "77.", "-7.", "viii.", "h", "7.1", "VIi"])
def test_another_number_is_noticed(label: str) -> None:
    assert not denotes(label, ListNumber(7))


@pytest.mark.parametrize(
    ("label", "right"), [("g.", True), ("(g)", True), ("7.", False), ("G.", False), ("vii.", False)]
)
def test_a_list_with_a_type_is_printed_in_it(label: str, right: bool) -> None:
    assert denotes(label, ListNumber(7, "a")) is right


def test_other_numerals_cannot_be_read() -> None:
    assert not can_be_read("ზ.")
    assert not can_be_read("–")


@given(st.integers(-5000, 5000), st.integers(-5000, 5000), st.sampled_from(KINDS))
def test_a_label_denotes_its_number_and_no_other_of_its_kind(value: int, other: int, kind: str) -> None:
    number = ListNumber(value, kind)
    assert denotes(f"{number.label}. ", number)
    assert denotes(f"{ListNumber(other, kind).label}. ", number) is (value == other)
